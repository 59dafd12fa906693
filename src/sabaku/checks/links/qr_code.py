"""One check: a QR code in place of a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.qr-code",
    over="link:qr",
    group="links",
    title=Text(ja="リンクの代わりにQRコードが使われています", en="A QR code takes the place of the link"),
    says=Text(
        ja="画像などのQRコードを読み取ると {host} に接続します。検査の及ばないスマートフォンで開かせる手口です。",
        en="A QR code in the mail leads to {host}: it is meant to be opened on a telephone, where no filter looks.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("QR",),
    attacks=(53, 55, 56),
)
def qr_code(case: Case, it: Observable) -> Iterator[Hit]:
    """A mail is read on a screen that can be clicked; a code is only needed to get past the filter.

    Innocent: tickets, coupons and posters; codes that lead to the sender's own domain are left out.
    """
    link = _links.link(it)
    if link.host and link.domain not in _vouched.house(case):
        yield Hit(_links.at(it), host=datum("domain", link.host))
