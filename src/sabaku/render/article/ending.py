"""Tells the end: what they are after, summary, words explained, the facts, how it was examined, why there are asterisks."""

from __future__ import annotations

from sabaku import data
from sabaku.model import Fact
from sabaku.render import answers, summary, tame, when, words
from sabaku.render.advice import advice
from sabaku.render.article import ending_phrases as p
from sabaku.render.article.nouns import Block, Facts, Lines, Para, Section, Terms
from sabaku.render.article.opening import claimed, kind
from sabaku.render.article.voice import THIRD, Voice
from sabaku.render.findings import share
from sabaku.render.nouns import Answer
from sabaku.render.say import LONG_URL

TO_ANYBODY = frozenset(("advance-fee", "extortion", "bulk-spam"))
"""Frauds that go to whoever has a mailbox: nothing is said there of whom they are aimed at."""
SAME_WORDS = 0.6
"""Share of the shorter line's words that the other one has too, from which they say the same."""
BY_THE_DAY = frozenset(("geoip", "network", "warnings"))
ABUSED = ("owners.sender-is-someone-else", "identity.from-other-organisation")


def aim(voice: Voice) -> Section:
    """What the crooks want, of whom, and who warned of it."""
    motive = advice(voice.report, voice.lang).motive
    told: list[Block] = [Para(motive, (voice.report.verdict.category,))] if motive else []
    one = voice.findings.get("body.aimed-at")
    if one is not None and voice.report.verdict.category not in TO_ANYBODY:
        told.append(Para(voice.fill(one, p.AIMED_AT), (one.id,)))
    warned = voice.findings.get("lists.official-warning")
    if warned is not None:
        told.append(Para(voice.tells(warned), (warned.id,)))
    return Section("aim", voice.t(p.AIM), tuple(told))


def summing_up(voice: Voice) -> Section:
    """The verdict once more, and what to take home."""
    report = voice.report
    counted = [it.id for it in voice.findings.values() if it.weight > 0]
    said = share(voice.it)
    many, one = (p.SUMMED, p.SUMMED_ONE) if report.verdict.level == "fraud" else (p.SUMMED_UNSURE, p.SUMMED_UNSURE_ONE)
    words_ = one if len(counted) == 1 else many
    told: list[Block] = [Para(voice.t(words_, n=f"{len(counted)}", share=said), tuple(counted))]
    told.append(Para(voice.t(p.LESSONS.get(report.verdict.category, p.LESSON))))
    hidden = THIRD in report.message.from_
    abused = any(id in voice.findings for id in ABUSED)
    victims = [voice.t(p.VICTIM_TOO if hidden else p.VICTIM_NAMED)] if abused else []
    id, brand = claimed(voice)
    if brand and id != "home" and report.verdict.level == "fraud":
        victims.append(voice.t(p.BRAND_TOO, brand=brand))
    if victims:
        told.append(Para(voice.joined(*victims)))
    if report.verdict.category in p.LESSONS:
        told.append(Para(voice.t(p.LESSON)))
    return Section("summary", voice.t(p.SUMMARY), tuple(told))


def further(voice: Voice) -> Section | None:
    """What to do when the dust has settled, and what never to do."""
    told = [it for it in advice(voice.report, voice.lang).lists if it[0] in {voice.t(words.SOON), voice.t(words.NEVER)}]
    known = [str(line) for it in kind(voice)["steps"] for line in it["lines"][voice.lang]]
    never = voice.t(words.NEVER)
    kept = [(label, [it for it in lines if label == never or not any(_alike(it, one) for one in known)]) for label, lines in told]
    blocks = tuple(Lines(label, tuple(map(tame.tame, lines))) for label, lines in kept if lines)
    return Section("further", voice.t(p.FURTHER), blocks) if blocks else None


def _alike(one: str, other: str) -> bool:
    """Whether two lines of advice say the same in nearly the same words."""
    first, second = _parts(one), _parts(other)
    return len(first & second) >= SAME_WORDS * min(len(first), len(second))


def _parts(line: str) -> set[str]:
    """Its words; of Japanese, which has no spaces, the pairs of characters."""
    if line.isascii():
        return set(line.lower().replace(",", " ").replace(".", " ").split())
    return {line[n : n + 2] for n in range(len(line) - 1)}


