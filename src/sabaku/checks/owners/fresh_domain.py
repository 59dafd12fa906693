"""One check: a domain of the mail was registered shortly before it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _asked, _outside, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

FRESH = timedelta(days=30)


@check(
    id="owners.fresh-domain",
    over="message",
    group="owners",
    needs=("rdap", "whois"),
    title=Text(ja="登録されたばかりのドメインです", en="A domain registered only just before"),
    says=Text(
        ja="ドメイン {domain} は、メールが届く{days}日前の{created}に登録されたものです。",
        en="The domain {domain} was registered on {created}, {days} days before the mail came.",
    ),
    speaks_for=("credential-phishing", "card-phishing", "fake-shop"),
    experts=("WREG",),
    attacks=(98,),
)
def fresh_domain(case: Case, it: Observable) -> Iterator[Hit]:
    """Forgers register domains for one campaign and burn them; companies write from domains that they have had for years.

    Looked at are the domains of From and of links that belong to no known brand. Innocent cause: a new company, or a new
    campaign site of a real one. A domain registered after the mail came was registered anew since, and tells nothing.
    """
    sent = _sent.sent(case)
    if sent is None:
        return
    subjects = (
        *((it.domain, it.seen) for it in _asked.senders(case)),
        *((it.domain, it.seen) for it in _asked.landings(case)),
    )

    def judge(subject: tuple[str, Observable]) -> Iterator[Hit]:
        domain, seen = subject
        held = _outside.registration(case, domain)
        created = held[1].created if held else None
        if held and created and timedelta() <= sent[0] - created < FRESH:
            yield Hit(
                _outside.quoted(case, seen),
                Evidence(held[0].question, found=created.date().isoformat()),
                domain=datum("domain", domain),
                created=datum("date", created.date().isoformat()),
                days=datum("number", (sent[0] - created).days),
            )

    yield from _outside.each(tuple(dict(subjects).items()), judge)
