"""One check: the domain of From belongs to somebody who has nothing to do with whom the mail claims to come from."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.sender-is-someone-else",
    over=_asked.sending,
    group="owners",
    needs=("rdap", "whois"),
    title=Text(ja="差出人のドメインは、名乗っている相手のものではありません", en="The sender's domain belongs to somebody else"),
    says=Text(
        ja="メールは{claim}を名乗っていますが、差出人のドメイン {domain} は「{holder}」が登録したものです。"
        "この登録者はアドレスを無断で使われた被害者の可能性があります。",
        en="The mail claims to come from {claim}, but the sender's domain {domain} was registered by “{holder}”, "
        "who may be a victim whose address was used without leave.",
    ),
    advice=Text(
        ja="このドメインをブロックリストに登録しないでください。登録者には、アドレスが悪用されていることを知らせると役に立ちます。",
        en="Don't put this domain on a block list; do tell its holder that the address is being abused.",
    ),
    speaks_for=("phishing",),
    experts=("FOTHER", "FD"),
    attacks=(15, 38),
)
def sender_is_someone_else(case: Case, it: Observable) -> Iterator[Hit]:
    """The holder of a domain is a fact in a register; a company that writes from a table-tennis club's domain is not itself.

    Innocent cause: an agency that writes for its client from its own domain. Free-mail domains, privacy services and holders
    whose name contains the brand's are left alone.
    """
    claim = _outside.claim(case)
    for sender in _asked.senders(case) if claim else ():
        held = _outside.registration(case, sender.domain) if it is sender.seen else None
        if claim is None or held is None or held[1].privacy:
            continue
        holder = held[1].registrant or held[1].organisation
        if holder and _outside.is_strangers(case, held[1]):
            yield Hit(
                _outside.quoted(case, it),
                Evidence(held[0].question, found=holder),
                claim=_named.claimed(claim),
                domain=datum("domain", sender.domain),
                holder=holder,
            )
