"""Safe Browsing's lists of hash prefixes, kept on this machine: fetched in differences, proved by their checksum, swapped whole.

A list is one file in `safebrowsing/` of the data folder: "sabakuH1", length of the head, head as JSON, then the sorted four-byte
prefixes. v5 (hashLists:batchGet) is asked; v4 (threatListUpdates:fetch) where a key has no v5.
References: safebrowsing.proto of v5, «HashList»; developers.google.com/safe-browsing/v4/update-api, «local database».
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sabaku.sources._http import get, post
from sabaku.sources._rice import decoded
from sabaku.sources._source import FetchError, Settings

SERVICE = "https://safebrowsing.googleapis.com"
FOLDER = "safebrowsing"
MAGIC = b"sabakuH1"
SIZE = 4
LARGEST = 64 * 2**20
LISTS: Mapping[str, str] = {
    "se-4b": "SOCIAL_ENGINEERING",
    "mw-4b": "MALWARE",
    "uws-4b": "UNWANTED_SOFTWARE",
    "uwsa-4b": "",
    "pha-4b": "",
}
"""The lists by their names in v5, with their threat type in v4; "" for those that v4 has for telephones only."""
NO_V5 = frozenset({"http 403", "http 404", "http 501"})
ABSENT = "not in the answer"
WAIT = timedelta(minutes=30)
"""Between two updates where the service does not say how long."""


@dataclass(frozen=True, slots=True)
class HashList:
    """A kept list. `version` is the service's own mark for it; times are ISO."""

    name: str
    api: str
    version: str
    fetched: str
    wait_until: str
    prefixes: bytes
    longer: tuple[bytes, ...] = ()

    def __len__(self) -> int:
        return len(self.prefixes) // SIZE + len(self.longer)

    def has(self, digest: bytes) -> bool:
        """Whether a prefix of that hash is in the list."""
        wanted, low, high = digest[:SIZE], 0, len(self.prefixes) // SIZE
        while low < high:
            middle = (low + high) // 2
            here = self.prefixes[middle * SIZE : middle * SIZE + SIZE]
            if here == wanted:
                return True
            low, high = (middle + 1, high) if here < wanted else (low, middle)
        return any(digest.startswith(it) for it in self.longer)


class Applied(NamedTuple):
    """What became of one list: the new one, or the reason why the old one stays."""

    name: str
    kept: HashList | None
    why: str = ""
    waits: str = ""


# --- on disk ---------------------------------------------------------------------------------------------------------


def read_lists(folder: Path | None) -> tuple[HashList, ...]:
    """The kept lists of that data folder. A file that is not what it should be is left out."""
    paths = (folder / FOLDER / f"{name}.bin" for name in LISTS) if folder is not None else ()
    return tuple(it for path in paths if path.is_file() and (it := _read(path)) is not None)


def _read(path: Path) -> HashList | None:
    try:
        raw = path.read_bytes()
        size = int.from_bytes(raw[8:12], "little")
        head = json.loads(raw[12 : 12 + size])
        longer = tuple(bytes.fromhex(it) for it in head.get("longer", ()))
        body = raw[12 + size :]
        if raw[:8] != MAGIC or hashlib.sha256(body).hexdigest() != head["sha256"]:
            return None
        return HashList(head["name"], head["api"], head["version"], head["fetched"], head["wait_until"], body, longer)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_list(folder: Path, it: HashList) -> None:
    """Put the list in the place of the old one, at once. Raises OSError."""
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    told = {key: getattr(it, key) for key in ("name", "api", "version", "fetched", "wait_until")}
    digest = hashlib.sha256(it.prefixes).hexdigest()
    head = json.dumps({**told, "sha256": digest, "longer": [more.hex() for more in it.longer]}).encode()
    fresh = place / f".{it.name}.{secrets.token_hex(6)}"
    try:
        fresh.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + it.prefixes)
        fresh.replace(place / f"{it.name}.bin")
    finally:
        fresh.unlink(missing_ok=True)


# --- fetching --------------------------------------------------------------------------------------------------------


