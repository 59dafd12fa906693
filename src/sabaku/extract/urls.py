"""One address as a browser reads it (WHATWG URL), with the tricks of its spelling named. Pure; knows no mail and no service.

The tricks: userinfo, percent-host, numeric-ip, ip, fullwidth, dots (ideographic full stops), styled (enclosed and
mathematical letters), invisible, slash-lookalike, idn, mixed-script, backslash, slashes, control, space, port, long,
no-scheme, defanged, data, blob, script, scheme (some other program is started), relative, invalid.
"""

from __future__ import annotations

import base64
import binascii
import functools
import re
import unicodedata
from urllib.parse import unquote, urljoin

import can_ada
from msgspec import Struct

from sabaku.names.hosts import is_ip, registrable, suffix
from sabaku.text import late

MAX_LENGTH = 8192
LONG = 2048
MAX_DATA = 4_000_000
_PLAIN = re.compile(r"https?://[a-z0-9-]++(?>\.[a-z0-9-]++)++(?>:(?:80|443))?+(?=[/?#]|\Z)[!-~]*+\Z")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,40}):([/\\]*+)")
_AUTHORITY = re.compile(r"[^/\\?#]*+")
_CONTROL = re.compile(r"[\t\r\n]")
_INVISIBLE = late.pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff]"
)
_FULLWIDTH = re.compile("[\uff01-\uff0e\uff10-\uff5e]")
_DOTS = late.pattern("[\u3002\uff0e\uff61]")
_STYLED = late.pattern("[\u2460-\u24ff\u2100-\u214f\u2070-\u209f\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]")
_SLASHES = late.pattern("[\u2044\u2215\u29f8\u29f6\u2571\uff0f\uff3c\u27cb\u1735\ua4f3]")
_DEFANGED = re.compile(r"\A(?:h(?:xx|\*\*|XX|tt|\+\+)p(s?))(?=\[?:|\()", re.IGNORECASE)
_BRACKETS = re.compile(r"\[(\.|:|/|@|dot)\]|\((\.|dot)\)|\{(\.)\}|\[(://)\]", re.IGNORECASE)
_HOSTLIKE = late.pattern(r"\A(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}(?>:\d{1,5})?+(?=[/?#]|\Z)", re.IGNORECASE)
_MASK = late.pattern("[×✕✖○◯●◎□■△▲☆★]{2}")
_WEB = frozenset(("http", "https", "ftp", "ws", "wss"))
_QUIET = frozenset(("mailto", "tel", "sms", "cid", "mid", "about", "callto", "x-apple-data-detectors", "webcal", "skype", "geo"))
_SCRIPTS = frozenset(("javascript", "vbscript", "livescript"))
_PORTS = {"http": "80", "https": "443", "ftp": "21"}


class Url(Struct, frozen=True):
    """An address taken apart. `href` is canonical; `host` is "" where the scheme has none or nothing could be read."""

    href: str
    raw: str
    scheme: str = ""
    host: str = ""
    domain: str = ""
    path: str = ""
    query: str = ""
    fragment: str = ""
    user: str = ""
    tricks: tuple[str, ...] = ()

    @property
    def web(self) -> bool:
        """Whether a browser would go to a host."""
        return bool(self.host) and self.scheme in _WEB

    @property
    def quiet(self) -> bool:
        """Whether it names no place on the web and starts no program of its own (mail address, phone, part of the mail)."""
        return self.scheme in _QUIET


def read(raw: str, base: str = "") -> Url:
    """The address that `raw` is, in a page whose base is `base`. Never raises; what no browser reads has the trick "invalid"."""
    text = raw[:MAX_LENGTH]
    found = _plain(text) if _PLAIN.match(text) else _read(text, base)
    return found if len(raw) <= LONG else _also(found, "long")


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> Url:
    return _parsed(text, text, (), plain=True) or Url(text, text, tricks=("invalid",))


@functools.lru_cache(maxsize=2048)
def _read(raw: str, base: str) -> Url:
    text = raw.strip("".join(map(chr, range(33))))
    tricks: list[str] = []
    if _CONTROL.search(text):
        text, tricks = _CONTROL.sub("", text), ["control"]
    text = _scheme_of(text, base, tricks)
    found = _parsed(text, raw, tuple(tricks))
    if found is None and (again := _mended(text, tricks)) != text:
        found = _parsed(again, raw, tuple(tricks))
    return found or Url(raw, raw, tricks=(*tricks, "invalid"))


def _scheme_of(text: str, base: str, tricks: list[str]) -> str:
    """The text with a scheme before it, if it has none but is meant for the web."""
    defanged = _DEFANGED.match(text)
    if defanged and (text[:4].lower() != "http" or _BRACKETS.search(text)):
        tricks.append("defanged")
        text = "http" + defanged[1].lower() + text[defanged.end() :]
    if _BRACKETS.search(text) and "//[" not in text:
        tricks.append("defanged")
        text = _BRACKETS.sub(lambda it: "." if it[0][1:-1].lower() == "dot" else it[0][1:-1], text)
    if _SCHEME.match(text) and not _HOSTLIKE.match(text):
        return text
    if base:
        tricks.append("relative")
        return _joined(base, text)
    if text.startswith(("//", "\\\\")):
        tricks.append("no-scheme")
        return "https://" + text.lstrip("/\\")
    hostlike = _HOSTLIKE.match(text)
    if hostlike and suffix(hostlike[0].partition(":")[0].lower()):
        tricks.append("no-scheme")
        return "http://" + text
    return text


