"""Whom the mail says it comes from: the mentions of brands weighed against each other, and the recipient's own house.

A shop named in a card notice, a link to a social network in a footer, a company discussed on a mailing list: named, not
claimed. Must not judge whether the claim is true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sabaku.extract import dealers
from sabaku.extract.fromnames import BUSINESS, in_from
from sabaku.extract.house import home_mentions, own_domains
from sabaku.extract.language import of as language_of
from sabaku.extract.mentions import Mention, by_brand, mentions, notice_speech
from sabaku.model import Address, Claim, Input, Link, Message, Observable
from sabaku.names.brands import HOME, child_of, kin, names_of, owners, squeeze
from sabaku.names.hosts import registrable
from sabaku.text.suspected import talked_over

ENOUGH = 1.9
"""Points from which a brand counts as claimed."""
OF_ANOTHER = 3.0
"""Points that are needed where From shows another brand's domain or somebody else's name."""
ASIDE = 0.4
"""Points of a name in the subject that is only spoken of there: a gift card, a shop's branch, an imitated company."""
SECOND = 0.6
"""Share of the strongest claim's points that a second, unrelated one must have."""
MOST = 4
_BY_HOST = ("from-domain", "from-lookalike", "host-lookalike", "own-link", "own-image")
"""Hosts name nobody to the reader: a clinic may have a brand's word in its domain by chance."""


class Standing(Struct, frozen=True):
    """A brand with its points and the mentions that gave them."""

    brand: str
    points: float
    mentions: tuple[Mention, ...]

    @property
    def bears(self) -> bool:
        """Whether it is named at a place where senders name themselves."""
        return any(it.bears for it in self.mentions)

    @property
    def sends(self) -> bool:
        """Whether From shows its domain."""
        return any(it.why == "from-domain" for it in self.mentions)

    @property
    def headline(self) -> bool:
        """Whether it is named in full in From or the subject."""
        return any(it.why in ("from-name", "subject") and not it.plain for it in self.mentions)

    @property
    def in_name(self) -> bool:
        """Whether the sender's name is it, in full: then they say it of themselves, whoever else the text speaks of."""
        return any(it.why == "from-name" and not it.plain for it in self.mentions)

    @property
    def first(self) -> int:
        """Where it is first named in the text; far away where it is not."""
        return min((it.seen.start for it in self.mentions if it.seen.view == "visible" and not it.plain), default=1 << 30)

    @property
    def by_name(self) -> bool:
        """Whether it is named there in full, not only by an ordinary word."""
        return any(it.bears and not it.plain and it.why != "from-domain" for it in self.mentions)

    @property
    def in_full(self) -> bool:
        """Whether it is named in full anywhere."""
        return any(not it.plain and it.why not in ("from-domain", "own-link", "own-image") for it in self.mentions)


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """A `brand` observable for each brand, kind of place and spelling, then the claims, the strongest first."""
    found = [*in_from(message, so_far), *mentions(message, so_far)]
    seen: set[tuple[str, str, str]] = set()
    for it in found:
        spelled = (it.brand, it.role, it.shown if it.role in ("from", "subject", "text", "signature") else "")
        if spelled not in seen:
            seen.add(spelled)
            yield Observable("brand", it.brand, it.role, it.seen, it.shown)
    if any(it.brand in INSTALLED for it in found) and (_of_ones_own_site(input, so_far) or _of_its_own_site(message, so_far)):
        found = [it for it in found if it.brand not in INSTALLED]
    if _by_own_exchange(message, input, so_far):
        found = [it for it in found if it.brand not in MAKERS]
    if any(map(_spoken_of, found)) and dealers.says_who(message, so_far, BUSINESS):
        found = [replace(it, bears=False) if _spoken_of(it) else it for it in found]
    if any(it.kind == "list" and it.role == "mailing-list" for it in so_far):
        found = [it for it in found if it.role != "host" or not _talked_over(message, it)]
    found += home_mentions(message, input, so_far)
    somebody = _somebody_writes(so_far)
    for standing in claimed(found, somebody) or (alone(message, found) if not somebody else ()):
        best = max(standing.mentions, key=lambda it: (it.bears, it.points))
        yield Observable("claim", standing.brand, "claimed", best.seen, best.shown, _claim(standing))


