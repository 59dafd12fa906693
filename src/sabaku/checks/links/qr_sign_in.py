"""One check: a password or second factor is to be renewed by a QR code."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains

_DEMANDS = ("credential.verify", "credential.password", "credential.login")


@check(
    id="links.qr-sign-in",
    over="message",
    group="links",
    title=Text(ja="QRコードからのサインインや再認証を求めています", en="Sign in again, by a QR code"),
    says=Text(
        ja="「{phrase}」と、QRコードの行き先 {host} で認証の手続きをさせようとしています。"
        "パスワードや認証コードを盗む手口(クイッシング)です。",
        en="“{phrase}”, by a QR code that leads to {host}: this is how passwords and one-time codes are stolen (“quishing”).",
    ),
    speaks_for=("credential-phishing",),
    experts=("QR",),
    attacks=(53, 55),
)
def qr_sign_in(case: Case, it: Observable) -> Iterator[Hit]:
    """No service renews a login by a code in a mail: it would lead past every filter of the office.

    Innocent cause: an app is enrolled by a code, but that stands on the page where one is signed in, and leads to no web address
    (otpauth:), or to the recipient's own house; a ticket that leads to the firm which sends it, and which says who it is.
    """
    codes = case.seen("link", "qr")
    phrase = _said.first(case, *_DEMANDS) if codes else None
    if phrase is None or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    houses = home_domains(case) | _of_firms(case)
    for found in codes:
        link = _links.link(found)
        if link.scheme in ("http", "https") and link.host and link.domain not in houses and not owners(link.domain):
            yield Hit(_said.quote(phrase), _links.at(found), phrase=phrase.shown, host=datum("domain", link.host))
            return


def _of_firms(case: Case) -> frozenset[str]:
    """The sender's domain, where it is proven to be that of a firm that names itself."""
    return frozenset(registrable(it.domain) for it in _author.authors(case)[:1] if _firms.of_a_firm(case))
