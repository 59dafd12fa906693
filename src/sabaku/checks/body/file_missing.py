"""One check: it speaks of an enclosed bill or order, and encloses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

SHORT = 1500


@check(
    id="body.file-missing",
    over="message",
    said=("trade.paper",),
    group="body",
    title=Text(ja="添付したという書類が、添付されていません", en="The attachment it speaks of isn't there"),
    says=Text(
        ja="「{paper}」を「{enclosed}」としていますが、このメールに添付ファイルはありません。"
        "ウイルス対策で取り除かれたか、書類の話が作り話かのどちらかです。",
        en="It speaks of “{paper}” as “{enclosed}”, but no file came with it: "
        "either a scanner took it away, or there never was one.",
    ),
    sure="inferred",
    speaks_for=("malware",),
    experts=("ATT",),
)
def file_missing(case: Case, paper: Observable) -> Iterator[Hit]:
    """Servers and lists remove dangerous files and leave the text.

    Innocent cause: people forget to attach; so it counts little.
    """
    carrier = case.input.carrier
    if carrier is not None and not carrier.complete:  # forwarded as text: programs leave the files behind
        return
    enclosed = next((it for it in _said.said(case, "trade.enclosed") if not _of_any_mail(case, it)), None)
    if enclosed is None or paper.seen == enclosed.seen or len(_said.text(case)) > SHORT:
        return
    if not case.seen("file") and not _author.own_links(case) and not _story.conversation(case):
        yield Hit(_said.quote(paper), _said.quote(enclosed), paper=paper.shown, enclosed=enclosed.shown)


def _of_any_mail(case: Case, it: Observable) -> bool:
    """Whether it stands in the words about confidentiality that a firm puts under every mail («and any attachments»)."""
    return case.message.view(it.seen.view).text[max(0, it.seen.start - 4) : it.seen.start].lower() == "any "
