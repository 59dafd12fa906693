"""Safe Browsing's hash lists on this machine: decoding, differences, checksums, waiting, and what is asked and what is not."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import HOST, Page, World, running

from sabaku.model import Fact, Listing, Question, Reveals
from sabaku.sources._hashlists import Applied, HashList, read_lists, update, write_list
from sabaku.sources._rice import decoded
from sabaku.sources._source import FetchError, Settings
from sabaku.sources.ledger import Ledger
from sabaku.sources.safebrowsing import SafeBrowsing
from sabaku.sources.tape import Tape, dumps

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
EVIL = hashlib.sha256(b"evil.test/login/").digest()


def encoded(numbers: Sequence[int], parameter: int) -> bytes:
    """The differences of sorted numbers, Rice-coded: the inverse of `decoded`."""
    bits = length = 0
    for before, number in itertools.pairwise(numbers):
        quotient, rest = divmod(number - before, 1 << parameter)
        bits |= ((1 << quotient) - 1) << length
        bits |= rest << length + quotient + 1
        length += quotient + 1 + parameter
    return bits.to_bytes((length + 7) // 8, "little")


@pytest.mark.parametrize(
    ("first", "parameter", "coded", "numbers"),
    [  # the values by which other decoders (Chromium's, Firefox's) are tested too
        (0, 2, "f702", [0, 15, 24]),
        (5, 28, "bfa83ffb0f0f5e27e6c31dc638", [0x5, 0x6FF67F56, 0x81316FCE, 0xAD934C0C]),
        (7, 0, "", [7]),
    ],
)
def test_known_values(first: int, parameter: int, coded: str, numbers: list[int]) -> None:
    assert list(decoded(first, parameter, len(numbers) - 1, bytes.fromhex(coded))) == numbers


@given(st.integers(2, 30), st.integers(0, 2**31), st.lists(st.integers(0, 300), max_size=60))
def test_what_was_encoded_is_decoded(parameter: int, first: int, steps: list[int]) -> None:
    numbers = [first]
    for it in steps:
        numbers.append(min(numbers[-1] + it * (1 << parameter) // 7, 2**32 - 1))
    assert list(decoded(first, parameter, len(numbers) - 1, encoded(numbers, parameter))) == numbers


@given(st.integers(-1, 40), st.integers(-5, 2**33), st.integers(-1, 50), st.binary(max_size=60))
def test_garbage_is_refused_and_never_more(parameter: int, first: int, count: int, data: bytes) -> None:
    try:
        numbers = decoded(first, parameter, count, data)
    except ValueError:
        return
    assert len(numbers) == count + 1
    assert list(numbers) == sorted(numbers)


# --- a service on loopback ---------------------------------------------------------------------------------------------


@dataclass
class Service:
    """A list service with a history: whoever knows an earlier state gets the difference."""

    states: list[list[bytes]] = field(default_factory=list)
    wait: str = "1800s"
    only_v4: bool = False
    spoil: Callable[[dict[str, Any]], None] = lambda _: None
    hashes: tuple[bytes, ...] = (EVIL,)
    asked: list[str] = field(default_factory=list)

    def page(self, head: bytes, body: bytes) -> Page | None:
        target = urlsplit(head.split(b" ")[1].decode())
        self.asked.append(target.path)
        assert b"secret-key" not in target.query.encode().lower()
        if self.only_v4 and target.path.startswith("/v5/"):
            return 403, {}, b""
        told = {
            "/v5/hashLists:batchGet": lambda: self._batch(parse_qs(target.query)),
            "/v4/threatListUpdates:fetch": lambda: self._fetch(json.loads(body)),
            "/v5/hashes:search": lambda: self._search(),
            "/v4/fullHashes:find": lambda: self._find(json.loads(body)),
        }[target.path]()
        return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()

    def _batch(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        assert set(asked["names"]) <= {"se-4b", "mw-4b", "uws-4b", "uwsa-4b", "pha-4b"}
        return {"hashLists": [self._v5(it, asked.get("version", [])) for it in asked["names"]]}

    def _v5(self, name: str, versions: list[str]) -> dict[str, Any]:
        told: dict[str, Any] = {"name": name, "version": _b64(f"{name} {len(self.states)}"), "minimumWaitDuration": self.wait}
        before = next((n for n in range(len(self.states), 0, -1) if _b64(f"{name} {n}") in versions), 0)
        old, new = (self.states[before - 1] if before else []), self.states[-1] if name == "se-4b" else []
        old = old if name == "se-4b" else []
        if before:
            told["partialUpdate"] = True
        gone = [n for n, it in enumerate(sorted(old)) if it not in new]
        added = sorted(int.from_bytes(it, "big") for it in new if it not in old)
        if gone:
            told["compressedRemovals"] = _rice(gone, 3, "entriesCount")
        if added:
            told["additionsFourBytes"] = _rice(added, 24, "entriesCount")
        if not before or gone or added:
            told["sha256Checksum"] = _b64(hashlib.sha256(b"".join(sorted(new))).digest())
        self.spoil(told)
        return told

    def _fetch(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {
            "minimumWaitDuration": self.wait,
            "listUpdateResponses": [self._v4(it["threatType"], it["state"]) for it in asked["listUpdateRequests"]],
        }

    def _v4(self, threat: str, state: str) -> dict[str, Any]:
        before = next((n for n in range(len(self.states), 0, -1) if _b64(f"{threat} {n}") == state), 0)
        of_this = threat == "SOCIAL_ENGINEERING"
        old, new = (self.states[before - 1] if before and of_this else []), self.states[-1] if of_this else []
        gone = [n for n, it in enumerate(sorted(old)) if it not in new]
        four = sorted(int.from_bytes(it, "little") for it in new if it not in old and len(it) == 4)
        longer = b"".join(it for it in sorted(new) if it not in old and len(it) == 7)
        return {
            "threatType": threat,
            "responseType": "PARTIAL_UPDATE" if before else "FULL_UPDATE",
            "removals": [{"compressionType": "RAW", "rawIndices": {"indices": gone}}] if gone else [],
            "additions": [
                *([{"compressionType": "RICE", "riceHashes": _rice(four, 26, "numEntries")}] if four else []),
                *([{"compressionType": "RAW", "rawHashes": {"prefixSize": 7, "rawHashes": _b64(longer)}}] if longer else []),
            ],
            "newClientState": _b64(f"{threat} {len(self.states)}"),
            "checksum": {"sha256": _b64(hashlib.sha256(b"".join(sorted(new))).digest())},
        }

    def _search(self) -> dict[str, Any]:
        details = [{"threatType": "SOCIAL_ENGINEERING"}]
        return {"fullHashes": [{"fullHash": _b64(it), "fullHashDetails": details} for it in self.hashes], "cacheDuration": "300s"}

    def _find(self, asked: dict[str, Any]) -> dict[str, Any]:
        wanted = [base64.b64decode(it["hash"]) for it in asked["threatInfo"]["threatEntries"]]
        found = [it for it in self.hashes if it[:4] in wanted]
        return {
            "matches": [{"threatType": "SOCIAL_ENGINEERING", "threat": {"hash": _b64(it)}} for it in found],
            "negativeCacheDuration": "300s",
        }


def _b64(it: bytes | str) -> str:
    return base64.b64encode(it if isinstance(it, bytes) else it.encode()).decode()


def _rice(numbers: Sequence[int], parameter: int, count: str) -> dict[str, Any]:
    told: dict[str, Any] = {"firstValue": str(numbers[0]), count: len(numbers) - 1}
    if len(numbers) > 1:
        told |= {"riceParameter": parameter, "encodedData": _b64(encoded(numbers, parameter))}
    return told


def prefixes(*words: str, size: int = 4) -> list[bytes]:
    return [hashlib.sha256(it.encode()).digest()[:size] for it in words]


MANY = [f"{n}.test/" for n in range(300)]


def settings(it: World, folder: Path, key: str = "SECRET-KEY") -> Settings:
    return Settings(
        endpoints={"safebrowsing": it.http},
        trusted=frozenset({f"{HOST}:{it.http_port}"}),
        keys={"safebrowsing": key} if key else {},
        data=folder,
    )


def updated(service: Service, folder: Path, now: datetime = NOW) -> dict[str, Applied]:
    async def go() -> tuple[Applied, ...]:
        async with running(World(answering=service.page)) as it:
            return await update(settings(it, folder), now)

    return {it.name: it for it in asyncio.run(go())}


def kept(folder: Path) -> HashList:
    return next(it for it in read_lists(folder) if it.name == "se-4b")


@pytest.mark.enable_socket
@pytest.mark.parametrize("only_v4", [False, True])
def test_a_list_is_fetched_whole_and_then_in_differences(only_v4: bool, tmp_path: Path) -> None:
    longer = prefixes("long.test/", size=7) if only_v4 else []
    first = [*prefixes(*MANY, "evil.test/login/"), *longer]
    second = [*prefixes(*MANY[40:], "new.test/", "newer.test/"), *longer]
    service = Service([first], only_v4=only_v4)
    assert {it.why for it in updated(service, tmp_path).values()} == {""}
    assert (len(kept(tmp_path)), kept(tmp_path).has(EVIL)) == (len(first), True)
    service.states.append(second)
    assert updated(service, tmp_path, NOW + timedelta(hours=1))["se-4b"].why == ""
    now = kept(tmp_path)
    assert (len(now), now.has(EVIL), now.api) == (len(second), False, "v4" if only_v4 else "v5")
    assert all(now.has(hashlib.sha256(it.encode()).digest()) for it in ("new.test/", "299.test/"))
    assert now.has(hashlib.sha256(b"long.test/").digest()) == only_v4
    assert not now.has(hashlib.sha256(b"0.test/").digest())


@pytest.mark.enable_socket
def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    service = Service([prefixes(*MANY)])
    updated(service, tmp_path)
    updated(service, tmp_path, NOW + timedelta(hours=1))
    assert len(kept(tmp_path)) == 300
    assert kept(tmp_path).fetched == (NOW + timedelta(hours=1)).isoformat()


@pytest.mark.enable_socket
def test_the_service_is_not_asked_before_it_wants_to_be(tmp_path: Path) -> None:
    service = Service([prefixes(*MANY)], wait="1800s")
    updated(service, tmp_path)
    count = len(service.asked)
    early = updated(service, tmp_path, NOW + timedelta(minutes=29))
    assert len(service.asked) == count
    assert {it.waits for it in early.values()} == {(NOW + timedelta(minutes=30)).isoformat()}
    updated(service, tmp_path, NOW + timedelta(minutes=31))
    assert len(service.asked) > count


@pytest.mark.enable_socket
def test_a_list_that_does_not_fit_its_checksum_is_fetched_anew(tmp_path: Path) -> None:
    service = Service([prefixes(*MANY)])
    updated(service, tmp_path)
    mine = kept(tmp_path)
    write_list(tmp_path, dataclasses.replace(mine, prefixes=mine.prefixes[4:]))
    service.states.append(prefixes(*MANY[:200]))
    assert updated(service, tmp_path, NOW + timedelta(hours=1))["se-4b"].why == ""
    assert len(kept(tmp_path)) == 200


def _wrong_checksum(told: dict[str, Any]) -> None:
    told["sha256Checksum"] = _b64(bytes(32))


def _no_checksum(told: dict[str, Any]) -> None:
    told.pop("sha256Checksum", None)


def _cut(told: dict[str, Any]) -> None:
    if "additionsFourBytes" in told:
        told["additionsFourBytes"]["encodedData"] = told["additionsFourBytes"]["encodedData"][:8]


def _too_many(told: dict[str, Any]) -> None:
    if "additionsFourBytes" in told:
        told["additionsFourBytes"]["entriesCount"] = 2**31


def _removes_nothing(told: dict[str, Any]) -> None:
    told["compressedRemovals"] = {"firstValue": 4000000}


def _another_name(told: dict[str, Any]) -> None:
    told["name"] = "gc-32b"


def _wrong_types(told: dict[str, Any]) -> None:
    told["additionsFourBytes"] = ["x"]


@pytest.mark.enable_socket
@pytest.mark.parametrize("spoil", [_wrong_checksum, _no_checksum, _cut, _too_many, _removes_nothing, _another_name, _wrong_types])
def test_a_bad_update_leaves_the_old_list(spoil: Callable[[dict[str, Any]], None], tmp_path: Path) -> None:
    service = Service([prefixes(*MANY)])
    updated(service, tmp_path)
    service.states.append(prefixes(*MANY[:100], "a.test/", "b.test/", "c.test/"))
    service.spoil = spoil
    outcome = updated(service, tmp_path, NOW + timedelta(hours=1))["se-4b"]
    assert outcome.why
    assert outcome.kept == kept(tmp_path)
    assert (len(kept(tmp_path)), kept(tmp_path).fetched) == (300, NOW.isoformat())


@pytest.mark.parametrize("damage", [b"", b"sabakuH1", b"sabakuH1\xff\xff\xff\xff", b"other", b"sabakuH1\x02\0\0\0{}abcd"])
def test_a_damaged_file_is_no_list(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "safebrowsing").mkdir()
    (tmp_path / "safebrowsing" / "se-4b.bin").write_bytes(damage)
    assert read_lists(tmp_path) == ()


# --- looking up --------------------------------------------------------------------------------------------------------


def looked_up(service: Service, folder: Path, *urls: str, key: str = "SECRET-KEY", profile: Any = "full", now: datetime = NOW):
    tape = Tape()

    async def go() -> list[Fact]:
        async with running(World(answering=service.page)) as it:
            source = SafeBrowsing(settings(it, folder, key), clock=lambda: now)
            ledger = Ledger(None, profile, sources={"safebrowsing": source}, clock=lambda: now)
            inquiry = ledger.inquiry(tape=tape)
            return [await inquiry.ask(Question("safebrowsing", it)) for it in urls]

    facts = asyncio.run(go())
    assert b"SECRET" not in dumps(tape)
    return facts


def lists_with(folder: Path, hashes: Iterable[bytes], fetched: datetime = NOW) -> None:
    body = b"".join(sorted(it[:4] for it in hashes))
    write_list(folder, HashList("se-4b", "v5", "eA==", fetched.isoformat(), fetched.isoformat(), body))


@pytest.mark.enable_socket
def test_nobody_is_asked_about_what_no_list_has(tmp_path: Path) -> None:
    lists_with(tmp_path, [EVIL])
    service = Service()
    good, evil = looked_up(service, tmp_path, "https://good.test/", "https://evil.test/login/?id=1")
    assert good.value == Listing("Google Safe Browsing", False, covers="2026-02-05")
    assert evil.value == Listing("Google Safe Browsing", True, "SOCIAL_ENGINEERING", "evil.test/login/")
    assert service.asked == ["/v5/hashes:search"]


@pytest.mark.enable_socket
def test_a_prefix_that_others_share_is_no_listing(tmp_path: Path) -> None:
    lists_with(tmp_path, [EVIL])
    service = Service(hashes=(EVIL[:4] + bytes(28),))
    assert looked_up(service, tmp_path, "https://evil.test/login/")[0].value == Listing("Google Safe Browsing", False)


@pytest.mark.enable_socket
def test_without_a_key_the_lists_alone_say_what_they_can(tmp_path: Path) -> None:
    lists_with(tmp_path, [EVIL])
    good, evil = looked_up(Service(), tmp_path, "https://good.test/", "https://evil.test/login/", key="")
    assert (good.state, evil.state, evil.why) == ("found", "failed", "lacks key")


@pytest.mark.enable_socket
def test_old_lists_rule_nothing_out_while_there_is_a_key(tmp_path: Path) -> None:
    lists_with(tmp_path, [], fetched=NOW - timedelta(days=2))
    service = Service()
    assert getattr(looked_up(service, tmp_path, "https://evil.test/login/")[0].value, "listed", None) is True
    assert service.asked == ["/v5/hashes:search"]


@pytest.mark.enable_socket
def test_the_resolver_only_profile_may_look_here(tmp_path: Path) -> None:
    lists_with(tmp_path, [EVIL])
    good, evil = looked_up(Service(), tmp_path, "https://good.test/", "https://evil.test/login/", profile="quiet")
    assert (good.state, evil.state) == ("found", "not-asked")


@pytest.mark.enable_socket
def test_v4_answers_where_a_key_has_no_v5(tmp_path: Path) -> None:
    service = Service(only_v4=True)
    evil, good = looked_up(service, tmp_path, "https://evil.test/login/", "https://good.test/")
    assert evil.value == Listing("Google Safe Browsing", True, "SOCIAL_ENGINEERING", "evil.test/login/")
    assert good.value == Listing("Google Safe Browsing", False)


def test_who_learns_of_it(tmp_path: Path) -> None:
    question = Question("safebrowsing", "https://good.test/")
    assert SafeBrowsing(Settings(keys={"safebrowsing": "K"})).reveals(question) is Reveals.THIRD_PARTY
    lists_with(tmp_path, [EVIL])
    assert SafeBrowsing(Settings(data=tmp_path), clock=lambda: NOW).reveals(question) is Reveals.NOBODY


@pytest.mark.enable_socket
def test_an_unreachable_service_is_named(tmp_path: Path) -> None:
    async def go() -> None:
        async with running(World(faults={"http": "down"})) as it:
            await update(settings(it, tmp_path), NOW)

    with pytest.raises(FetchError, match="http 503"):
        asyncio.run(go())
