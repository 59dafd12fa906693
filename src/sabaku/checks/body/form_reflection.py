"""One check: the answer of a contact form that carries somebody else's advertisement."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_LURE = (
    "prize.win",
    "prize.chosen",
    "riches",
    "job.date",
    "job.invest",
    "crypto",
    "advance-fee",
    "extortion",
)


FIELD = 300
"""Characters between the bait and its link: both were typed into one field, or into two that follow one another."""


@check(
    id="body.form-reflection",
    over="message",
    group="body",
    title=Text(ja="問い合わせフォームの自動返信が悪用されています", en="A contact form's automatic answer is abused"),
    says=Text(
        ja="「{form}」という自動返信の中に、「{lure}」という誘い文句と {host} へのリンクがあります。"
        "第三者が、実在するサイトのフォームにあなたのアドレスと宣伝文を入力したとみられます。",
        en="An automatic answer (“{form}”) carries the bait “{lure}” and a link to {host}: somebody typed your address and a "
        "text of their own into the form of a real site.",
    ),
    sure="inferred",
    speaks_for=("bulk-spam", "advance-fee"),
    experts=("CTX",),
)
def form_reflection(case: Case, it: Observable) -> Iterator[Hit]:
    """The sender is genuine and signs correctly; only the words are the fraudster's. The site's owner should be told.

    Innocent cause: a shop's own automatic answer that promises points. Its links lead to itself: what counts is a link to
    somebody else right beside the bait, as it was typed into the same field.
    """
    form = _said.first(case, "bounce.form")
    lures = _said.said(case, *_LURE) if form else ()
    own = _vouched.vouching(case)
    for found in _links.clicked(case) if lures else ():
        if _links.link(found).domain in own:
            continue
        lure = next((one for one in lures if _beside(one, found)), None)
        if form and lure:
            host = datum("domain", _links.link(found).host)
            yield Hit(_said.quote(form), _said.quote(lure), _links.at(found), form=form.shown, lure=lure.shown, host=host)
            return


def _beside(bait: Observable, found: Observable) -> bool:
    """Whether bait and link are not further apart than a field of a form is long."""
    place = _links.link(found).shown_at or found.seen
    in_text = {bait.seen.view, place.view} <= {"visible", "text"}
    return in_text and abs(bait.seen.start - place.start) <= FIELD
