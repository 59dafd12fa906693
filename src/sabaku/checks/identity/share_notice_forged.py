"""A platform's notice of a shared file that the platform did not send."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late

LONG = 2500
_NOTICE = late.pattern(
    r"\bthis link (?:only works for|will (?:only )?work for|works only for) (?:the direct recipients|anyone|people)"
    r"|\bhere's the (?:document|file|folder) that .{2,60}? shared with you"
    r"|このリンクは[^。\n]{0,40}?(?:受信者|ユーザー|宛先|職場のみんな)[^。\n]{0,20}?(?:のみ|だけ)"
    r"|さんがあなたと[^。\n]{0,20}?を共有しました"
    r"|\bdieser link funktioniert (?:nur )?fur|\bhier ist das dokument, das .{2,60}? fur sie freigegeben"
    r"|\bce lien fonctionne (?:uniquement )?pour|\beste enlace solo funciona para|\bquesto link funziona solo per"
    r"|\beste link so funciona para|\bdeze koppeling werkt alleen voor"
)
_HINTS = late.one_of(
    *("this link", "that ", "このリンク", "さんがあなたと", "dieser link", "hier ist das dokument", "ce lien", "este enlace"),
    *("questo link", "este link", "deze koppeling"),
)
_PLATFORMS = {
    "onedrive": "outlook.com",
    "sharepoint": "outlook.com",
    "google drive": "google.com",
    "google ドライブ": "google.com",
}
"""How the notice calls the platform, and whose servers have passed on all that it really sends, also in a user's name."""

_PASSED_ON = late.pattern(
    r"^[ >]{0,4}(?:from|von|de|da|van|差出人|送信者|发件人)\s?:|^-{2,12} ?(?:forwarded|original|転送)", re.MULTILINE
)
"""Where a mail begins that somebody passes on."""


@check(
    id="identity.share-notice-forged",
    over="message",
    group="identity",
    sure="inferred",
    title=Text(
        "共有サービスの通知の形ですが、そのサービスから送られていません",
        "A notice of a shared file that the platform did not send",
    ),
    says=Text(
        "「{notice}」は {platform} が自動で送る通知の文面ですが、このメールは {domain} のサーバーから送られ、"
        "{platform} の設備を通っていません。",
        "“{notice}” is what {platform} writes by itself; this mail came from a server of {domain} and never passed {platform}'s.",
    ),
    advice=Text("リンクを開かず、送り主に別の手段で確かめてください。", "Do not open the link; ask its sender by other means."),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "CTX"),
)
def share_notice_forged(case: Case, it: Observable) -> Iterator[Hit]:
    """Sharing services send their notices themselves, also in a user's name: then the mail has passed their servers.

    Written by hand into a stolen mailbox, the notice leads to a copy of a login page. Innocent causes: somebody forwards the
    notice or answers it (left out); a relay that removes the fields of the route: a mail without any is left out.
    """
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > LONG
        or not _HINTS(text)
        or case.seen("list", "mailing-list")
        or _story.conversation(case)
        or not _author.own_links(case)
    ):
        return
    named = next((name for name in _PLATFORMS if name in text), None)
    sender = next(iter(senders(case)), None)
    notice = _NOTICE.search(text) if named and sender else None
    if named is None or sender is None or notice is None or owners(sender.domain) or _PASSED_ON.search(text, 0, notice.start()):
        return
    route = case.message.named("received")
    if route and not any(_PLATFORMS[named] in one.text.lower() for one in route):
        there = _told.at(case, notice)
        shown = text.index(named)
        platform = _said.text(case)[shown : shown + len(named)]
        yield Hit(there, notice=there.found, platform=platform, domain=datum("domain", sender.domain))
