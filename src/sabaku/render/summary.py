"""Tells the mail in short, what could not be read or examined, and what made the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from sabaku.mime.defects import KINDS
from sabaku.model import Gap
from sabaku.names.brands import Brand, brands
from sabaku.names.whose import rented
from sabaku.render import answers, tame, when, words
from sabaku.render.advice import NAMED_FROM
from sabaku.render.attached import names
from sabaku.render.nouns import Missing, Row
from sabaku.render.say import LONG_NAME, short
from sabaku.render.teller import Teller

SHOWN_NAMES = 6
READ = 4000
"""Characters of the text in which a site's name is looked for."""
SURE_FROM = 0.8


def summary(it: Teller) -> tuple[Row, ...]:
    """The mail as a table of a few lines."""
    message, ip = it.report.message, it.report.origin.ip or ""
    rows = (
        Row(it.t(words.SUBJECT), it.v(message.subject, 300) or it.t(words.NO_SUBJECT)),
        Row(it.t(words.FROM), it.v(message.from_, 200)),
        Row(it.t(words.TO), it.v(message.to, 200)),
        _recipient(it),
        Row(it.t(words.DATE), _stated_date(it)),
        Row(it.t(words.RECEIVED), _border_time(it)),
        Row(it.t(words.CLAIMS), _claims(it), False, _genuine_site(it)),
        Row(it.t(words.ORIGIN), it.v(ip), True, _about_ip(it, ip)),
        Row(it.t(words.LINK_DOMAINS), _domains(it), True),
        Row(it.t(words.ATTACHED), names(it)),
        Row(it.t(words.CARRIER), _carrier(it)),
    )
    return tuple(row for row in rows if row.value)


def _recipient(it: Teller) -> Row:
    """For whom it was judged, with the reason; no row where there is nothing to name."""
    line = it.report.recipient
    tell = it.host if line.how == "to" else it.v  # the sender's word: it may lead to their own site
    who = [*(tell(name) for name in line.domains), *(it.v(name) for name in line.addresses if not line.domains)]
    told = it.listed(who) or (it.t(words.NOBODY) if line.says.en else "")
    if told and line.border:
        told += it.t(words.TAKEN_BY).format(host=it.v(line.border))
    how = it.t(line.says)
    sure = "" if line.how not in ("delivered-to", "for") else it.t(words.SURENESS[line.confidence >= SURE_FROM])
    return Row(it.t(words.JUDGED_FOR), told, note=f"{how}{sure}" if it.ja else " ".join(filter(None, (how, sure))))


def _claims(it: Teller) -> str:
    names = dict.fromkeys(it.v(it.t(claim.names)) for claim in it.report.claims if claim.confidence >= NAMED_FROM)
    return it.listed(list(names)[:SHOWN_NAMES])


def _genuine_site(it: Teller) -> str:
    """Where the claimed brand really is, to be typed: from our own list, as its own pages have it, and never from the mail."""
    claimed = (claim.brand for claim in it.report.claims if claim.confidence >= NAMED_FROM)
    known = brands().get(next(claimed, ""))
    site = _meant(it, known) if known is not None else ""
    return it.t(words.GENUINE_SITE).format(site=site) if site else ""


def _meant(it: Teller, brand: Brand) -> str:
    """The brand's first site; that of another country where only that one's name stands in the mail (amazon.co.uk)."""
    first = next(iter(brand.verified), "")
    label, _, _ = first.partition(".")
    message = it.report.message
    told = f"{message.subject}\n{message.from_}\n{message.text[:READ]}".lower()
    named = [one for one in (*brand.verified, *brand.unverified) if one.startswith(f"{label}.") and _stands(one, told)]
    return first if first in named or not named else named[0]


def _stands(domain: str, text: str) -> bool:
    return re.search(rf"(?<![\w.@-]){re.escape(domain)}(?![\w-]|\.\w)", text) is not None


def _stated_date(it: Teller) -> str:
    from email.utils import parsedate_to_datetime

    text = it.report.message.date
    try:
        at = parsedate_to_datetime(text[:80])
    except (ValueError, TypeError, IndexError, OverflowError):
        return it.v(text)
    return when.moment(at, it.lang, it.report.zone)


def _border_time(it: Teller) -> str:
    border = next((hop for hop in it.hops() if hop.standing == "border"), None)
    return when.moment(border.at, it.lang, it.report.zone) if border else ""


def _domains(it: Teller) -> str:
    """The domains to which links lead; of a service that lets names below its own, the name that was let."""
    links = [link for link in it.links() if link.domain or link.host]
    names = list(dict.fromkeys(link.host if rented(link.host) else link.domain or link.host for link in links))
    told, more = it.listed(it.host(name) for name in names[:SHOWN_NAMES]), len(names) - SHOWN_NAMES
    if more > 0:
        told += f" ほか{more}件" if it.ja else f" and {more} more"
    return told


def _about_ip(it: Teller, ip: str) -> str:
    """Country and operator of an address, where an answer says so."""
    told = (
        answers.brief(fact.value, it.lang)
        for fact in it.report.facts
        if fact.question.subject == ip and fact.question.source in {"geoip", "network"} and fact.value is not None
    )
    return " · ".join(dict.fromkeys(one for one in told if one))


def _carrier(it: Teller) -> str:
    carrier = it.report.message.carrier
    if carrier is None:
        return ""
    by = it.t(words.FORWARDED_BY).format(who=it.v(carrier.sender, 120)) if carrier.sender else ""
    return it.t(words.CARRIERS[carrier.how]) + by + ("" if carrier.complete else it.t(words.INCOMPLETE))


