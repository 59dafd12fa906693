"""Which part of the article tells which finding, and in which order. Data only, with one lookup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sabaku.model import Finding

SUBJECT = (
    "auth.own-stamp", "auth.subject-stamp", "auth.stamp-missing", "identity.recipient-in-subject", "identity.name-disguised",
    "identity.padded-away", "route.fake-thread", "body.subject-code", "body.subject-vague", "body.subject-sentence",
)  # fmt: skip
SENDER = (
    "identity.unknown-account", "identity.role-account", "identity.self-sent", "identity.house-imitated",
    "identity.from-not-brand",
    "identity.from-unlike-brand", "identity.from-other-organisation", "identity.from-free-mail", "identity.free-mail-demand",
    "identity.brand-forged", "identity.brand-unproven", "identity.from-imitates", "identity.from-holds-name",
    "identity.display-other-address",
    "identity.brand-in-local-part", "identity.from-random", "identity.from-foreign-tld", "owners.sender-is-someone-else",
    "owners.sender-holder", "owners.sender-unregistered", "identity.to-not-recipient",
    "identity.reply-to-free-mail", "identity.reply-to-elsewhere", "identity.not-a-customer", "identity.brand-never",
)  # fmt: skip
PATH = ("route.return-path-elsewhere", "route.null-sender", "route.routed-sender")
NUMBER = ("route.message-id-recipient", "route.message-id-elsewhere", "route.message-id-missing", "route.message-id-odd")
STAMPS = (
    "route.helo-not-a-name", "route.helo-bare-address", "route.helo-is-recipient", "route.helo-borrows-brand",
    "route.helo-differs", "route.no-reverse-name", "route.generic-reverse-name",
)  # fmt: skip
ORIGIN = (
    "route.rivals-network", "route.cloud-origin", "route.origin-country", "owners.origin-far-from-holder", "lists.origin-listed",
    "lists.origin-end-user-line", "route.platform", "route.script-origin", "route.mailer-obsolete", "route.mailer-foreign",
    "route.mailer-gibberish", "route.mailer-bulk", "route.date-zone", "route.date-far-off", "route.date-missing",
    "route.claimed-origin", "route.impossible-hop", "route.mailing-list", "route.brand-through-list", "route.forwarder",
)  # fmt: skip
LINK = (
    "identity.links-not-brand", "identity.brand-in-link", "identity.domain-in-link", "links.two-brands",
    "links.lookalike-letters", "links.text-shows-another-host", "identity.sender-link-unrelated",
    "identity.genuine-links-mixed-in", "links.country-domain", "links.cheap-domain",
)  # fmt: skip
OWNER = (
    "owners.fresh-domain", "owners.link-holder-abroad", "owners.holder-hidden", "owners.link-no-address", "owners.link-hoster",
    "owners.link-host-abroad", "owners.link-behind-cdn",
)  # fmt: skip
LISTS = ("lists.domain-listed", "lists.link-not-listed")
SITE = (
    "landing.blocked", "landing.cloaked", "landing.product-face", "landing.brand-face", "landing.second-brand",
    "landing.asks-password", "landing.asks-card", "landing.posts-elsewhere", "landing.closed",
)  # fmt: skip
TOLD_ELSEWHERE = frozenset({
    "body.aimed-at", "body.convincing", "body.odd-term", "lists.official-warning", "lists.link-listed", "route.origin",
    "route.origin-network", "route.origin-unknown", "route.received", "route.return-path", "route.message-id",
    "owners.origin-place", "owners.places-disagree",
})  # fmt: skip
"""Findings that have a place of their own in the telling."""

COVERED = {
    "identity.brand-in-link": "links.two-brands",
    "identity.sender-link-unrelated": "identity.links-not-brand",
    "links.opaque-stranger": "identity.links-not-brand",
    "owners.sender-holder": "owners.sender-is-someone-else",
    "landing.asks-password": "landing.product-face",
    "body.whole-story": "body.advance-fee",
    "body.asks-for-password": "body.extortion-bluff",
    "body.urges": "body.pressure",
    "body.threatens": "body.pressure",
    "body.deadline-hours": "body.pressure",
}
"""Findings that say no more than another one of the same part: told with it, in its words."""

_ORDERS: Mapping[str, tuple[str, ...]] = {
    "subject": SUBJECT,
    "sender": SENDER,
    "path": PATH,
    "number": NUMBER,
    "stamps": STAMPS,
    "origin": ORIGIN,
    "link": LINK,
    "owner": OWNER,
    "lists": LISTS,
    "site": SITE,
}
_GROUPS = {
    "identity": "sender",
    "route": "origin",
    "auth": "auth",
    "body": "text",
    "files": "text",
    "links": "link",
    "owners": "owner",
    "lists": "lists",
    "landing": "site",
}
_PLACE = {id: name for name, ids in _ORDERS.items() for id in ids}


def part_of(id: str) -> str:
    """The part of the article in which that finding is told; "" for one that has a place of its own."""
    if id in TOLD_ELSEWHERE:
        return ""
    return _PLACE.get(id) or _GROUPS.get(id.partition(".")[0], "text")


def of_part(findings: Iterable[Finding], part: str) -> list[Finding]:
    """The findings of that part: those with a fixed place first, the others by weight."""
    order = {id: n for n, id in enumerate(_ORDERS.get(part, ()))}
    mine = [it for it in findings if part_of(it.id) == part]
    return sorted(mine, key=lambda it: (order.get(it.id, len(order)), -it.weight))
