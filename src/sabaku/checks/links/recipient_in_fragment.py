"""One check: the recipient's address behind the # of a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import HOME
from sabaku.text import late


@check(
    id="links.recipient-in-fragment",
    over="message",
    group="links",
    title=Text(ja="リンクの「#」の後ろに受信者のアドレスがあります", en="The recipient's address stands behind the # of a link"),
    says=Text(
        ja="{host} へのリンクの「#」の後ろに受信者のアドレスが付いています。"
        "偽の入力画面にあらかじめ入れておくための、詐欺に特有の書き方です。",
        en="The recipient's address stands behind the # of the link to {host}: that is how fake pages get it filled in.",
    ),
    advice=Text(
        ja="このリンクをそのまま開いたり公開したりしないでください。",
        en="Do not open or publish this link as it is.",
    ),
    speaks_for=("credential-phishing",),
    attacks=(89, 96),
    experts=("TEMPL",),
)
def recipient_in_fragment(case: Case, it: Observable) -> Iterator[Hit]:
    """What follows the # is never sent to the server (RFC 3986 section 3.5), so scanners do not see it; the page's script does.

    Innocent: hardly anything; links for leaving a list carry the address in the query.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        if _links.in_fragment(case, link):
            wanted = ("card-phishing",) if _of_payment(case) else None
            yield Hit(_links.at(found), speaks_for=wanted, host=datum("domain", link.host))


_PAY = late.pattern(
    r"\b(?:payments?|pay|fees?|charges?|duty|duties|frais|gebuhr\w*|zahl\w{2,5}|pagamento|pago|betaling|kosten)\b"
    "|支払|手数料|料金|関税"
)


def _of_payment(case: Case) -> bool:
    """Whether a known company is said to want a payment, and no mailbox, login or password is spoken of."""
    return (
        any(it.brand != HOME for it in case.claims)
        and _PAY.search(_said.folded(case)[:SEARCHED]) is not None
        and not _said.has(case, "mailbox", "credential")
    )


SEARCHED = 3000
