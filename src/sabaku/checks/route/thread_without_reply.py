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
    the first one, answers whose subject was rewritten.
    """
    if case.seen("list", "mailing-list") or not any(found.role == "href" for found in _links.clicked(case)):
        return
    header = _route.header(case, "in-reply-to") or _route.header(case, "references")
    subject = case.message.text_of("subject").strip()
    if header is None or not header.text.strip() or not subject or _ANSWER.match(subject):
        return
    named = (Datum("text", header.text.strip()[:120]), Datum("text", subject[:120]))
    yield Hit(_route.whole(case, header), thread=named[0], subject=named[1])
