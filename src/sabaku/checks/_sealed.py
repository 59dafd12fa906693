"""Encrypted mail that comes as an attached page, to be opened at the service that encrypted it: whether it is one. Look-ups."""

from __future__ import annotations

from sabaku.checks import _files, _links
from sabaku.model import Case, File, Link, once

_ACTION = "html form[action]"


@once
def envelope(case: Case) -> bool:
    """Whether the only file is a page without a script whose forms hand what it holds to such a service, and nothing in the mail
    leads anywhere else. Whoever imitates the envelope has the password typed in at a place of his own."""
    files = case.seen("file")
    if len(files) != 1 or not isinstance(files[0].detail, File) or files[0].detail.kind != "html":
        return False
    within = [it.detail for it in case.seen("link", "file") if isinstance(it.detail, Link)]
    sent = [it for it in within if it.found_in == _ACTION]
    elsewhere = (it for it in (*within, *(link for _, link in _links.targets(case))) if not _files.unseals(it))
    return bool(sent) and next(elsewhere, None) is None and "<script" not in _files.text(case, files[0]).lower()
