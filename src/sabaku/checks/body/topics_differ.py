"""One check: the subject is about one thing and the body about another."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.checks._topics import first_of, topics_in
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="body.topics-differ",
    over="message",
    group="body",
    title=Text(ja="件名と本文の話題が違います", en="Subject and body are about different things"),
    says=Text(
        ja="件名は「{subject}」についてですが、本文にはそれが一度も現れず、「{body}」について書かれています。",
        en="The subject is about “{subject}”, which the body never mentions; it is about “{body}”.",
    ),
    speaks_for=("phishing",),
    experts=("SUBJODD",),
)
def topics_differ(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits put subjects and bodies together at random. Judged by topics of data/topics.toml that exclude each other."""
    title, view = _said.subject(case)
    body = _said.text(case)
    if not title or len(body.strip()) < 60:
        return
    ours = topics_in(title)
    theirs = topics_in(body) if len(ours) == 1 else frozenset()
    if theirs and not ours & theirs:
        one, other = first_of(title, ours), first_of(body, theirs)
        yield Hit(
            Evidence(Span(view, *one), found=title[slice(*one)]),
            Evidence(Span("visible", *other), found=body[slice(*other)]),
            subject=title[slice(*one)],
            body=body[slice(*other)],
        )
