"""Tells the verdict and the findings: headline, probability, reasons, families. Judges nothing itself."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from sabaku import judge
from sabaku.model import Evidence, FalseAlarms, Finding, Question, Span, Text
from sabaku.names.brands import owners
from sabaku.names.hosts import suffix
from sabaku.render import tame, visits, when, words
from sabaku.render.advice import NAMED_FROM, Advice
from sabaku.render.nouns import Family, Proof, Told
from sabaku.render.reading import of_bytes
from sabaku.render.repeats import once
from sabaku.render.route import reason
from sabaku.render.say import LONG_TEXT, in_sentence, told
from sabaku.render.teller import Teller
from sabaku.versions import versions

CODE = frozenset({"address", "domain", "ip", "url", "code", "file"})
BYTES = frozenset({"raw", "headers"})
"""Views whose characters are the bytes of the file."""
_INDENTED = re.compile(r"[ \t\r\n]{3,}")
"""How HTML is laid out in its source, which says nothing; a space or two inside a word may be the finding."""
_INNER = str.maketrans("「」", "『』")
"""Quotes within quotes."""
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,10}[A-Za-z]{2,24}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
"""A time as answers have it."""
ROUNDED = 0.0002
"""How far a probability may lie from the one that is computed anew: it is kept with four places."""
SHOWN = 0.05
"""What a family must add up to, to be told with one decimal place."""


def headline(it: Teller, guide: Advice) -> str:
    """The verdict as one sentence; "" where there is nothing to say beyond the level."""
    verdict, brand = it.report.verdict, _brand(it)
    kind = guide.kind if verdict.category not in {"", "unclear"} else ""
    if verdict.level == "no-sign":
        return ""
    if verdict.category == "bulk-spam" and not brand:
        return f"{kind}とみられます。" if it.ja else f"It looks like {kind}."
    return _suspicious(it, brand, kind) if verdict.level == "suspicious" else _fraud(it, brand, kind)


def _suspicious(it: Teller, brand: str, kind: str) -> str:
    if it.ja:
        odd = f"{brand}を名乗っていますが、不審な点があります。" if brand else "不審な点があります。"
        return odd + (f"{kind}の可能性があります。" if kind else "")
    odd = f"It claims to be from {brand}, but parts of it look suspicious" if brand else "Parts of it look suspicious"
    return f"{odd}: it may be {kind}." if kind else f"{odd}."


def _fraud(it: Teller, brand: str, kind: str) -> str:
    if brand and kind:
        return f"{brand}をかたる、{kind}です。" if it.ja else f"It impersonates {brand}: {kind}."
    if brand:
        return f"{brand}をかたる詐欺メールです。" if it.ja else f"It impersonates {brand}."
    if kind:
        return f"{kind}です。" if it.ja else f"This is {kind}."
    return "詐欺メールと判定しました。" if it.ja else "This mail is judged to be fraud."


def _brand(it: Teller) -> str:
    claims = [claim for claim in it.report.claims if claim.confidence >= NAMED_FROM]
    name = it.v(it.t(claims[0].names)) if claims else ""
    return name if it.ja else in_sentence(name)


def share(it: Teller) -> str:
    """The probability alone, never told more exactly than it is known."""
    value = it.report.verdict.probability
    if value > 0.99:
        return "99%以上" if it.ja else "over 99%"
    if value < 0.01:
        return "1%未満" if it.ja else "under 1%"
    return f"{value * 100:.0f}%"


def probability(it: Teller) -> str:
    """The probability as a line; where legitimate mail of the language was not measured, or hardly, that stands beside it."""
    of = words.OF_SPAM if it.report.verdict.category == "bulk-spam" else words.OF_FRAUD
    said = f"{it.t(of)}: {share(it)}"
    language, said_of_it = _little_measured(it)
    beside = it.t(said_of_it[0]).format(language=language) if said_of_it else ""
    return said + (beside if it.ja or not beside else f" {beside}")


def model(it: Teller) -> str:
    """How the figure comes about, and how far it can be relied on: for mail whose legitimate side was hardly measured, less."""
    language, said_of_it = _little_measured(it)
    reservation = it.t(said_of_it[1]).format(language=language) if said_of_it else ""
    return it.joined(it.t(words.MODEL), contributions(it), reservation)


_RESERVED: Mapping[FalseAlarms, tuple[Text, Text]] = {
    "not measured": (words.UNMEASURED, words.NOT_MEASURED),
    "hardly measured": (words.SCARCE, words.HARDLY_MEASURED),
}


def _little_measured(it: Teller) -> tuple[str, tuple[Text, Text] | None]:
    """The mail's language and what is to be said of it, where too little legitimate mail in it was measured."""
    held = it.report.verdict.reliance
    return it.t(words.LANGUAGES.get(held.language, words.THIS_LANGUAGE)), _RESERVED.get(held.false_alarms)