async def update(settings: Settings, now: datetime) -> tuple[Applied, ...]:
    """Bring all lists up to date that may be asked for by now. Raises FetchError where nothing could be had, OSError."""
    old = {it.name: it for it in read_lists(settings.data)}
    due = [name for name in LISTS if name not in old or old[name].wait_until <= now.isoformat()]
    early = [Applied(it.name, it, waits=it.wait_until) for name, it in old.items() if name not in due]
    if not due:
        return tuple(early)
    applied = await _asked(settings, [old.get(name) or _empty(name) for name in due], now)
    damaged = [it.name for it in applied if it.why not in ("", ABSENT) and it.name in old]
    if damaged:  # what is kept here does not fit any more: once more, from nothing
        again = await _asked(settings, [_empty(name) for name in damaged], now)
        applied = [*(it for it in applied if it.name not in damaged), *again]
    for it in applied:
        if it.kept is not None and not it.why:
            write_list(settings.data or Path(), it.kept)
    return (*early, *(Applied(it.name, old.get(it.name), it.why) if it.why else it for it in applied))


def _empty(name: str) -> HashList:
    return HashList(name, "", "", "", "", b"")


async def _asked(settings: Settings, old: Sequence[HashList], now: datetime) -> list[Applied]:
    try:
        return await _asked_v5(settings, old, now)
    except FetchError as fault:
        if fault.why not in NO_V5:
            raise
        return await _asked_v4(settings, [it for it in old if LISTS[it.name]], now)


async def _asked_v5(settings: Settings, old: Sequence[HashList], now: datetime) -> list[Applied]:
    same = [it.version for it in old if it.api == "v5" and it.version]
    params = {"names": [it.name for it in old], "alt": "json"} | ({"version": same} if same else {})
    base = settings.endpoints.get("safebrowsing", SERVICE)
    url = f"{base}/v5/hashLists:batchGet"
    raw = await get(settings, url, params=params, headers=_key(settings), nothing=frozenset(), largest=LARGEST)
    told = {str(it.get("name")): it for it in _list(raw, "hashLists")}
    return [_applied(it, "v5", told.get(it.name), now) for it in old]


async def _asked_v4(settings: Settings, old: Sequence[HashList], now: datetime) -> list[Applied]:
    from sabaku import __version__

    wanted = [
        {
            "threatType": LISTS[it.name],
            "platformType": "ANY_PLATFORM",
            "threatEntryType": "URL",
            "state": it.version if it.api == "v4" else "",
            "constraints": {"supportedCompressions": ["RICE", "RAW"]},
        }
        for it in old
    ]
    body = {"client": {"clientId": "sabaku", "clientVersion": __version__}, "listUpdateRequests": wanted}
    base = settings.endpoints.get("safebrowsing", SERVICE)
    raw = await post(settings, f"{base}/v4/threatListUpdates:fetch", body, headers=_key(settings), largest=LARGEST)
    wait = json.loads(raw).get("minimumWaitDuration", "") if raw else ""
    told = {str(it.get("threatType")): {**it, "minimumWaitDuration": wait} for it in _list(raw, "listUpdateResponses")}
    return [_applied(it, "v4", told.get(LISTS[it.name]), now) for it in old]


def _key(settings: Settings) -> Mapping[str, str]:
    return {"X-Goog-Api-Key": settings.keys.get("safebrowsing", "")}


def _list(raw: bytes | None, name: str) -> list[Mapping[str, Any]]:
    try:
        return [it for it in json.loads(raw or b"")[name] if isinstance(it, dict)]
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise FetchError("unreadable answer") from fault


# --- differences -----------------------------------------------------------------------------------------------------


