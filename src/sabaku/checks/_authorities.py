"""Which domains and links are an authority's of the country that a mail claims to speak for. No judgement."""

from __future__ import annotations

from sabaku.checks import _files
from sabaku.checks._links import targets
from sabaku.checks._results import refuted
from sabaku.checks._who import senders
from sabaku.model import Case, Link
from sabaku.names import brands
from sabaku.names.brands import Brand
from sabaku.names.endings import state
from sabaku.names.hosts import registrable, tld
from sabaku.names.whose import authentic

_FOR_THE_STATE = ("govdelivery.com", "lnks.gd")
"""Who mails for authorities alone, under one domain for all of them, and counts their clicks."""


def of_the_state(case: Case, brand: Brand) -> bool:
    """Whether the domain in From is an authority's of the same country as the claimed one, or of who mails for authorities, and
    proven: offices have many names, and no crook can register one. Unproven, whoever forges it must gain nothing: nothing shows
    the forgery, all links lead to authorities there or to its own site (or nobody is led or told to ring anywhere), no file came
    with it, and answers go to the sender."""
    for it in senders(case)[:1]:
        shared = states_own(it.domain, brand)
        if shared or (registrable(it.domain) in _FOR_THE_STATE and brand.sector == "government"):
            return authentic(case, it.domain) is not None or (shared and _gains_nothing(case, it.domain, brand))
    return False


def states_own(host: str, brand: Brand) -> bool:
    """Whether the host is under an ending that only the authorities of the claimed one's country can have («go.jp»), for an
    authority wherever its own site is: the health service writes from its government's domain, too."""
    ending = state(host)
    shared = f".{tld(host) if brand.sector == 'government' else ending}"
    return bool(ending) and any(registrable(one).endswith(shared) for one in brand.domains)


def counts_for_state(link: Link, brand: Brand) -> bool:
    """Whether the click is counted for an authority by who mails for authorities alone; an address that leads on is opened
    before, and judged by where it leads."""
    return brand.sector == "government" and link.domain in _FOR_THE_STATE


def _gains_nothing(case: Case, domain: str, brand: Brand) -> bool:
    links = targets(case)
    return (
        (bool(links) or not case.seen("phone"))
        and refuted(case, domain) is None
        and not _files.beside(case)
        and not case.seen("address", "reply-to")
        and all(states_own(link.host, brand) or brands.standing(brand.id, link.host) for _, link in links)
    )


def leads_to_offices(case: Case) -> bool:
    """Whether the mail has links, and all lead to the state or the municipalities of Japan."""
    return bool(targets(case)) and all(state(link.host) in ("go.jp", "lg.jp") for _, link in targets(case))
