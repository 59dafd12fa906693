"""sabaku as a library: what docs/guide promises to Python programs."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest

import sabaku
from sabaku.model import Home
from sabaku.render import html

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "kagoya"
MAIL = (EXAMPLE / "mail.eml").read_bytes()


def test_one_mail() -> None:
    report = sabaku.examine(MAIL)

    assert report.verdict.level == "fraud"
    assert report.profile == "offline"
    assert report.claims[0].brand == "kagoya"
    assert "<html" in html.render(report, "en", MAIL)


def test_with_the_house_the_time_and_recorded_answers() -> None:
    now = datetime.fromisoformat("2023-06-11T21:00:00+09:00")
    report = sabaku.examine(MAIL, home=Home(domains=("recipient.example",)), now=now, tape=(EXAMPLE / "tape.jsonl").read_bytes())

    assert report.examined_at == now
    assert "landing.second-brand" in {it.id for it in report.findings}
    assert report == sabaku.examine(
        MAIL, home=Home(domains=("recipient.example",)), now=now, tape=(EXAMPLE / "tape.jsonl").read_bytes()
    )


@pytest.mark.parametrize(("mail", "tape"), [(b"", b""), (b"\x00\xff" * 500, b""), (MAIL, b"no tape\n")])
def test_what_is_no_mail_or_no_tape(mail: bytes, tape: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        sabaku.examine(mail, tape=tape)


def test_the_package_is_light_and_typed() -> None:
    said = "import sys, sabaku; sys.exit(any(it.startswith('sabaku.') for it in sys.modules))"
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
    assert resources.files("sabaku").joinpath("py.typed").is_file()
    with pytest.raises(AttributeError, match="nothing"):
        getattr(sabaku, "nothing")  # noqa: B009  what is meant is the call at run time


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_guides_program_runs(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / "docs" / f"guide.{lang}.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "suspicious.eml").write_bytes(MAIL)
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "guide", "exec"), {})
    assert (tmp_path / "report.html").stat().st_size > 10_000
