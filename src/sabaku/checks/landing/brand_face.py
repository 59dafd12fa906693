"""One check: the landing page wears the face of a brand to which it does not belong."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import brands


@check(
    id="landing.brand-face",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="本物そっくりの偽サイトです", en="A copy of a real site"),
    says=Text(
        ja="リンク先 {host} には{face}の画面が表示されますが、{host} は{face}のドメインではありません。",
        en="The page at {host} looks like that of {face}, but {host} does not belong to {face}.",
    ),
    speaks_for=("phishing",),
    experts=("FAKE",),
    attacks=(108,),
    decisive=True,
)
def brand_face(case: Case, it: Observable) -> Iterator[Hit]:
    """A page that shows one company's login under somebody else's domain is a forgery, whatever the mail says.

    Products that companies install under their own domains (webmail such as Active! mail), and a face that is not even that of
    the company named in the mail, are other checks' business.
    """
    for visit in _landing.visits(case):
        face, host = brands.brand(visit.site.brand), visit.host
        if face is None or face.product or not host or brands.standing(face.id, host) or not _landing.asks(visit):
            continue
        if _landing.of_another(case, face.id):
            continue
        yield Hit(
            _outside.quoted(case, visit.seen),
            Evidence(visit.fact.question, found=visit.site.product or face.id),
            host=datum("domain", host),
            face=datum("brand", face.id, face.names),
        )
