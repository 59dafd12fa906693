"""Links that carry another link inside: filters' gateways, trackers, caches, open redirects; opened without the network.

Which services there are stands in data/link_hosts.toml. Pure; asks nobody: what only the service itself knows stays closed.
"""

from __future__ import annotations

import base64
import binascii
import functools
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from sabaku.data import toml
from sabaku.extract.urls import Url, from_data, read
from sabaku.text import late

MAX_LAYERS = 6
_INNER = late.pattern(
    # a class first, and that without regard to case: so `re` skips at full speed to where one can begin
    r"[hH=/%](?i:(?<=h)ttps?(?::(?://|%2f%2f|\\\\)|%(?:25)?3a(?:%(?:25)?2f){2})|(?<=[=/])aHR0c[A-Za-z0-9+/_-]|(?<=%)68%74%74%70"
    r"|(?<==)687474707[0-9a-f]{10}|(?<==)(?://|%2f%2f)[a-z0-9-]{1,63}\.[a-z0-9])"
)
_INNER_HAS = ("http", "ahr0c", "68%74%74%70", "687474707", "=//", "=%2f%2f")
"""One of them, in small letters, stands in whatever the pattern finds: most addresses hold none and are long."""
_AT_PATH = late.pattern(r"https?(?::|%3a|%253a)/{0,2}(?:%(?:25)?2f){0,2}", re.IGNORECASE)
_BASE64 = re.compile(r"aHR0c[A-Za-z0-9+/_=-]{8,}+")
_PROOFPOINT3 = re.compile(r"/v3/__(.{4,6000}?)__;([^!]{0,4000})", re.DOTALL)
_RUNS = re.compile(r"\*\*([A-Za-z0-9_-])|\*")
_AMP = re.compile(r"/(?:amp|[cviawr])/(s/)?(.{3,4000})\Z", re.DOTALL)
_LENGTHS = {c: n + 2 for n, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")}


class Service(Struct, frozen=True, forbid_unknown_fields=True):
    """A service that wraps links, as the list has it: where it stands, and how (`_HOW`) the link inside is found."""

    name: str
    kind: str
    host: str
    how: str
    path: str = "/"
    """What the path of its links begins with."""
    what: tuple[str, ...] = ()
    """The parameters that may hold the link."""


class Opened(Struct, frozen=True):
    """A link after opening: the target, the services that stood before it (outermost first), of what kind they are."""

    target: Url
    by: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    nested: Url | None = None
    """A further address inside the target: it may be where that leads, or only a parameter."""


def opened(url: Url) -> Opened:
    """Open what known services wrapped, layer by layer; at most MAX_LAYERS."""
    by: list[str] = []
    kinds: list[str] = []
    while url.web and len(by) < MAX_LAYERS and (service := _service(url)) is not None:
        by.append(service.name)
        kinds.append(service.kind)
        inner = _HOW[service.how](url, service)
        found = read(inner.strip()) if inner else None
        if found is None or not (found.web or found.quiet):
            break
        url = found
    return Opened(url, tuple(by), tuple(kinds), nested(url))


def nested(url: Url) -> Url | None:
    """The web address that stands in the path, query or fragment of another, or None."""
    if not url.web:
        return _started(url) if url.tricks else None
    rest = url.path + url.query + url.fragment
    lowered = rest.lower()
    found = _INNER.search(rest) if any(it in lowered for it in _INNER_HAS) else None
    if found is None:
        return None
    text = _from_parameter(rest, found.start() + 1) if found[0][0] in "=/" else _cut(_unquoted(rest[found.start() :]))
    inner = read(text) if text else None
    return inner if inner is not None and inner.web and "." in inner.host and inner.host != url.host else None


def _started(url: Url) -> Url | None:
    """The web address that a link hands to a script or a program, or that stands in the page which it holds itself."""
    if url.scheme == "intent":
        inner: Url | None = read("https:" + url.raw.partition(":")[2].partition("#")[0])
    else:
        told = _unquoted(from_data(url.raw).decode("utf-8", "ignore") or url.raw)[:MAX_HELD]
        found = _HELD.search(told)
        inner = read(found[0]) if found else None
    return inner if inner is not None and inner.web and "." in inner.host else None


MAX_HELD = 100_000
_HELD = late.pattern(r"https?://[^\s\"'<>\\|)]{4,2000}", re.IGNORECASE)


def _from_parameter(rest: str, at: int) -> str:
    """The address that begins there: base64, hexadecimal, or without its scheme."""
    if rest[at] in "/%":
        return "https:" + _cut(_unquoted(rest[at:]))
    digits = _HEX.match(rest, at)
    return bytes.fromhex(digits[1]).decode("utf-8", "ignore") if digits else _from_base64(rest[at:])


_HEX = re.compile(r"(68747470(?:[0-9a-f]{2}){8,1000})(?![0-9a-f])", re.IGNORECASE)


def _cut(text: str) -> str:
    return re.split(r"[&\s\"'<>]", text, maxsplit=1)[0]


def _unquoted(text: str) -> str:
    for _ in range(3):
        again = unquote(text)
        if again == text:
            break
        text = again
    return text


@functools.cache
def _services() -> Mapping[str, list[Service]]:
    found: dict[str, list[Service]] = {}
    for service in msgspec.convert(toml("link_hosts")["opens"], list[Service]):
        found.setdefault(service.host, []).append(service)
    return found


def _service(url: Url) -> Service | None:
    return next((it for it in _services_at(url.host) if url.path.startswith(it.path)), None)


@functools.lru_cache(maxsize=8192)
def _services_at(host: str) -> tuple[Service, ...]:
    return tuple(it for name in names(host) for it in _services().get(name, ()))


@functools.lru_cache(maxsize=8192)
def names(host: str) -> tuple[str, ...]:
    """The names under which a host may be listed: itself and its parents, also with any country (`google.*`)."""
    labels = host.split(".")[-8:]
    found = [".".join(labels[n:]) for n in range(len(labels) - 1)]
    for n in range(len(labels) - 1):
        ends = labels[n:]
        if len(ends) == 2 or (len(ends) == 3 and ends[1] in ("co", "com")):
            found.append(f"{ends[0]}.*")
        elif len(ends) in (3, 4) and (len(ends) == 3 or ends[2] in ("co", "com")):
            found.append(f"{ends[0]}.{ends[1]}.*")
    return tuple(found)


Taker = Callable[[Url, Service], str]


def parameter(query: str, *wanted: str) -> str:
    """The decoded value of the first of these parameters that a query (or fragment) has; "" where there is none."""
    fields = dict(it.partition("=")[::2] for it in reversed(query.lstrip("?#").replace("&amp;", "&").split("&")[:200]))
    return next((unquote(fields[name].replace("+", " ")) for name in wanted if fields.get(name)), "")


def _param(url: Url, service: Service) -> str:
    return _unquoted(parameter(url.query, *service.what))


def _base64(url: Url, service: Service) -> str:
    text = parameter(url.query, *service.what)
    return _from_base64(text.removeprefix("a1"))


def _from_base64(text: str) -> str:
    found = _BASE64.match(text)
    if found is None:
        return ""
    run = found[0].rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(run[: len(run) // 4 * 4] + _tail(run)).decode("utf-8", "ignore")
    except (binascii.Error, ValueError):
        return ""


def _tail(run: str) -> str:
    over = len(run) % 4
    return run[-over:] + "=" * (4 - over) if over > 1 else ""


def _path(url: Url, service: Service) -> str:
    rest = url.path + url.query
    found = _AT_PATH.search(rest)
    if found is None:
        return ""
    inner = _unquoted(rest[found.start() :])
    if service.name == "Amazon SES":
        inner = inner.partition("/1/0")[0]
    return re.split(r"___|/RK=|/RS=", inner, maxsplit=1)[0]


def _path64(url: Url, service: Service) -> str:
    rest = url.path[len(service.path) :]
    at = rest.find("aHR0c")
    return _from_base64(rest[at:].partition("/")[0]) if at >= 0 else ""


def _bare(url: Url, service: Service) -> str:
    """The target stands in the path behind the service's own, without a scheme and encoded once."""
    target = unquote(url.path[len(service.path) :].partition("/")[0])
    return f"https://{target}" if "." in target else ""


def _proofpoint2(url: Url, service: Service) -> str:
    text = parameter(url.query, *service.what)
    return unquote(re.sub(r"-([0-9A-Fa-f]{2})", r"%\1", text.replace("_", "/")))


def _proofpoint3(url: Url, service: Service) -> str:
    found = _PROOFPOINT3.search(url.path + url.query)
    if found is None:
        return ""
    spare = _from_plain_base64(unquote(found[2]))
    place = 0

    def put(run: re.Match[str]) -> str:
        nonlocal place
        size = _LENGTHS[run[1]] if run[1] else 1
        place += size
        return spare[place - size : place] or run[0]

    return _RUNS.sub(put, found[1])


def _from_plain_base64(text: str) -> str:
    run = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(run[: len(run) // 4 * 4] + _tail(run)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _amp(url: Url, service: Service) -> str:
    found = _AMP.search(url.path + url.query)
    if found:
        return f"http{'s' if found[1] else ''}://{unquote(found[2])}"
    label = url.host.partition(".")[0]
    return f"https://{_host_of(label)}/" if "ampproject.org" in url.host and "-" in label else ""


def _translate(url: Url, service: Service) -> str:
    label = url.host.rpartition(".translate.goog")[0]
    return f"https://{_host_of(label)}{url.path}" if label else ""


def _host_of(label: str) -> str:
    """The host name in a label of a cache: dots became hyphens, hyphens became two."""
    return label.replace("--", "\0").replace("-", ".").replace("\0", "-")


def _opaque(url: Url, service: Service) -> str:
    return ""


_HOW: Mapping[str, Taker] = {
    "param": _param,
    "base64": _base64,
    "path": _path,
    "path64": _path64,
    "proofpoint2": _proofpoint2,
    "proofpoint3": _proofpoint3,
    "bare": _bare,
    "amp": _amp,
    "translate": _translate,
    "opaque": _opaque,
}
