"""One check: a domain is about to be lost, and nowhere is said which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_NAME = late.pattern(r"(?<![a-z0-9@./-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}(?![a-z0-9-])")
_DOMAIN = re.compile(r"ドメイン|\bdomains?\b")
_AT_STAKE = ("deadline", "threat", "payment")


@check(
    id="body.domain-unnamed",
    over="message",
    said=_AT_STAKE,
    group="body",
    title=Text(ja="どのドメインのことか書かれていません", en="It does not say which domain it is about"),
    says=Text(
        ja="「{phrase}」とドメインの手続きを求めていますが、肝心のドメイン名がどこにも書かれていません。"
        "登録事業者からの本物の通知には、必ず対象のドメイン名があります。",
        en="It says “{phrase}” and wants something done, but nowhere names the domain. "
        "Real notices of registrars always say which one they are about.",
    ),
    speaks_for=("phishing",),
    experts=("NOBR", "CTX"),
)
def domain_unnamed(case: Case, it: Observable) -> Iterator[Hit]:
    """A registrar's customer has several domains, and the registrar knows them; a mass mailing does not know even one.

    Judged where something is at stake and a link is offered. Innocent cause: offers of registrars for domains in general, which
    set no term.
    """
    phrase = next((one for one in _said.said(case, "hosting.domain") if _DOMAIN.search(one.shown.lower())), None)
    if phrase is None or not _said.leads(case) or case.seen("list", "mailing-list"):
        return
    title = _said.subject(case)[0].lower()
    if not _NAME.search(_said.folded(case)[: _said.SEARCHED]) and not _NAME.search(title):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
