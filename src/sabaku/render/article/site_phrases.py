"""The article's sentences about visited sites and their pictures, in both languages. Data only."""

from __future__ import annotations

from collections.abc import Mapping

from sabaku.model import Text

SITE = Text("リンクの先で待っているもの", "What waits behind the link")
SITE_INTRO = Text(
    "隔離した安全な環境で、リンク先を実際に開いてみた結果です。くれぐれも真似はなさらないでください。",
    "The site was opened in an isolated environment. Please do not try this yourself.",
)
SITE_UP = Text("{at}の時点で、サイトはまだ動いていました。", "On {at} the site was still up.")
SITE_UP_TOO = Text("こちらのサイトも動いていました。", "This one was up as well.")
SITE_STATES: Mapping[str, Text] = {
    "closed": Text("{at}の時点で、サイトはすでに閉鎖されていました。", "On {at} the site had already been closed."),
    "blocked": Text(
        "{at}の時点で、サイトは詐欺サイトとして遮断されていました。",
        "On {at} the site was being blocked as a fraud.",
    ),
    "parked": Text("{at}の時点で表示されたのは、広告用の仮ページだけでした。", "On {at} there was nothing but a parking page."),
    "error": Text("{at}の時点で、サイトはエラーを返すだけでした。", "On {at} the site answered with an error."),
    "cloaked": Text("{at}の時点で、別の内容が表示されました。", "On {at} the site showed something else."),
    "gone": Text("{at}の時点で、サイトにはつながりませんでした。", "On {at} the site could not be reached."),
}
SITE_TITLE = Text("画面の表題は「{title}」です。", "The page is titled “{title}”.")
SITE_ASKS = Text("画面で求められるのは、{fields}の入力です。", "The page asks for {fields}.")
SITE_ENDS = Text("途中で転送され、最後に行き着いたのは {url} でした。", "It redirects, and ends at {url}.")
FAKE = Text("偽サイト", "FAKE")
DOUBTFUL = Text("要注意", "DOUBTFUL")
SHOT_DOUBTFUL = Text("{url} の画面({at})。", "The page at {url}, on {at}.")
SHOT_DOUBTFUL_ALT = Text("リンク先の画面。アドレスは {url}。{what}", "Picture of the page at {url}. {what}")
SHOT = Text("{url} の画面({at})。偽サイトです。", "The page at {url}, on {at}. It is a fake.")
SHOT_OTHER = Text("{who}。アドレスは {url}。", "{who}: {url}.")
GENUINE = Text("本物", "GENUINE")
SHOT_GENUINE = Text(
    "こちらは、あらかじめ記録しておいた{brand}の本物の画面です({url}、画面の一致度{percent}%)。見た目での区別は困難で、違うのはアドレスだけです。",
    "This is the genuine page of {brand}, recorded before ({url}; the screens are {percent} percent alike). "
    "What tells them apart is the address.",
)
SHOT_ALT = Text("偽サイトの画面。アドレスは {url}。{what}", "Picture of the fake page at {url}. {what}")
