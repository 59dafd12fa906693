"""One check: the reader is addressed by their mail address instead of their name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

_AFTER = late.pattern("\\s{0,2}(?:様|さま|さん|殿|各位|お客様|お客さま|へ|,|、|:|!)")
_BEFORE = late.pattern(
    "(?:dear|valued|hello|hi|拝啓|(?:通知|お知らせ|案内)|hallo|bonjour|hola|ola|prezado|estimado|親愛なる|attn|attention|user|ユーザー|お客様|会員)様?[\\s:!]{1,3}$"
)
_EVERYBODY = frozenset(
    (
        *("all", "everyone", "members", "member", "team", "staff", "office", "friends", "parents", "students", "colleagues"),
        *("customers", "customer", "committee", "volunteers", "residents", "sir", "family", "list"),
    )
)
"""Words that greet whoever reads, and by which the addresses of lists are called."""
TOP = 600
"""Characters from the start of the text where a salutation stands."""


@check(
    id="body.salutation-address",
    over="message",
    group="body",
    title=Text(ja="宛名が氏名ではなくメールアドレスです", en="You are addressed by your mail address"),
    says=Text(
        ja="宛名が「{salutation}」と、氏名ではなくメールアドレス(またはその一部)になっています。送信者はあなたの名前を知りません。",
        en="You are addressed as “{salutation}”, by your mail address: the sender does not know your name.",
    ),
    speaks_for=("disguised",),
    experts=("ADDRSAL", "NONAME"),
)
def salutation_address(case: Case, it: Observable) -> Iterator[Hit]:
    """Firms with which one has an account know the name. A local part in
    capitals may be the name itself. Innocent cause: services that only know an address (newsletters)."""
    top = _said.folded(case)[:TOP]
    for to in case.seen("address", "to", "delivered-to"):
        local = to.value.partition("@")[0]
        plain = len(local) < 3 or local.lower() in _EVERYBODY
        where = None if plain else _called(top, fold(local), fold(to.value))
        where = where or _heads(case, top, fold(to.value))
        if where is None:
            continue
        shown = _said.text(case)[where.start : where.end]
        if "@" in shown or (shown and shown == shown.lower()):
            yield Hit(Evidence(where, found=shown), salutation=datum("address" if "@" in shown else "text", shown))
            return


_LABEL = late.pattern("(?:アドレス|メール|id|宛先|登録|ユーザー名|アカウント名?|account)[^\n]{0,6}\n?\\s*$|[::]\\s*$")
HEAD = 200
"""Characters from the start of the text where an address alone on its line is a salutation."""


def _heads(case: Case, top: str, whole: str) -> Span | None:
    """Where their address alone is the first or second line of a Japanese mail that is no list's."""
    at = top.find(whole, 0, HEAD + len(whole))
    if at < 0 or _said.lang(case) != "ja" or case.seen("list", "mailing-list"):
        return None
    end = at + len(whole)
    alone = not top[top.rfind("\n", 0, at) + 1 : at].strip() and not top[end:].partition("\n")[0].strip()
    return Span("visible", at, end) if alone and not _LABEL.search(top[max(0, at - 30) : at]) else None


def _latin(char: str) -> bool:
    """Whether the address goes on: a Japanese character beside it ends it."""
    return char.isascii() and char.isalnum()


def _called(top: str, local: str, whole: str) -> Span | None:
    """Where the reader is called by their address or its local part."""
    at = top.find(local)
    while at >= 0:
        end = at + (len(whole) if top.startswith(whole, at) else len(local))
        bounded = not (_latin(top[at - 1 : at]) or _latin(top[end : end + 1]) or top[end : end + 1] in ("-", "_", "."))
        alone = not top[top.rfind("\n", 0, at) + 1 : at].strip()
        if bounded and (_BEFORE.search(top[max(0, at - 16) : at]) or (alone and _AFTER.match(top, end))):
            return Span("visible", at, end)
        at = top.find(local, at + 1)
    return None
