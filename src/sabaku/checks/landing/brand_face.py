"""One check: the landing page wears the face of a brand to which it does not belong."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import brands
from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.brand-face",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="本物そっくりの偽サイトです", en="A copy of a real site"),
    says=Text(
        ja="リンク先 {host} の画面は{face}のものに見せかけていますが、{host} は{face}のドメインではありません。",
        en="The page at {host} wears the face of {face}, but {host} does not belong to {face}.",
    ),
    advice=Text(
        ja="入力してしまった場合は、本物のサイトを自分で開いてパスワードを変更し、事業者の窓口に連絡してください。",
        en="If you have typed anything in, open the real site yourself, change your password and call the company.",
    ),
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("FAKE",),
    attacks=(108,),
    decisive=True,
)
def brand_face(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """A page that shows one company's login under somebody else's domain is a forgery, whatever the mail says.

    Innocent cause: products that companies install under their own domains (webmail such as Active! mail). A product's face
    counts only if the mail claims another house than that of the page's domain.
    """
    for visit in _landing.visits(case):
        face, host = brands.brand(visit.site.brand), visit.host
        if face is None or not host or not _landing.asks(visit) or _belongs(case, face, host):
            continue
        yield Hit(
            _outside.quoted(case, visit.seen),
            Evidence(visit.fact.question, found=visit.site.product or face.id),
            host=datum("domain", host),
            face=datum("brand", face.id, face.names),
        )


def _belongs(case: Case, face: brands.Brand, host: str) -> bool:
    """Whether the page may wear that face: its own house, or a product in the house that the mail claims to come from."""
    if brands.standing(face.id, host):
        return True
    if not face.product:
        return False
    claim = _outside.claim(case)
    if claim is None:
        return True
    return bool(brands.standing(claim.brand, host)) or (claim.brand == brands.HOME and _outside.is_home(case, host))
