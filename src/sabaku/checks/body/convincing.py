"""One check: how convincing the mail is, apart from how surely it is a fraud."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims_home
from sabaku.checks._foreign import foreign
from sabaku.checks._greeted import by_readers_name
from sabaku.checks._who import senders
from sabaku.model import Case, Datum, Evidence, Link, Observable, Text
from sabaku.names.hosts import registrable


@check(
    id="body.convincing",
    over="message",
    said=("threat", "credential", "card", "payment", "parcel.failed", "mailbox", "tax", "refund", "boss", "extortion"),
    group="body",
    title=Text(ja="どれほど本物らしく作られているか", en="How convincing it is"),
    says=Text(
        ja="だまされやすさの目安は「{level}」です(本物らしい点:{plus}。怪しまれやすい点:{minus})。数えたのは形に表れる点だけで、詐欺である確かさとは別の目安です。",
        en="As a deception it is of {level} quality (for it: {plus}; against it: {minus}). "
        "Only outward points are counted; how surely it is a fraud is another matter.",
    ),
    sure="inferred",
)
def convincing(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: a crude fraud and a careful one are equally fraud, but readers have to be warned of the careful one louder."""
    plus = [label for label, held in _for(case) if held]
    minus = [label for label, held in _against(case) if held]
    score = len(plus) - len(minus)
    level = Text("高い", "high") if score >= 2 else Text("低い", "low") if score <= -1 else Text("中くらい", "middling")
    title, view = _said.subject(case)
    where = case.message.named("subject")
    if where and view and title.strip():
        span = case.message.span_of(where[0])
        yield Hit(Evidence(span, found=title), level=datum("text", "level", level), plus=_listed(plus), minus=_listed(minus))


def _for(case: Case) -> tuple[tuple[Text, bool], ...]:
    named = any(isinstance(it.detail, Link) and "official" in it.role for it in case.seen("link"))
    return (
        (Text("知られた名称", "a name the reader knows"), bool(case.seen("claim"))),
        (
            Text("署名・連絡先", "a signature or telephone number"),
            _said.has(case, "goodwill") or bool(case.seen("phone", "text")),
        ),
        (Text("具体的な日付や番号", "dates and numbers"), bool(case.seen("date")) or bool(case.seen("reference"))),
        (Text("本物のリンク", "genuine links"), named),
    )


def _against(case: Case) -> tuple[tuple[Text, bool], ...]:
    return (
        (Text("不自然な日本語", "unnatural Japanese"), _said.lang(case) == "ja" and _said.has(case, "odd")),
        (Text("氏名のない宛名", "no name in the greeting"), not by_readers_name(case)),
        (Text("名称と合わないアドレス", "an address that does not fit the name"), _misfits(case)),
        (Text("短すぎる文面", "a very short text"), len(_said.text(case).strip()) < 120),
        (Text("見えない文字", "invisible characters"), bool(case.seen("unseen"))),
        (Text("知られた会社名がない", "no well-known company named"), not (case.seen("claim") or case.seen("brand"))),
    )


def _misfits(case: Case) -> bool:
    """Whether the address in From is foreign to the name that is used: a company's, or the reader's own house's."""
    house = _house.own_domains(case)
    strange = claims_home(case) is not None and not any(registrable(it.domain) in house for it in senders(case))
    return strange or foreign(case) is not None


def _listed(labels: list[Text]) -> Datum:
    if not labels:
        return datum("text", "none", Text("なし", "nothing"))
    return datum("text", "list", Text("・".join(it.ja for it in labels), ", ".join(it.en for it in labels)))
