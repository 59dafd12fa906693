"""sabaku (捌く) takes a suspicious mail apart, says with its evidence whether it is a fraud, and writes the warning.

From Python: `sabaku.examine(mail)` gives the report (see doors/library.py); what it holds is described in sabaku.model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sabaku.doors.library import examine

__version__ = "0.1.0"
__all__ = ["__version__", "examine"]


def __getattr__(name: str) -> Any:
    """Brings `examine` when it is first asked for: the version alone costs nothing."""
    if name != "examine":
        raise AttributeError(f"module 'sabaku' has no attribute {name!r}")
    from importlib import import_module

    return import_module("sabaku.doors.library").examine
