"""One check: somebody in trouble borrows money by mail, and cannot be called."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _letter, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public

SHORT = 2000


@check(
    id="body.friend-in-need",
    over="message",
    said=("plight.trouble",),
    group="body",
    title=Text(ja="困っている知人を装い、お金を借りようとしています", en="A friend in trouble who needs money at once"),
    says=Text(
        ja="「{trouble}」と困りごとを述べ、「{borrow}」とお金を借りようとしています。盗んだメールアカウントや家族の名をかたる詐欺に多い文面です。",
        en="“{trouble}”, and so “{borrow}”. Stolen mailboxes and impostors of relatives write like this.",
    ),
    advice=Text(
        ja="返信せず、以前から知っている電話番号で本人に確認してください。",
        en="Do not answer: call the person at a number that you had before.",
    ),
    speaks_for=("advance-fee",),
    experts=("CTX", "LURE"),
)
def friend_in_need(case: Case, trouble: Observable) -> Iterator[Hit]:
    """Robbed abroad, stuck in a hotel, a new number: the stories of stolen mailboxes since 2008, and of «hello Mum» (FTC, NCSC).

    Innocent cause: a friend who really lost his bag; he writes in a running conversation, from a mailbox to which one can answer.
    So it is judged where the mail comes from an address that anybody gets, and answers no mail.
    """
    borrow = _said.first(case, "plight.borrow")
    if borrow is None or _letter.size(case) > SHORT:
        return
    if _letter.own_links(case) or _author.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if any(is_public(one.domain) for one in senders(case)[:1]) or case.seen("address", "reply-to"):
        yield Hit(_said.quote(trouble), _said.quote(borrow), trouble=trouble.shown, borrow=borrow.shown)
