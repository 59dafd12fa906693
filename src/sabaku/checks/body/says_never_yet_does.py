"""One check: «we never do this by mail», and the same mail does it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _house, _lures, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_NO_LINK = late.pattern(
    "(?:リンク|url|URL|ＵＲＬ)[^。\n]{0,24}(?:記載|掲載|お送り|送付|添付|貼)[^。\n]{0,16}(?:ません|ございません|おりません|ない)"
    "|never (?:send|include) (?:you )?(?:any )?links?"
)
_NO_SECRET = late.pattern(
    "(?:メール|Eメール)(?:で|にて|により|から)[^。\n]{0,30}(?:パスワード|暗証番号|カード番号|認証コード|個人情報)[^。\n]{0,40}"
    "(?:ありません|ございません|いたしません|しません|おりません)"
    "|never ask (?:you )?(?:for |by )[^.\n]{0,40}(?:password|pin|card number)"
)


@check(
    id="body.says-never-yet-does",
    over="message",
    group="body",
    title=Text(ja="「メールでは行わない」と書いたことを自ら行っています", en="It does what it says is never done by mail"),
    says=Text(
        ja="「{says}」と書きながら、同じメールで「{does}」と求めています。",
        en="It says “{says}”, and in the same mail “{does}”.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("CTX",),
)
def says_never_yet_does(case: Case, it: Observable) -> Iterator[Hit]:
    """Warnings are copied from the real firm's mail together with the rest. Innocent cause: a link to the firm's own page
    beside the promise not to ask for secrets: a link alone counts only where links were ruled out.
    The house's own notice, a brand's own proven mail and what leads nowhere but to the brand are left out."""
    text = _said.text(case)
    if ("ません" not in text and "never" not in text) or not _said.links(case):
        return
    if _house.own_notice(case) or _genuine.of_the_brand(case) or _genuine.gains_nothing(case):
        return
    for promise, names in ((_NO_LINK, ("action.click",)), (_NO_SECRET, ("card.ask", "credential.password", "credential.code"))):
        says = promise.search(text) if _said.has(case, *names) else None
        does = _elsewhere(case, says.span(), names) if says else None
        if says and does:
            quoted = Evidence(Span("visible", *says.span()), found=says[0])
            yield Hit(quoted, _said.quote(does), says=says[0], does=does.shown)
            return


def _elsewhere(case: Case, promise: tuple[int, int], names: tuple[str, ...]) -> Observable | None:
    """A demand of that kind that does not stand in the promise itself."""
    found = (it for it in _said.said(case, *names) if it.seen.view == "visible")
    outside = (it for it in found if it.seen.end <= promise[0] or it.seen.start >= promise[1])
    return next((it for it in outside if not _lures.leaked(case, it)), None)
