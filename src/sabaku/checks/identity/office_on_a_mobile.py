"""An office that gives no firm, and a mobile telephone as its only number."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._offices import office
from sabaku.checks._unnamed import named, stranger
from sabaku.checks._who import place
from sabaku.model import Case, Datum, Observable, Text

_MOBILE = ("070", "080", "090")
DIGITS = 11


@check(
    id="identity.office-on-a-mobile",
    over="message",
    said=("deadline", "threat", "credential", "payment", "court", "callback.call", "scare"),
    group="identity",
    sure="inferred",
    title=Text("窓口を名乗りながら、連絡先が携帯電話の番号だけです", "An office that is reached by a mobile telephone only"),
    says=Text(
        "差出人は「{name}」を名乗って「{wants}」と書いていますが、連絡先は携帯電話の番号 {phone} だけで、"
        "会社名も所在地もありません。会社の窓口には固定電話があり、番号から所在地が分かります。",
        "“{name}” writes “{wants}”, but gives no firm and no place, and the mobile number {phone} only: a real office has a "
        "line, whose number tells where it is.",
    ),
    advice=Text(
        "電話をかけず、心配な場合は消費者ホットライン(188)に相談してください。",
        "Do not call; if you are worried, ask a consumers' advice centre.",
    ),
    speaks_for=("callback", "advance-fee"),
    experts=("NOBR", "SIGWRONG"),
    attacks=(73,),
)
def office_on_a_mobile(case: Case, wants: Observable) -> Iterator[Hit]:
    """Sham collectors do not want to be found: what they give is a prepaid mobile (国民生活センター, 架空請求).

    Innocent causes: a club's or festival's organiser, who signs with a name; offices that give another number as well.
    """
    phones = case.seen("phone")
    if not phones or not all(it.value.startswith(_MOBILE) and len(it.value) == DIGITS for it in phones):
        return
    sender = stranger(case)
    if sender is None or not office(sender.who.shown) or _told.warns(case) or named(case, sender.domain):
        return
    shown = Datum("text", sender.who.shown[:80])
    phone = datum("code", phones[0].shown)
    yield Hit(place(sender), _said.quote(wants), _said.quote(phones[0]), name=shown, wants=wants.shown, phone=phone)
