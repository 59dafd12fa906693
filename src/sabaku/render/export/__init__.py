"""A case for other programs: threat-intelligence formats, tables, hunting queries, block lists and rules. Pure; asks nobody.

One module per family of formats; each takes the same `Given` and returns text. Nothing of the victim is in any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sabaku.render.export.given import Given, Mask, Tlp, given

FORMATS: dict[str, tuple[str, str]] = {
    "stix": ("stix", "bundle"),
    "misp": ("misp", "event"),
    "csv": ("tables", "plain"),
    "csv-defanged": ("tables", "defanged"),
    "sigma": ("hunt", "sigma"),
    "kql": ("hunt", "kql"),
    "postfix": ("filters", "postfix"),
    "spamassassin": ("filters", "spamassassin"),
    "rspamd": ("filters", "rspamd"),
    "rpz": ("names", "rpz"),
    "hosts": ("names", "hosts_file"),
    "mailbox-rule": ("rules", "mailbox_rule"),
    "log-search": ("rules", "log_search"),
}
"""Format: the module that writes it and its function there, imported only when asked for."""


def export(it: Given, format: str) -> bytes:
    """The case in that format, as UTF-8. Raises KeyError for a format that does not exist."""
    module, name = FORMATS[format]
    write: Callable[[Given], str] = getattr(import_module(f"{__name__}.{module}"), name)
    return write(it).encode("utf-8", "replace")


__all__ = ["FORMATS", "Given", "Mask", "Tlp", "export", "given"]
