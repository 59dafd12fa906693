"""One check: the certificate that a linked site shows was issued just before the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _asked, _outside, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Certificate, Evidence, Observable, Text

FRESH = timedelta(days=3)


@check(
    id="owners.fresh-certificate",
    over="message",
    group="owners",
    needs=("certificate",),
    title=Text(
        ja="リンク先の証明書はメールの直前に発行されています", en="The site's certificate was issued just before the mail"
    ),
    says=Text(
        ja="リンク先 {host} のサーバー証明書は、メールが届く直前の{since}に{issuer}が発行したものです。",
        en="The certificate of the linked host {host} was issued by {issuer} on {since}, just before the mail came.",
    ),
    speaks_for=("phishing",),
    sure="inferred",
    quiet_when=("owners.first-certificate", "owners.fresh-domain"),
)
def fresh_certificate(case: Case, it: Observable) -> Iterator[Hit]:
    """A weak hint: forgers set up their sites just before they send.

    Innocent cause, and a frequent one: certificates are renewed every few weeks by machines, and the mail happened to come then.
    """
    sent = _sent.sent(case)
    if sent is None:
        return

    def judge(landing: _asked.Landing) -> Iterator[Hit]:
        if landing.link.scheme != "https":
            return
        found = _outside.answer(case, "certificate", landing.link.host, Certificate)
        since = found[1].not_before if found else None
        if found and since and timedelta() <= sent[0] - since < FRESH:
            yield Hit(
                _outside.quoted(case, landing.seen),
                Evidence(found[0], found=since.date().isoformat()),
                host=datum("domain", landing.link.host),
                since=datum("date", since.date().isoformat()),
                issuer=found[1].issuer or "?",
            )

    yield from _outside.each(_asked.landings(case), judge)
