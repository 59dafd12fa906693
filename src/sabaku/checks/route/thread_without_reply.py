"""One check: it refers to an earlier mail, but is no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links, _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Observable, Text
from sabaku.text import late

_ANSWER = late.pattern(
    r"(?:re|fwd?|aw|wg|sv|vs|antw|res|enc|tr|rv|rif|odp|ynt|ref|回复|回覆|答复|转发|返信|転送|fw)\s*+(?:\[\d++\]\s*+)?[:：]",
    re.IGNORECASE,
)

_AT = late.pattern(r"@([^\s<>@]{1,253})>")
"""The part of a Message-ID behind the @."""
SHOWN = 120
"""Characters of what is quoted."""


@check(
    id="route.thread-without-reply",
    over="message",
    group="route",
    sure="inferred",
    title=Text(
        ja="返信ではないのに、以前のメールへの返信として送られています",
        en="It is filed as an answer to an earlier mail, but is none",
    ),
    says=Text(
        ja="ヘッダーは以前のメール({thread})への返信だとしていますが、件名「{subject}」は返信のものではありません。"
        "やり取り中の相手に見せかけるための細工とみられます。",
        en="Its header says that it answers an earlier mail ({thread}), but the subject “{subject}” is no answer's. It seems "
        "to be made to look like part of a conversation.",
    ),
    experts=("MID",),
    attacks=(33,),
)
def thread_without_reply(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters trust answers to what their user has sent, so mass mailers invent an earlier mail.

    Judged where the mail has links to click and did not come through a list. Innocent causes: systems that file notices under
    the first one, answers whose subject was rewritten. Left out: References alone that name mails of the very system that made
    this one; Yahoo's webmail puts the number of its own draft there in every new mail.
    """
    if case.seen("list", "mailing-list") or not any(found.role == "href" for found in _links.clicked(case)):
        return
    header = _route.header(case, "in-reply-to") or _route.header(case, "references")
    subject = case.message.text_of("subject").strip()
    if header is None or not header.text.strip() or not subject or _ANSWER.match(subject) or _own_thread(case):
        return
    named = (Datum("text", _cut(header.text.strip())), Datum("text", _cut(subject)))
    yield Hit(_route.whole(case, header), thread=named[0], subject=named[1])


def _own_thread(case: Case) -> bool:
    """Whether nothing is answered (In-Reply-To), and all that is referred to bears the domain of this mail's own Message-ID."""
    if _route.header(case, "in-reply-to") is not None:
        return False
    own = _AT.findall(case.message.text_of("message-id").lower())
    return bool(own) and set(_AT.findall(case.message.text_of("references").lower())) == set(own)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
