"""One check: the landing page puts a file on the visitor's machine."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

RUNS = (
    *(".exe", ".msi", ".scr", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta"),
    *(".lnk", ".url", ".jar", ".apk"),
    *(".zip", ".rar", ".7z", ".iso", ".img", ".vhd", ".cab", ".one", ".docm", ".xlsm", ".xll", ".dmg", ".pkg"),
)
"""File names' ends of what runs when it is opened, or in which such things are hidden."""


@check(
    id="landing.offers-file",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="開くだけでファイルのダウンロードが始まります", en="Opening the page starts a download"),
    says=Text(
        ja="リンク先 {host} を開くと、ファイル {file} のダウンロードが始まります。開かずに削除してください。",
        en="Opening {host} starts the download of {file}. Do not open it; delete it.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
)
def offers_file(case: Case, it: Observable) -> Iterator[Hit]:
    """A page that pushes a program, a shortcut or a packed file without being asked spreads malware.

    Innocent cause: link to a document that is meant to be downloaded: only kinds that can run or hide something count.
    """
    for visit in _landing.visits(case):
        files = [one for face in _landing.faces(visit) for one in face.downloads if one.name.lower().endswith(RUNS)]
        if files and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=files[0].name),
                host=datum("domain", visit.host),
                file=datum("file", files[0].name),
            )