def _talked_over(message: Message, it: Mention) -> bool:
    """Whether a link that looks like a brand's is what those on a mailing list talk about."""
    return it.seen.view in ("text", "visible") and talked_over(message.view(it.seen.view).text, it.seen.start)


def _spoken_of(it: Mention) -> bool:
    """Whether it may be only spoken of there: outside From, and not in a signature."""
    return it.bears and it.role != "from" and it.why not in ("copyright", "signs")


INSTALLED = frozenset(("wordpress",))
"""Programs that people run on their own sites, and that write from there in their own name."""


def _of_ones_own_site(input: Input, so_far: Sequence[Observable]) -> bool:
    """Whether the mail says it is from the recipient's own domain, and all that can be clicked leads there or to the maker of
    such a program: then its name tells what runs on their site."""
    own = own_domains(input, so_far)
    sending = [registrable(it.detail.domain) for it in so_far if it.role == "from" and isinstance(it.detail, Address)]
    if not own or not sending or not all(it in own for it in sending):
        return False
    links = [it.detail for it in so_far if isinstance(it.detail, Link) and it.detail.clicked and it.detail.host]
    return all(it.domain in own or INSTALLED.intersection(owners(it.host)) for it in links)


def _of_its_own_site(message: Message, so_far: Sequence[Observable]) -> bool:
    """Whether such a program writes to who looks after the site from elsewhere: in the address and name that it takes by itself,
    with the site's name in brackets before the subject, and all that can be clicked leads to the very domain of From, or its own
    door there is among it: then what else stands there was typed into the site's form."""
    sending = [it for it in so_far if it.kind == "address" and it.role == "from" and isinstance(it.detail, Address)]
    own = {registrable(it.detail.domain) for it in sending if isinstance(it.detail, Address) and it.detail.local in INSTALLED}
    links = [it.detail for it in so_far if isinstance(it.detail, Link) and it.detail.clicked and it.detail.host]
    if len(sending) != 1 or not own or not message.text_of("subject").lstrip().startswith("[") or message.named("list-id"):
        return False
    if any(it.domain in own and it.url.partition("?")[0].endswith("/wp-login.php") for it in links):
        return True
    return any(it.domain in own for it in links) and all(
        it.domain in own or INSTALLED.intersection(owners(it.host)) for it in links
    )


MAKERS = frozenset(("microsoft",))
_EXCHANGE = "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"
"""The mailbox in whose name every Exchange organisation writes to its own people: full boxes, mail that cannot be delivered."""


def _by_own_exchange(message: Message, input: Input, so_far: Sequence[Observable]) -> bool:
    """Whether the mail server of the reader's own house says it writes, with nothing to open, and nothing to click but the
    house's own or its maker's pages: the name that it bears is its maker's."""
    sending = [it.detail for it in so_far if it.kind == "address" and it.role == "from" and isinstance(it.detail, Address)]
    own = own_domains(input, so_far)
    if len(sending) != 1 or sending[0].local != _EXCHANGE or registrable(sending[0].domain) not in own:
        return False
    if any(it.kind == "file" and it.role == "attachment" for it in so_far) or message.named("reply-to"):
        return False
    links = [it.detail for it in so_far if isinstance(it.detail, Link) and it.detail.clicked and it.detail.host]
    return all(it.domain in own or MAKERS.intersection(owners(it.host)) for it in links)


def _claim(it: Standing) -> Claim:
    why = tuple(dict.fromkeys(mention.why for mention in it.mentions))
    return Claim(it.brand, names_of(it.brand), round(min(1 - math.exp(-it.points / 2.2), 0.99), 2), why)


def claimed(found: Iterable[Mention], somebody: bool = False) -> list[Standing]:
    """The brands that are claimed, the strongest first: the child where parent and child are named, few where many are."""
    standings = [Standing(id, _points(them), tuple(them)) for id, them in by_brand(found).items()]
    senders = frozenset(it.brand for it in standings if it.sends and it.by_name)
    standings = [it for it in standings if it.bears and _added_kin(it, standings) >= _enough(it, senders, somebody)]
    standings.sort(key=lambda it: (not it.in_name, -it.points))
    standings = [it for it in standings if not any(_gives_way(it, other) for other in standings)]
    if not standings:
        return []
    first = standings[0]
    return [it for it in standings if it is first or _stands_beside(it, first)][:MOST]