# --- the appendix --------------------------------------------------------------------------------------------------


def terms(voice: Voice) -> Section | None:
    """The odd terms that really occur in the mail."""
    one = voice.findings.get("body.odd-term")
    if one is None:
        return None
    glossary = data.toml("glossary")["terms"]
    places = [it.found.lower() for it in one.evidence if it.found]
    found: dict[str, str] = {}
    for place, shown in zip(places, (it.found for it in one.evidence if it.found), strict=True):
        known = next((it for it in glossary.values() if any(word in place or place in word for word in it["words"])), None)
        if known is not None and str(known[voice.lang]) not in found.values():
            found[voice.v(shown)] = tame.defang(known[voice.lang])
    return Section("terms", voice.t(p.TERMS), (Terms(tuple(found.items()), (one.id,)),)) if found else None


def facts(voice: Voice) -> Section | None:
    """Every recorded answer, numbered as it is cited."""
    told = tuple(_answer(voice, row) for row in voice.rows)
    if not told:
        return None
    note = voice.t(p.FACTS_KEPT if voice.report.profile == "offline" else p.FACTS_NOTE)
    head = (voice.t(words.ASKED_OF), voice.t(words.SUBJECT_MATTER), voice.t(words.ANSWER), voice.t(words.ASKED))
    return Section(
        "facts",
        voice.t(p.FACTS),
        (Para(note), Facts(told, head)),
    )


def _answer(voice: Voice, row: tuple[int, ...]) -> Answer:
    fact = voice.report.facts[row[0]]
    asked = [answers.question(voice.report.facts[n], voice.lang) for n in row]
    return Answer(
        answers.source(fact.question.source, voice.lang),
        asked[0] if len(asked) == 1 else voice.listed([answers.subject(voice.report.facts[n], voice.lang) for n in row]),
        voice.it.sentence(answers.answer(fact, voice.lang, voice.report.zone)),
        _answered(voice, fact),
        answers.dataset(fact, voice.lang),
        voice.v(fact.check_at, LONG_URL * 4),
        fact.state in {"found", "none"},
    )


def _answered(voice: Voice, fact: Fact) -> str:
    """When it was answered; of a list or table that is dated by the day, only the day."""
    if fact.at is not None and fact.question.source in BY_THE_DAY:
        return when.day(fact.at.year, fact.at.month, fact.at.day, voice.lang)
    return when.moment(fact.at, voice.lang, voice.report.zone, original=False)


def how(voice: Voice) -> Section:
    """How it was examined, how far, and what could not be looked at."""
    report = voice.report
    at = when.moment(report.examined_at, voice.lang, report.zone, original=False)
    told: list[Block] = [
        Para(voice.joined(voice.t(p.HOW_MADE, at=at), voice.t(p.HOW_SCOPES[report.profile]))),
        Para(voice.t(p.HOW_ESTIMATE)),
    ]
    gaps = [it.says for it in summary.missing(voice.it)]
    if gaps:
        told.append(Lines(voice.t(p.HOW_OPEN), tuple(gaps)))
    else:
        told.append(Para(voice.t(p.HOW_NO_GAPS)))
    return Section("how", voice.t(p.HOW), tuple(told))


def masked(voice: Voice, stars: bool, told: str) -> Section:
    """Why there are asterisks and broken addresses. `told`: the article so far; marks that are not in it are not explained."""
    marks = [voice.t(it) for it in p.MASKED_BY if it.en in told] or [voice.t(p.MASKED_BY[0])]
    marked = ("や" if voice.ja else " and ").join(marks)
    third = voice.t(p.MASKED_THIRD) if THIRD * 4 in told else ""
    first = voice.joined(voice.t(p.MASKED_VICTIM, marks=marked), third)
    return Section("masked", voice.t(p.MASKED), (Para(first), Para(voice.t(p.MASKED_STARS if stars else p.MASKED_HXXP))))


def see(voice: Voice) -> Section:
    """How to see a mail's source in one's own program."""
    pairs = tuple((voice.t(name), voice.t(how_)) for name, how_ in (*words.HOW_TO, p.BECKY))
    return Section("see", voice.t(p.SEE), (Para(voice.t(p.SEE_INTRO)), Terms(pairs)))
