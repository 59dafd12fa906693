"""A firm's offer to firms that comes from a free-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _greeted, _letter, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place, senders
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public

SHORT = 2500


@check(
    id="identity.offer-from-free-mail",
    over="message",
    said=("job.seo", "job.credit"),
    group="identity",
    title=Text("事業者としての売り込みが、フリーメールから送られています", "A firm's offer from a free-mail address"),
    says=Text(
        "「{phrase}」と事業者として売り込んでいますが、差出人は誰でも取得できる {domain} のアドレスで、"
        "会社のサイトも示されていません。",
        "It offers “{phrase}” as a trade, but from an address at {domain}, which anybody gets, and with no site of a firm.",
    ),
    experts=("FFREE", "MASS"),
    speaks_for=("bulk-spam",),
)
def offer_from_free_mail(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Who sells websites and search ranking has a site and a domain; who sends the same text to thousands hides both.

    Innocent causes: a beginner who works alone, with a site to show, and who greets people by their names.
    """
    if _letter.size(case) > SHORT or _letter.own_links(case) or case.seen("list", "mailing-list"):
        return
    if _story.conversation(case) or _greeted.by_readers_name(case):
        return
    for sender in senders(case)[:1]:
        if is_public(sender.domain):
            yield Hit(
                place(sender), _said.quote(phrase), phrase=Datum("text", phrase.shown), domain=datum("domain", sender.domain)
            )
