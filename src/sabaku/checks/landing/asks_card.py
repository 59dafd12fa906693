"""One check: the landing page asks for a card number."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.asks-card",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="誘導先サイトがカード情報の入力を求めています", en="The landing site asks for card data"),
    says=Text(
        ja="リンク先 {host} の画面は{fields}の入力を求めます。",
        en="The page at {host} asks for {fields}.",
    ),
    advice=Text(
        ja="カード番号を入力してしまった場合は、すぐにカード会社へ連絡してカードを止めてください。",
        en="If you have typed in your card number, call your card company at once and have the card blocked.",
    ),
    speaks_for=("card-phishing",),
    experts=("CARD",),
)
def asks_card(case: Case, it: Observable) -> Iterator[Hit]:
    """Card number and security code on one page of a stranger's domain: that is what card phishing is.

    Innocent cause: shops and payment services, which is why known brands' own hosts do not count.
    """
    for visit in _landing.visits(case):
        asked = [it for it in ("card", "cvv", "expiry", "pin") if _landing.first_field(visit, (it,))]
        if "card" in asked and not _landing.is_official(visit):
            names = [_landing.FIELDS[it] for it in asked]
            together = Text("・".join(it.ja for it in names), ", ".join(it.en for it in names))
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found="card"),
                host=datum("domain", visit.host),
                fields=datum("text", " ".join(asked), together),
            )
