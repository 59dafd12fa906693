"""The operator's settings: a TOML file, then the environment, then options, each stronger than the one before."""

from __future__ import annotations

import math
import os
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec
from msgspec import Struct

from sabaku.doors._locale import locale_language
from sabaku.doors._wrong import explained, misplaced, one_of, unknown
from sabaku.model import Home, Lang, Profile, Text


class ConfigError(Exception):
    """The settings cannot be used; `says` tells where and what to do, in both languages."""

    def __init__(self, ja: str, en: str) -> None:
        self.says = Text(ja, en)
        super().__init__(self.says.en)


class Smtp(Struct, frozen=True, forbid_unknown_fields=True):
    """The server through which notices are sent. The password stands in $SABAKU_SMTP_PASSWORD or in a file only for its owner."""

    host: str
    port: int = 587
    starttls: bool = True
    tls: bool = False
    """TLS from the first byte (port 465) instead of STARTTLS."""
    user: str = ""
    password_file: str = ""
    ca_file: str = ""
    """Certificates to be trusted besides the system's."""


LIMIT = 30.0
"""Many times what the costliest mail needs that was ever met in earnest; a mail made to be costly ends there."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What the configuration file may say. `home` is described in model.Home."""

    profile: Profile = "offline"
    lang: Lang | None = None
    home: dict[str, Any] = {}
    limit_seconds: float = LIMIT
    """Processor seconds that one mail may take; 0 for no limit."""
    visit: dict[str, Any] = {}
    """How landing sites are visited; described in sources/_visiting.py."""
    reporter: dict[str, str] = {}
    """Who reports: organisation, name, contact (see render.notice.Reporter)."""
    smtp: Smtp | None = None


