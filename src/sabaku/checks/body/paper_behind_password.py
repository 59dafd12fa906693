"""One check: a paper that opens only when the password of the mailbox is typed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _files, _genuine, _house, _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 2500
_PAPERS = ("share.share", "malware.attached", "trade.paper", "trade.enclosed")


@check(
    id="body.paper-behind-password",
    over="message",
    said=("credential.mail",),
    group="body",
    title=Text(
        ja="書類を見るために、メールのパスワードを入力させようとしています", en="A paper that wants the mailbox's password"
    ),
    says=Text(
        ja="「{paper}」を見せると言いながら、「{demand}」と、メールのアドレスとパスワードを入力させようとしています。"
        "取引先や同僚の書類を開くのに、自分のメールのパスワードは必要ありません。",
        en="“{paper}” waits, but “{demand}”: the address and password of the reader's mailbox are wanted for it. "
        "No paper of somebody else's needs them.",
    ),
    advice=Text(
        ja="入力してしまった場合は、すぐにメールのパスワードを変更し、管理者に連絡してください。",
        en="If you have typed it, change the password of your mailbox at once and tell your administrator.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "CTX"),
)
def paper_behind_password(case: Case, demand: Observable) -> Iterator[Hit]:
    """So the next mailbox is taken over, from which the same mail goes out to all its contacts.

    Innocent cause: notices of a house's own portal, where the mail account is the key to everything: they are left out where they
    stay in the house, and so is a platform's own proven notice.
    """
    inside = _in_letter(case, demand)
    papers = (one for one in _said.said(case, *_PAPERS) if one.seen != demand.seen and (_in_letter(case, one) or not inside))
    paper = next(papers, None)
    if paper is None or _letter.size(case) > LONG or _bulk.mass(case):
        return
    if not (_said.leads(case) or _files.beside(case)) or _house.own_notice(case) or _genuine.of_the_brand(case):
        return
    yield Hit(_said.quote(paper), _said.quote(demand), paper=paper.shown, demand=demand.shown)


def _in_letter(case: Case, it: Observable) -> bool:
    """Whether it stands in a file that is read as the mail's letter: the words that hand that over speak of no other paper."""
    return case.message.in_file(it.seen) != it.seen
