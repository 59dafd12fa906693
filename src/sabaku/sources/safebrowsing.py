"""Google Safe Browsing, v5: `safebrowsing:<url>`. Only the first four bytes of hashes leave the machine, never the URL.

Recorded is {"asked": {hash: expression}, "answer": what hashes:search said}. A status that a person has read on the Transparency
Report is recorded as {"site_status": "unsafe" | "safe" | "no-data"}.
Reference: developers.google.com/safe-browsing/reference, «URLs and Hashing» (canonical form, 5 hosts x 6 paths).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from sabaku import hosts
from sabaku.model import Case, Listing, Question, Reveals
from sabaku.sources._guard import secrets
from sabaku.sources._http import get
from sabaku.sources._seen import home_domains, links
from sabaku.sources._source import Ask, FetchError, Pace, Settings, minutes

SERVICE = "https://safebrowsing.googleapis.com"
LIST = "Google Safe Browsing"
THREATS = frozenset({"MALWARE", "SOCIAL_ENGINEERING", "UNWANTED_SOFTWARE", "POTENTIALLY_HARMFUL_APPLICATION"})
ROUNDS = 16
STATUS = {"unsafe": True, "safe": False, "no-data": False}
DOTS = re.compile(r"\.{2,}")
SLASHES = re.compile(r"/{2,}")


class SafeBrowsing:
    """The source `safebrowsing`."""

    name, keep = "safebrowsing", minutes(30)
    pace = Pace(at_once=4, timeout=8.0, per_day=10000, tries=2)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._key = settings.keys.get("safebrowsing", "")
        self._base = settings.endpoints.get("safebrowsing", SERVICE)
        self.lacks = "" if self._key else "key"

    def wants(self, case: Case) -> Iterable[Question]:
        hide, home = secrets(case), home_domains(case)
        told = (hide.without(it.url) for it in links(case) if it.domain not in home)
        return (Question("safebrowsing", it) for it in dict.fromkeys(told) if it)

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """Ask for the prefixes of all expressions of the URL."""
        del ask
        asked = {hashlib.sha256(it.encode()).hexdigest(): it for it in expressions(question.subject)}
        if not asked:
            raise FetchError("not a web address")
        prefixes = sorted({base64.b64encode(bytes.fromhex(it)[:4]).decode() for it in asked})
        params = {"key": self._key, "hashPrefixes": prefixes, "alt": "json"}
        raw = await get(self._settings, f"{self._base}/v5/hashes:search", params=params, nothing=frozenset())
        answer = _object(raw)
        if "fullHashes" not in answer and "cacheDuration" not in answer:
            raise FetchError("not an answer to the question")
        return json.dumps({"asked": asked, "answer": answer}, ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, raw: bytes) -> Listing | None:
        told = json.loads(raw)
        if "site_status" in told:
            return Listing(LIST, STATUS[told["site_status"]], told.get("threat", ""), told.get("by", ""))
        hit = dict(_hits(told["answer"], told["asked"]))
        threats = sorted({it for found in hit.values() for it in found})
        return Listing(LIST, bool(threats), ", ".join(threats), next(iter(sorted(hit)), ""))


def _object(raw: bytes | None) -> dict[str, Any]:
    """The JSON object that was answered. Raises FetchError for anything else: an empty answer must not read as «not listed»."""
    try:
        told = json.loads(raw or b"")
    except (ValueError, RecursionError) as fault:
        raise FetchError("unreadable answer") from fault
    if not isinstance(told, dict):
        raise FetchError("unreadable answer")
    return told


def _hits(answer: Any, asked: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The expressions that are listed, with their threats. What is unknown or only a canary does not count."""
    for it in answer.get("fullHashes") or ():
        expression = asked.get(base64.b64decode(it.get("fullHash", "")).hex())
        details = it.get("fullHashDetails") or ()
        threats = [
            d["threatType"] for d in details if d.get("threatType") in THREATS and "CANARY" not in (d.get("attributes") or ())
        ]
        if expression and threats:
            yield expression, threats


def expressions(url: str) -> tuple[str, ...]:
    """The up to 30 host-suffix and path-prefix expressions of a URL."""
    host, path, query = canonical(url)
    if not host:
        return ()
    return tuple(dict.fromkeys(h + p for h in _hosts(host) for p in _paths(path, query)))


def canonical(url: str) -> tuple[str, str, str]:
    """Host, path and query in canonical form; host "" for what is no web address."""
    text = url.strip().replace("\t", "").replace("\r", "").replace("\n", "").partition("#")[0]
    scheme, mark, rest = text.partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        return "", "", ""
    authority, slash, more = rest.partition("/")
    if "?" in authority:
        authority, _, more = rest.partition("?")
        more, slash = "?" + more, "/"
    path, question, query = more.partition("?")
    host = _host(authority.rpartition("@")[2])
    return host, _path(slash + path or "/"), (question + _escaped(query)) if question else ""


def _host(text: str) -> str:
    name = text if text.startswith("[") else text.partition(":")[0]
    plain = DOTS.sub(".", _unescaped(name).decode("utf-8", "replace")).strip(".").lower()
    if not plain.isascii():
        try:
            plain = plain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return plain


def _path(text: str) -> str:
    kept: list[str] = []
    pieces = SLASHES.sub("/", _unescaped(text).decode("latin-1")).lstrip("/").split("/")
    for piece in pieces:
        if piece == "..":
            del kept[-1:]
        elif piece != ".":
            kept.append(piece)
    if kept and pieces[-1] in (".", ".."):
        kept.append("")
    return _quoted("/" + "/".join(kept))


def _unescaped(text: str) -> bytes:
    """Percent escapes undone until nothing changes."""
    raw = text.encode("utf-8", "surrogatepass")
    for _ in range(ROUNDS):
        plain = unquote_to_bytes(raw)
        if plain == raw:
            break
        raw = plain
    return raw


def _escaped(query: str) -> str:
    return _quoted(_unescaped(query).decode("latin-1"))


def _quoted(text: str) -> str:
    """Bytes up to 32, from 127 on, `#` and `%` escaped."""
    return quote_from_bytes(text.encode("latin-1"), safe="!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~")


def _hosts(host: str) -> list[str]:
    if hosts.is_ip(host):
        return [host]
    labels = host.split(".")
    return [host, *(".".join(labels[n:]) for n in range(max(len(labels) - 5, 1), len(labels) - 1))]


def _paths(path: str, query: str) -> list[str]:
    pieces = path.split("/")
    prefixes = ["/".join(pieces[:n]) + "/" for n in range(1, min(len(pieces), 5))]
    return [path + query, path, *prefixes]


def make(settings: Settings) -> SafeBrowsing:
    """The source; without a key it can't be asked."""
    return SafeBrowsing(settings)
