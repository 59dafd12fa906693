"""Labelled mail on disk: which folder means what, which mails are copies of one another, who received them.

Knows nothing about checks or weights. A folder's name begins with its label: ham, phish, fraud, extortion, advance-fee,
malspam or spam; any other folder is not measured.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

from sabaku.compare import SAME_TEXT, SKETCH, fingerprint
from sabaku.cycles import seldom
from sabaku.model import Input, Report
from sabaku.names.hosts import registrable

Label = Literal["legitimate", "fraud", "bulk", ""]
LABELS: dict[str, Label] = {
    "ham": "legitimate",
    "phish": "fraud",
    "fraud": "fraud",
    "extortion": "fraud",
    "advance-fee": "fraud",
    "malspam": "fraud",
    "spam": "bulk",
}
NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEAD = 64_000
"""Bytes of a mail in which its receiver is looked for."""
NEAR = 500
"""Mails before it in a bucket with which a mail is compared: what everybody writes (a footer) must not cost squared time."""
_RECEIVED = re.compile(rb"(?im)^received:")
_BY = re.compile(rb"\bby\s++([\w.-]++)")


@dataclass(frozen=True, slots=True)
class Row:
    """One examined mail, reduced to what measuring needs."""

    folder: str
    file: str
    sha256: str
    label: Label
    receiver: str
    language: str
    level: str
    category: str
    probability: float
    log_odds: float
    hits: tuple[str, ...]
    """Ids whose weight counted (not silenced), whatever the weight is."""
    because: tuple[str, ...]
    claims: tuple[str, ...]
    milliseconds: float
    sketch: frozenset[int]
    subject_key: str
    trouble: str = ""


def label_of(folder: str) -> Label:
    """The label that the folder's name begins with, or "" for mails that only have to be read."""
    for prefix, label in LABELS.items():
        if folder == prefix or folder.startswith(prefix + "-"):
            return label
    return ""


def rows(corpus: Path, *, jobs: int = 2, per_folder: int = 0) -> list[Row]:
    """Examine all labelled mails of the corpus offline, in worker processes; what only carries another mail is unwrapped.

    A file holds one mail, or as a mailbox or pack any number; `per_folder` then takes of each such file at most so many.
    """
    files: list[tuple[str, str, int]] = []
    for folder in sorted(it for it in corpus.iterdir() if it.is_dir()):
        if label_of(folder.name):
            mails = sorted(it for it in folder.iterdir() if it.is_file())
            step = max(1, len(mails) // per_folder) if per_folder else 1
            files += [(folder.name, str(it), per_folder) for it in mails[::step]]
    at_once = max(1, min(16, len(files) // (4 * jobs)))  # a few large mailboxes go to as many workers
    with ProcessPoolExecutor(jobs, initializer=seldom) as pool:
        return [row for found in pool.map(_rows, files, chunksize=at_once) for row in found]


def _rows(task: tuple[str, str, int]) -> list[Row]:
    """The mails of one file."""
    from sabaku import intake

    folder, file, most = task
    if not intake.is_many(file):
        raw = Path(file).read_bytes()
        return [_row(Input(raw, name=file, now=NOW), raw, folder, file)]
    mails = (it for it in intake.read([file], now=NOW) if isinstance(it, Input))
    return [_row(it, it.given or it.raw, folder, it.name) for it in islice(mails, most or None)]


def _row(given: Input, raw: bytes, folder: str, file: str) -> Row:
    """The row of one mail: of what it carries, where it does, the worst."""
    import time

    from sabaku.app import examine
    from sabaku.intake.forwarded import unwrap

    start = time.perf_counter()
    report = max(map(examine, unwrap(given)), key=lambda it: it.verdict.probability)
    took = (time.perf_counter() - start) * 1000
    return reduced(report, raw, folder, file, took)


def reduced(report: Report, raw: bytes, folder: str, file: str, took: float) -> Row:
    """An examined mail as a row; `took` in milliseconds."""
    language = next((it.value for it in report.observables if it.kind == "language"), "")
    mark = fingerprint(report)
    return Row(
        folder=folder,
        file=file,
        sha256=hashlib.sha256(raw).hexdigest(),
        label=label_of(folder),
        receiver=_receiver(raw),
        language=language,
        level=report.verdict.level,
        category=report.verdict.category,
        probability=report.verdict.probability,
        log_odds=0.0,
        hits=tuple(it.id for it in report.findings if not it.silenced_by and it.status != "trial"),
        because=report.verdict.because,
        claims=tuple(it.brand for it in report.claims),
        milliseconds=took,
        sketch=mark.body,
        subject_key=mark.subject,
        trouble=trouble(report),
    )


def trouble(report: Report) -> str:
    """The checks and finders that failed on a mail, "" where all of it was examined."""
    broken = [it.checks[0] for it in report.gaps if it.reason == "broken"]
    broken += [it.detail for it in report.message.defects if it.kind == "finder-broken"]
    return "; ".join(broken)


def _receiver(raw: bytes) -> str:
    """Registrable domain of the topmost server that took the mail: a source is a receiver, not a folder."""
    head = raw[: min(len(raw), HEAD)]
    for at in _RECEIVED.finditer(head):
        found = _BY.search(head, at.end(), at.end() + 2000)
        # inside one receiver mail is handed on between addresses without names
        name = registrable(found.group(1).decode("ascii", "replace")) if found else ""
        if "." in name and not name.replace(".", "").isdigit():
            return name
    return ""


def campaigns(mails: Sequence[Row]) -> list[int]:
    """A number per mail; near-duplicates share it (bottom-k sketches that agree, or the same longer subject)."""
    parent = list(range(len(mails)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    compared: set[tuple[int, int]] = set()
    for group in _candidates(mails):
        for one, other in _pairs(group):
            if root(one) != root(other) and (one, other) not in compared:
                compared.add((one, other))
                if _alike(mails[one], mails[other]):
                    parent[root(other)] = root(one)
    return [root(it) for it in range(len(mails))]


def _pairs(bucket: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Each mail with those before it: two that are strangers to the first of a bucket may still be copies."""
    return ((one, bucket[at]) for at in range(len(bucket)) for one in bucket[max(0, at - NEAR) : at])


def _candidates(mails: Sequence[Row]) -> Iterable[list[int]]:
    """Mails that share one of their smallest hashes, or their subject."""
    buckets: dict[object, list[int]] = defaultdict(list)
    for number, it in enumerate(mails):
        for mark in sorted(it.sketch)[:8]:
            buckets[mark].append(number)
        if len(it.subject_key) > 8:
            buckets[it.subject_key].append(number)
    return (it for it in buckets.values() if len(it) > 1)


def _alike(one: Row, other: Row) -> bool:
    if one.sketch == other.sketch:
        return True  # also of texts too short to be likened
    if len(one.subject_key) > 12 and one.subject_key == other.subject_key:
        return True
    union = sorted(one.sketch | other.sketch)[:SKETCH]
    return len(union) >= 16 and sum(it in one.sketch and it in other.sketch for it in union) / len(union) >= SAME_TEXT
