"""What every notice starts from: the case without the victim, who reports it, and the facts that desks ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec import Struct

from sabaku.indicators import Indicator, is_drill
from sabaku.model import Case, Fact, Lang, Listing, Records, Report, Site, Text
from sabaku.names import brands, hosts
from sabaku.render import tame, when
from sabaku.render.export.given import Given, Mask, given
from sabaku.render.notice import evidence
from sabaku.render.say import in_sentence

MOST_PICTURES, LARGEST_PICTURE = 3, 2 * 2**20
MOST_PAGES = 10
"""So many pages are named in one notice; desks read no longer lists."""


class Refused(Exception):
    """There is nothing to report to this receiver; says why, in both languages."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class Reporter(Struct, frozen=True):
    """Who reports ([reporter] of the configuration). Empty fields are left out of letters; reports for programs need them all."""

    organisation: str = ""
    name: str = ""
    contact: str = ""
    """Their mail address."""

    @property
    def domain(self) -> str:
        return self.contact.rpartition("@")[2].lower()


class Attachment(NamedTuple):
    """A file that goes with a mail."""

    name: str
    type: str
    body: bytes


class Notice(Struct, frozen=True):
    """One draft. With `form` its text is for pasting there; else it is a mail to `to` (empty where nobody is known)."""

    key: str
    """Names the file and, with the recipients, what has been sent already."""
    whom: Text
    subject: str
    text: str
    to: tuple[str, ...] = ()
    form: str = ""
    attachments: tuple[Attachment, ...] = ()
    report: bytes = b""
    """A report for programs (XARF), beside the mail that carries it."""
    whole: bytes = b""
    """A mail of a shape of its own (ARF), instead of one made from subject and text."""
    leaves: tuple[Text, ...] = ()
    """What leaves unmasked."""
    takes: Text | None = None
    """What the desk takes, with where and when that was read."""
    answers: str = ""
    """Message-ID of the mail that it answers."""


class Page(NamedTuple):
    """A page of the attacker's with what is known of it."""

    url: str
    host: str
    ips: tuple[str, ...]
    resolved_at: datetime | None
    site: Site | None
    visited_at: datetime | None
    lists: tuple[tuple[str, datetime | None], ...]
    shared: bool
    """Whether it lies on a service that others use too."""


class Basis(Struct, frozen=True):
    """One case on its way to a desk."""

    given: Given
    reporter: Reporter
    lang: Lang | None = None
    """The language that was asked for; None lets each notice choose what its receiver reads."""
    follows: datetime | None = None
    """When the same was reported before, where this is a reminder."""
    pictures: Mapping[str, bytes] = {}
    """Screenshots (PNG) by sha256 that were searched for the victim; others are never sent."""

    def pictures_of(self, pages: tuple[Page, ...]) -> tuple[Attachment, ...]:
        """The screenshots of these pages, each once, as files to attach."""
        digests = dict.fromkeys(page.site.screenshot for page in pages if page.site is not None)
        known = [self.pictures[it] for it in digests if it in self.pictures][:MOST_PICTURES]
        return tuple(Attachment(f"screenshot-{n}.png", "image/png", body) for n, body in enumerate(known, 1))

    def headers(self) -> Attachment:
        """The mail's header fields without the victim, as a file to attach."""
        return Attachment("headers.txt", "text/plain", evidence.header_text(self.case, self.mask).encode("utf-8", "replace"))

    @property
    def case(self) -> Case:
        return self.given.case

    @property
    def report(self) -> Report:
        return self.given.report

    @property
    def mask(self) -> Mask:
        return self.given.mask

    def pages(self) -> tuple[Page, ...]:
        """The attacker's pages, as they may leave."""
        mine = [it for it in self.given.found if it.kind == "url" and it.role == "attacker"][:MOST_PAGES]
        return tuple(_page(self.case, it, self.given.found) for it in mine)

    def open_pages(self) -> tuple[Page, ...]:
        """Those of them that are not known to be closed. Raises Refused where there are none."""
        pages = self.pages()
        still = tuple(it for it in pages if it.site is None or it.site.state not in ("closed", "gone", "blocked", "parked"))
        if not still:
            raise Refused(CLOSED if pages else NO_PAGE)
        return still

    def came(self, lang: Lang) -> tuple[Text, str]:
        """When the mail came, as a row of a letter; where no server of the recipient's recorded it, when its sender dates it."""
        border = self.case.origin.border_at
        if border is not None:
            return Text("受信日時", "Received"), local(border, self.report.zone, lang)
        written = tame.tame(self.mask.text(self.case.message.text_of("date")[:80]))
        stated = local(self.given.stated_at, self.report.zone, lang) or written
        return Text("送信日時(差出人の申告)", "Date (as its sender states it)"), stated

    def claimed(self, lang: Lang) -> str:
        """Whom the mail claims to be, for a sentence; "" where it claims only to be the recipient's own house."""
        known = [it.names for it in self.report.claims if it.brand != brands.HOME and it.confidence >= 0.5][:2]
        names = [it.ja if lang == "ja" else in_sentence(it.en) for it in known]
        return tame.tame(("」「" if lang == "ja" else " and ").join(names))