def _stands_beside(it: Standing, first: Standing) -> bool:
    """Whether a second brand is claimed too: nearly as strongly, and not only talked about by the one whose domain From shows."""
    if it.brand == HOME:  # at its own domain a hoster or registrar that names itself only writes about the reader's
        return not (first.sends and first.in_name and all(mention.why == "home-text" for mention in it.mentions))
    if first.sends:
        return any(mention.why == "from-name" for mention in it.mentions)
    return it.points >= first.points * SECOND


def _enough(it: Standing, senders: frozenset[str], somebody: bool) -> float:
    """More is needed where From shows another brand's domain, or another name while this one stands in the text only, or
    as an ordinary word in the subject: there it is what the mail is about."""
    if any(mention.why == "from-name" for mention in it.mentions):
        return ENOUGH
    signs = any(mention.why == "signs" for mention in it.mentions)
    of_another = bool(senders) and not senders & kin(it.brand)
    in_text_only = not any(
        one.role == "from" or (one.role == "subject" and not one.plain and one.points > ASIDE) for one in it.mentions
    )
    return OF_ANOTHER if of_another or (somebody and in_text_only and not signs and it.brand != HOME) else ENOUGH


def alone(message: Message, found: Iterable[Mention]) -> list[Standing]:
    """The one brand of a notice whose sender is not named, where nobody else is named in it."""
    standings = [Standing(id, _points(them), tuple(them)) for id, them in by_brand(found).items() if id != HOME]
    named = [it for it in standings if any(mention.bears or mention.why not in _BY_HOST for mention in it.mentions)]
    named.sort(key=lambda it: (not it.by_name, not it.bears, not it.in_full, -it.points))
    if not named or not _speaks_enough(message, named[0]):
        return []
    return named[:1] if all(it.brand in kin(named[0].brand) for it in named) else []


def _speaks_enough(message: Message, it: Standing) -> bool:
    """Named in the subject as senders name themselves, or in a Japanese notice to customers."""
    if any(mention.bears and mention.why in ("subject", "host-lookalike") for mention in it.mentions):
        return True
    return message.once(language_of) == "ja" and (it.bears or (it.in_full and notice_speech(message) > 0))


def _somebody_writes(so_far: Sequence[Observable]) -> bool:
    return any(
        it.kind == "address" and it.role == "from" and isinstance(it.detail, Address) and _names_somebody(it.detail)
        for it in so_far
    )


def _names_somebody(who: Address) -> bool:
    """Whether the display name is more than «Support» or the address again."""
    name = squeeze(who.shown)
    return not BUSINESS.fullmatch(name) and name not in (who.local, f"{who.local}@{who.domain}")


def _points(them: Iterable[Mention]) -> float:
    return sum(it.points for it in them)


def _added_kin(it: Standing, standings: Iterable[Standing]) -> float:
    """Its points with some of what speaks for its relatives: a card and its bank support each other."""
    family = kin(it.brand)
    return it.points + 0.3 * sum(other.points for other in standings if other.brand != it.brand and other.brand in family)


def _gives_way(it: Standing, other: Standing) -> bool:
    """Whether the other is the same claim, said more exactly (the child) or more strongly."""
    if it.brand == other.brand or other.brand not in kin(it.brand):
        return False
    if child_of(other.brand, it.brand):
        return _child_is_meant(other, it)
    if child_of(it.brand, other.brand):
        return not _child_is_meant(it, other)
    return (other.points, other.brand) > (it.points, it.brand)


def _child_is_meant(child: Standing, parent: Standing) -> bool:
    """The one in From or the subject; where both or neither stand there, the child, unless the parent is named before it."""
    if child.headline or parent.headline:
        return child.headline
    if not parent.by_name or not child.by_name:
        return child.by_name
    return child.first <= parent.first