def config_file(environ: Mapping[str, str]) -> Path:
    """Where the configuration is looked for: $SABAKU_CONFIG, the user's own, or /etc/sabaku for services."""
    if environ.get("SABAKU_CONFIG"):
        return Path(environ["SABAKU_CONFIG"])
    if sys.platform == "win32":
        base = Path(environ.get("APPDATA", "~")).expanduser()
    else:
        base = Path(environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()
    own = base / "sabaku" / "config.toml"
    system = Path("/etc/sabaku/config.toml")
    return system if not own.exists() and system.exists() else own


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where answers of sources are kept between runs."""
    if environ.get("SABAKU_STATE"):
        return Path(environ["SABAKU_STATE"])
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA", "~")).expanduser() / "sabaku"
    return Path(environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "sabaku"


def read_settings(path: Path, *, required: bool = False) -> Settings:
    """The settings in that file; the defaults where it does not exist. Raises ConfigError with what to mend."""
    if not path.exists():
        if required:
            raise ConfigError(
                f"{path}: 見つかりません。`sabaku init` で作成できます。",
                f"{path}: there is no such file; `sabaku init` writes one",
            )
        return Settings()
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        return msgspec.convert(told, Settings) if not (wrong := _misspelt(told)) else _refuse(path, wrong)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, OSError, RecursionError) as fault:
        return _refuse(path, explained(fault), fault)


KNOWN: Mapping[str, Sequence[str]] = {
    "": Settings.__struct_fields__,
    "smtp": Smtp.__struct_fields__,
    "reporter": ("organisation", "name", "contact"),
    "visit": ("visitors", "seconds", "proxy", "referrer", "languages", "zone", "keep_tokens", "timestamp", "embedding", "refuse"),
}
"""What may stand in each table; `[home]` is looked at where it is used."""


def _misspelt(told: Mapping[str, Any]) -> Text | None:
    """What is wrong with the names and choices in the file: a typo must not pass for a setting that nobody made."""
    for where, known in KNOWN.items():
        table = told.get(where, {}) if where else told
        if isinstance(table, dict) and (wrong := set(table) - set(known)):
            tables = {**KNOWN, "home": Home.__struct_fields__}
            return (None if where else misplaced(wrong, tables)) or unknown(wrong, known, where)
    for name, choices in (("profile", ("offline", "quiet", "full")), ("lang", ("ja", "en"))):
        value = told.get(name, choices[0])
        if value not in choices and value != "visit":  # `visit` is refused where it is asked for, with the reason
            return one_of(name, str(value), choices)
    return None


def _refuse(path: Path, why: Text, fault: Exception | None = None) -> NoReturn:
    raise ConfigError(f"{path}: {why.ja}", f"{path}: {why.en}") from fault


def home_of(settings: Settings, domains: list[str], lang: Lang) -> Home:
    """The operator's house; `--home` adds domains. Raises ConfigError with what to mend."""
    told = dict(settings.home)
    own = told.get("domains", [])
    if not isinstance(own, list):
        raise ConfigError(
            '[home]: domains は domains = ["example.jp"] のように並びで書いてください。',
            '[home]: domains is a list, as domains = ["example.jp"]',
        )
    plain = (it.strip().strip(".").lower() if isinstance(it, str) else it for it in (*own, *domains))
    told["domains"] = [it for it in plain if it != ""]
    told.setdefault("lang", lang)
    fields = Home.__struct_fields__
    if wrong := set(told) - set(fields):
        why = unknown(wrong, fields, "home")
        raise ConfigError(why.ja, why.en)
    for it in domains:
        _checked_domain(it)
    try:
        home = msgspec.convert(told, Home)
    except msgspec.ValidationError as fault:
        why = explained(fault, where="home")
        raise ConfigError(why.ja, why.en) from fault
    if "zone" in told:
        _checked_zone(home.zone)
    return home


def _checked_domain(name: str) -> None:
    """A `--home` that is an address, a URL or two words would match nothing, without a word."""
    if not re.fullmatch(r"[^\s@/:,\x00-\x20]{1,253}", name) or "." not in name.strip("."):
        raise ConfigError(
            f"--home の {name!r} はドメインとして読めません。example.jp のように書いてください。",
            f"--home {name!r} is no domain; it is written like example.jp",
        )


def _checked_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        if available_timezones():  # a system without any is not the operator's mistake
            raise ConfigError(
                f"[home]: zone の {name!r} は不明です。Asia/Tokyo のように書いてください。",
                f"[home]: zone {name!r} is not known; it is written like Asia/Tokyo",
            ) from fault


def seconds(asked: float | None, settings: Settings) -> float:
    """Processor seconds that one mail may take: the option, else the settings. Raises ConfigError for what is no such number."""
    told = settings.limit_seconds if asked is None else asked
    if not 0 <= told < math.inf:
        raise ConfigError(
            f"limit_seconds の {told!r} は使えません。0以上の秒数を書いてください(0で無制限)。",
            f"limit_seconds {told!r} is no number of seconds from 0 on (0 for no limit)",
        )
    return told


def language(asked: str | None, settings: Settings, environ: Mapping[str, str]) -> Lang:
    """The reader's language: the option, the settings, then the locale; English where it says neither."""
    if asked in ("ja", "en"):
        return "ja" if asked == "ja" else "en"
    if settings.lang:
        return settings.lang
    return locale_language(environ)


def settled(lang: str | None, config: str | None = None) -> tuple[Settings, Lang]:
    """What a command begins with: the settings and the reader's language, by its options `--lang` and `--config`, where given."""
    settings = read_settings(Path(config) if config else config_file(os.environ), required=bool(config))
    return settings, language(lang, settings, os.environ)


def moment(told: str | None) -> datetime:
    """The time of judging that `--now` names (without a zone: UTC), or the clock's. Raises ConfigError."""
    if not told:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(told)
    except ValueError as fault:
        raise ConfigError(
            f"--now の {told!r} は日時として読めません。2026-02-05T12:00:00+09:00 のように書いてください。",
            f"--now {told!r} is no time; write it like 2026-02-05T12:00:00+09:00",
        ) from fault
    return found if found.tzinfo else found.replace(tzinfo=UTC)
