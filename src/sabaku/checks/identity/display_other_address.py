"""The display name shows another address or domain than the one behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.brands import is_official
from sabaku.names.endings import state
from sabaku.names.hosts import registrable

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,18})")
_DOMAIN = re.compile(
    r"(?<![@\w.-])((?:[A-Za-z0-9-]{2,63}\.){1,4}(?:com|net|org|jp|info|biz|co|io|de|fr|uk|br|us|gov|edu))(?![\w-])"
)
_VIA = re.compile(r"\bvia\b|経由|on behalf of", re.IGNORECASE)


@check(
    id="identity.display-other-address",
    over="message",
    group="identity",
    title=Text(
        "表示名に、実際とは別のアドレスやドメインが書かれています", "The display name shows another address than the real one"
    ),
    says=Text(
        "表示名には {shown} とありますが、実際の差出人アドレスのドメインは {domain} です。",
        "The display name says {shown}, but the real sender's address is at {domain}.",
    ),
    experts=("FDISP", "FFORGE"),
    attacks=(8, 13, 14),
)
def display_other_address(case: Case, _: Observable) -> Iterator[Hit]:
    """Most mail programs on telephones show only the name, so a name that looks like an address passes for the sender.

    Innocent causes: ticket systems and mailing lists that put the author's address into the name ("alice@a.example via list").
    """
    if through_list(case):
        return
    for sender in senders(case):
        name = sender.who.shown
        found = _ADDRESS.search(name[:400]) or _known(_DOMAIN.search(name[:400]))
        if found and any(reply.value == found[0].lower() for reply in case.seen("address", "reply-to")):
            continue  # written on behalf of that address: replies do go there
        at = sender.who.shown_at
        if not found or at is None or _VIA.search(name) or registrable(found[1].lower()) == registrable(sender.domain):
            continue
        if state(found[1]) and state(found[1]) == state(sender.domain):
            continue  # one office of a state writes for another
        text = case.message.view(at.view).text
        start = text.find(found[0], at.start)
        where = Span(at.view, start, start + len(found[0])) if start >= 0 else at
        shown = Datum("address" if "@" in found[0] else "domain", found[0])
        real = Evidence(where, found=found[0], expected=sender.domain)
        yield Hit(real, place(sender), shown=shown, domain=datum("domain", sender.domain))
        return


def _known(found: re.Match[str] | None) -> re.Match[str] | None:
    """The domain, if it is a known brand's: many companies are called something.com and write from elsewhere."""
    return found if found and is_official(found[1].lower()) else None
