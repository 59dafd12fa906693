"""The settings of the sources as the environment gives them: keys, folders, a proxy. The only file is that of the keys."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sabaku.data import keys, own
from sabaku.sources._source import Settings
from sabaku.sources.catalogue import SOURCES

LIST_KEYS = {"phishtank": "SABAKU_PHISHTANK_KEY"}
"""Keys of lists that are fetched, as data/lists.toml names them."""
SERVICE = {"dnsbl": "spamhaus"}
"""What the file of keys calls a service whose source has another name."""
URL = "SABAKU_URL_"
BUDGET = 30.0


def standard(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment asks for: SABAKU_DATA, SABAKU_PROXY, SABAKU_NAMESERVERS, SABAKU_CA, SABAKU_BUDGET,
    SABAKU_URL_<name> (another address of a service or list; the operator's own mirror may be on a private one) and the keys.

    A key in its variable goes before the same one in the file of keys. A file that can't be used gives no keys;
    `key_trouble` says why.
    """
    env = os.environ if environ is None else environ
    kept, _ = _kept_keys(env)
    variables = key_variables()
    found = {
        name: told for name, variable in variables.items() if (told := env.get(variable) or kept.get(SERVICE.get(name, name), ""))
    }
    urls = {name[len(URL) :].lower().replace("__", "."): it for name, it in env.items() if name.startswith(URL) and it}
    return Settings(
        keys=found,
        endpoints=urls,
        nameservers=tuple(env.get("SABAKU_NAMESERVERS", "").split()),
        proxy=env.get("SABAKU_PROXY", ""),
        trusted=frozenset(told for it in urls.values() if "://" in it and (told := urlsplit(it).netloc)),
        authorities=env.get("SABAKU_CA", ""),
        budget=_seconds(env.get("SABAKU_BUDGET", "")),
        data=data_folder(env),
        blobs=state_folder(env) / "blobs",
        answers=state_folder(env) / "answers.sqlite",
    )


def key_variables() -> Mapping[str, str]:
    """The environment variable of each source's or list's key."""
    return {name: about.key for name, about in SOURCES.items() if about.key} | LIST_KEYS


def key_trouble(environ: Mapping[str, str] | None = None) -> str:
    """Why the file of keys is not used; "" where it is, or where there is none."""
    return _kept_keys(os.environ if environ is None else environ)[1]


def _kept_keys(env: Mapping[str, str]) -> tuple[Mapping[str, str], str]:
    try:
        return keys.read(key_file(env)), ""
    except keys.BadKeys as fault:
        return {}, str(fault)


def key_file(env: Mapping[str, str]) -> Path:
    """Where keys are kept: SABAKU_KEYS, else `keys.toml` beside the configuration."""
    if env.get("SABAKU_KEYS"):
        return Path(env["SABAKU_KEYS"])
    base = env.get("XDG_CONFIG_HOME") or str(Path(env.get("HOME") or env.get("APPDATA") or ".") / ".config")
    return Path(base) / "sabaku" / "keys.toml"


def _seconds(text: str) -> float:
    """The time for one case, between one second and ten minutes."""
    try:
        return min(max(float(text), 1.0), 600.0)
    except ValueError:
        return BUDGET


def state_folder(env: Mapping[str, str]) -> Path:
    """Where answers and what visits brought are kept between runs: SABAKU_STATE, else the XDG state folder."""
    if env.get("SABAKU_STATE"):
        return Path(env["SABAKU_STATE"])
    base = env.get("XDG_STATE_HOME") or str(Path(env.get("HOME") or env.get("LOCALAPPDATA") or ".") / ".local" / "state")
    return Path(base) / "sabaku"


def data_folder(env: Mapping[str, str]) -> Path:
    """Where the operator's tables and lists are: SABAKU_DATA, else the XDG data folder."""
    return own.folder(env)
