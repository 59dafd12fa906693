"""One check: the claimed brand's own SPF record names the server that the mail came from."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside, _route, _verified
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Datum, Evidence, Observable, Text

OWN = Text(
    "ほかの点も矛盾しなければ、本物である手がかりになります。", "That is a good sign if the rest fits, and no proof by itself."
)
SHARED = Text(
    "ただし多くの利用者が共有する設備のため、{brand}が送ったことを示すものではありません。",
    "Many customers share that equipment, though; so it does not show that {brand} sent it.",
)


@check(
    id="auth.brand-names-origin",
    over="origin",
    group="auth",
    title=Text(
        ja="名乗っている企業が公開している送信サーバーから届いています",
        en="It came from a server that the claimed company names",
    ),
    says=Text(
        ja="このメールの発信元 {ip} は、{brand}が {domain} のSPFで公開している送信サーバーに含まれています({at}に確認)。{note}",
        en="The origin {ip} is among the servers that {brand} names in SPF for {domain} (looked up {at}). {note}",
    ),
    experts=("AUTH",),
)
def brand_names_origin(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. RFC 7208: the brand itself lets that server send for it. A shared mail service or cloud lets anybody send from the
    same addresses, so there it says nothing; and an account of the brand's may have been broken into.
    """
    claim = _route.claimed(case)
    if claim is None or not case.seen("origin", "border", "envelope"):
        return
    for fact in _outside.facts(case, "auth"):
        told = _verified.of_brand(fact, claim[1], it.value)
        if told is not None and told.result == "pass":
            note = SHARED if _shared(case, it.value) else OWN
            name = claim[1].names
            yield Hit(
                _outside.quoted(case, it),
                Evidence(fact.question, found=told.result),
                brand=named(claim[1].id),
                domain=datum("domain", told.domain),
                ip=datum("ip", it.value),
                at=_named.at(case, fact),
                note=Datum("text", "shared" if note is SHARED else "own", _filled(note, name)),
            )
            return


def _filled(note: Text, name: Text) -> Text:
    return Text(note.ja.replace("{brand}", name.ja), note.en.replace("{brand}", name.en))


def _shared(case: Case, ip: str) -> bool:
    """Whether customers of one service send from the same addresses."""
    told = _route.network(case, ip)
    return _route.by_service(case) or (told is not None and told[1].use in ("cloud", "hosting", "cdn"))
