"""Cases for other programs: threat-intelligence formats, tables, hunting queries, block lists and rules. Pure; asks nobody.

One module per family of formats; each takes the same `Given` and returns text. Nothing of the victim is in any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Literal

from sabaku.render.export.given import Given, Mask, Tlp, given
from sabaku.render.export.many import Several, together

FORMATS: dict[str, tuple[str, str, Literal["cases", "list", "mail"]]] = {
    "stix": ("stix", "bundle", "cases"),
    "misp": ("misp", "event", "cases"),
    "thehive": ("thehive", "alerts", "cases"),
    "csv": ("tables", "plain", "cases"),
    "csv-defanged": ("tables", "defanged", "cases"),
    "jsonl": ("tables", "lines", "cases"),
    "sigma": ("hunt", "sigma", "mail"),
    "kql": ("hunt", "kql", "mail"),
    "postfix": ("filters", "postfix", "list"),
    "spamassassin": ("filters", "spamassassin", "list"),
    "rspamd": ("filters", "rspamd", "list"),
    "rpz": ("names", "rpz", "list"),
    "hosts": ("names", "hosts_file", "list"),
    "mailbox-rule": ("rules", "mailbox_rule", "mail"),
    "log-search": ("rules", "log_search", "mail"),
}
"""Format: the module that writes it and its function there, imported only when asked for; whether it tells case by case, is
one list of values, or is about one mail."""

OF_MANY = tuple(it for it, (_, _, takes) in FORMATS.items() if takes != "mail")
"""The formats that hold several cases."""


def export(it: Given, format: str) -> bytes:
    """The case in that format, as UTF-8. Raises KeyError for a format that does not exist."""
    return _written(it, format=format)


def export_many(cases: Sequence[Given], format: str) -> bytes:
    """Cases that were put `together` in that format. Raises KeyError for a format that does not exist or is about one mail."""
    if format not in OF_MANY:
        raise KeyError(format)
    return _written(Several(tuple(cases)), format=format) if FORMATS[format][2] == "list" else _written(*cases, format=format)


def _written(*it: object, format: str) -> bytes:
    module, name, _ = FORMATS[format]
    write: Callable[..., str] = getattr(import_module(f"{__name__}.{module}"), name)
    return write(*it).encode("utf-8", "replace")


__all__ = ["FORMATS", "OF_MANY", "Given", "Mask", "Tlp", "export", "export_many", "given", "together"]
