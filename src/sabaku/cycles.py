"""How seldom a process of ours looks for cycles among its values. For programs only: a library's host has its own settings."""

from __future__ import annotations

import gc

LIVING = 250_000
"""Values that live longer than the last look, before there is another: above what loading makes, and what a report holds."""


def seldom() -> None:
    """Leave out for good what is there by now, and look through the rest only where it has become very much.

    For the beginning of a command, and once more when its tables are loaded (or were, before a worker began as their copy): they
    are most of what there is, never freed, and looking through them takes as long as ten mails. No mail leaves a cycle behind.
    """
    gc.freeze()
    gc.set_threshold(LIVING, 20, 20)
