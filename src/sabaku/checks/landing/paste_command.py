"""One check: the landing page has the visitor run a command."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.paste-command",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="コマンドの貼り付け・実行をさせようとします", en="It has visitors paste and run a command"),
    says=Text(
        ja="リンク先 {host} は、確認や修復を装い、コマンドをパソコンに貼り付けて実行させようとします。絶対に従わないでください。",
        en="The page at {host} wants visitors to paste a command into their own computer and run it. Never do that.",
    ),
    speaks_for=("malware",),
    attacks=(113,),
    decisive=True,
)
def paste_command(case: Case, it: Observable) -> Iterator[Hit]:
    """«Press Windows and R, paste, Enter» (ClickFix): the clipboard holds a loader, and no download is needed.

    Innocent cause: none on a page that a stranger's mail leads to.
    """
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "paste-command")
        if face is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.title or "paste-command"),
                host=datum("domain", visit.host),
            )
