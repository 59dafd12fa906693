"""Encrypted mail that comes as an attached page, to be opened at the service that encrypted it: whether it is one. Look-ups."""

from __future__ import annotations

from sabaku.checks import _files, _links
from sabaku.model import Case, once


@once
def envelope(case: Case) -> bool:
    """Whether the only file is a page without a script whose forms hand what it holds to such a service, and nothing in the mail
    leads anywhere else. Whoever imitates the envelope has the password typed in at a place of their own."""
    files = case.seen("file")
    if len(files) != 1 or _files.file(files[0]).kind != "html" or not _files.sealed(case, files[0]):
        return False
    away = any(not _files.unseals(link) for _, link in _links.targets(case))
    return not away and "<script" not in _files.text(case, files[0]).lower()
