"""What is said of a mail's authentication: by the border's own fields, our verification, filters. Look-ups, no sentences."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from sabaku.checks._route import domain_of, from_domains, own_machine
from sabaku.checks._verified import holds, verified
from sabaku.data import filters
from sabaku.model import Authenticated, AuthResult, Case, Datum, Evidence, Observable
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, provider


def results(case: Case, *methods: str) -> Iterator[tuple[Observable, AuthResult]]:
    """What the border's own fields state for these methods."""
    for it in case.seen("auth", "trusted"):
        if isinstance(it.detail, AuthResult) and it.detail.method in methods:
            yield it, it.detail


def unproven(case: Case, *methods: str) -> Iterator[AuthResult]:
    """Passes in the border's name and place that a sender could have written: no proof, but nothing is said to be missing."""
    for it in case.seen("auth", "claimed"):
        found = it.detail
        if isinstance(found, AuthResult) and found.why == "unproven" and found.result == "pass" and found.method in methods:
            yield found


def stated(case: Case, method: str, *wanted: str) -> tuple[Evidence, str, str] | None:
    """Evidence, result and domain of that method where the result is among the wanted: the border's word, else our own."""
    border = list(results(case, method))
    for it, found in border:
        if found.result in wanted:
            return Evidence(it.seen, found=it.shown), found.result, found.domain
    own = verified(case, method)
    if not border and own is not None and own[1].result in wanted and holds(case, *own):
        return Evidence(own[0].question, found=own[1].result), own[1].result, own[1].domain
    return None


def passes(case: Case) -> Iterator[tuple[Evidence, str, str]]:
    """Everything that passed: evidence, method, domain; by the border's word or our own verification."""
    for it, found in results(case, "dmarc", "dkim", "spf"):
        if found.result == "pass" and found.domain:
            yield Evidence(it.seen, found=it.shown), found.method, found.domain
    for method in ("dmarc", "dkim", "spf"):
        own = verified(case, method)
        if own is not None and own[1].result == "pass" and own[1].domain:
            yield Evidence(own[0].question, found=own[1].domain), method, own[1].domain


def refuted(case: Case, domain: str) -> Evidence | None:
    """Proof that From's domain is forged: DMARC fails, or SPF fails hard while nothing else passes for it, and the machine that
    sent it is not the domain's own (a house that forwards inside itself finds its own machine where it looks for the sender's).
    """
    if authentic(case, domain) is not None or _is_said_authentic(case, domain) or _from_own_machine(case, domain):
        return None
    for it in case.seen("auth", "trusted"):
        told = it.detail
        if isinstance(told, AuthResult) and told.result in ("fail", "hardfail"):
            about = registrable(told.domain or domain)
            if told.method == "dmarc" or (told.method == "spf" and about == registrable(domain)):
                return Evidence(it.seen, found=it.shown)
    fact = case.fact("auth", "dmarc")
    if fact and isinstance(fact.value, Authenticated) and fact.value.result == "fail":
        return Evidence(fact.question, found=fact.value.domain)
    return None


def _from_own_machine(case: Case, domain: str) -> bool:
    """Whether a machine with a confirmed name of the domain sent it, which no hoster or provider has given to a customer."""
    return own_machine(case, domain) is not None and not provider(case.origin.rdns.lower()) and not is_public(domain)


def _is_said_authentic(case: Case, domain: str) -> bool:
    """Whether a pass in the border's name says so that a sender could have written: no proof either way."""
    said = unproven(case, "dmarc", "dkim", "spf")
    return any(registrable(it.domain) == registrable(domain) for it in said)


def vouched(case: Case) -> bool:
    """Whether the border found the domain in From authentic: then a strange network has an innocent explanation."""
    own = {domain_of(it) for it in from_domains(case)}
    return any(registrable(domain) in own for _, _, domain in passes(case))


def first_of_field(case: Case, it: Observable) -> bool:
    """Whether the result is the first of its field, so that a field is told of once."""
    return not any(one.seen.view == it.seen.view and one.seen.start < it.seen.start for one in case.seen("auth"))


def is_spf(case: Case, it: Observable) -> bool:
    """Whether the result stands in a Received-SPF field."""
    number = it.seen.view.removeprefix("header:")
    return number.isdigit() and case.message.headers[int(number)].key == "received-spf"


@functools.cache
def _fields() -> Mapping[tuple[str, str], filters.Field]:
    return {(it.filter, it.name): it for it in filters.fields()}


def filter_says(found: AuthResult) -> tuple[Datum, Datum] | None:
    """A filter's name and what its value means, for a sentence."""
    key, _, value = found.why.partition("=")
    field, name = _fields().get((found.by, key)), filters.names().get(found.by)
    told = field.meaning(value) if field is not None else None
    if name is None or told is None:
        return None
    return Datum("text", name.en, name), Datum("text", told.en, told.says)
