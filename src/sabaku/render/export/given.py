"""What every export starts from: the indicators that may leave the house, the words about the case, the sharing mark.

Masks nothing itself: a value that the redaction would change is left out of formats in which it would have to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct

from sabaku.indicators import Indicator, indicators, is_drill
from sabaku.model import Case, Fact, Lang, Listing, Report, Site, Text
from sabaku.names import hosts
from sabaku.render import tame, when
from sabaku.render.redact import Secret

Tlp = Literal["clear", "green", "amber", "red"]

MOST_PARAMETERS = 12
"""So many parameters of a query are looked at, one by one."""
TERM = timedelta(days=30)
"""After so long an entry of a block list should be looked at again: sites are closed, addresses pass to others."""

NOUNS: Mapping[str, str] = {
    "phishing": "phishing mail",
    "credential-phishing": "phishing mail",
    "card-phishing": "phishing mail",
    "malware": "malware mail",
    "extortion": "extortion mail",
    "advance-fee": "advance-fee fraud mail",
    "bec": "impersonation mail (BEC)",
    "callback": "callback phishing mail",
    "fake-shop": "fake shop mail",
    "bulk-spam": "unsolicited mail",
    "disguised": "mail in disguise",
}
"""What a mail of that category is called by those who exchange indicators."""
HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?>[a-z0-9_-]{0,62}+\.)++[a-z0-9-]{2,63}", re.ASCII)
ADDRESS = re.compile(r"[a-z0-9.!#%&'*+/=?^_{|}~-]{1,64}@(?=.{1,253}\Z)(?>[a-z0-9_-]{1,63}\.)++[a-z0-9-]{2,63}", re.ASCII)


class Mask(Protocol):
    """What is needed of a redaction: the victim is taken out of a text, a URL, a report."""

    @property
    def secrets(self) -> Sequence[Secret]: ...

    def text(self, value: str, /) -> str: ...

    def url(self, value: str, /) -> str: ...

    def report(self, value: Report, /) -> Report: ...


class Listed(Protocol):
    """What a block list is made of, of one mail or of many."""

    @property
    def listed(self) -> tuple[Indicator, ...]: ...
    @property
    def code(self) -> str: ...
    @property
    def days(self) -> str: ...
    @property
    def made(self) -> datetime: ...
    @property
    def last(self) -> datetime: ...
    @property
    def tlp(self) -> Tlp: ...
    @property
    def all_roles(self) -> bool: ...

    def values(self, *kinds: str) -> tuple[str, ...]: ...


class Given(Struct, frozen=True):
    """One case on its way out."""

    case: Case
    report: Report
    """Without the victim."""
    mask: Mask
    found: tuple[Indicator, ...]
    """The indicators that may leave as they are; the victim's and masked third parties' are not among them."""
    masked: tuple[Indicator, ...]
    """Those that may only leave masked; their values are masked already."""
    tlp: Tlp
    lang: Lang
    all_roles: bool

    @property
    def listed(self) -> tuple[Indicator, ...]:
        """What goes into block lists and hunts: the attacker's own; with all roles also what is unclear or was broken into.

        What others share (a mail service, a cloud's server) and what is genuine is in no block list, whatever is asked for.
        """
        roles = ("attacker", "abused", "unclear") if self.all_roles else ("attacker",)
        return tuple(it for it in self.found if it.role in roles)

    def values(self, *kinds: str) -> tuple[str, ...]:
        """The listed values of those kinds that their syntax allows: whole host names, plain addresses."""
        return plainly(self.listed, kinds)

    @property
    def days(self) -> str:
        """The day on which the mail came."""
        return self.at.date().isoformat()

    @property
    def at(self) -> datetime:
        """When the mail came; where no server recorded it, when its sender dates it; else when it was examined."""
        known = self.case.origin.border_at or self.stated_at or self.report.examined_at or datetime(1970, 1, 1, tzinfo=UTC)
        return known if known.tzinfo else known.replace(tzinfo=UTC)

    @property
    def stated_at(self) -> datetime | None:
        """When its sender dates the mail; None for no date that can be read, or one later than the examination."""
        known = when.stated(self.case.message.text_of("date"), self.report.zone)
        if known is None:
            return None
        return known if self.report.examined_at is None or known <= self.made else None

    @property
    def last(self) -> datetime:
        """The last sign that what is exported is still the attacker's: the mail, or a later answer that a site is up or listed.

        Looking at an old mail again is no such sign: an examination without answers does not make its addresses fresh.
        """
        names = {it.value for it in self.found if it.role == "attacker"}
        answers = (it.at for it in self.report.facts if it.at is not None and _alive(it) and _about(it) & names)
        times = (it if it.tzinfo else it.replace(tzinfo=UTC) for it in answers)
        return max([self.at, *(it for it in times if it <= self.made)])

    @property
    def noun(self) -> str:
        """What such a mail is called in English, for titles: no surer than the verdict is."""
        name, level = NOUNS.get(self.report.verdict.category, "fraudulent mail"), self.report.verdict.level
        return name if level == "fraud" else f"suspected {name}" if level == "suspicious" else "mail"

    @property
    def a_mail(self) -> str:
        """The same within a sentence."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    @property
    def made(self) -> datetime:
        """When the report was made: the time that all objects of an export carry."""
        known = self.report.examined_at or self.at
        return known if known.tzinfo else known.replace(tzinfo=UTC)

    @property
    def code(self) -> str:
        """A short name of the case, from the mail's digest."""
        return self.report.sha256[:8]

    def t(self, text: Text) -> str:
        """Our own words in the reader's language."""
        return text.in_(self.lang)

    @property
    def subject(self) -> str:
        """The decoded subject without the victim, on one line."""
        return tame.tame(self.report.message.subject)

    @property
    def subject_words(self) -> str:
        """The longest beginning of the subject as it really is in which nothing is masked; "" where it is too short."""
        whole = self.case.message.text_of("subject")
        masked = self.mask.text(whole)
        same = whole[: next((n for n, (a, b) in enumerate(zip(whole, masked, strict=False)) if a != b), len(masked))]
        words = re.sub(r"[\s\-–—:…(([【「<]++\Z", "", re.split(r"[\x00-\x1f\x7f]", same)[0])
        return words if len(words) >= 6 and tame.tame(words) == words else ""

    @property
    def brands(self) -> str:
        """Whom the mail claims to be from, as the reader's language calls them; the recipient's own house is not named."""
        names = [self.t(it.names) for it in self.report.claims if it.brand != "home" and it.confidence >= 0.5]
        return ("・" if self.lang == "ja" else ", ").join(tame.tame(it) for it in names)


def _alive(it: Fact) -> bool:
    """Whether the answer says that a site stands, or that a list holds it just now."""
    return (isinstance(it.value, Site) and it.value.state == "up") or (isinstance(it.value, Listing) and it.value.listed)


def _about(it: Fact) -> set[str]:
    """The URL or name that was asked about, and the host in it."""
    subject = it.question.subject
    return {subject, hosts.of_url(subject)}


def plainly(listed: Iterable[Indicator], kinds: Sequence[str]) -> tuple[str, ...]:
    """The values of those kinds, each once, as far as their syntax allows them."""
    return tuple(dict.fromkeys(it.value for it in listed if it.kind in kinds and _plain(it)))


def _plain(it: Indicator) -> bool:
    """Whether the value is written as its kind is written everywhere; an odd one would mean something else to some program."""
    if it.kind in ("host", "domain"):
        return HOST.fullmatch(it.value) is not None
    if it.kind == "address":
        return ADDRESS.fullmatch(it.value) is not None
    return it.value.isascii() and it.value.isprintable() and " " not in it.value


def given(case: Case, report: Report, mask: Mask, *, tlp: Tlp = "amber", lang: Lang = "ja", all_roles: bool = False) -> Given:
    """The case as it may leave. A drill's mail gives no indicators at all."""
    found: dict[tuple[str, str], Indicator] = {}
    masked: dict[tuple[str, str], Indicator] = {}
    for it in () if is_drill(case) else indicators(case, report):
        if it.role == "victim":
            continue
        value = clean_url(it.value, mask) if it.kind == "url" else it.value if mask.text(it.value) == it.value else ""
        target, value = (found, value) if value else (masked, mask.text(it.value))
        target.setdefault((it.kind, value), Indicator(it.kind, value, it.role, it.why, it.places, it.checks))
    return Given(case, mask.report(report), mask, tuple(found.values()), tuple(masked.values()), tlp, lang, all_roles)


def clean_url(url: str, mask: Mask) -> str:
    """The longest beginning of the URL in which the redaction finds nothing; "" where even its host would be masked."""
    if mask.url(url) == url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if "@" in parts.netloc:
        return ""
    told = parts.query.split("&")[:MOST_PARAMETERS]
    queries = ["&".join(told[:n]) for n in range(len(told), 0, -1)]
    paths = [parts.path]
    while "/" in paths[-1].rstrip("/"):
        paths.append(paths[-1].rstrip("/").rpartition("/")[0] + "/")
        if len(paths) == 12:
            break
    for path, query in (*((parts.path, it) for it in (parts.query, *queries)), *((it, "") for it in (*paths, "/"))):
        shorter = urlunsplit((parts.scheme, parts.netloc, path, query, ""))
        if mask.url(shorter) == shorter:
            return shorter
    return ""