def _applied(old: HashList, api: str, told: Mapping[str, Any] | None, now: datetime) -> Applied:
    """The list after what was told about it; the old one stays where that is unreadable or does not fit its checksum."""
    if told is None:
        return Applied(old.name, None, ABSENT)
    start = old if old.api == api else _empty(old.name)
    try:
        numbers, longer = (_changed_v5 if api == "v5" else _changed_v4)(start, told)
        body = _bytes(numbers)
        checksum = told.get("sha256Checksum") if api == "v5" else (told.get("checksum") or {}).get("sha256")
        if checksum and base64.b64decode(checksum) != _checksum(body, longer):
            return Applied(old.name, None, "checksum")
        if not checksum and (body, longer) != (start.prefixes, start.longer):
            return Applied(old.name, None, "no checksum")
        version = str(told.get("version" if api == "v5" else "newClientState") or start.version)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as fault:
        return Applied(old.name, None, f"unreadable: {type(fault).__name__}")
    wait = (now + _duration(told.get("minimumWaitDuration"))).isoformat()
    return Applied(old.name, HashList(old.name, api, version, now.isoformat(), wait, body, longer))


def _changed_v5(old: HashList, told: Mapping[str, Any]) -> tuple[array[int], tuple[bytes, ...]]:
    numbers = _numbers(old.prefixes) if told.get("partialUpdate") else array("I")
    removed = told.get("compressedRemovals")
    if removed:
        numbers = _without(numbers, _rice(removed, "entriesCount"))
    added = told.get("additionsFourBytes")
    return (array("I", sorted({*numbers, *_rice(added, "entriesCount")})) if added else numbers), ()


def _changed_v4(old: HashList, told: Mapping[str, Any]) -> tuple[array[int], tuple[bytes, ...]]:
    """v4 has prefixes of four bytes and longer ones in one order, and takes four bytes as a number with the lowest first."""
    partial = told.get("responseType") == "PARTIAL_UPDATE"
    kept = sorted([*_split(old.prefixes, SIZE), *old.longer]) if partial else []
    for it in told.get("removals") or ():
        indices = (it.get("rawIndices") or {}).get("indices") or ()
        gone = {*indices, *(_rice(it["riceIndices"], "numEntries") if "riceIndices" in it else ())}
        if gone and max(gone) >= len(kept):
            raise ValueError("removes what is not there")
        kept = [one for n, one in enumerate(kept) if n not in gone]
    for it in told.get("additions") or ():
        if "rawHashes" in it:
            kept += _split(base64.b64decode(it["rawHashes"]["rawHashes"]), int(it["rawHashes"]["prefixSize"]))
        if "riceHashes" in it:
            kept += (number.to_bytes(SIZE, "little") for number in _rice(it["riceHashes"], "numEntries"))
    four = sorted(int.from_bytes(it, "big") for it in kept if len(it) == SIZE)
    return array("I", four), tuple(sorted(it for it in kept if len(it) > SIZE))


def _rice(told: Mapping[str, Any], count: str) -> array[int]:
    data = base64.b64decode(told.get("encodedData") or "")
    return decoded(int(told.get("firstValue") or 0), int(told.get("riceParameter") or 0), int(told.get(count) or 0), data)


def _without(numbers: array[int], indices: Iterable[int]) -> array[int]:
    gone = set(indices)
    if gone and max(gone) >= len(numbers):
        raise ValueError("removes what is not there")
    return array("I", (it for n, it in enumerate(numbers) if n not in gone))


def _split(raw: bytes, size: int) -> list[bytes]:
    if not SIZE <= size <= 32 or len(raw) % size:
        raise ValueError("not a row of hashes")
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def _numbers(raw: bytes) -> array[int]:
    numbers = array("I", raw)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _bytes(numbers: array[int]) -> bytes:
    turned = array("I", numbers)
    if sys.byteorder == "little":
        turned.byteswap()
    return turned.tobytes()


def _checksum(body: bytes, longer: Sequence[bytes]) -> bytes:
    """SHA-256 over all prefixes in their order."""
    if longer:
        body = b"".join(sorted([*_split(body, SIZE), *longer]))
    return hashlib.sha256(body).digest()


def _duration(text: object) -> timedelta:
    """A duration like `1800s` or `593.44s`; at most a day."""
    try:
        return timedelta(seconds=min(max(float(str(text).removesuffix("s")), 0.0), 86400.0))
    except ValueError:
        return WAIT
