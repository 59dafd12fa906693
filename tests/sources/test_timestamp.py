"""Time-stamps of visits: an authority made with openssl on loopback, verified with openssl, and authorities that lie."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from world import HOST, World, running

from sabaku import der
from sabaku.model import Question, Site
from sabaku.sources import _timestamp
from sabaku.sources._blobs import Blobs, named_in, of_tape
from sabaku.sources._source import FetchError, Settings
from sabaku.sources._visiting import Visiting, visiting
from sabaku.sources.tape import Entry, Tape
from sabaku.sources.visit import Visit, _proved

OPENSSL = shutil.which("openssl") or ""
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="openssl plays the authority")
DIGEST = hashlib.sha256(b"seen").digest()
CONFIGURATION = """
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
"""


def openssl(*words: str, **more: Any) -> None:
    subprocess.run([OPENSSL, *words], check=True, capture_output=True, **more)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a time-stamping authority with a certificate authority of its own."""
    it = tmp_path_factory.mktemp("tsa")
    (it / "tsa.cnf").write_text(CONFIGURATION.format(folder=it))
    (it / "serial").write_text("0A")
    (it / "extension").write_text("extendedKeyUsage=critical,timeStamping\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl("req", "-x509", *key, "-keyout", f"{it}/ca.key", "-out", f"{it}/ca.pem", "-subj", "/CN=Test CA", "-days", "30")
    openssl("req", *key, "-keyout", f"{it}/tsa.key", "-out", f"{it}/tsa.csr", "-subj", "/CN=Test TSA")
    signed = ("-CA", f"{it}/ca.pem", "-CAkey", f"{it}/ca.key", "-CAcreateserial", "-days", "30", "-extfile", f"{it}/extension")
    openssl("x509", "-req", "-in", f"{it}/tsa.csr", "-out", f"{it}/tsa.pem", *signed)
    return it


def reply(authority: Path, query: bytes) -> bytes:
    asked, told = authority / "query.tsq", authority / "reply.tsr"
    asked.write_bytes(query)
    openssl("ts", "-reply", "-config", f"{authority}/tsa.cnf", "-queryfile", str(asked), "-out", str(told))
    return told.read_bytes()


def proved(world: World, found: dict[str, Any], blobs: Blobs) -> dict[str, str]:
    async def go() -> dict[str, str]:
        async with running(world):
            settings = Settings(visit=Visiting(timestamp=f"http://{HOST}:{world.http_port}/tsr"))
            return await _proved(found, settings, blobs)

    return asyncio.run(go())


@needs_openssl
@pytest.mark.enable_socket
def test_a_visit_is_stamped_and_anybody_can_verify_it(authority: Path, tmp_path: Path) -> None:
    blobs = Blobs()
    faces = [
        {
            "screenshot": blobs.put(b"picture"),
            "html": blobs.put(b"<p>page"),
            "har": "",
            "full": "",
            "final_url": "https://e.test/",
        }
    ]
    world = World(answering=lambda head, body: (200, {"Content-Type": "application/timestamp-reply"}, reply(authority, body)))
    told = proved(world, {"url": "https://e.test/", "faces": faces}, blobs)
    assert abs(datetime.fromisoformat(told["at"]) - datetime.now(UTC)) < timedelta(minutes=2)
    sent = b"".join(world.heard)
    assert b"application/timestamp-query" in sent
    assert b"e.test" not in sent, "the authority learns a hash"

    raw = json.dumps({"url": "https://e.test/", "faces": faces, "timestamp": told}).encode()
    question = Question("visit", "https://e.test/")
    tape = Tape([Entry(question, "found", datetime.now(UTC), raw)])
    assert set(named_in(tape)) == {faces[0]["screenshot"], faces[0]["html"], told["recording"], told["manifest"], told["stamp"]}
    for name, body in of_tape(tape, blobs).items():
        (tmp_path / name).write_bytes(body)
    verify = ("ts", "-verify", "-data", told["manifest"], "-in", told["stamp"], "-CAfile", f"{authority}/ca.pem")
    openssl(*verify, cwd=tmp_path)
    subprocess.run(["sha256sum", "-c", told["manifest"]], check=True, capture_output=True, cwd=tmp_path)
    assert json.loads((tmp_path / told["recording"]).read_bytes())["faces"] == faces

    (tmp_path / told["manifest"]).write_bytes(b"another")
    with pytest.raises(subprocess.CalledProcessError):
        openssl(*verify, cwd=tmp_path)
    site = Visit().read(raw)
    assert isinstance(site, Site)
    assert site.stamped is not None
    assert (site.stamped.by, site.stamped.manifest, site.stamped.stamp) == (HOST, told["manifest"], told["stamp"])


@needs_openssl
def test_a_stamp_is_held_against_the_question(authority: Path) -> None:
    raw = reply(authority, _timestamp.request(DIGEST, 7))
    assert _timestamp.read(raw, DIGEST, 7).serial > 9
    with pytest.raises(_timestamp.NotStamped, match="something else"):
        _timestamp.read(raw, hashlib.sha256(b"other").digest(), 7)
    with pytest.raises(_timestamp.NotStamped, match="another question"):
        _timestamp.read(raw, DIGEST, 8)
    with pytest.raises(_timestamp.NotStamped, match="refused"):
        _timestamp.read(der.wrapped(der.SEQUENCE, der.wrapped(der.SEQUENCE, der.number(2))), DIGEST, 7)
    for at in range(0, len(raw), 7):  # whatever is broken on the way is no stamp, or still says the same
        broken = raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :]
        for piece in (broken, raw[:at]):
            with contextlib.suppress(ValueError, LookupError, OverflowError):
                assert _timestamp.read(piece, DIGEST, 7)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, {}, b""), "not a time-stamp"),
        ((200, {}, b"<html>"), "not a time-stamp"),
        ((200, {}, b"\x30\x80" * 5000), "not a time-stamp"),
        ((200, {}, der.wrapped(der.SEQUENCE, der.wrapped(der.SEQUENCE, der.number(2)))), "refused by the authority"),
        ((503, {}, b""), "http 503"),
        ((200, {}, b"0" * 100_000), "answer too large"),
        ((302, {"Location": "http://169.254.169.254/"}, b""), "leads to a private address"),
    ],
)
def test_without_a_stamp_it_is_said_why(answer: tuple[int, dict[str, str], bytes], why: str) -> None:
    told = proved(World(answering=lambda head, body: answer), {"url": "https://e.test/", "faces": []}, Blobs())
    assert told["error"] == why
    site = Visit().read(json.dumps({"url": "https://e.test/", "faces": [], "timestamp": told}).encode())
    assert isinstance(site, Site)
    assert site.stamped is not None
    assert (site.stamped.at, site.stamped.why) == (None, why)


@pytest.mark.parametrize("body", [b"", b"x" * 127, b"x" * 128, b"x" * 70_000])
def test_der_is_written_as_it_is_read(body: bytes) -> None:
    assert list(der.values(der.wrapped(der.OCTETS, body) + der.number(255))) == [(der.OCTETS, body), (der.INTEGER, b"\x00\xff")]


def test_the_authority_is_the_operators_choice() -> None:
    assert visiting({"timestamp": "https://tsa.example.com/tsr"}).timestamp == "https://tsa.example.com/tsr"
    assert visiting({}).timestamp == ""
    for wrong in ("tsa.example.com", "ftp://tsa.example.com/", 7):
        with pytest.raises(ValueError, match="timestamp"):
            visiting({"timestamp": wrong})


def test_an_authority_that_cannot_be_reached() -> None:
    async def go() -> None:
        await _timestamp.stamped(Settings(), "http://10.0.0.1/tsr", b"x")

    with pytest.raises(FetchError, match="private"):
        asyncio.run(go())
