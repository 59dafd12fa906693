"""Data of one file each: gone on with after a break, proved, swapped at once; a dead or lying mirror leaves what was there."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mmdb import mmdb
from publicsuffixlist import PSLFILE
from world import HOST, HTTP_FAULTS, SHORT, Page, World, running

from sabaku import data
from sabaku.data import geo
from sabaku.model import Question
from sabaku.sources import _tables, _updates
from sabaku.sources._source import Settings
from sabaku.sources._updates import Outcome
from sabaku.sources.network import Networks

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
SUFFIX_LIST = Path(PSLFILE).read_bytes()
NETWORKS = (Path(geo.__file__).parent / "networks.bin").read_bytes().replace(b'"2026-06-17"', b'"2027-01-31"', 1)


@dataclass
class Mirror:
    """A web server that knows ranges and, if told to, breaks off in the middle."""

    files: dict[str, bytes] = field(default_factory=dict)
    breaks_at: int = 0
    tells: bool = True
    """Whether it tells the whole length to whoever has all of it."""
    asked: list[str] = field(default_factory=list)

    def page(self, head: bytes, body: bytes) -> Page | None:
        path = head.split(b" ")[1].decode()
        wanted = next((it for it in head.decode().split("\r\n") if it.lower().startswith("range:")), "")
        self.asked.append(f"{path} {wanted}".strip())
        if path not in self.files:
            return 404, {}, b""
        told = self.files[path]
        known = {"ETag": f'"{hashlib.sha256(told).hexdigest()[:12]}"'}
        if self.breaks_at and not path.endswith(".sha256"):
            cut, self.breaks_at = told[: self.breaks_at], 0
            return 200, {**known, "Content-Length": str(len(told))}, cut
        if wanted and known["ETag"] in head.decode():
            start = int(wanted.partition("=")[2].rstrip("-"))
            if start >= len(told):
                return 416, {**known, "Content-Range": f"bytes */{len(told) if self.tells else '*'}"}, b""
            return 206, known, told[start:]
        return 200, known, told


def update(
    mirror: Mirror, folder: Path, *names: str, faults: str = "", steps: list[tuple[str, int, int]] | None = None
) -> Outcome:
    async def go() -> tuple[Outcome, ...]:
        async with running(World(answering=mirror.page, faults={"http": faults} if faults else {})) as it:
            told = Settings(
                endpoints={
                    "tables.suffixes": f"{it.http}/psl.dat",
                    "tables.networks": f"{it.http}/networks.bin",
                    "tables.brands": f"{it.http}/brands.toml",
                    "tables.cities": f"{it.http}/city-{{year}}-{{month}}.mmdb.gz",
                },
                trusted=frozenset({f"{HOST}:{it.http_port}"}),
                data=folder,
            )
            return await _updates.update(told, NOW, names, (lambda *step: steps.append(step)) if steps is not None else None)

    return asyncio.run(go())[0]


def summed(name: str, body: bytes) -> dict[str, bytes]:
    return {name: body, f"{name}.sha256": f"{hashlib.sha256(body).hexdigest()}  {name}\n".encode()}


@pytest.mark.enable_socket
def test_a_file_is_fetched_with_progress(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    outcome = update(Mirror({"/psl.dat": SUFFIX_LIST}), tmp_path, "suffixes", steps=steps)
    assert (outcome.why, outcome.table) == ("", True)
    assert (tmp_path / "public_suffix_list.dat").read_bytes() == SUFFIX_LIST
    assert steps[-1] == ("Public Suffix List", len(SUFFIX_LIST), len(SUFFIX_LIST))
    assert list((tmp_path / "fetched").iterdir()) == []


@pytest.mark.enable_socket
def test_a_broken_download_is_gone_on_with(tmp_path: Path) -> None:
    mirror = Mirror({"/psl.dat": SUFFIX_LIST}, breaks_at=100_000)
    assert update(mirror, tmp_path, "suffixes").why.startswith("network:")
    assert (tmp_path / "fetched" / "suffixes.part").stat().st_size == 100_000
    assert update(mirror, tmp_path, "suffixes").why == ""
    assert mirror.asked[-1].lower().endswith("range: bytes=100000-")
    assert (tmp_path / "public_suffix_list.dat").read_bytes() == SUFFIX_LIST


@pytest.mark.enable_socket
def test_another_version_is_fetched_from_its_beginning(tmp_path: Path) -> None:
    mirror = Mirror({"/psl.dat": b"// old\n" + SUFFIX_LIST}, breaks_at=100_000)
    update(mirror, tmp_path, "suffixes")
    mirror.files["/psl.dat"] = SUFFIX_LIST
    assert update(mirror, tmp_path, "suffixes").why == ""
    assert (tmp_path / "public_suffix_list.dat").read_bytes() == SUFFIX_LIST


@pytest.mark.enable_socket
@pytest.mark.parametrize("fault", HTTP_FAULTS)
def test_a_mirror_that_misbehaves_leaves_the_old_file(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(Mirror({"/psl.dat": SUFFIX_LIST}), tmp_path, "suffixes")
    monkeypatch.setattr(_tables, "PATIENCE", SHORT)
    monkeypatch.setattr(_tables, "LARGEST", 2**20)
    outcome = update(Mirror(), tmp_path, "suffixes", faults=fault)
    assert outcome.why
    assert outcome.fetched
    assert (tmp_path / "public_suffix_list.dat").read_bytes() == SUFFIX_LIST


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"/networks.bin": NETWORKS}, "no checksum"),
        ({"/networks.bin": NETWORKS, "/networks.bin.sha256": b"0" * 64}, "checksum"),
        (summed("/networks.bin", b"sabakuG1" + bytes(40)), "not a table of networks"),
        (summed("/networks.bin", NETWORKS.replace(b'"2027-01-31"', b'"2020-01-31"', 1)), "older than the one at hand"),
        ({}, "no checksum"),
    ],
)
def test_a_table_that_is_not_what_it_should_be(files: dict[str, bytes], why: str, tmp_path: Path) -> None:
    assert update(Mirror(files), tmp_path, "networks").why == why
    assert not (tmp_path / "geo" / "networks.bin").exists()


@pytest.mark.enable_socket
def test_a_newer_table_of_networks_is_used(tmp_path: Path) -> None:
    assert update(Mirror(summed("/networks.bin", NETWORKS)), tmp_path, "networks").why == ""
    question = Question("network", "8.8.8.8")
    fact, shipped = Networks(tmp_path).look(question), Networks(None).look(question)
    assert fact.at == datetime(2027, 1, 31, tzinfo=UTC)
    assert getattr(fact.value, "organisation", "") == getattr(shipped.value, "organisation", "x")
    (tmp_path / "geo" / "networks.bin").write_bytes(b"damaged")
    geo.newest.cache_clear()
    assert Networks(tmp_path).look(question) == shipped


@pytest.mark.enable_socket
def test_the_month_before_where_this_one_is_not_out_yet(tmp_path: Path) -> None:
    body = mmdb({"country": {"iso_code": "US"}})
    mirror = Mirror({"/city-2026-01.mmdb.gz": gzip.compress(body)})
    assert update(mirror, tmp_path, "cities").why == ""
    assert (tmp_path / "geo" / "dbip-city-lite.mmdb").read_bytes() == body
    assert [it.split()[0] for it in mirror.asked] == ["/city-2026-02.mmdb.gz", "/city-2026-01.mmdb.gz"]
    mirror.files["/city-2026-02.mmdb.gz"] = gzip.compress(body)[:-9]
    assert update(mirror, tmp_path, "cities").why == ""
    assert (tmp_path / "geo" / "dbip-city-lite.mmdb").read_bytes() == body


def test_a_table_without_an_address_says_what_to_set(tmp_path: Path) -> None:
    outcome = asyncio.run(_updates.update(Settings(data=tmp_path), NOW, ("networks",)))[0]
    assert outcome.why == "lacks address SABAKU_URL_TABLES__NETWORKS"


# --- what is read by code that has to come to the same result again ---------------------------------------------------------


def told(folder: Path, code: str) -> str:
    env = {**os.environ, "SABAKU_DATA": str(folder)}
    return subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.enable_socket
def test_own_brands_and_suffixes_are_used_and_named_in_the_report(tmp_path: Path) -> None:
    code = "import sabaku.app as a, sabaku.names.brands as b, sabaku.names.hosts as h\n"
    code += "print(h.registrable('a.b.c.quite-new'), len(b.brands()), a.versions().data)"
    before = told(tmp_path, code).split()
    more = data.raw("brands.toml") + b'\n[test-brand-of-ours]\nnames = {ja = "\xe8\xa9\xa6", en = "Test"}\nsector = "hosting"\n'
    suffixes = SUFFIX_LIST.replace(b"// ===END ICANN DOMAINS===", b"quite-new\nc.quite-new\n// ===END ICANN DOMAINS===")
    mirror = Mirror({**summed("/brands.toml", more), "/psl.dat": suffixes})
    assert [update(mirror, tmp_path, it).why for it in ("brands", "suffixes")] == ["", ""]
    after = told(tmp_path, code).split()
    assert (before[0], after[0]) == ("c.quite-new", "b.c.quite-new")
    assert int(after[1]) == int(before[1]) + 1
    assert after[2].startswith(f"{before[2]}+"), "a replay says that the data are others"


@pytest.mark.enable_socket
@pytest.mark.parametrize("body", [b"", b"x = 1\n", b"[a]\nnames = {ja = 'x'}\n", b"\xff\xfe", json.dumps({"a": 1}).encode()])
def test_brands_that_are_none_are_not_taken(body: bytes, tmp_path: Path) -> None:
    assert update(Mirror(summed("/brands.toml", body)), tmp_path, "brands").why == "not a list of brands"
    assert not (tmp_path / "brands.toml").exists()
