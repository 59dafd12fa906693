"""What visits to landing sites showed, for the family landing: plain look-ups. No judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sabaku import brands
from sabaku.checks import _outside
from sabaku.model import Case, Claim, Fact, NotKnown, Observable, Site, Text

FIELDS: Mapping[str, Text] = {
    "password": Text("パスワード", "a password"),
    "pin": Text("暗証番号", "a PIN"),
    "otp": Text("ワンタイムパスワード", "a one-time code"),
    "card": Text("カード番号", "a card number"),
    "cvv": Text("セキュリティコード", "a security code"),
    "expiry": Text("有効期限", "an expiry date"),
}


class Visit(NamedTuple):
    """A visit with the link that led there; `host` is where it ended."""

    seen: Observable
    fact: Fact
    site: Site
    host: str


def visits(case: Case) -> Iterator[Visit]:
    """The visits that were made, in the order of the mail. Raises NotKnown at the end where a linked host was not visited."""
    gap: NotKnown | None = None
    for site in _outside.landings(case):
        try:
            facts = _outside.of_url(case, "visit", site.link.host)
        except NotKnown as unknown:
            gap = gap or unknown
            continue
        for fact in facts:
            if isinstance(fact.value, Site):
                seen = _outside.link_of(case, fact.question.subject) or site.seen
                yield Visit(seen, fact, fact.value, _outside.host_of(fact.value.final_url) or site.link.host)
    if gap is not None:
        raise gap


def asks(visit: Visit) -> bool:
    """Whether the page is up and asks for anything that only the person himself should know."""
    return visit.site.state == "up" and any(field in FIELDS for form in visit.site.forms for field in form.fields)


def first_field(visit: Visit, wanted: tuple[str, ...]) -> str:
    """The first of these kinds for which a form of the page asks, or ""."""
    asked = [field for form in visit.site.forms for field in form.fields]
    return next((it for it in wanted if it in asked), "")


def of_another(case: Case, face: str) -> bool:
    """Whether that face is of another company than the one named in the mail, with which it has nothing to do."""
    claim = _outside.claim(case)
    return claim is not None and claim.brand != brands.HOME and face not in brands.kin(claim.brand)


def is_official(visit: Visit) -> bool:
    """Whether the page stands on a known brand's own host."""
    return brands.is_official(visit.host)


def is_of(case: Case, claim: Claim, host: str) -> bool:
    """Whether a host belongs to whom the mail claims to come from."""
    if claim.brand == brands.HOME:
        return _outside.is_home(case, host)
    return bool(brands.standing(claim.brand, host))
