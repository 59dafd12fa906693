"""Whom real mail claims to come from: brands named right on labelled mail, and claims that don't fit the sender on honest mail.

    python -m sabaku.fit.claims CORPUS [--sample N] [--misses]

Labels are hashes and brand ids (labels-brands.tsv), read off the mails by a person; no text of them is kept.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sabaku.app import prepare
from sabaku.model import Address, Case, Input
from sabaku.names import brands

LABELS = Path(__file__).with_name("labels-brands.tsv")


def labels() -> dict[str, str]:
    """The first twelve hex digits of a mail's SHA-256 -> the brand that it claims to come from."""
    lines = LABELS.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: brand for name, brand, *_ in pairs}


def mismatching(case: Case) -> bool:
    """Whether a brand is claimed and From shows none of the claimed brands' domains."""
    froms = [it.detail.domain for it in case.seen("address", "from") if isinstance(it.detail, Address)]
    claimed = [it.brand for it in case.claims if it.brand != brands.HOME]
    return bool(claimed) and not any(brands.standing(id, domain) for id in claimed for domain in froms)


def of_folder(folder: Path, sample: int, misses: bool) -> Iterator[str]:
    """The lines about one folder: labelled mails if it has any, else how many claims don't fit."""
    known, right, labelled, claimed, wrong = labels(), 0, 0, 0, 0
    files = sorted(folder.glob("*.eml"))
    files = files[:: max(1, len(files) // sample)] if sample else files
    for path in files:
        raw = path.read_bytes()
        case = prepare(Input(raw, name=path.name))
        label = known.get(hashlib.sha256(raw).hexdigest()[:12]) or known.get(path.stem)
        first = next((it.brand for it in case.claims), "")
        claimed += bool(first)
        labelled += label is not None
        right += label is not None and first == label
        wrong += mismatching(case)
        if misses and ((label and first != label) or (mismatching(case) and folder.name.startswith("ham"))):
            yield f"  {path.name} label {label or '-'} got {[(it.brand, it.confidence, it.why) for it in case.claims]}"
    if labelled:
        yield f"{folder.name}: named right {right} of {labelled} labelled ({right / labelled:.1%})"
    share = wrong / max(len(files), 1)
    yield f"{folder.name}: {len(files)} mails, {claimed} claim somebody, {wrong} claims don't fit the sender ({share:.1%})"


def main(given: Sequence[str] | None = None) -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="at most about so many mails a folder")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args(given)
    for folder in sorted(asked.corpus.iterdir()):
        if folder.name.startswith("ham") or folder.name == "phish-ja":
            print("\n".join(of_folder(folder, asked.sample, asked.misses)))


if __name__ == "__main__":
    main()
