"""One check: the landing page imitates the login of a product that the claimed company really offers."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import brands

OFFERS = Text(
    "この製品は実際に提供されているため、利用者には本物に見えます。",
    "As the product is really offered there, the page convinces its users.",
)
UNKNOWN = Text("この製品が実際に使われているかは未確認です。", "Whether the product is really used there was not looked into.")


@check(
    id="landing.product-face",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="実在する製品のログイン画面を模しています", en="It imitates the login of a real product"),
    says=Text(
        ja="リンク先 {host} は{face}のログイン画面を模していますが、{host} は{claim}のドメインではありません。{note}",
        en="The page at {host} imitates the login of {face}, but {host} does not belong to {claim}. {note}",
    ),
    speaks_for=("credential-phishing",),
    experts=("FAKE", "LBTN"),
)
def product_face(case: Case, it: Observable) -> Iterator[Hit]:
    """Companies install webmail products under their own domains; under a stranger's domain the login is a copy.

    That the claimed company really offers the product is no contradiction, and no excuse: it makes the page convincing.
    Innocent cause: a login at a provider whose domains are not known here.
    """
    claim, brand = _outside.claim(case), _outside.brand(case)
    for visit in _landing.visits(case) if claim else ():
        face = brands.brand(visit.site.brand)
        if (
            claim is None
            or face is None
            or not face.product
            or _landing.of_another(case, face.id)
            or not _landing.asks(visit)
            or _landing.is_of(case, claim, visit.host)
        ):
            continue
        offers = brand is not None and face.id in brand.uses
        yield Hit(
            _outside.quoted(case, visit.seen),
            Evidence(visit.fact.question, found=visit.site.product or face.id),
            host=datum("domain", visit.host),
            face=datum("brand", face.id, face.names),
            claim=_named.claimed(claim),
            note=datum("text", "offers" if offers else "unknown", OFFERS if offers else UNKNOWN),
        )
