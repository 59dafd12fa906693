"""What is said on a terminal while something takes its time, and wiped away when it is done. Nothing where nobody looks."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator

from sabaku.model import Lang, Text

ASKING = Text("問い合わせています…", "asking…")
PRINTING = Text(
    "記事を作成しています(PDFと画像には10秒ほどかかります)…", "making the article (PDF and pictures take about ten seconds)…"
)
NTH = Text("{n}通目を調べています…", "examining mail {n}…")
READING = Text("{n}件目のケースを読んでいます…", "reading case {n}…")
OFTEN = 0.5
WIPE = "\r\x1b[K"


@contextlib.contextmanager
def waiting(says: Text, lang: Lang) -> Iterator[None]:
    """Stands on the terminal until the block ends."""
    if not sys.stderr.isatty():
        yield
        return
    print(says.in_(lang), end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print(WIPE, end="", file=sys.stderr, flush=True)


class Counter:
    """Tells now and then which mail is being examined (or which case read)."""

    def __init__(self, lang: Lang, says: Text = NTH) -> None:
        self.lang = lang
        self.says = says
        self.count = 0
        self.told = time.monotonic()
        self.standing = False

    def next(self, *, quiet: bool = False) -> None:
        """One mail more; `quiet` where reports are going to the same terminal."""
        self.count += 1
        if quiet or not sys.stderr.isatty() or time.monotonic() - self.told < OFTEN:
            return
        self.told, self.standing = time.monotonic(), True
        print(WIPE + self.says.in_(self.lang).format(n=self.count), end="", file=sys.stderr, flush=True)

    def wipe(self) -> None:
        """Make room for what is printed next."""
        if self.standing:
            print(WIPE, end="", file=sys.stderr, flush=True)
            self.standing = False
