"""A director of the reader's own firm, by the signature, writes from an address that anybody may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place, recipients, senders
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.text import late

LONG = 1500
LAST = 260
"""Characters at the end of a letter in which it is signed."""
_OFFICE = late.pattern(
    r"\b(?:c[efot]o|chief \w{2,12} officer|managing director|executive director|director|president|chairman|chairwoman|owner"
    r"|founder|head of \w{2,20}|general manager|principal|partner|geschaftsfuhrer(?:in)?|vorstand|inhaber(?:in)?|directeur"
    r"|directrice|gerant|pdg|director general|directora|gerente|amministratore|amministratrice|titolare|diretor(?:-geral)?"
    r"|diretora|bestuurder|eigenaar)\b|代表取締役|取締役|社長|会長|总经理|董事长"
)
_MARKS = re.compile(r"[^a-z0-9]+")
_FORMS = frozenset(
    (
        *("ltd", "limited", "plc", "llc", "inc", "corp", "gmbh", "ag", "kg"),
        *("bv", "nv", "sa", "sas", "sarl", "srl", "spa", "lda"),
    )
)


@check(
    id="identity.house-from-free-mail",
    over="message",
    group="identity",
    title=Text(
        "受信者自身の組織の役員を名乗り、フリーメールから送っています",
        "A superior of the reader's own house writes from a free-mail address",
    ),
    says=Text(
        "「{house}」の「{office}」と署名していますが、差出人は、誰でも取得できる {domain} のアドレスです。"
        "社長や役員になりすますメールの特徴です。",
        "It is signed as “{office}” of “{house}”, the reader's own house, but comes from {domain}, where anybody can have an "
        "address.",
    ),
    advice=Text(
        "本人に、以前から知っている電話番号で確認してください。",
        "Ask that person directly, by a telephone number that you have known before.",
    ),
    experts=("BEC", "FFREE", "FDISP"),
    speaks_for=("bec",),
)
def house_from_free_mail(case: Case, _: Observable) -> Iterator[Hit]:
    """Directors write from their firm's own mailbox. Innocent cause: one who writes from home, as for short notes;
    answers that quote the reader's mail are left out.
    """
    sending = senders(case)[:1]
    if not sending or not is_public(sending[0].domain) or _quotes(case) or _letter.size(case) > LONG:
        return
    text = _said.folded(case).rstrip()
    start = max(0, len(text) - LAST)
    office = _OFFICE.search(text, start)
    found = _house(case, text[start:]) if office is not None and _bulk.is_letter(case) else None
    if office is None or found is None:
        return
    where, title = Span("visible", start + found[0], start + found[1]), Span("visible", *office.span())
    house, told = case.message.quote(where), case.message.quote(title)
    yield Hit(
        Evidence(where, found=house),
        Evidence(title, found=told),
        place(sending[0]),
        house=Datum("text", house),
        office=Datum("text", told),
        domain=datum("domain", sending[0].domain),
    )


def _house(case: Case, ending: str) -> tuple[int, int] | None:
    """Where a line, or a part of one between commas, is the name of the recipient's domain, as a firm writes it."""
    own = {registrable(it.value.rpartition("@")[2]) for it in recipients(case)}
    labels = {_MARKS.sub("", it.partition(".")[0]) for it in own if not is_public(it) and not owners(it)}
    for piece in re.finditer(r"[^\n,|]{4,80}", ending):
        words = [it for it in _MARKS.split(piece[0]) if it]
        heads = {"".join(words[:n]) for n in range(2, len(words))} | {"".join(words)}
        heads |= {"".join(words[:-1])} if words and words[-1] in _FORMS else set()
        if any(len(label) >= 5 and label in heads for label in labels):
            lead = len(piece[0]) - len(piece[0].lstrip())
            return piece.start() + lead, piece.start() + len(piece[0].rstrip())
    return None


def _quotes(case: Case) -> bool:
    return bool(re.search(r"^>", case.message.view("visible").text, re.MULTILINE))
