"""What each pattern costs is counted for our own modules, those compiled late included."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sabaku.fit.patterns import Watched, watching


def test_searches_are_counted() -> None:
    it = Watched(re.compile("[0-9]+"), "here:1")
    assert it.search("a 12")[0] == "12"
    assert [one[0] for one in it.finditer("1 2")] == ["1", "2"]
    assert it.sub(lambda found: f"<{found[0]}>", "a 1") == "a <1>"
    assert (it.calls, it.size, it.pattern) == (3, 10, "[0-9]+")
    Watched.all.remove(it)


def test_other_modules_keep_theirs() -> None:
    assert isinstance(watching("a"), re.Pattern)


def test_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"From: Ann <ann@sender.example>\r\nSubject: Minutes\r\n\r\nHere they are, 12 of them.\r\n")
    told = subprocess.run(
        [sys.executable, "-m", "sabaku.fit.patterns", str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "µs a mail" in told.stdout
    assert "mime.scan" in told.stdout
