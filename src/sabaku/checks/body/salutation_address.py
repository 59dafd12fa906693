"""One check: the reader is addressed by his mail address instead of his name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.fold import fold
from sabaku.model import Case, Evidence, Observable, Span, Text

_TITLE = r"\s{0,2}(?:様|さま|さん|殿|各位|お客様|お客さま|へ|,|、|:|!|\n)"
_BEFORE = (
    r"(?:dear|hello|hi|hallo|bonjour|hola|ola|prezado|estimado|親愛なる|attn|attention|user|ユーザー|お客様|会員)[\s::]{1,3}"
)
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
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("ADDRSAL", "NONAME"),
)
def salutation_address(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Firms with which one has an account know the name. Innocent cause: services that only know an address (newsletters)."""
    if case.seen("list", "mailing-list"):
        return
    folded = _said.folded(case)[:TOP]
    for to in case.seen("address", "to", "delivered-to"):
        local, _, domain = to.value.partition("@")
        if len(local) < 3 or not domain:
            continue
        name = f"{re.escape(local)}(?:@{re.escape(domain)})?"
        found = re.search(rf"(?:^|[\n\s]){_BEFORE}(?P<n>{name})(?![a-z0-9._-])|(?:^|\n)\s*(?P<m>{name}){_TITLE}", folded)
        if found and fold(local) in fold(found[0]):
            where = Span("visible", *found.span("n" if found["n"] else "m"))
            shown = _said.text(case)[where.start : where.end]
            yield Hit(Evidence(where, found=shown), salutation=datum("address" if "@" in shown else "text", shown))
            return
