"""The settings of the sources as the environment gives them: keys, folders, a proxy. Reads variables, no files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sabaku.sources._source import Settings
from sabaku.sources.catalogue import SOURCES

LIST_KEYS = {"phishtank": "SABAKU_PHISHTANK_KEY"}
"""Keys of lists that are fetched, as data/lists.toml names them."""


def standard(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment asks for: SABAKU_DATA, SABAKU_PROXY, SABAKU_NAMESERVERS and the sources' keys."""
    env = os.environ if environ is None else environ
    variables = {name: about.key for name, about in SOURCES.items() if about.key} | LIST_KEYS
    keys = {name: env[variable] for name, variable in variables.items() if env.get(variable)}
    return Settings(
        keys=keys,
        nameservers=tuple(env.get("SABAKU_NAMESERVERS", "").split()),
        proxy=env.get("SABAKU_PROXY", ""),
        data=data_folder(env),
    )


def data_folder(env: Mapping[str, str]) -> Path:
    """Where the operator's tables and lists are: SABAKU_DATA, else the XDG data folder."""
    if env.get("SABAKU_DATA"):
        return Path(env["SABAKU_DATA"])
    base = env.get("XDG_DATA_HOME") or str(Path(env.get("HOME") or env.get("USERPROFILE") or ".") / ".local" / "share")
    return Path(base) / "sabaku"
