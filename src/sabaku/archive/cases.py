"""A case on disk: `mail.eml`, `inputs.json`, `tape.jsonl`, `blobs/`, `report.json`. Reads and writes; judges nothing.

A case folder is the product: it may be archived, sent to a partner and replayed years later. What is read from one is
therefore as hostile as a mail.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from sabaku.archive import folders
from sabaku.model import Carrier, Case, Envelope, Home, Input, Profile, Report
from sabaku.render.json import encoded
from sabaku.sources.tape import Tape, dumps, loads

MAIL, INPUTS, TAPE, REPORT, BLOBS = "mail.eml", "inputs.json", "tape.jsonl", "report.json", "blobs"
GIVEN = "given.bin"
FORMAT = 1
LARGEST = 256 * 2**20
HASH = re.compile(r"[0-9a-f]{64}")


class BadCase(Exception):
    """A folder that is not a case, or no longer one."""


class Inputs(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the examination was given besides the mail."""

    format: int
    name: str = "-"
    now: datetime | None = None
    profile: Profile = "offline"
    home: Home = Home()
    envelope: Envelope | None = None
    carrier: Carrier | None = None
    left_out: tuple[str, ...] = ()
    """Steps for which there was no time: a replay leaves them out, too, and no others."""


class Kept(msgspec.Struct, frozen=True):
    """A case as it was read: the input, the tape (JSON lines), the stored report, and where its blobs are."""

    input: Input
    tape: bytes
    report: Report
    folder: Path


def write_case(folder: Path, case: Case, report: Report, tape: Tape, blobs: Mapping[str, bytes] | None = None) -> None:
    """Write the whole case at once: a reader sees the old folder or the new one, never half of one. Raises OSError."""
    with folders.replacing(folder) as fresh:
        _fill(fresh, case, report, tape)
        _write_blobs(fresh / BLOBS, blobs or {})
        if folder.is_dir():  # what somebody else has put into it (the author's edits, notices, blobs) stays in it
            folders.copy_tree(folder, fresh, {MAIL, INPUTS, TAPE, REPORT, GIVEN})


def cases_in(folder: Path) -> list[Path]:
    """The case folders at or below that folder, by name; what lies inside a case is not looked into."""
    found = []
    for at, names, files in os.walk(folder):
        names[:] = [] if INPUTS in files else sorted(it for it in names if not it.startswith("."))
        if INPUTS in files:
            found.append(Path(at))
    return found


def read_case(folder: Path) -> Kept:
    """The case in that folder. Raises BadCase with the reason."""
    try:
        name = INPUTS
        inputs = msgspec.json.decode(_bytes(folder / name), type=Inputs)
        if inputs.format != FORMAT:
            raise BadCase(f"{INPUTS}: format {inputs.format} is not known")
        name = TAPE
        tape = _bytes(folder / name)
        loads(tape)
        name = REPORT
        report = msgspec.json.decode(_bytes(folder / name), type=Report)
    except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise BadCase(f"{name}: {fault}") from fault
    given = _bytes(folder / GIVEN) if (folder / GIVEN).is_file() else None
    return Kept(_input(inputs, _bytes(folder / MAIL), given), tape, report, folder)


def blob(folder: Path, digest: str) -> bytes:
    """The blob of that sha256 (hexadecimal). Raises BadCase where it is missing or is something else by now."""
    if not HASH.fullmatch(digest):
        raise BadCase(f"{digest!r} is no sha256")
    body = _bytes(folder / BLOBS / digest)
    if hashlib.sha256(body).hexdigest() != digest:
        raise BadCase(f"{BLOBS}/{digest} is not what its name says")
    return body


def _input(inputs: Inputs, raw: bytes, given: bytes | None) -> Input:
    it = inputs
    return Input(raw, it.name, it.now, it.profile, it.home, it.envelope, it.carrier, given, it.left_out)


def _bytes(path: Path) -> bytes:
    try:
        return folders.read(path, LARGEST)
    except OSError as fault:
        why = "is a link" if path.is_symlink() else fault.strerror or type(fault).__name__
        raise BadCase(f"{path.name}: {why}") from fault


def _fill(folder: Path, case: Case, report: Report, tape: Tape) -> None:
    it = case.input
    left_out = case.message.allowance.left_out
    inputs = Inputs(FORMAT, it.name, it.now, it.profile, it.home, it.envelope, it.carrier, left_out)
    folders.put(folder / MAIL, it.raw)
    if it.given is not None and it.given != it.raw:
        folders.put(folder / GIVEN, it.given)
    folders.put(folder / INPUTS, msgspec.json.format(encoded(inputs), indent=2) + b"\n")
    folders.put(folder / TAPE, dumps(tape))
    folders.put(folder / REPORT, encoded(report) + b"\n")


def _write_blobs(folder: Path, blobs: Mapping[str, bytes]) -> None:
    if blobs:
        folder.mkdir(mode=0o700, exist_ok=True)
    for digest, body in blobs.items():
        if hashlib.sha256(body).hexdigest() != digest:
            raise ValueError(f"a blob is not what its name says: {digest}")
        folders.put(folder / digest, body)
