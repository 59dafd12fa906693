"""One check: nobody ever had a certificate for a linked domain until shortly before the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _asked, _outside, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Certificates, Evidence, Observable, Text

FRESH = timedelta(days=14)


@check(
    id="owners.first-certificate",
    over="message",
    group="owners",
    needs=("ct",),
    title=Text(ja="リンク先の最初の証明書が発行されたばかりです", en="The site's first certificate is brand-new"),
    says=Text(
        ja="リンク先のドメイン {domain} に最初のサーバー証明書が発行されたのは{first}で、メールが届く{days}日前です。"
        "それ以前の発行記録はありません。",
        en="The first certificate ever logged for the linked domain {domain} is of {first}, {days} days before the mail came.",
    ),
    speaks_for=("credential-phishing", "card-phishing", "fake-shop"),
    sure="inferred",
    quiet_when=("owners.fresh-domain",),
)
def first_certificate(case: Case, it: Observable) -> Iterator[Hit]:
    """Browsers have wanted a certificate of every site for years, and every one that they trust is publicly logged. A site
    whose first one is days old did not exist before, at least not under that name.

    Innocent cause: a new site, or an old one that has only now moved to HTTPS. Reference: RFC 9162.
    """
    sent = _sent.sent(case)
    if sent is None:
        return

    def judge(landing: _asked.Landing) -> Iterator[Hit]:
        found = _outside.answer(case, "ct", landing.domain, Certificates)
        first = found[1].first if found else None
        if found and first and timedelta() <= sent[0] - first < FRESH:
            yield Hit(
                _outside.quoted(case, landing.seen),
                Evidence(found[0], found=first.date().isoformat()),
                domain=datum("domain", landing.domain),
                first=datum("date", first.date().isoformat()),
                days=datum("number", (sent[0] - first).days),
            )

    yield from _outside.each(_asked.landings(case), judge)
