"""One check: the mail's pictures lie at a place where anybody puts pictures without a name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _said, _story, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

FEW = 90
"""Characters of a text that says nothing: on a list, too, such a mail is no post."""


@check(
    id="links.free-pictures",
    over="message",
    group="links",
    title=Text(
        ja="画像が、誰でも匿名で使える画像置き場から読み込まれます",
        en="Its pictures come from a host where anybody stores pictures without a name",
    ),
    says=Text(
        ja="本文の画像は、差出人のサイトではなく、誰でも名前を明かさずに使える画像置き場 {host} にあります。"
        "クリックした先も差出人({sender})のサイトではありません。企業が自社のメールに使う置き場ではありません。",
        en="The pictures lie at {host}, where anybody stores pictures without giving a name, and nothing that can be clicked "
        "leads to a site of the sender ({sender}). No firm keeps the pictures of its own mail there.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("LD", "LBTN"),
)
def free_pictures(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever changes sites by the day leaves the pictures where nobody asks for a name, and where no filter can block them.

    Left out: posts to lists, answers in a conversation, and mail whose links lead to the sender or to whoever signed it: people
    put such pictures into forums, clubs into their newsletters.
    """
    sender = case.first("domain", "from")
    if sender is None or not _vouched.leading_away(case) or _story.conversation(case):
        return
    if case.seen("list", "mailing-list") and len(_said.text(case).strip()) > FEW:
        return
    for found in case.seen("link", "image"):
        host = _links.link(found).host
        if _hosts.listed(host, "picture_hosts"):
            yield Hit(_links.at(found), host=datum("domain", host), sender=datum("domain", sender.value))
            return
