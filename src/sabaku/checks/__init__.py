"""All checks: the folders below are the registry. A check sees a Case and nothing else."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping

from sabaku.checks._check import Check

FAMILIES = ("identity", "route", "auth", "links", "body", "files", "owners", "lists", "landing")


@functools.cache
def catalogue() -> Mapping[str, Check]:
    """Every check by id, in the order of families and ids. Raises ValueError where an id does not match its file."""
    found: dict[str, Check] = {}
    for family in FAMILIES:
        package = importlib.import_module(f"sabaku.checks.{family}")
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda it: it.name):
            if module.name.startswith("_"):
                continue
            made = importlib.import_module(f"sabaku.checks.{family}.{module.name}")
            for check in (it for it in vars(made).values() if isinstance(it, Check)):
                if check.id != f"{family}.{module.name.replace('_', '-')}":
                    raise ValueError(f"{made.__file__}: the check's id is {check.id}")
                found[check.id] = check
    return found
