"""Fills our sentences with tamed values, each told by its kind in both languages. Writes no sentence of its own."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence

from sabaku import data
from sabaku.model import Datum, DatumKind, Lang, Text
from sabaku.render import tame, when

LONG_TEXT, LONG_URL, LONG_NAME = 120, 110, 80
LONG_NAMES = 400
"""Names in both languages are from our own lists: a glossary's sentence stays whole."""
_defang, _broken_host, _broken_address = (functools.lru_cache(maxsize=32)(it) for it in (tame.defang, tame.host, tame.address))
"""The same for both languages, and for the next finding about the same thing; few are kept, as values may be long."""
TOLD = 3
"""Times that a sentence is told with other values; the evidence shows the rest."""
_LANDS = frozenset(("country", "place"))
_WITH_ARTICLE = re.compile(
    r"(?:United (?:States|Kingdom|Arab)|Netherlands|Philippines|Bahamas|Maldives|Seychelles|Comoros|Gambia|Isle of Man)\b"
    r"|[A-Z][\w. &]{1,40} (?:Islands|Republic|Territory)\Z"
)
"""Countries that an English sentence names with an article."""
_OFFICE = re.compile(
    r"(?:Ministry|Council) of |Bank of Japan\Z|[A-Z][\w ,&-]{1,60} (?:Tax Service|Health Insurance Service|Red Cross Society)\b"
    r"|[A-Z][\w ,&-]{1,60} (?:Government|Agency|Office|Department|Bureau|Administration|Tribunal|Courts)(?: \([A-Z]\w+\))?\Z"
)
"""Offices that an English sentence names with an article: those called by what they are, and not by a name."""
_PLACE = re.compile(r"\{(\w+)\}")
_END = {"ja": re.compile("(?<=。)(?=.)"), "en": re.compile(r"(?<=[.?!]) (?=[A-Z“])")}


def say(text: Text, values: Mapping[str, Datum], zone: str = "") -> Text:
    """The sentence with its values, in both languages. `zone`: the reader's time zone; "" leaves times in their own.

    A placeholder without a value stays visible as ⟨name⟩.
    """
    return Text(_filled(text.ja, values, "ja", zone), _filled(text.en, values, "en", zone))


def say_all(text: Text, told: Sequence[Mapping[str, Datum]], zone: str = "") -> Text:
    """The sentence for several sets of values: each different one once, at most three; what does not vary, once behind them."""
    return Text(_all_filled(text.ja, told, "ja", zone), _all_filled(text.en, told, "en", zone))


def _all_filled(sentence: str, told: Sequence[Mapping[str, Datum]], lang: Lang, zone: str) -> str:
    varying, same = _halves(sentence, lang)
    heads: dict[str, None] = {}
    for values in told:
        heads[_filled(varying, values, lang, zone)] = None
        if len(heads) == TOLD:
            break
    return ("" if lang == "ja" else " ").join(filter(None, (*_each_once(list(heads), lang), same)))


def _each_once(heads: list[str], lang: Lang) -> list[str]:
    """What several tellings end with alike stands behind the last of them only: when it was looked up, what that means."""
    if len(heads) < 2:
        return heads
    told, kept = set[str](), []
    for head in reversed(heads):
        sentences = [it for it in _END[lang].split(head) if it not in told]
        told.update(sentences)
        kept.append(("" if lang == "ja" else " ").join(sentences))
    return kept[::-1]


@functools.lru_cache(maxsize=4096)
def _halves(sentence: str, lang: Lang) -> tuple[str, str]:
    """Our sentences up to the last one with a placeholder, and those behind it."""
    each = _END[lang].split(sentence)
    varying = max((n for n, it in enumerate(each, 1) if "{" in it), default=len(each))
    joint = "" if lang == "ja" else " "
    return joint.join(each[:varying]), joint.join(each[varying:])


def _filled(sentence: str, values: Mapping[str, Datum], lang: Lang, zone: str) -> str:
    if "{" not in sentence:
        return sentence
    words = list(_taken_apart(sentence))
    for n in range(1, len(words), 2):
        datum = values.get(words[n])
        words[n] = f"⟨{words[n]}⟩" if datum is None else told(datum, lang, zone)
    if words[0] == "" and words[1].startswith("the "):
        words[1] = f"T{words[1][1:]}"
    return "".join(words)


