"""One check: a subject that is a whole sentence or paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

LONG = 46
"""Characters of a Japanese subject that few real ones have."""


@check(
    id="body.subject-sentence",
    over="message",
    said=("threat", "credential", "card", "mailbox", "payment", "parcel", "scare", "restored", "prize"),
    group="body",
    title=Text(ja="件名が見出しではなく文章になっています", en="The subject is a sentence, not a heading"),
    says=Text(
        ja="件名「{subject}」は、句点で終わる文章になっています。事業者の件名は要件を短く書くのが普通です。",
        en="The subject “{subject}” is a sentence with a full stop; firms write a short heading.",
    ),
    sure="inferred",
    experts=("SUBJODD",),
)
def subject_sentence(case: Case, it: Observable) -> Iterator[Hit]:
    """Written to be read in the list of mails without opening. Innocent cause: private mail: only beside a demand."""
    title, view = _said.subject(case)
    ends, several = title.rstrip(" 」』】)").endswith("。"), title.count("。") >= 1 and len(title) > LONG
    if ends or several:
        yield Hit(Evidence(Span(view, 0, len(title)), found=title), subject=title)
