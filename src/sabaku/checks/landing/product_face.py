"""One check: the landing page imitates the login of a product that the claimed company really offers."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import brands
from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.product-face",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="実在する製品のログイン画面を模しています", en="It imitates the login of a real product"),
    says=Text(
        ja="リンク先 {host} は{face}のログイン画面を模しています。"
        "{face}は{claim}が実際に提供しているため、利用者には本物に見えます。",
        en="The page at {host} imitates the login of {face}, which {claim} really offers: that makes it convincing.",
    ),
    speaks_for=("credential-phishing",),
    experts=("FAKE", "LBTN"),
)
def product_face(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Informs: names the product whose login is stolen, so that its users can be warned. That the face fits is no excuse."""
    brand = _outside.brand(case)
    if brand is None:
        return
    for visit in _landing.visits(case):
        face = brands.brand(visit.site.brand)
        if face is not None and face.id in brand.uses and not brands.standing(brand.id, visit.host) and _landing.asks(visit):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=visit.site.product or face.id),
                host=datum("domain", visit.host),
                face=datum("brand", face.id, face.names),
                claim=datum("brand", brand.id, brand.names),
            )