def basis(
    case: Case,
    report: Report,
    mask: Mask,
    reporter: Reporter,
    *,
    lang: Lang | None = None,
    follows: datetime | None = None,
) -> Basis:
    """What notices are made from. Raises Refused for drills and for mails in which nothing was found."""
    if is_drill(case):
        raise Refused(DRILL)
    return Basis(given(case, report, mask, lang=lang or "en"), reporter, lang, follows)


DRILL = Text(
    "差出人は設定に登録された訓練メールの送信元です。訓練メールは通報しません。",
    "The sender is a drill sender of the configuration; drills are never reported.",
)
NO_SIGN = Text(
    "不審な点が見つかっていないメールのため、通報文は作成しません。",
    "Nothing was found against this mail, so there is nothing to report.",
)
NO_PAGE = Text(
    "攻撃者のものと判断できるサイトがないため、通報文は作成しません。",
    "No site was judged the attacker's own, so there is nothing to report.",
)


NO_DESK = Text(
    "通報先となる事業者が、手元の記録からは分かりません。"
    "--profile full で調査し直すと、ドメインとIPアドレスの登録情報から連絡先を探します。"
    "(共用のサービスや、メーリングリストを経由したメールの送信元へは通報文を作りません)",
    "No recorded answer tells whom to write to. Examine again with --profile full: the registers of domains and addresses name "
    "desks. (Nobody is written to about what many share, or about the origin of a mail that came through a list.)",
)
CLOSED = Text(
    "誘導先のサイトはすでに閉鎖されているため、通報文は作成しません。",
    "The site is closed already, so there is nothing to report.",
)


def needs_fraud(it: Basis) -> None:
    """Raises Refused where nothing was found against the mail."""
    if it.report.verdict.level == "no-sign":
        raise Refused(NO_SIGN)


def _page(case: Case, it: Indicator, found: tuple[Indicator, ...]) -> Page:
    host = hosts.of_url(it.value)
    role = next((other.role for other in found if other.kind in ("host", "ip") and other.value == host), "")
    ips, resolved_at = addresses(case, host)
    site = next((fact for key, fact in _facts(case) if key == "visit" and _same(fact, it.value)), None)
    seen = site.value if site is not None and isinstance(site.value, Site) else None
    return Page(it.value, host, ips, resolved_at, seen, site.at if site else None, tuple(_lists(case, it)), role == "shared")


def _same(fact: Fact, url: str) -> bool:
    """Whether the visit was to that page: URLs are asked about as they stand in the mail, and may leave shorter."""
    return fact.question.subject == url or (fact.question.subject.startswith(url) and url.count("/") > 3)


def _facts(case: Case) -> Iterator[tuple[str, Fact]]:
    return ((key.source, fact) for key, fact in sorted(case.facts.items()))


def addresses(case: Case, host: str) -> tuple[tuple[str, ...], datetime | None]:
    """The addresses of a host and when they were answered; the host itself where it is one."""
    if hosts.is_ip(host):
        return (host.strip("[]"),), None
    told = [fact for source, fact in _facts(case) if source == "dns" and fact.question.subject in (host, hosts.registrable(host))]
    told = [fact for fact in told if isinstance(fact.value, Records) and fact.value.type in ("A", "AAAA")]
    exact = [fact for fact in told if fact.question.subject == host] or told
    ips = tuple(dict.fromkeys(ip for fact in exact if isinstance(fact.value, Records) for ip in fact.value.values))
    return ips, exact[0].at if exact else None


def _lists(case: Case, it: Indicator) -> Iterator[tuple[str, datetime | None]]:
    """The lists of fraudulent sites on which the page stood, with the time of the answer."""
    host = hosts.of_url(it.value)
    for source, fact in _facts(case):
        asked = fact.question.subject  # without the query, where the page's own address has one
        about = asked in (it.value, host) or asked.startswith(it.value) or it.value.partition("?")[0] == asked
        if source in ("safebrowsing", "feeds") and about and isinstance(fact.value, Listing) and fact.value.listed:
            yield fact.value.list, fact.at


# --- times -------------------------------------------------------------------------------------------------------


def utc(at: datetime | None) -> str:
    """The time in UTC, as abuse desks want it; "" for none."""
    if at is None:
        return ""
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    return known.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def local(at: datetime | None, zone: str, lang: Lang) -> str:
    """The time in UTC and the reporter's own, the one that the reader of that language lives by first."""
    if at is None:
        return ""
    here = when.shifted(at, zone)
    if here.utcoffset() == UTC.utcoffset(None):
        return utc(at)
    name, clock = when.zone_name(zone, here, lang), here.strftime("%Y-%m-%d %H:%M:%S")
    return f"{clock}({name}、{utc(at)})" if lang == "ja" else f"{utc(at)} ({name} {clock})"
