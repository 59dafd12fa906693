"""How the DKIM signatures and ARC seals of a folder of mails stand without any key: read at all, body hash met or not."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from sabaku.app import prepare
from sabaku.model import Input, Signature


def main() -> None:
    """Print, per folder, signatures by role and what their body hash says."""
    for name in sys.argv[1:]:
        folder = Path(name)
        files = sorted(folder.rglob("*.eml")) if folder.is_dir() else [folder]
        counts: Counter[str] = Counter()
        for file in files:
            for it in prepare(Input(file.read_bytes(), name=str(file))).seen("signature"):
                if isinstance(it.detail, Signature):
                    counts[f"{it.role} body hash {it.detail.body_hash}"] += 1
        told = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
        print(f"{folder.name}: {len(files)} mails; {told or 'no signature'}")


if __name__ == "__main__":
    main()
