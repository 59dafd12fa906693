"""One check: the list of a notice names one thing as its subject and another as its cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.checks._topics import topics_in
from sabaku.model import Case, Evidence, Observable, Span, Text

_ITEM = re.compile(
    r"[■●◆▼◇・□【\[]?\s?(?P<what>障害内容|内容|現象|事象|症状)\s?[】\]]?\s{0,2}[::]?\s{0,3}(?P<content>[^\n■●◆▼◇【]{3,120})"
    r"[\s\S]{0,80}?[■●◆▼◇・□【\[]?\s?(?P<why>原因|理由)\s?[】\]]?\s{0,2}[::]?\s{0,3}(?P<cause>[^\n■●◆▼◇【]{3,160})"
)


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
    speaks_for=("credential-phishing",),
    experts=("CTX",),
)
def cause_contradicts(case: Case, it: Observable) -> Iterator[Hit]:
    """A template filled with words that sound technical. Judged by topics: both named, none in common."""
    text = _said.text(case)
    if "原因" not in text and "理由" not in text:
        return
    found = _ITEM.search(text)
    if not found:
        return
    content, cause = topics_in(found["content"]), topics_in(found["cause"])
    if content and cause and not content & cause:
        yield Hit(
            *(Evidence(Span("visible", *found.span(name)), found=found[name]) for name in ("content", "cause")),
            content=found["content"].strip(),
            cause=found["cause"].strip(),
        )
