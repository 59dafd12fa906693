"""One check: a brand's own address in From, and a line or unnamed machine that sent it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.checks._who import author
from sabaku.model import Case, Evidence, Hop, Observable, Text
from sabaku.names import brands
from sabaku.names.hosts import generic_word, made_from_address, registrable


@check(
    id="identity.brand-from-anywhere",
    over=_route.origin_hops,
    group="identity",
    title=Text(
        ja="有名企業のアドレスですが、署名も送信元もその会社のものと確認できません",
        en="A brand's address, but neither a proven signature nor a server of the brand's",
    ),
    says=Text(
        ja="差出人は{brand}のドメイン {domain} ですが、受け取ったサーバーの記録では {ip}({rdns})から送られており、"
        "{domain} のものと確認された電子署名もありません。{brand}のメールサーバーから送られたとは認められません。",
        en="From shows {domain} of {brand}, but the receiving server took the mail from {ip} ({rdns}), and no "
        "valid signature of {domain} was found. Nothing shows that to be a mail server of {brand}.",
    ),
    experts=("RIP", "FFORGE", "FSP"),
    attacks=(15, 40),
    speaks_for=("phishing",),
)
def brand_from_anywhere(case: Case, it: Observable) -> Iterator[Hit]:
    """Companies whose customers get mail sign it, and send it from servers that bear their name or their mailing service's.

    Judged on what the border, or the list that was looked through, saw: no reverse name, a generated one, or a greeting with the
    brand's name that the reverse name does not confirm. A signature that nobody has verified is only written down: anybody can
    copy one. Innocent cause: a private forwarder that breaks signatures.
    Companies that number their own mail servers are left out.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.ip or _route.submitted(hop):
        return
    if _route.claimed(case) is None or _route.sure(case) is None or not _nameless(hop) or _route.by_service(case):
        return
    for one in _writers(case):
        domain = one.value.rpartition("@")[2]
        owner = _owner(case, domain)
        if owner and not _vouched(case, owner, domain) and not _route.numbered_mailer(hop.rdns, domain):
            rdns = datum("domain", hop.rdns) if hop.rdns else datum("text", "none", Text("逆引き名なし", "no reverse name"))
            yield Hit(
                _route.at(case, it.seen, hop.ip),
                Evidence(one.seen, found=one.shown),
                brand=named(owner),
                domain=datum("domain", domain),
                ip=datum("ip", hop.ip),
                rdns=rdns,
            )
            return


def _writers(case: Case) -> tuple[Observable, ...]:
    """The addresses in From; behind a list that put its own there, the author's."""
    writer = author(case)
    return (writer.seen,) if writer is not None else _route.from_domains(case)


def _nameless(hop: Hop) -> bool:
    if not hop.rdns:
        return _route.names_reverse(hop)
    greeted = brands.owners(hop.helo.lower().rstrip("."))
    lies = (
        bool(greeted)
        and registrable(hop.rdns) != registrable(hop.helo)
        and not any(brands.standing(id, hop.rdns) for id in greeted)
    )
    return lies or made_from_address(hop.rdns, hop.ip) or generic_word(hop.rdns)


def _owner(case: Case, domain: str) -> str:
    """The claimed brand, if the domain is really its own and not one where customers have addresses."""
    claim = _route.claimed(case)
    if claim is None or brands.standing(claim[1].id, domain) not in ("verified", "unverified") or brands.is_public(domain):
        return ""
    return claim[1].id


def _vouched(case: Case, owner: str, domain: str) -> bool:
    """Whether a passed authentication, by a signature or otherwise, speaks for the brand or the domain."""
    signed = [passed for _, _, passed in _results.passes(case)]
    signed += [it.domain for it in _results.unproven(case, "dkim")]
    return any(registrable(it) == registrable(domain) or owner in brands.owners(it) for it in signed)
