"""One check: the answer of a contact form that carries somebody else's advertisement."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_LURE = (
    "prize.win",
    "prize.chosen",
    "riches",
    "job.date",
    "job.invest",
    "job.job",
    "refund.transfer",
    "crypto",
    "advance-fee",
    "extortion",
)


@check(
    id="body.form-reflection",
    over="message",
    group="body",
    title=Text(ja="問い合わせフォームの自動返信が悪用されています", en="A contact form's automatic answer is abused"),
    says=Text(
        ja="「{form}」という自動返信の中に「{lure}」という誘い文句があります。"
        "第三者がフォームにあなたのアドレスと宣伝文を入力したとみられます。",
        en="An automatic answer (“{form}”) carries the bait “{lure}”: somebody typed your address and his advertisement "
        "into a form.",
    ),
    sure="inferred",
    speaks_for=("bulk-spam",),
    experts=("CTX",),
)
def form_reflection(case: Case, it: Observable) -> Iterator[Hit]:
    """The sender is genuine and signs correctly; only the words are the fraudster's. The site's owner should be told."""
    form, lure = _said.first(case, "bounce.form"), _said.first(case, *_LURE)
    if form and lure and _said.links(case):
        yield Hit(_said.quote(form), _said.quote(lure), form=form.shown, lure=lure.shown)
