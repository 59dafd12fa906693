"""Whether a mail stays in the recipient's own house: from their own domain, by their own servers or provably. No judgement."""

from __future__ import annotations

from sabaku.checks import _files, _hosts, _links, _meant, _who
from sabaku.checks._results import refuted
from sabaku.model import Case, Hop, Observable, once
from sabaku.names import brands
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, delivered
from sabaku.text import late


@once
def own_domains(case: Case) -> frozenset[str]:
    """The recipient's registrable domains: as the operator told, else those the mail was delivered to; no provider's."""
    told = case.input.home.domains or tuple(it.rpartition("@")[2] for it in delivered(case)) or _closed(case) or _of_tenant(case)
    return frozenset(registrable(it) for it in told if it and brands.may_be_house(it))


def _closed(case: Case) -> tuple[str, ...]:
    """The domain of a house whose servers alone handled the mail: theirs, that of From and that of all in To.

    The newest `Received` field is the reader's own server's, whatever a sender put below; an outside client would stand in it.
    """
    hops = [it.detail for it in case.seen("hop") if isinstance(it.detail, Hop)]
    if case.origin.ip is not None or not hops or not all(_hosts.is_private(it.ip) for it in hops):
        return ()
    told = {registrable(it.value.rpartition("@")[2]) for it in (*case.seen("address", "to"), *case.seen("address", "from"))}
    named = {registrable(it.by) for it in hops if not _within(it.by)}
    return tuple(told) if len(told) == 1 and named == told else ()


_OFFICE_CLOUD = (".prod.outlook.com", ".prod.exchangelabs.com")


def _of_tenant(case: Case) -> tuple[str, ...]:
    """The domain of From where Microsoft 365 says that the mail never left the tenant.

    Exchange's header firewall strips that field from mail of others; its own servers must have written the whole route.
    """
    hops = [it.detail for it in case.seen("hop") if isinstance(it.detail, Hop)]
    at_cloud = bool(hops) and all(it.by.endswith(_OFFICE_CLOUD) for it in hops) and case.origin.ip is None
    if not at_cloud or case.message.text_of("x-ms-exchange-organization-authas").strip().lower() != "internal":
        return ()
    return tuple(it.value.rpartition("@")[2] for it in case.seen("address", "from"))


@once
def inside(case: Case) -> bool:
    """Whether From is at the recipient's own domain, and that is proven or the mail never came from outside."""
    own, sending = own_domains(case), _who.senders(case)
    if not sending or not all(registrable(it.domain) in own for it in sending):
        return False
    return _never_out(case) or bool(_of_tenant(case)) or all(authentic(case, it.domain) is not None for it in sending)


def _never_out(case: Case) -> bool:
    """Whether servers of the house alone handed the mail on, over addresses of its own network."""
    if case.origin.ip is not None:
        return False
    own = own_domains(case)
    hops = [it.detail for it in case.seen("hop", "inside") if isinstance(it.detail, Hop)]
    named = [registrable(it.by) in own for it in hops]
    return any(named) and all(
        _hosts.is_private(it.ip) and (known or _within(it.by)) for it, known in zip(hops, named, strict=True)
    )


_WITHIN = (".local", ".lan", ".internal", ".intranet", ".intra", ".corp", ".home.arpa", ".private")


def _within(host: str) -> bool:
    """Whether such a name exists in a house's own network only, as those of Exchange servers (RFC 6762 appendix G)."""
    return bool(host) and ("." not in host or host.lower().rstrip(".").endswith(_WITHIN))


def leads_no_further(case: Case, id: str, *, shown: bool = False) -> bool:
    """Whether all that can be clicked leads to the house itself, to that brand's own hosts, or to where a mail filter keeps mail
    back; `shown`: or is a fraud's, shown."""
    own = own_domains(case)
    links = (_links.link(it) for it in _links.clicked(case) if not (shown and _meant.talked_of(case, it.seen)))
    return all(
        it.domain in own
        or brands.standing(id, it.host) in ("verified", "unverified")
        or _hosts.keeps_back(it.host)
        or _hosts.is_private(it.host)
        for it in links
    )


