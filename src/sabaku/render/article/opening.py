"""Tells the beginning: headline, introduction, what to do, the mail as its reader saw it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from sabaku import data
from sabaku.model import Datum, Finding, Hop, Text
from sabaku.render import attached, tame, when, words
from sabaku.render.advice import NAMED_FROM, advice, where_to_look
from sabaku.render.article import phrases as p
from sabaku.render.article.nouns import AsSeen, Block, Lines, Para, Section
from sabaku.render.article.voice import Voice
from sabaku.render.say import in_sentence

SHOWN_TEXT = 6000
SIGNS = 3
LONG_SUBJECT = 48
_BRACKETED = re.compile(r"[((][^()()]{1,40}[))]$")


def kind(voice: Voice) -> Mapping[str, Any]:
    """What the article knows of this kind of fraud: noun, tags, steps."""
    known = data.toml("article/kinds")
    return known.get(voice.report.verdict.category) or known["unclear"]  # type: ignore[no-any-return]


def claimed(voice: Voice) -> tuple[str, str]:
    """Id and name of whom the mail claims to be, in the way one would write the name in a sentence; ("", "") for nobody."""
    claims = [it for it in voice.report.claims if it.confidence >= NAMED_FROM]
    name = short_name(voice.v(claims[0].names.in_(voice.lang))) if claims else ""
    return (claims[0].brand, name if voice.lang == "ja" else in_sentence(name)) if claims else ("", "")


def short_name(name: str) -> str:
    """The name without what stands behind it in brackets."""
    return _BRACKETED.sub("", name).strip() or name


def with_short_names(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings with brands named as in a sentence: a full name is for tables."""
    import msgspec

    return tuple(
        msgspec.structs.replace(it, values={name: _shortened(datum) for name, datum in it.values.items()}) for it in findings
    )


def _shortened(datum: Datum) -> Datum:
    if datum.kind != "brand" or datum.names is None:
        return datum
    return Datum(datum.kind, datum.value, Text(short_name(datum.names.ja), short_name(datum.names.en)))


# --- headline and introduction -------------------------------------------------------------------------------------


SELF = "identity.self-sent"


def headline(voice: Voice) -> str:
    """Brand and kind, then the strongest contradiction."""
    what, hook = _what(voice), hook_of(voice)
    return voice.t(p.WITH_HOOK, what=what, hook=hook) if hook else what


def _what(voice: Voice) -> str:
    id, brand = claimed(voice)
    if voice.report.verdict.level != "fraud":
        return voice.t(p.SUSPECT, brand=brand) if brand else voice.t(p.SUSPECT_NAMELESS)
    noun = str(kind(voice)["noun"][voice.lang])
    named = kind(voice).get("named")
    if named and (brand or id == "home"):
        who = voice.t(p.OWN_HELP_DESK) if id == "home" else brand
        return str(named[voice.lang]).format(brand=who)
    if id == "home":
        return voice.t(p.IN_OWN_ADDRESS if SELF in voice.findings else p.IN_OWN_NAME, noun=noun)
    return voice.t(p.IN_NAME, brand=brand, noun=noun) if brand else noun


def hook_of(voice: Voice) -> str:
    """The second half of the headline: the best story, else the subject."""
    subject = voice.v(voice.report.message.subject, LONG_SUBJECT)
    return best_hook(voice) or (voice.t(p.HOOK_SUBJECT, subject=subject) if subject else "")


def best_hook(voice: Voice) -> str:
    """The words of the finding that makes the best headline; "" where none does."""
    ranked = [(*voice.hook(it), it.weight) for it in voice.findings.values()]
    return max(ranked, key=lambda it: (it[0], it[2]), default=(0, "", 0.0))[1]


def strongest(voice: Voice, count: int = SIGNS) -> list[Finding]:
    """The findings that decide, the best story among them in any case."""
    decisive = [voice.findings[id] for id in voice.report.verdict.because if id in voice.findings]
    ranked = sorted(voice.findings.values(), key=lambda it: (-voice.hook(it)[0], -it.weight))
    first = [it for it in ranked[:1] if voice.hook(it)[0]]
    rest = [it for it in (*decisive, *ranked) if it.weight > 0 and it not in first]
    return list({it.id: it for it in (*first, *rest)}.values())[:count]


