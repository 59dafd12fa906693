"""One check: a stranger who wants to be loved, somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _letter, _links, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.checks._hosts import CHATS
from sabaku.model import Case, Observable, Text

SHORT = 1500


@check(
    id="body.romance-moves-on",
    over="message",
    said=("stranger.romance",),
    group="body",
    title=Text(ja="見知らぬ相手が、個人的な連絡先へ誘っています", en="A stranger gets personal, and wants another way to write"),
    says=Text(
        ja="「{phrase}」と親しくなろうとしながら、「{channel}」と別の連絡先へ誘っています。"
        "やがて投資や送金を持ちかけるロマンス詐欺の典型的な始まりです。",
        en="“{phrase}”, and the talk is to go on elsewhere: “{channel}”. Romance and investment frauds begin like this.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def romance_moves_on(case: Case, phrase: Observable) -> Iterator[Hit]:
    """On a chat or in a private mailbox no filter looks on, and the first mailbox may be closed.

    Innocent causes: people who really met; they know each other's names and need no introduction. A club or firm that signs at
    its own proven domain is left out.
    """
    links = _author.own_links(case)
    chats = [it for it in links if _links.link(it).host in CHATS]
    channel = _said.first(case, "offer.chat", "boss.line", "stranger.channel") or next(iter(chats), None)
    if channel is None or _letter.size(case) > SHORT or _firms.firm(case):
        return
    if (
        len(chats) == len(links)
        and not _bulk.mass(case)
        and not case.seen("list", "mailing-list")
        and not _story.conversation(case)
    ):
        shown = _links.link(channel).host if channel.kind == "link" else channel.shown
        yield Hit(_said.quote(phrase), _said.quote(channel), phrase=phrase.shown, channel=shown)
