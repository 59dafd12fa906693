"""Which process asks, and whether one that asked still lives: so two never ask the same, and nobody waits for the dead."""

from __future__ import annotations

import os
from pathlib import Path


def ourselves() -> str:
    """This process, so that another one with the same number later is not taken for it."""
    return f"{os.getpid()}.{_begun(os.getpid())}"


def lives(who: str) -> bool:
    """Whether that process still runs on this machine. False where that cannot be known: then we ask ourselves."""
    number, _, begun = who.partition(".")
    if os.name != "posix" or not number.isdigit() or int(number) < 1:
        return False
    try:
        os.kill(int(number), 0)  # sends nothing
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return False
    return _begun(int(number)) == begun


def _begun(number: int) -> str:
    """When the process began, as the kernel counts it; "" where it does not tell, or the process is over."""
    try:
        told = Path(f"/proc/{number}/stat").read_bytes().rpartition(b") ")[2].split()
    except OSError:
        return ""
    return "" if told[:1] in ([b"Z"], [b"X"]) or len(told) < 20 else told[19].decode("ascii", "replace")