def missing(it: Teller) -> tuple[Missing, ...]:
    """What could not be examined, first what could change the level."""
    opens = set(it.report.verdict.open)
    groups = [(opening, _alike(it, opens, opening)) for opening in (True, False)]
    joined = [(opening, alike) for opening, alike in groups if len(alike) > 1]
    told = [Missing(_joined(it, alike), opening) for opening, alike in joined]
    single = (gap for gap in it.report.gaps if not any(gap in alike for _, alike in joined))
    told += [Missing(_gap_says(it, gap), gap.source in opens) for gap in single]
    named = {gap.source for gap in it.report.gaps}
    told += [
        Missing(f"{answers.source(one, it.lang)}: {it.t(words.NOT_EXAMINED)}", True)
        for one in it.report.verdict.open
        if one not in named
    ]
    return tuple(sorted(told, key=lambda one: not one.opens))


def _name(it: Teller, gap: Gap) -> str:
    """What was merely not asked about, by its name; "" for a gap that has another reason, or tells it in words of its own."""
    says, end = it.t(gap.says), it.t(words.UNASKED)
    return says.removesuffix(end) if gap.reason == "not-asked" and says.endswith(end) else ""


def _alike(it: Teller, opens: AbstractSet[str], opening: bool) -> list[Gap]:
    """What was not asked about, of what could change the level, or of what could not."""
    return [gap for gap in it.report.gaps if (gap.source in opens) is opening and _name(it, gap)]


def _joined(it: Teller, alike: Iterable[Gap]) -> str:
    """One sentence for gaps whose own would all end alike."""
    names = (tame.defang(_name(it, gap)) + _count(it, gap) for gap in alike)
    return it.t(words.UNASKED_ALL).format(names=("、" if it.ja else "; ").join(names))


def _count(it: Teller, gap: Gap) -> str:
    if gap.subjects < 2:
        return ""
    return f"(対象{gap.subjects:,}件)" if it.ja else f" ({gap.subjects:,} subjects)"


def _gap_says(it: Teller, gap: Gap) -> str:
    says = it.sentence(tame.defang(it.t(gap.says))) or f"{answers.source(gap.source, it.lang)}: {it.t(words.NOT_EXAMINED)}"
    end = says[-1:] if says[-1:] in {"。", "."} else ""
    return says.removesuffix(end) + _count(it, gap) + end


NOTES = frozenset(("hop-limit", "text-too-long", "too-many-dates"))
"""Kinds whose details are a note in English for programs; their sentence says the same."""


def defects(it: Teller) -> tuple[str, ...]:
    """What of the mail could not be read as the standards want it, each kind once."""
    told: dict[str, str] = {}
    for one in it.report.message.defects:
        named, detail = KINDS.get(one.kind), "" if one.kind in NOTES or one.detail.isdecimal() else it.v(one.detail)
        text = it.t(named.says) if named else tame.defang(one.kind)
        told.setdefault(one.kind, (f"{text}({detail})" if it.ja else f"{text} ({detail})") if detail else text)
    return tuple(told.values())


def companions(it: Teller) -> tuple[str, ...]:
    """The other mails of the same run that carry the same lure."""
    run, told = it.report.run, []
    for one in run.companions if run else ():
        same = ("・" if it.ja else ", ").join(it.t(words.TRAITS[trait]) for trait in one.same)
        name, to = it.v(one.input), short(tame.address(one.to), LONG_NAME, it.lang)
        told.append(f"{name}(宛先 {to})と、{same}が一致しています。" if it.ja else f"{name} (to {to}): same {same}.")
    return tuple(told)


def fuller(it: Teller) -> tuple[str, ...]:
    """What a wider profile would add, and who would learn what."""
    full = it.report.profile in {"offline", "quiet"}
    return tuple(it.t(one) for one, adds in ((words.FULL_ADDS, full), (words.VISIT_ADDS, _unvisited(it))) if adds)


def command(it: Teller) -> str:
    """The command line of the next wider profile; "" where there is none. A name that a shell would read is not repeated."""
    full = it.report.profile in {"offline", "quiet"}
    if not full and not _unvisited(it):
        return ""
    run, profile = it.report.run, "full" if full else "visit"
    if run is not None and tame.plain_name(run.case):
        return words.AGAIN.format(profile=profile, name=run.case, options=_settings(run.options))
    options = "".join(f"{tame.quoted(it)} " for it in run.options) if run is not None else ""
    name = run.input if run is not None and tame.plain_name(run.input) else "mail.eml"
    return words.COMMAND.format(profile=profile, options=options, name=name)


def _settings(options: Sequence[str]) -> str:
    """Of these options the file of settings: whose mail it is stands in the case already, how sites are visited does not."""
    given = options.index("--config") if "--config" in options else len(options)
    return "".join(f" {tame.quoted(it)}" for it in options[given : given + 2])


def _unvisited(it: Teller) -> bool:
    """Whether a visit would find a site that nobody has looked at: a mail without links has none."""
    return it.report.profile != "visit" and any(gap.source == "visit" for gap in it.report.gaps)


def about(it: Teller) -> tuple[Row, ...]:
    """When, how far and with what it was examined."""
    report, of = it.report, it.report.versions
    made = tame.defang(it.t(words.DIGESTS).format(code=of.code, data=of.data, weights=of.weights))
    cut = it.t(words.DIGEST_CUT) if any(gap.source == "size" for gap in report.gaps) else ""
    rows = (
        Row(it.t(words.EXAMINED), when.moment(report.examined_at, it.lang, report.zone, original=False)),
        Row(it.t(words.PROFILE), it.t(words.PROFILES[report.profile])),
        Row(it.t(words.DIGEST), tame.defang(report.sha256), True, cut),
        Row(it.t(words.MADE_BY), f"sabaku {tame.defang(of.tool)}", False, made),
    )
    return tuple(row for row in rows if row.value)
