"""One check: the recipient's address in the subject."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="body.subject-address",
    over="message",
    group="body",
    title=Text(ja="件名に受信者のメールアドレスが入っています", en="The subject holds the recipient's address"),
    says=Text(
        ja="件名に受信者のメールアドレス({address})が埋め込まれています。名前を知らない相手に個別の連絡と見せかける細工です。",
        en="The recipient's address ({address}) was put into the subject, to make a mass mailing look personal.",
    ),
    speaks_for=("credential-phishing",),
    experts=("SUBADDR",),
)
def subject_address(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Real senders name the matter. Innocent cause: confirmations of a change of address, bounces."""
    title, view = _said.subject(case)
    lowered = title.lower()
    if len(lowered) != len(title) or case.seen("list", "mailing-list"):
        return
    for to in case.seen("address", "to", "delivered-to"):
        at = lowered.find(to.value) if "@" in to.value else -1
        if at >= 0:
            where = Span(view, at, at + len(to.value))
            yield Hit(Evidence(where, found=title[where.start : where.end]), address=datum("address", to.value))
            return
