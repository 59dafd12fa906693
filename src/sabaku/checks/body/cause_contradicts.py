"""One check: the list of a notice names one thing as its subject and another as its cause."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.checks._topics import topics_in
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_WHAT = late.pattern(r"(?:内容|現象|事象|症状)\s?[】\]]?\s{0,2}[::]?\s{0,3}(?P<content>[^\n■●◆▼◇【]{3,120}+)")
_WHY = late.pattern(r"\s?[■●◆▼◇・□【\[]?\s?(?:原因|理由)\s?[】\]]?\s{0,2}[::]?\s{0,3}")
_LINE = late.pattern(r"[^\n■●◆▼◇【]{3,160}+")
MOST = 50
"""Places that are looked at: a notice has one such item, and a text may be nothing else."""
BETWEEN = 100
"""Characters between what happened and its cause."""


@check(
    id="body.cause-contradicts",
    over="message",
    group="body",
    title=Text(ja="障害の内容と原因が結びつきません", en="What happened and its cause do not fit"),
    says=Text(
        ja="内容は「{content}」なのに、原因は「{cause}」とされ、結びつきません。",
        en="What happened is given as “{content}”, the cause as “{cause}”: they do not fit together.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("CTX",),
)
def cause_contradicts(case: Case, it: Observable) -> Iterator[Hit]:
    """A template filled with words that sound technical. Judged by topics: both named, none in common."""
    text = _said.text(case)
    if "原因" not in text and "理由" not in text:
        return
    for content, cause in _items(text):
        told, given = (text[it.start : it.end] for it in (content, cause))
        topics, causes = topics_in(told), topics_in(given)
        if topics and causes and not topics & causes:
            yield Hit(Evidence(content, found=told), Evidence(cause, found=given), content=told.strip(), cause=given.strip())
        return


def _items(text: str) -> Iterator[tuple[Span, Span]]:
    """What happened, and the cause that is given next, which may stand on the same line."""
    for what in itertools.islice(_WHAT.finditer(text), MOST):
        start, end = what.span("content")
        why = _WHY.search(text, start + 3, end + BETWEEN)
        cause = _LINE.match(text, why.end()) if why else None
        if why and cause:
            yield Span("visible", start, min(end, why.start())), Span("visible", *cause.span())