@functools.lru_cache(maxsize=4096)
def _taken_apart(sentence: str) -> tuple[str, ...]:
    """The sentence's words and the names of its placeholders, in turn."""
    return tuple(_PLACE.split(sentence))


def told(datum: Datum, lang: Lang, zone: str = "") -> str:
    """One value as a reader of that language writes it: tamed, defanged, long ones cut in the middle."""
    if datum.names is not None:
        text = short(_defang(datum.names.in_(lang)), LONG_NAMES, lang)
    else:
        text = _TELL[datum.kind](datum.value, lang, zone)
    return f"the {text}" if lang == "en" and _takes_article(datum.kind, text) else text


def in_sentence(name: str) -> str:
    """A brand's name as an English sentence has it: «the Australian Government», but «Amazon»."""
    return f"the {name}" if _OFFICE.match(name) else name


def _takes_article(kind: DatumKind, text: str) -> bool:
    return bool(_WITH_ARTICLE.match(text) if kind in _LANDS else kind == "brand" and _OFFICE.match(text))


def short(text: str, limit: int, lang: Lang) -> str:
    """The text, cut in the middle with its length stated where it is longer than `limit` characters."""
    ends = tame.shown_length(text, limit)
    if ends is None:
        return text
    count = f"…(全{len(text):,}文字)…" if lang == "ja" else f"…({len(text):,} characters)…"
    return ends[0] + count + ends[1]


@functools.cache
def _countries() -> Mapping[str, Mapping[str, str]]:
    return data.toml("places")["countries"]  # type: ignore[no-any-return]


def country(code: str, lang: Lang) -> str:
    """The name of the country with that ISO 3166-1 alpha-2 code; the code itself where nobody knows it."""
    names = _countries().get(code.strip().upper())
    return names[lang] if names else tame.defang(code)


def number(value: str, lang: Lang = "en") -> str:
    """A number with thousands separated; anything else tamed."""
    del lang
    try:
        read = float(value)
    except ValueError:
        return _defang(value)
    if read != read or abs(read) > 1e15:
        return _defang(value)
    return f"{int(read):,}" if read == int(read) else f"{read:,.2f}".rstrip("0")


_BROKEN = re.compile(r"([^\x00-\u2fff])?[ \t]*(?:\r\n|\r|\n)[ \t]*(?:(?=([^\x00-\u2fff]))|)")


def _text(value: str, lang: Lang, zone: str) -> str:
    """A quotation: where a mail program broke its line, the sentence goes on; the evidence shows the break."""
    del zone
    whole = (
        _BROKEN.sub(lambda it: it[1] if it[1] and it[2] else (it[1] or "") + " ", value.strip("\r\n")) if "\n" in value else value
    )
    return short(_defang(whole), LONG_TEXT, lang)


def _host(value: str, lang: Lang, zone: str) -> str:
    del zone
    return short(_broken_host(value), LONG_NAME, lang)


def _address(value: str, lang: Lang, zone: str) -> str:
    del zone
    return short(_broken_address(value), LONG_NAME, lang)


def _url(value: str, lang: Lang, zone: str) -> str:
    del zone
    return short(_defang(value), LONG_URL, lang)


def _plain(value: str, lang: Lang, zone: str) -> str:
    del zone
    return short(_defang(value), LONG_NAME, lang)


def _duration(value: str, lang: Lang, zone: str) -> str:
    del zone
    try:
        return when.told_duration(float(value), lang)
    except (ValueError, OverflowError):
        return _defang(value)


_TELL: Mapping[DatumKind, Callable[[str, Lang, str], str]] = {
    "text": _text,
    "address": _address,
    "domain": _host,
    "ip": _plain,
    "url": _url,
    "brand": _plain,
    "country": lambda value, lang, _: country(value, lang),
    "place": _plain,
    "time": lambda value, lang, zone: when.told_time(_defang(value), lang, zone),
    "date": lambda value, lang, _: when.told_date(_defang(value), lang),
    "weekday": lambda value, lang, _: when.told_weekday(_defang(value), lang),
    "number": lambda value, lang, _: number(value, lang),
    "duration": _duration,
    "code": _plain,
    "file": _plain,
}