@once
def leads_home(case: Case) -> bool:
    """Whether the house's own name leads the reader to its own sites alone, with nothing to open and nobody else to answer: who
    forged it would gain nothing."""
    if not _links.clicked(case) or _files.beside(case) or case.seen("address", "reply-to"):
        return False
    return _in_own_name(case) and leads_no_further(case, "")


def talks_of(case: Case, id: str) -> bool:
    """Whether the house tells its own people of a brand: from inside, and leading to nobody but itself and that brand."""
    return inside(case) and leads_no_further(case, id)


_PEOPLE = frozenset(
    "staff benefits benefit hub portal hr payroll employee employees team notice notices secure mail my online docs "
    "document documents center centre desk services service human resources resource bonus salary reward rewards internal "
    "corp company work people pay info notify mitarbeiter personal personalabteilung employes rh empleados dipendenti "
    "medewerkers espace servizio servizi servicio dienst mijn mein mon office login account accounts executive exec ceo gf "
    "dg pdg direction direktion director directors president management board post email box mobile private workmail".split()
)
"""Words by which every house calls its offices, sites and desks."""


def of_any(domain: str) -> bool:
    """Whether a domain is made of words that fit every house («staff-benefits-hub»): a stranger's who poses as one's own."""
    words = registrable(domain).partition(".")[0].split("-")
    return len(words) > 1 and _PEOPLE.issuperset(words)


def own_notice(case: Case) -> bool:
    """Whether the house tells its own people something and leads to nobody else, but for a fraud's link that it shows them."""
    return inside(case) and leads_no_further(case, "", shown=True)


def shows(case: Case, it: Observable) -> bool:
    """Whether the house shows its own people this link as a fraud's: it stands among the words that the text calls such."""
    return it.role == "text" and _meant.talked_of(case, it.seen) and inside(case)


def by_its_form(case: Case) -> bool:
    """Whether the house's own website wrote it for a visitor: sent by a script or saying so, and proven to be the house's, or in
    a website's name; or in any name of the house, saying so, with the visitor in Reply-To. These may be forged, but anybody
    could post the same in the form.
    """
    says = _FORM(case.message.view("visible").text.lower())
    if not inside(case) and not _in_a_sites_name(case):
        return says and bool(case.seen("address", "reply-to")) and _in_own_name(case)
    return bool(case.seen("script")) or says


def _in_to(case: Case) -> frozenset[str]:
    """The domain of To, where no server's line is left that would tell to whom the mail came."""
    if case.seen("hop"):
        return frozenset()
    told = {registrable(it.value.rpartition("@")[2]) for it in case.seen("address", "to")}
    return frozenset(it for it in told if len(told) == 1 and brands.may_be_house(it))


def _in_a_sites_name(case: Case) -> bool:
    return _in_own_name(case) and all(it.who.local.lower() in _SITES for it in _who.senders(case))


def _in_own_name(case: Case) -> bool:
    """Whether From is at the recipient's own domain, and nothing refutes it."""
    own, sending = own_domains(case) or _in_to(case), _who.senders(case)
    named = (registrable(it.domain) in own and refuted(case, it.domain) is None for it in sending)
    return bool(sending) and all(named)


_SITES = frozenset(
    ("wordpress", "wp", "www", "www-data", "apache", "nginx", "nobody", "form", "mailform", "contact-form", "webform")
)
"""Local parts under which web servers and their forms send mail when nobody has set up another."""

_FORM = late.one_of(
    *("contact form", "web form", "website form", "kontaktformular", "formulaire de contact"),
    *("お問い合わせフォーム", "問合せフォーム", "フォームから", "ホームページからのお問い合わせ"),
    *("ホームページから次のお問い合わせ", "ホームページよりお問い合わせ", "サイトからのお問い合わせ"),
    *("サイトよりお問い合わせ", "からお問い合わせがありました"),
)
