"""One check: nobody holds the domain of From."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Question, Text


@check(
    id="owners.sender-unregistered",
    over=_asked.sending,
    group="owners",
    needs=("rdap", "whois"),
    title=Text(ja="差出人のドメインは登録されていません", en="The sender's domain is not registered"),
    says=Text(
        ja="差出人のドメイン {domain} は登録されていません({at}に確認)。実在しない差出人です。",
        en="The sender's domain {domain} is not registered (looked up {at}): there is no such sender.",
    ),
    speaks_for=("phishing",),
    experts=("FRAND", "FFORGE"),
    attacks=(25,),
)
def sender_unregistered(case: Case, it: Observable) -> Iterator[Hit]:
    """An address under a domain that nobody holds can't be answered and can't be anybody's.

    Innocent cause: the mail is old and the domain has lapsed since; the sentence tells when it was looked up.
    """
    for sender in _asked.senders(case):
        if it is sender.seen and _outside.registration(case, sender.domain) is None:
            fact = case.fact("rdap", sender.domain) or case.fact("whois", sender.domain)
            yield Hit(
                _outside.quoted(case, it),
                Evidence(fact.question if fact else Question("rdap", sender.domain)),
                domain=datum("domain", sender.domain),
                at=_named.at(case, fact),
            )
