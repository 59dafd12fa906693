"""One check: a QR code that was made for this one recipient."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.qr-names-recipient",
    over="link:qr",
    group="links",
    title=Text(ja="QRコードに受信者のアドレスが埋め込まれています", en="A QR code that holds the recipient's address"),
    says=Text(
        ja="QRコードの行き先 {host} に、受信者のメールアドレスが渡されます。偽のログイン画面に、"
        "あらかじめアドレスを入れておくための細工です。",
        en="The QR code leads to {host} and hands over the recipient's address: so a copied login page "
        "knows whose password it asks for.",
    ),
    speaks_for=("credential-phishing",),
    experts=("QR", "LHID"),
    attacks=(53, 89),
)
def qr_names_recipient(case: Case, it: Observable) -> Iterator[Hit]:
    """A code drawn for each recipient costs work, and serves whoever wants that reader's password.

    Innocent cause: tickets and member cards hold an address at times; they come with text, from a sender that one can leave.
    """
    link = _links.link(it)
    if link.token and link.host and not _said.has(case, "newsletter") and not case.seen("list", "mailing-list"):
        yield Hit(_links.at(it), host=datum("domain", link.host))