def _joined(base: str, text: str) -> str:
    try:
        return urljoin(base, text)
    except ValueError:
        return text


def _mended(text: str, tricks: list[str]) -> str:
    """What mail programs still make of an address that a browser refuses: spaces and invisible characters taken out."""
    if _INVISIBLE.search(text):
        tricks.append("invisible")
        text = _INVISIBLE.sub("", text)
    found = _SCHEME.match(text)
    if found is None:
        return text
    host = _AUTHORITY.match(text, found.end())
    assert host is not None
    if " " in host[0].strip():
        tricks.append("space")
        return text[: found.end()] + host[0].replace(" ", "") + text[host.end() :]
    return text[: found.end()] + host[0].strip() + text[host.end() :]


def _parsed(text: str, raw: str, tricks: tuple[str, ...], *, plain: bool = False) -> Url | None:
    try:
        it = can_ada.parse(text)
        host, scheme = it.hostname, it.protocol[:-1]
    except (ValueError, TypeError):
        return None
    more: tuple[str, ...]
    if scheme in _WEB:
        if not host:
            return None
        more = () if plain else _tricks(text)
        more += _host_tricks(text, host)
    else:
        more = _scheme_tricks(scheme)
        host = ""
    port = ("port",) if scheme in _WEB and it.port and it.port != _PORTS.get(scheme) else ()
    seen = tuple(dict.fromkeys(tricks + more + port))
    return Url(it.href, raw, scheme, host, registrable(host) if host else "", it.pathname, it.search, it.hash, it.username, seen)


def from_data(url: str) -> bytes:
    """What a data: URL holds (RFC 2397); b"" where that is not base64 or too much."""
    head, _, body = url.partition(",")
    if not head.lower().rstrip().endswith(";base64") or len(body) > MAX_DATA:
        return b""
    try:
        return base64.b64decode(unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _scheme_tricks(scheme: str) -> tuple[str, ...]:
    if scheme in ("data", "blob"):
        return (scheme,)
    if scheme in _SCRIPTS:
        return ("script",)
    return () if scheme in _QUIET else ("scheme",)


def _tricks(text: str) -> tuple[str, ...]:
    """What is odd about the spelling of the slashes and of the authority."""
    found: list[str] = []
    head = _SCHEME.match(text)
    if head is None:
        return ()
    if head[2] != "//":
        found.append("backslash" if "\\" in head[2] else "slashes")
    authority = _AUTHORITY.match(text, head.end())
    assert authority is not None
    if text[authority.end() : authority.end() + 1] == "\\":
        found.append("backslash")
    user, at, host = authority[0].rpartition("@")
    if at and user:
        found.append("userinfo")
    if "%" in host:
        found.append("percent-host")
    if not host.isascii():
        found.extend(name for name, odd in _ODD if odd.search(host))
    return tuple(found)


_ODD = (("invisible", _INVISIBLE), ("fullwidth", _FULLWIDTH), ("dots", _DOTS), ("styled", _STYLED), ("slash-lookalike", _SLASHES))


def _host_tricks(text: str, host: str) -> tuple[str, ...]:
    if "xn--" in host:
        if _masked(host):
            return ("idn", "defanged")
        return ("idn", "mixed-script") if mixed(unicode_of(host)) else ("idn",)
    if not (host[-1].isdigit() or host[0] == "[") or not is_ip(host):
        return ()
    return ("ip",) if host in text else ("ip", "numeric-ip")


def _masked(host: str) -> bool:
    """Whether signs stand for letters that somebody took out («http://bank-××××.com/»), where no registry would register them:
    symbols are no part of a name (RFC 5892), and the generic endings and Japan keep to that."""
    last = host.rpartition(".")[2]
    return (len(last) > 2 or last == "jp") and _MASK.search(unicode_of(host)) is not None


def unicode_of(host: str) -> str:
    """The host name with its punycode labels (RFC 3492) as the characters they stand for."""
    return ".".join(_label(it) for it in host.split(".")[:64]) if "xn--" in host else host


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label


def mixed(host: str) -> bool:
    """Whether a label mixes letters of scripts that nobody mixes (Latin with Cyrillic or Greek; UTS 39 section 5)."""
    return any(len(_scripts(label) & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1 for label in host.split("."))


def _scripts(label: str) -> set[str]:
    return {unicodedata.name(it, "").partition(" ")[0] for it in label[:64] if it.isalpha()}


def _also(url: Url, trick: str) -> Url:
    return Url(
        url.href, url.raw, url.scheme, url.host, url.domain, url.path, url.query, url.fragment, url.user, (*url.tricks, trick)
    )
