"""The recipient's own house: which domains are theirs, and whether the mail speaks in their name.

Without the operator's word the house is inferred from the addresses to which the mail was delivered. Must not judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sabaku.extract.mentions import Mention, notice_speech
from sabaku.extract.phrases import matches
from sabaku.model import Address, Input, Message, Observable, Span
from sabaku.names.brands import HOME, may_be_house
from sabaku.names.hosts import is_ip, registrable
from sabaku.names.whose import delivered_to, names_nobody
from sabaku.text import late

ROLE = late.pattern(
    r"(?:admin|administrator|support|info|postmaster|webmaster|hostmaster|root|no-?reply|noreply|helpdesk|help|it|system|server"
    r"|security|service|mail|mailer-daemon|webmail|hr|account|accounts|notice|notification|alert)s?[\d._-]*+",
    re.IGNORECASE,
)
SERVICE = late.pattern(
    r"サポート|管理|メール|サーバ|システム|事務局|ヘルプ|情報|support|admin|mail|server|help|desk|system|security|service|team|portal|\bit\b|notif|team",
    re.IGNORECASE,
)
ABOUT_MAIL = frozenset(("mailbox", "hosting", "credential", "bounce", "restored"))
MOST_PLACES = 4


def own_domains(input: Input, so_far: Sequence[Observable]) -> tuple[str, ...]:
    """The recipient's registrable domains: as the operator told, else those the mail was delivered to; no public providers.

    What their own side wrote about the delivery (or the envelope) goes before To, which is the sender's word. To is asked where
    they tell nothing, and where a list or another mailbox of theirs passed the mail on.
    """
    if input.home.domains:
        return tuple(dict.fromkeys(map(registrable, input.home.domains)))
    given = list(delivered_to(input, so_far))
    if not given or any(it.kind == "list" for it in so_far):
        given += [it.value for it in so_far if it.kind == "address" and it.role == "to" and not names_nobody(it)][:3]
    parts = (it.rpartition("@")[2] for it in given)
    names = (registrable(it) for it in parts if "." in it and not is_ip(it))
    return tuple(dict.fromkeys(name for name in names if may_be_house(name)))[:3]


def home_mentions(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Mention]:
    """Places where the mail speaks as the recipient's own house."""
    own = own_domains(input, so_far)
    if not own:
        return
    about_mail = _speaks_of_mail(message)
    for it in so_far:
        if it.kind == "address" and it.role == "from" and isinstance(it.detail, Address):
            yield from _in_name(message, it.detail, own)
            if not message.named("list-id") and not message.named("list-post"):  # a list may put its own address into From
                yield from _in_address(it, it.detail, input, so_far, own, about_mail)
    if about_mail:
        yield from _in_texts(message, own)


def _speaks_of_mail(message: Message) -> bool:
    """Whether the mail is about the reader's mailbox, server or password."""
    said = {(it.list, it.key) for found in message.once(matches).values() for it in found if it.list in ABOUT_MAIL}
    return len(said) >= 2 or (bool(said) and notice_speech(message) > 0.6)


def _in_name(message: Message, who: Address, own: Sequence[str]) -> Iterator[Mention]:
    """`<own domain> サポート`, `<own label> Webmail` as the display name."""
    if who.shown_at is None:
        return
    name, start = who.shown.lower(), who.shown_at.start
    text = message.view(who.shown_at.view).text.lower()
    for domain in own:
        label = domain.partition(".")[0]
        named = domain if domain in name else label if len(label) >= 4 and label in name and SERVICE.search(name) else ""
        at = text.find(named, start) if named else -1
        if at >= 0 and not _is_address(text, at, at + len(named)):
            place = Span(who.shown_at.view, at, at + len(named))
            yield Mention(HOME, "from", "home-name", 3.0 if named == domain else 2.2, place, message.quote(place), True)


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether the domain is only the right side of an address."""
    return text[start - 1 : start] == "@" or text[end : end + 1] == "@"


def _in_address(
    it: Observable, who: Address, input: Input, so_far: Sequence[Observable], own: Sequence[str], about_mail: bool
) -> Iterator[Mention]:
    """From is the recipient's own address, or a role of their own domain that speaks of their mailbox."""
    if registrable(who.domain) not in own:
        return
    told = delivered_to(input, so_far)
    to = [other.value for other in so_far if other.kind == "address" and other.role == "to"]
    # without a second witness that the mail went there, From = To may be a newsletter addressed to itself
    if it.value in told or (it.value in to and about_mail):
        yield Mention(HOME, "from", "home-self", 2.0, it.seen, it.shown, True)
    elif about_mail and ROLE.fullmatch(who.local):
        yield Mention(HOME, "from", "home-role", 2.0, it.seen, it.shown, True)
    elif about_mail:
        yield Mention(HOME, "from", "home-domain", 1.0, it.seen, it.shown)


_TALKED_OF = late.pattern(
    r"(?:(?:domain(?: ?names?)?|ドメイン名?|域名|dominio|domaine|domein(?:naam)?)(?: of| for| de)?[\s:：「『】\])\"'=]{0,4}"
    r"|ドメイン名?の?(?:自動)?(?:更新|登録|移管|失効|有効)[^\n]{0,18})$"
)
_IN_A_REGISTER = late.pattern(
    r"[\s」』\"')]{0,3}(?:domain|search engine|registration|renewal|final notice|expir|terminat"
    r"|(?:の)?(?:ドメイン|登録期限|更新期限|更新料|有効期限))"
)
"""«Your domain example.com»: the domain is what a registrar writes about, not who writes."""


def _in_texts(message: Message, own: Sequence[str]) -> Iterator[Mention]:
    """The own domain, not as part of an address, in the subject or the text of a mail about the reader's mailbox."""
    views = [f"header:{message.headers.index(it)}" for it in message.named("subject")[:1]] + ["visible"]
    for view in views:
        text = message.view(view).text[:20_000].lower()
        for domain in own:
            at, places = text.find(domain), 0
            while at >= 0 and places < MOST_PLACES:
                places += 1
                if (
                    not (at and text[at - 1] in "@./-")
                    and text[at + len(domain) : at + len(domain) + 1] != "@"
                    and not _TALKED_OF.search(text[max(0, at - 24) : at])
                    and not _IN_A_REGISTER.match(text, at + len(domain))
                ):
                    place = Span(view, at, at + len(domain))
                    yield Mention(
                        HOME, "text", "home-text", (1.6 if view != "visible" else 1.0) / places, place, message.quote(place), True
                    )
                at = text.find(domain, at + 1)
