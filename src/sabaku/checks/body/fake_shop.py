"""One check: goods such as fake shops sell, by unsolicited mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _said
from sabaku.checks._check import Hit, check
from sabaku.checks._throwaway import thrown_away
from sabaku.model import Case, Datum, Observable, Text
from sabaku.text import late

_ORDERED = late.pattern(r"(?:注文|受注|予約)(?:番号|内容|id)[^\n]{0,6}[:：\]］】][^\n]{0,4}[0-9a-z#]")
"""The number of an order: the same words then tell what was bought, and at what cost of sending."""

_DRUGS = Text("薬やサプリメント", "medicine or pills")
_WHAT = {
    "shop.copies": Text("ブランド品の模造品", "copies of branded goods"),
    "shop.cheap": Text("極端な安値の品物", "goods at impossible prices"),
}


@check(
    id="body.fake-shop",
    over="message",
    group="body",
    title=Text(ja="偽ショップに多い品物や値段で購入を誘っています", en="Goods as fake shops advertise them"),
    says=Text(
        ja="「{phrase}」と、{what}を宣伝しています。代金やカード情報だけを取られる偽ショップの宣伝文に多い書き方です。",
        en="“{phrase}”: {what}, as fake shops offer them to get money and card details.",
    ),
    sure="inferred",
    speaks_for=("fake-shop", "bulk-spam"),
    experts=("LURE",),
)
def fake_shop(case: Case, it: Observable) -> Iterator[Hit]:
    """Shops advertise too, with a way to unsubscribe and their own signature: those are left alone here, unless
    they write from a domain of the throw-away kind, where the way to unsubscribe is there for the filters."""
    phrase = _said.first(case, "shop.medicine", "shop.copies", "shop.cheap", "shop.pills")
    offered = _said.has(case, "newsletter.unsubscribe") or case.message.named("list-unsubscribe")
    if phrase and phrase.value == "shop.cheap" and _ORDERED.search(_said.folded(case)):
        return
    if _house.own_notice(case):
        return
    if phrase and (_said.links(case) or _said.has(case, "payment.transfer")) and (not offered or thrown_away(case)):
        pills = ("bulk-spam",) if _said.has(case, "shop.pills") and not _said.has(case, "shop.copies", "shop.cheap") else None
        what = Datum("text", phrase.value, _WHAT.get(phrase.value, _DRUGS))
        yield Hit(_said.quote(phrase), speaks_for=pills, phrase=phrase.shown, what=what)