def contributions(it: Teller) -> str:
    """The sum behind the probability, family by family; "" where the report was made with other weights than those at hand."""
    if it.report.versions.weights != versions().weights:
        return ""
    scale = judge.weights()
    groups: dict[str, float] = {}
    for one in it.report.findings:
        if one.weight > 0:
            groups[one.group] = groups.get(one.group, 0.0) + one.weight
    capped = judge.capped(groups, scale)
    good = sum(one.weight for one in it.report.findings if one.weight < 0)
    start, stated = scale.prior, it.report.verdict.probability
    sums = (start + sum(capped.values()) + heard for heard in (good, 0.0))
    total = next((one for one in sums if abs(judge.probability_of(one) - stated) < ROUNDED), None)
    if total is None:
        return ""
    named = [f"{_family(it, group)} {weight:+.1f}" for group, weight in capped.items() if weight >= SHOWN]
    if good and math.isclose(total, start + sum(capped.values()) + good):
        named.append(f"{it.t(words.GOOD_SIGNS)} {good:+.1f}")
    listed = ("、" if it.ja else ", ").join((it.t(words.START).format(start=f"{start:+.1f}"), *named))
    return it.joined(it.t(words.CONTRIBUTIONS).format(listed=listed, total=f"{total:+.1f}"), _untried(it))


def _untried(it: Teller) -> str:
    """How much of the sum rests on judgement alone; "" where that is nothing."""
    points = it.report.verdict.reliance.untried
    return it.t(words.UNTRIED).format(points=f"{points:+.1f}") if points >= SHOWN else ""


def _family(it: Teller, group: str) -> str:
    return it.t(words.FAMILIES[group]) if group in words.FAMILIES else tame.defang(group)


def in_order(it: Teller) -> list[Finding]:
    """The findings in the order in which they are told, so that the numbers of their marks rise as one reads."""
    order = {name: n for n, name in enumerate(words.FAMILIES)}

    def place(one: Finding) -> tuple[int, int, float]:
        kind = 0 if counted(one) and one.weight >= 0 else 1 if counted(one) else 2 if explains(one) else 3
        return kind, order.get(one.group, len(order)), -one.weight

    return sorted(it.report.findings, key=place)


def counted(one: Finding) -> bool:
    """Whether it took part in the judgement, or would have if nothing had spoken against it."""
    return one.status != "trial" and bool(one.weight or one.silenced_by)


def explains(one: Finding) -> bool:
    """Whether it only explains."""
    return one.status != "trial" and not one.weight and not one.silenced_by


_BESIDE_THE_ROUTE = frozenset(("route.origin", "route.origin-network", "owners.origin-place"))
"""The origin, whose network it is in and where that is: the section on the route says so in the same words."""


def told_beside_the_route(one: Finding) -> bool:
    """Whether it only explains what the section on the route says."""
    return explains(one) and one.id in _BESIDE_THE_ROUTE


OF_A_FRAUD = frozenset(("body.aimed-at", "body.convincing"))
"""What only a suspected mail has: somebody at whom it is aimed, and a pretence that is more or less well made."""


def belongs(one: Finding, level: str) -> bool:
    """Whether it can be said of a mail of that level."""
    return level != "no-sign" or one.id not in OF_A_FRAUD


