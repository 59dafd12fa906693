"""One check: an account that is closed after a few weeks without a login."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_TERM = late.pattern(
    "(?<![0-9月])(?P<n>[0-9]{1,3})(?P<unit>日|か月|ヶ月|カ月|ヵ月|ケ月|月間|週)(?![0-9]|まで)(?:間|以上)*[^。\n]{0,10}?(?:ログイン|ご?利用|アクセス|サインイン)[^。\n]{0,12}"
    "(?:ない|なかった|ません|なし|がなけ|無い|無く)[^。\n]{0,24}(?:自動)?(?:退会|解約|削除|失効|停止|閉鎖|無効)"
    "|最終(?:ログイン|利用|アクセス)[^。\n]{0,10}(?P<m>[0-9]{1,3})日[^。\n]{0,24}(?:退会|解約|削除|失効|停止|閉鎖|無効|経過)"
)
SOON = 200
"""Days: real services wait for a year or more before they close an account that nobody uses."""
_DAYS = {"日": 1, "週": 7}


@check(
    id="body.dormant-too-soon",
    over="message",
    said=("threat",),
    lang="ja",
    group="body",
    title=Text(ja="ログインがないだけで短期間に解約するとしています", en="An account closed after a short time without login"),
    says=Text(
        ja="「{place}」とありますが、{days}日程度ログインしないだけで退会・解約にするサービスはまずありません。"
        "実在しない規則で急がせているとみられます。",
        en="“{place}”: hardly any service closes an account after some {days} days without a login; the rule is most "
        "likely invented.",
    ),
    sure="inferred",
    speaks_for=("credential-phishing",),
    experts=("CTX",),
)
def dormant_too_soon(case: Case, it: Observable) -> Iterator[Hit]:
    """The invented rule gives a reason to log in now. Innocent cause: free trials and free hosting, which do close soon."""
    found = _TERM.search(_said.text(case)[: _said.SEARCHED])
    if not found:
        return
    days = int(found["m"]) if found["m"] else int(found["n"]) * _DAYS.get(found["unit"], 30)
    if 0 < days <= SOON:
        yield Hit(Evidence(Span("visible", *found.span()), found=found[0]), place=found[0], days=str(days))