def lead(voice: Voice) -> tuple[Block, ...]:
    """Verdict and reasons in a few sentences."""
    signs = strongest(voice)
    because = voice.t(p.GIVEN_AWAY if len(signs) > 1 else p.GIVEN_AWAY_ONE)
    told = [Para(voice.joined(_came(voice), _looks(voice)), tuple(voice.report.verdict.because), strong=True)]
    if signs:
        told.append(Para(voice.joined(because, *_in_a_row(voice, signs)), tuple(it.id for it in signs)))
    told.append(Para(voice.t(p.LETS_SEE)))
    return tuple(told)


def _in_a_row(voice: Voice, signs: list[Finding]) -> list[str]:
    """The signs as sentences that lead from one to the next."""
    links = ("", "また、", "さらに、") if voice.ja else ("", "", "")
    return [link + voice.sign(it) for link, it in zip(links, signs, strict=False)]


def _came(voice: Voice) -> str:
    subject, day = voice.v(voice.report.message.subject, 120), day_of(voice)
    subject = subject if voice.ja else subject.removesuffix(".")
    if not subject:
        return voice.t(p.CAME_NAMELESS)
    return voice.t(p.CAME, day=day, subject=subject) if day else voice.t(p.CAME_UNDATED, subject=subject)


def _looks(voice: Voice) -> str:
    if voice.report.verdict.level != "fraud":
        return voice.t(p.LOOKS_UNSURE)
    id, brand = claimed(voice)
    named = advice(voice.report, voice.lang).kind
    if voice.report.verdict.category in {"", "unclear"}:
        return voice.t(p.LOOKS_FRAUD)
    if id == "home":
        return voice.t(p.LOOKS_SELF if SELF in voice.findings else p.LOOKS_HOME, kind=named)
    return voice.t(p.LOOKS_BRAND, brand=brand, kind=named) if brand else voice.t(p.LOOKS_NONE, kind=named)


def day_of(voice: Voice) -> str:
    """The day on which the border took the mail, else the one that its sender states; "" for neither."""
    hops = [it.detail for it in voice.report.observables if it.kind == "hop" and isinstance(it.detail, Hop)]
    at = next((hop.at for hop in hops if hop.standing == "border" and hop.at), None)
    if at is None:
        try:
            at = parsedate_to_datetime(voice.report.message.date[:80])
        except (ValueError, TypeError, IndexError, OverflowError):
            return ""
    here = when.shifted(at, voice.report.zone)
    return when.day(here.year, here.month, here.day, voice.lang)


def summary(voice: Voice) -> str:
    """One or two sentences for a feed and a card."""
    signs = strongest(voice, 1)
    return voice.joined(_looks(voice), *(voice.sign(it) for it in signs))


# --- what to do, and what it looked like ---------------------------------------------------------------------------


def steps(voice: Voice) -> Section:
    """What to do for whom it reached, for whom it caught, and for whom it caught entirely.

    What the person who passed the mail on says to have done is their own affair and never published.
    """
    told = [Lines(str(it["label"][voice.lang]), tuple(it["lines"][voice.lang])) for it in kind(voice)["steps"]]
    look = where_to_look(voice.report, voice.lang)
    if look and len(told[0].lines) > 1:
        told[0] = Lines(told[0].label, (told[0].lines[0], look, *told[0].lines[2:]))
    return Section("steps", voice.t(p.STEPS), tuple(told))


def as_seen(voice: Voice, picture: str, cut: bool) -> Section:
    """The mail. `picture`: the name of a picture of it, if one is made; `cut`: whether it shows only the beginning."""
    message = voice.report.message
    rows = (
        (voice.t(words.SUBJECT), voice.v(message.subject, 300) or voice.t(words.NO_SUBJECT)),
        (voice.t(words.FROM), voice.v(message.from_, 200)),
        (voice.t(words.TO), voice.v(message.to, 200)),
        (voice.t(p.DAY), day_of(voice)),
        (voice.t(words.ATTACHED), attached.names(voice.it)),
    )
    text = tame.defang(message.text[:SHOWN_TEXT], lines=True).strip("\n")
    if len(message.text) > SHOWN_TEXT:
        text += "\n" + voice.t(words.SKIPPED_CHARACTERS, n=f"{len(message.text) - SHOWN_TEXT:,}")
    alt = voice.t(p.AS_SEEN_ALT, subject=rows[0][1])
    shown = AsSeen(tuple(row for row in rows if row[1]), text or voice.t(words.NO_TEXT), picture, alt)
    note = voice.joined(voice.t(p.AS_SEEN_NOTE), voice.t(p.AS_SEEN_CUT) if cut else "")
    return Section("mail", voice.t(p.AS_SEEN), (Para(note), shown))
