"""One check: who really holds the domain of From."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.sender-holder",
    over=_asked.sending,
    group="owners",
    needs=("rdap", "whois"),
    title=Text(ja="差出人のドメインの登録者", en="Who holds the sender's domain"),
    says=Text(
        ja="差出人のドメイン {domain} の登録者は「{holder}」です({at}に確認)。",
        en="The sender's domain {domain} is held by “{holder}” (looked up {at}).",
    ),
    experts=("WFOR",),
)
def sender_holder(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. The address in From is easily forged; whose domain it is, is not. The holder may well be another victim.

    Where the mail claims to come from somebody else, owners.sender-is-someone-else names the holder.
    """
    for sender in _asked.senders(case):
        held = _outside.registration(case, sender.domain) if it is sender.seen else None
        holder = (held[1].registrant or held[1].organisation) if held and not held[1].privacy else ""
        if held and holder and not (_outside.claim(case) and _outside.is_strangers(case, held[1])):
            yield Hit(
                _outside.quoted(case, it),
                Evidence(held[0].question, found=holder),
                domain=datum("domain", sender.domain),
                holder=holder,
                at=_named.at(case, held[0]),
            )
