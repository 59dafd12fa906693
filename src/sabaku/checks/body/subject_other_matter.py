"""One check: the subject names a matter of which the body does not speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

_MATTERS: Mapping[str, tuple[str, ...]] = {
    "money": ("card", "payment", "refund", "tax"),
    "parcel": ("parcel",),
    "mailbox": ("mailbox", "hosting"),
    "prize": ("prize", "refund"),
    "extortion": ("extortion",),
}
_WORD = late.pattern("[a-z]{6,}|[ァ-ヶー]{3,}")
"""A word of the subject that is about something: where the text has it, too, both speak of one matter."""
_OF_MAIL = re.compile("mail|メール", re.IGNORECASE)
_ACCOUNT = ("threat.suspend", "scare.login", "credential.verify")


@check(
    id="body.subject-other-matter",
    over="message",
    group="body",
    title=Text(ja="件名の用件が本文に出てきません", en="The body does not speak of what the subject names"),
    says=Text(
        ja="件名は「{subject}」ですが、本文にはその話がなく、「{body}」と別の用件が書かれています。",
        en="The subject says “{subject}”; the body has nothing of it and is about “{body}”.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("SUBJODD",),
)
def subject_other_matter(case: Case, it: Observable) -> Iterator[Hit]:
    """Subjects are drawn from a list. Innocent cause: a subject that says it all, over a body that only greets; so the body
    has to speak of another matter in clear words."""
    title = _said.subject(case)[1]
    ours = [(name, one) for name, lists in _MATTERS.items() for one in _said.said(case, *lists) if one.seen.view == title]
    if not ours:
        return
    theirs = {name for name, lists in _MATTERS.items() for one in _said.said(case, *lists) if one.seen.view == "visible"}
    if any(one.seen.view == "visible" for one in _said.said(case, "callback")):  # an alarm about the machine, told by a «support»
        theirs.add("extortion")
    if len({name for name, _ in ours}) != 1 or ours[0][0] in theirs:
        return
    told = _said.folded(case)
    if any(word in told for word in _WORD.findall(fold(ours[0][1].shown))):
        return
    other = _other(case, ours[0][0], theirs)
    if other is not None:
        yield Hit(_said.quote(ours[0][1]), _said.quote(other), subject=ours[0][1].shown, body=other.shown)


def _other(case: Case, ours: str, theirs: set[str]) -> Observable | None:
    """A phrase of the body about another matter: extortion, a parcel that did not arrive, or an account that is locked."""
    names: tuple[str, ...] = ("extortion.hacked", "extortion.video") if "extortion" in theirs and ours != "extortion" else ()
    if ours == "money" and "parcel" in theirs:
        names += ("parcel.failed",)
    said = (it for it in _said.said(case, *names, *_ACCOUNT) if it.seen.view == "visible")
    return next((it for it in said if ours != "mailbox" or not _OF_MAIL.search(it.shown)), None)
