"""One check: the mail itself has the reader paste a command and run it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _house, _letter, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, File, Observable, Span, Text
from sabaku.text import late

LONG = 4000
_PASTE = late.pattern(
    r"(?:ctrl|control|cmd|command|⌘)(?:キー)? ?(?:\+|と|を押しながら) ?v\b|貼り付け|貼付け|ペースト|\bpaste\b", re.IGNORECASE
)


@check(
    id="body.pastes-command",
    over="message",
    said=("malware.paste",),
    group="body",
    title=Text(ja="コマンドを貼り付けて実行させようとしています", en="It has the reader paste and run a command"),
    says=Text(
        ja="「{run}」「{paste}」と、受信者自身の手でコマンドを貼り付けて実行させようとしています。"
        "本人確認や修復を装う手口(ClickFix)で、実行するとパソコンが乗っ取られます。",
        en="“{run}”, “{paste}”: the reader is to paste a command into the computer and run it. "
        "Under the pretext of a check or a repair (ClickFix), that would install malware.",
    ),
    advice=Text(
        ja="コマンドの貼り付けや実行は絶対にしないでください。実行した場合は、すぐにネットワークから切り離し、管理者に連絡してください。",
        en="Never paste or run such a command. If you did, cut the machine off the network at once and tell your administrator.",
    ),
    speaks_for=("malware",),
    experts=("ATT", "LBTN"),
    attacks=(113,),
)
def pastes_command(case: Case, run: Observable) -> Iterator[Hit]:
    """The page behind the link has put the command into the clipboard; nothing is downloaded that a filter could see.

    Innocent causes: a support desk that talks the reader through a repair, a letter of tips. The house's own notices, answers in
    a thread, lists, mail that offers to unsubscribe and people who write from their own mailbox at a proven domain are left out.
    """
    page = any(isinstance(it.detail, File) and it.detail.kind in ("html", "svg") for it in case.seen("file", "attachment"))
    if run.seen.view != "visible" or not (page or _said.leads(case)) or _letter.size(case) > LONG:
        return
    if case.seen("list", "mailing-list") or _bulk.mass(case) or _story.conversation(case) or _house.own_notice(case):
        return
    if _firms.by_name(case) and not page:
        return
    paste = _PASTE.search(_said.folded(case))
    if paste is not None:
        place = Span("visible", *paste.span())
        shown = case.message.quote(place)
        yield Hit(_said.quote(run), Evidence(place, found=shown), run=run.shown, paste=shown)
