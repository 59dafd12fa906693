"""Names of the recipients: display names of To, whom the text addresses. Collects; must not take a brand for a person."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sabaku import data
from sabaku.model import Address, Case, Span, Text
from sabaku.names.brands import brands, squeeze
from sabaku.render.redact import _masks
from sabaku.render.redact._secret import Secret
from sabaku.text.fold import fold

SHOWN = Text("宛先に付けられた受信者の表示名です。", "The recipient's display name, in To.")
CALLED = Text("本文の宛名に書かれた受信者の名前です。", "The name by which the text addresses the recipient.")
SUPERIOR = Text(
    "受信者の組織の人物として名乗られている名前です。", "Somebody of the recipient's own house, in whose name it is written."
)
TOP = 600
LONGEST = 40

_JAPANESE = re.compile(r"(?:^|\n)[\s■□●◆*=、「-]{0,20}([^\s\n。、,<>「」@:]{1,16}(?:[ \u3000][^\s\n。、,<>「」@:]{1,12})?)[ \u3000]?(?:様|さま|殿|さん)(?=[\s、。,:!へ宛のに」(]|\Z)")  # fmt: skip  # noqa: E501
_ENGLISH = re.compile(
    r"(?:^|\n|[.!]\s)\s{0,8}(?:dear|hi|hello|hey|good (?:morning|day|afternoon|evening)|attn:?|attention:?|to:)\s{1,3}"
    r"(?:(?:mr|mrs|ms|dr|prof)\.?\s{1,2})?([^\n,.;:!<>@]{2,40}+)(?=[,.;:!\n]|\Z)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s{0,20}([A-Z][a-z]{2,14}), (?=\S)|\s{0,20}([A-Z][a-z]{2,14}),\s{0,3}(?=\n)")
_GENERIC = re.compile(
    r"お客|お得意|会員|皆|各位|利用者|ユーザ|ご担当|担当者|管理者|受取人|契約者|関係者|ご本人|貴社|御社|株主|オーナー|メンバー|customer|client"
    r"|user|member|sir|madam|friend|winner|beneficiary|owner|holder|account|team|all\b|everyone|valued|subscriber|admin|colleague"
    r"|partner|manager|webmaster|recipient|there|again|shopper|buyer|seller|applicant|candidate|list|mail|service|support",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"代表取締役|代表理事|取締役|理事長|事務局長|研究科長|学部長|総長|学長|校長|院長|所長|園長|社長|会長|専務|常務|部長|課長|教授|役員|代表"
    r"|\b(?:managing director|vice president|president|chief executive officer|ceo|cfo|coo|chair(?:man|woman|person)?|director"
    r"|principal|dean|rector|professor|prof|dr|mr|mrs|ms)\b\.?",
    re.IGNORECASE,
)
_MARKS = " ,-/()（）・“”\"'"
_WORDLIKE = re.compile(r"[^\W\d_][\w.'’・ー \u3000-]{0,60}")


def people(case: Case, mailboxes: Sequence[tuple[str, str, Span | None]], evidence: frozenset[str]) -> Iterator[Secret]:
    """The names, each as written, and the words of which the longer ones consist."""
    seen: set[str] = set()
    sender = {word for it in case.seen("address", "from") if isinstance(it.detail, Address) for word in _words(it.detail.shown)}
    for name, why, place in (*_shown(case, {it[0] for it in mailboxes}), *_called(case), *superiors(case)):
        folded = fold(name)
        if folded in seen or folded in evidence or not _is_person(name):
            continue
        seen.add(folded)
        yield Secret(name, "name", _masks.person(name), why, place)
        words = _words(name) - (set() if why is SUPERIOR else sender)
        for word in sorted(words | _family_name(name, case)):
            if len(word) >= (4 if word.isascii() else 2) and word != folded and _is_person(word) and word not in evidence:
                yield Secret(word, "name", _masks.person(word), why, place)


_RUN_ON = re.compile("[一-鿿々]{3,6}")
_SIGNED = (
    r"(?:^|[\n。、の])[^\S\n]{0,8}%s"
    r"(?:(?:です|でございます|と申します)[^\w\n]|(?:より|です|拝|でございます)?[^\w\n]{0,3}(?=\n|\Z))"
)
"""How somebody says who writes, in a line of its own or within a sentence."""


def _family_name(name: str, case: Case) -> set[str]:
    """Of a Japanese name written in one (「鈴木一郎」) the beginning that stands alone in the text, as people sign (「鈴木」)."""
    if not _RUN_ON.fullmatch(name):
        return set()
    text = case.message.view("visible").text
    return {name[:n] for n in (2, 3) if n < len(name) and re.search(_SIGNED % re.escape(name[:n]), text)}


def _words(name: str) -> set[str]:
    """The words of a name, folded. Those that the sender also calls themselves are theirs, not the recipient's."""
    return set(fold(name).split())


def _shown(case: Case, addresses: set[str]) -> Iterator[tuple[str, Text, Span | None]]:
    for it in case.seen("address", "to", "cc", "delivered-to", "delivered-claimed"):
        if isinstance(it.detail, Address) and it.value in addresses and "@" not in it.detail.shown:
            yield it.detail.shown.strip("'\"“” \u3000"), SHOWN, it.detail.shown_at


def superiors(case: Case) -> Iterator[tuple[str, Text, Span | None]]:
    """Who of the reader's own house is said to write, where a «boss» orders something: the name tells whose house it is."""
    if not any(it.value.startswith("boss.") for it in case.seen("phrase")):
        return
    for it in case.seen("address", "from")[:1]:
        if isinstance(it.detail, Address) and "@" not in it.detail.shown:
            name = " ".join(_TITLE.sub(" ", it.detail.shown).split())
            yield name.strip(_MARKS), SUPERIOR, it.detail.shown_at


def _called(case: Case) -> Iterator[tuple[str, Text, Span | None]]:
    message = case.message
    top = message.view("visible").text[:TOP]
    for view in [f"header:{message.headers.index(it)}" for it in message.named("subject")[:1]] + ["visible"]:
        bare = _BARE.match(message.view(view).text[:TOP])  # «Michael, your account …»
        if bare and not _GENERIC.search(bare[1] or bare[2]):
            yield bare[1] or bare[2], CALLED, Span(view, *bare.span(1 if bare[1] else 2))
    for pattern in (_JAPANESE, _ENGLISH):
        for found in pattern.finditer(top):
            name = found[1].strip()
            if not _GENERIC.search(name) and "@" not in name:
                yield name, CALLED, Span("visible", *found.span(1))


def _is_person(name: str) -> bool:
    """Whether this may be somebody's name: no brand's, no word that everybody uses, no sentence."""
    if not (2 <= len(name) <= LONGEST) or not _WORDLIKE.fullmatch(name) or len(name.split()) > 4:
        return False
    return not common(name.lower()) and squeeze(name) not in _brand_names() and not _GENERIC.search(name)


@functools.cache
def _brand_names() -> frozenset[str]:
    return frozenset(squeeze(name) for it in brands().values() for name in it.aliases) | frozenset(brands())


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(data.toml("redaction")["common"].split()) | _brand_names() | _masks.roles()


def common(word: str) -> bool:
    """Whether a word names nobody: an ordinary word of mails and of our own sentences, a task, a brand."""
    return word in _common() or squeeze(word) in _brand_names()