def finding(it: Teller, one: Finding) -> Told:
    """The finding in words, its places numbered."""
    values = ((told(datum, it.lang), datum.kind in CODE) for datum in one.values.values())
    dots, word = _strength(it, one.weight)
    return Told(
        id=tame.defang(one.id),
        anchor=anchor(one.id),
        title=tame.defang(it.t(one.title)),
        says=once(_with_reason(it, tame.defang(it.t(one.says))), it.lang),
        values=tuple(dict.fromkeys(pair for pair in values if len(pair[0]) > 1)),
        sure=it.t(words.SURE[one.sure]),
        inferred=one.sure == "inferred",
        dots=dots,
        strength=word,
        weight=one.weight,
        proofs=_proofs(it, one),
        note=_note(it, one),
    )


def _with_reason(it: Teller, says: str) -> str:
    """The sentence; where it gives the reason for the origin, the hosts in that are broken as they are beside the route."""
    plain = tame.defang(it.t(it.report.origin.reason))
    return says.replace(plain, reason(it)) if plain and plain in says else says


def anchor(id: str) -> str:
    """The name of a finding's place in a page."""
    return "f-" + "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in id)


def _strength(it: Teller, weight: float) -> tuple[int, str]:
    for least, dots, word in words.STRENGTHS:
        if weight > 0 and weight >= least:
            return dots, f"{it.t(word)} {weight:+.1f}" if weight >= SHOWN else f"{it.t(word)} {weight:+.1g}"
    return 0, ""


def _proofs(it: Teller, one: Finding) -> tuple[Proof, ...]:
    found = (
        Proof(it.places.name(at), _found(it, one, at), _expected(it, at), it.mark(at, anchor(one.id))) for at in one.evidence
    )
    return tuple(dict.fromkeys(found))


def _found(it: Teller, one: Finding, at: Evidence) -> str:
    source = isinstance(at.where, Span) and at.where.view in BYTES
    value = _value(it, at, of_bytes(at.found) if source else at.found)
    return value if one.group == "files" else _unlinked(value)  # a file's name looks like a host's


def _expected(it: Teller, at: Evidence) -> str:
    value = _value(it, at, at.expected)
    return value if owners(value) else _unlinked(value)  # a brand's own domains stand as they are


def _unlinked(value: str) -> str:
    """The value; broken where it is the bare name of a host, which some programs make a link of."""
    return tame.host(value) if _HOST.fullmatch(value) and (suffix(value) or value.endswith((".example", ".test"))) else value


def _value(it: Teller, at: Evidence, value: str) -> str:
    if isinstance(at.where, Question) and _MOMENT.fullmatch(value):
        return when.told_time(value, it.lang, it.report.zone)
    visited = isinstance(at.where, Question) and at.where.source == "visit"
    return it.v(visits.recorded(it, value) if visited else _INDENTED.sub(" ", value).strip(), LONG_TEXT)


def _note(it: Teller, one: Finding) -> str:
    notes = []
    if one.silenced_by:
        other = next((each for each in it.report.findings if each.id == one.silenced_by), None)
        name = tame.defang(it.t(other.title)) if other else tame.defang(one.silenced_by)
        notes.append(
            f"別の事情(「{name.translate(_INNER)}」)で説明がつくため、判定には数えていません。"
            if it.ja
            else f"Not counted, because of this: {name}."
        )
    if one.more:
        notes.append(f"ほかに{one.more}件あります。" if it.ja else f"{one.more} more of the same.")
    return ("" if it.ja else " ").join(notes)


def families(it: Teller, chosen: list[Finding], by_id: dict[str, Told]) -> tuple[Family, ...]:
    """The findings by group, the groups in the order in which an expert goes through a mail."""
    groups: dict[str, list[Finding]] = {}
    for one in chosen:
        groups.setdefault(one.group, []).append(one)
    order = {name: n for n, name in enumerate(words.FAMILIES)}
    return tuple(
        Family(
            _family(it, name),
            tuple(by_id[one.id] for one in sorted(groups[name], key=lambda one: -one.weight)),
        )
        for name in sorted(groups, key=lambda name: (order.get(name, len(order)), name))
    )
