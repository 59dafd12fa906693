"""A picture or a phrase with one page behind it, and nothing that says whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _greeted, _links, _notes, _said, _tied
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._route import platform_name
from sabaku.checks._throwaway import thrown_away
from sabaku.checks._unlike import by_domain, related, words_of
from sabaku.checks._unnamed import named, stranger
from sabaku.checks._who import place, senders
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public

SHORT = 240
"""Characters of a text in which nobody has yet said who they are and what their offer is about."""


@check(
    id="identity.page-of-nobody",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("誰のものとも書かれていないページへ誘う、ごく短いメールです", "Hardly any text, a link, and nobody's name"),
    says=Text(
        "本文は{length}文字だけでページ {host} へ誘い、「{name}」と名乗っていますが、その名前は差出人のドメイン {domain} "
        "にも本文にもありません。会社名も所在地も配信停止の方法もなく、まともな広告や知らせの形ではありません。",
        "The text has {length} characters and leads to a page at {host}. The sender is called “{name}”, a name that neither "
        "the domain {domain} nor the text bears; the firm, the address and the way to unsubscribe that every honest mailing "
        "has are missing.",
    ),
    advice=Text(
        "リンクを開かず、そのまま削除してください。",
        "Do not open the page: delete the mail.",
    ),
    experts=("FD", "FDISP", "SIGMISS"),
    quiet_when=(
        "identity.from-not-brand",
        "identity.from-unlike-brand",
        "identity.office-of-nobody",
        "identity.house-desk-elsewhere",
    ),
    speaks_for=("bulk-spam", "phishing"),
)
def page_of_nobody(case: Case, _: Observable) -> Iterator[Hit]:
    """Mailings that live for a day: a hired or hijacked domain, a made-up name, a picture, a link.

    Law wants a firm's name, a postal address and a way out in commercial mail (CAN-SPAM 5, ePrivacy 13, 特定電子メール法 4).
    Left out: lists, answers, known companies, those whose mail is signed or greets its reader by name.
    Innocent cause: a small firm's owner who sends a picture under the owner's name and signs nothing.
    """
    sender = stranger(case)
    if sender is None or is_public(sender.domain) or not case.message.view("html").text:
        return
    text = _said.text(case).strip()
    pages = [it for it in _links.clicked(case) if it.role in ("href", "form")]
    if len(text) > SHORT or not pages or case.message.named("in-reply-to") or case.message.named("list-unsubscribe"):
        return
    words, bears = words_of(sender), by_domain if thrown_away(case) else related
    if not words or any(bears(case, it, words) for it in (sender, *senders(case))) or named(case, sender.domain):
        return
    if platform_name(sender.domain) or _notes.passed_on(case) is not None or _greeted.by_readers_name(case):
        return
    if (not _tied.signs(case, sender) or thrown_away(case)) and not _said.has(case, "newsletter.unsubscribe"):
        shown = Datum("text", sender.who.shown[:80])
        yield Hit(
            place(sender),
            _links.at(pages[0]),
            length=datum("number", len(text)),
            host=datum("domain", _links.link(pages[0]).host),
            name=shown,
            domain=datum("domain", sender.domain),
        )
