"""One check: a subject as no office writes one."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.unmeant import ANSWER

_FORMS = (
    late.pattern("[】\\])][\\s]?[::;;](?=[\\s]?[^\\s0-9])"),
    late.pattern(
        "[^\\s]{8,}[((](?!(?:[0-9]{4}年|令和|[0-9]{1,2}月|[^\\s()()0-9]{2,8}(?:番号|ID|No))[^()()]{0,40}[))])[^()()]{14,}[))]"
    ),
    late.pattern("[】\\])]?[ぁ-んァ-ヶ一-鿿](?:2[0-3]|1[0-9]|[0-9]):[0-5][0-9]$|[))](?:2[0-3]|1[0-9]|[0-9]):[0-5][0-9]$"),
    late.pattern("^[\\s]*[【\\[《〈<][^】\\]》〉>]{0,30}[】\\]》〉>][\\s]*$"),
    late.pattern("(?:x{4,}|X{4,}|○{3,}|●{3,})|[0-9]{6,}の|[!！]{3,}|【】|\\[\\]"),
)
"""A colon behind a bracket; a whole sentence in brackets, and no date or number; a clock time stuck to the end; brackets alone;
letters as a blank."""
_DEMANDS = ("threat", "credential", "card", "mailbox", "payment", "parcel", "scare", "prize", "restored")
LONGEST = 200
LONG = 44
"""Characters from which on a subject that also sets a term or threatens is overloaded."""


@check(
    id="body.subject-odd-form",
    over="message",
    group="body",
    title=Text(ja="件名の書き方が不自然です", en="The subject is written oddly"),
    says=Text(
        ja="件名の「{place}」は、事業者が件名に書く形ではありません(翻訳調、詰め込みすぎ、記号の誤りなど)。",
        en="“{place}” in the subject is not how a firm writes one (translated, overloaded, or with misplaced marks).",
    ),
    sure="inferred",
    experts=("SUBJODD",),
)
def subject_odd_form(case: Case, it: Observable) -> Iterator[Hit]:
    """86 of 806 experts' mails had an odd subject. Innocent cause: private mail and shops' cries: only beside a demand, or
    where the words themselves are a translation program's."""
    title, view = _said.subject(case)
    if not title or _said.lang(case) not in ("ja", "") or case.seen("list", "mailing-list"):
        return
    odd = next((one for one in _said.said(case, "odd.typo", "odd.translated") if one.seen.view == view), None)
    if odd is not None:
        yield Hit(_said.quote(odd), place=odd.shown)
        return
    if not _said.has(case, *_DEMANDS) or ANSWER.match(title):  # an answer bears the other one's subject
        return
    where = _odd(title) or _overloaded(case, title, view)
    if where is not None:
        yield Hit(Evidence(Span(view, *where), found=title[where[0] : where[1]]), place=title[where[0] : where[1]])


def _odd(title: str) -> tuple[int, int] | None:
    found = next((it for form in _FORMS if (it := form.search(title[:LONGEST]))), None)
    return found.span() if found else None


def _overloaded(case: Case, title: str, view: str) -> tuple[int, int] | None:
    """A long subject that also says what happens if the reader does nothing, or by when."""
    said = (it for it in _said.said(case, "threat", "deadline.hours", "deadline.if_not") if it.seen.view == view)
    return (0, len(title)) if len(title) >= LONG and next(said, None) else None
