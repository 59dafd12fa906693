"""From bears the name of the reader's own house under another ending, and wants what a colleague would want."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _house, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author, place, through_list
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains

LEAST = 5
"""Letters of a name that two houses hardly share by chance."""


@check(
    id="identity.house-other-ending",
    over="message",
    said=("boss", "payee", "payment.transfer", "credential", "mailbox", "share"),
    group="identity",
    sure="inferred",
    title=Text(
        "受信者の組織と同じ名前で、末尾だけが違うドメインから届いています", "The reader's own house, under another ending"
    ),
    says=Text(
        "差出人のドメイン {domain} は、受信者の組織の {own} と末尾だけが違います。そのうえで「{wants}」と書いています。"
        "社内の人を装うために取得されたドメインかもしれません。",
        "The domain {domain} is {own}, the reader's own, but for its ending; and the mail writes “{wants}”. It may have been "
        "registered to pose as a colleague.",
    ),
    advice=Text(
        "自社で使っているドメインかどうかを管理者に確かめ、依頼は本人に別の方法で確認してください。",
        "Ask your administrator whether that domain is yours, and ask that person by another way than mail.",
    ),
    experts=("FLOOK", "BEC"),
    attacks=(42,),
    speaks_for=("bec", "credential-phishing"),
)
def house_other_ending(case: Case, wants: Observable) -> Iterator[Hit]:
    """`house.com` for `house.co.jp` is read as one's own. Innocent causes: a house that has both and told nobody (the operator
    names them in `home`), and another firm of the same name.
    """
    sender = author(case)
    if sender is None or is_public(sender.domain) or through_list(case) or case.seen("list", "mailing-list"):
        return
    theirs = registrable(sender.domain)
    label = theirs.partition(".")[0].replace("-", "")
    if (
        len(label) < LEAST
        or owners(theirs)
        or _bulk.mass(case)
        or _story.conversation(case)
        or theirs in _house.own_domains(case)
    ):
        return
    for own in sorted(home_domains(case) - {theirs}):
        if own.partition(".")[0].replace("-", "") == label:
            yield Hit(
                place(sender), _said.quote(wants), domain=datum("domain", theirs), own=datum("domain", own), wants=wants.shown
            )
            return
