"""One check: a link to a true login service by which a stranger's machine or program is let into the account."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _letter, _links, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Datum, Evidence, Link, Observable, Span, Text
from sabaku.names.brands import owners
from sabaku.names.whose import authentic
from sabaku.text import late

_DEVICE = late.pattern(
    r"(?:(?:www\.)?microsoft\.com/(?:[a-z-]{2,6}/)?(?:devicelogin|link)"
    r"|login\.microsoft(?:online)?\.com/(?:common/oauth2/deviceauth|device)"
    r"|aka\.ms/devicelogin|(?:www\.)?google\.com/device|accounts\.google\.com/o/oauth2/device\w{0,12}|github\.com/login/device)\b"
)
"""Where a code lets another device in (RFC 8628)."""
_CONSENT = late.pattern(
    r"(?:login\.microsoft(?:online)?\.com/[^?#]{0,80}/(?:oauth2/[^?#]{0,20}authorize|adminconsent)"
    r"|accounts\.google\.com/o/oauth2/[^?#]{0,40})"
    r"\?(?=.{0,2000}?client_id=)(?:.{0,2000}?scope=[^&]{0,600}?(?:mail|contacts|files|drive|offline_access|calendars|directory))?"
)
"""Where a program is allowed to read mail (RFC 6749)."""
_CODE = late.pattern(r"(?<![A-Za-z0-9])(?=[A-Z-]{0,9}\d?[A-Z0-9-]{3,10}(?![a-z]))[A-Z0-9]{4}-?[A-Z0-9]{4,5}(?![A-Za-z0-9])")
LONG = 6000


@check(
    id="links.grants-access",
    over="message",
    group="links",
    title=Text(
        ja="本物のログイン画面で、他人に自分のアカウントを使わせる手続きをさせようとしています",
        en="At the true login page, a stranger is to be let into the account",
    ),
    says=Text(
        ja="リンク先の {host} は本物のサービスですが、そこで{how}と、"
        "差出人側の端末やプログラムがあなたのアカウントを使えるようになります。"
        "パスワードも多要素認証も盗まずに済む手口です。",
        en="{host} is the true service, but whoever {how} there lets the sender's machine or program into the account: "
        "no password has to be stolen for it, and no second factor.",
    ),
    advice=Text(
        ja="自分で始めた手続きでない限り、コードの入力も許可もしないでください。行ってしまった場合は、管理者に連絡して全端末からログアウトし、"
        "許可したアプリを取り消してください。",
        en="Enter no code and allow nothing that you did not start yourself. If you did, tell your administrator, "
        "sign out everywhere and take back what you allowed.",
    ),
    sure="inferred",
    speaks_for=("credential-phishing",),
    experts=("LD", "LBTN"),
)
def grants_access(case: Case, it: Observable) -> Iterator[Hit]:
    """Device codes and consent (Microsoft 2020, Storm-2372 2025): all that is clicked is genuine.

    Innocent causes: an administrator who explains a login, inside the house or in an answer; the service's own
    proven mail. Those and lists are left out.
    """
    if case.seen("list", "mailing-list") or _story.conversation(case) or _house.inside(case) or _letter.size(case) > LONG:
        return
    for found in _links.clicked(case):
        link = _links.link(found)
        bare = link.url.partition("://")[2]
        device = _DEVICE.match(bare) is not None
        code = _code(case) if device else None
        if (code or (not device and _CONSENT.match(bare))) and not _own_notice(case, link):
            how = Datum("text", "code", _HOW["code"]) if code else Datum("text", "consent", _HOW["consent"])
            more = (code,) if code else ()
            yield Hit(_links.at(found), *more, host=datum("domain", link.host), how=how)
            return


_HOW = {
    "code": Text("メールに書かれたコードを入力する", "types the code from the mail"),
    "consent": Text("許可する", "accepts"),
}


def _code(case: Case) -> Evidence | None:
    """The code that is to be typed."""
    found = _CODE.search(_letter.only(case, _said.text(case)))
    return Evidence(Span("visible", *found.span()), found=found[0]) if found else None


def _own_notice(case: Case, link: Link) -> bool:
    """Whether the service itself writes, provably."""
    theirs = set(owners(link.host))
    return any(theirs & set(owners(it.domain)) and authentic(case, it.domain) is not None for it in senders(case))
