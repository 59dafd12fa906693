"""The commands that the guides and READMEs show: all are understood, and those that ask nobody do what they say, as written."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from doors.test_export import kept
from mails import build
from sabaku.doors._arguments import COMMANDS, parser

ROOT = Path(__file__).parent.parent.parent
PAGES = ("README.md", "README.ja.md", "docs/guide.en.md", "docs/guide.ja.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(
    r"^(?:\$ )?(?:\.venv/bin/)?(sabaku (?:examine|init|replay|publish|export|notify|sources|data|brands|learn|measure)\b.*)$"
)
SYNOPSIS = re.compile(r"\[--|\bCASE\b|\bMAIL\b|\bDIR\b|ケース|メール\.\.\.|\|update|\|list|^sabaku \w+ {3,}|形式|宛先")
ASKING = re.compile(
    r"--profile (?:full|visit)|https?://|--send|sabaku (?:publish|learn --(?:ham|withdraw|undo)|init|brands learn)"
)
"""Not run here: what asks somebody, takes long or needs a mailbox full of mail. Other tests run these commands."""


def commands(page: str) -> list[str]:
    """The lines of the page's blocks that run sabaku, without comments."""
    lines = (line for kind, block in BLOCK.findall((ROOT / page).read_text("utf-8")) if not kind for line in block.split("\n"))
    found = (it[1] for line in lines if (it := COMMAND.match(line)) and not SYNOPSIS.search(line))
    return [re.sub(r"\s{2,}# .*", "", it).strip() for it in found]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_understood(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "exit", lambda code=0: pytest.fail(f"{line}: exit {code}"))
    found = commands(page)
    assert found
    for line in found:
        words = shlex.split(re.split(r"\s[<>]\s", line)[0])
        assert parser("en").parse_all(words[1:]).command == words[1]


@pytest.mark.parametrize(("one", "other"), [PAGES[:2], PAGES[2:]])
def test_both_languages_show_the_same_commands(one: str, other: str) -> None:
    def bare(page: str) -> list[str]:
        return [re.sub(r'(--ham|--fraud) \S+|"[^"]*"', r"\1", it) for it in commands(page)]

    assert bare(one) == bare(other)


@pytest.mark.parametrize("page", ["README.md", "README.ja.md"])
def test_the_readmes_name_every_command(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert not [name for name in COMMANDS if f"sabaku {name}" not in text]


def mail(n: int) -> bytes:
    text = f"お客様のアカウントを確認してください。\nhttps://account-check.example/{n}\n"
    return build({"headers": {"Subject": f"確認 {n}", "Date": "Thu, 05 Feb 2026 10:00:00 +0900"}, "body": {"text": text}})


@pytest.fixture
def place(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    """A folder with everything that the guide's commands name."""
    kept(tmp_path / "cases", "kagoya", capfd).rename(tmp_path / "cases" / "2026-02-05-parcel")
    kept(tmp_path / "cases", "fukushima", capfd).rename(tmp_path / "cases" / "2026-02-17-outage")
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / folder).mkdir(parents=True)
    (tmp_path / "Maildir" / "new" / "1.a.mx").write_bytes(mail(1))
    (tmp_path / "Maildir" / "new" / "2.b.mx").write_bytes(mail(2))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "3.c.mx").write_bytes(mail(40))
    for n, name in enumerate(("suspicious.eml", "newsletter.eml")):
        (tmp_path / name).write_bytes(mail(30 + n))
    postmark = b"From info@sender.example Thu Feb  5 10:00:05 2026\n"
    (tmp_path / "reported.mbox").write_bytes(b"".join(postmark + mail(n) + b"\n" for n in range(1, 18)))
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "sabaku").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sabaku "$@"\n')
    (tools / "sabaku").chmod(0o755)
    return tmp_path


@pytest.mark.enable_socket
@pytest.mark.skipif(not shutil.which("bash"), reason="the commands are written for a shell")
def test_the_guides_commands_run_as_written(place: Path) -> None:
    env = {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}", "HOME": str(place), "SABAKU_LANG": "en"}
    env |= {"PYTHONPATH": str(ROOT / "src"), "XDG_STATE_HOME": str(place / "state"), "XDG_DATA_HOME": str(place / "data")}
    ran = [it for it in commands("docs/guide.en.md") if not ASKING.search(it)]
    assert len(ran) > 15
    for line in ran:
        done = subprocess.run(["bash", "-c", line], cwd=place, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
    assert (place / "indicators.csv").read_text("utf-8").count("attacker") > 3
    assert {"parcel.json", "february.json", "report.html"} <= {it.name for it in place.iterdir()}
    if shutil.which("jq"):
        _tables(place, env)
    if shutil.which("curl"):
        _alerts(place, env)


def _tables(place: Path, env: dict[str, str]) -> None:
    """The guide's jq programs make a row for each mail, and a count of hosts."""
    text = (ROOT / "docs" / "guide.en.md").read_text("utf-8")
    programs = re.findall(r"^jq .*?(?=^(?:jq|```))", text, re.DOTALL | re.MULTILINE)
    assert len(programs) == 2
    shown = [
        subprocess.run(["bash", "-ec", it], cwd=place, env=env, capture_output=True, text=True, check=True).stdout
        for it in programs
    ]
    rows = (place / "mails.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[0] for row in rows] == ["Maildir/new/1.a.mx", "Maildir/new/2.b.mx"]
    assert all("account-check.example" in row for row in rows)
    assert "2 account-check.example" in shown[1]


def _alerts(place: Path, env: dict[str, str]) -> None:
    """The guide's loop sends every alert to where TheHive takes them, with the key."""
    got: list[tuple[str, str | None, str]] = []

    class Hive(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append((self.path, self.headers["Authorization"], body["sourceRef"]))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    text = (ROOT / "docs" / "guide.en.md").read_text("utf-8")
    loop = re.findall(r"^while read -r alert.*?^done.*?$", text, re.DOTALL | re.MULTILINE)[0]
    with ThreadingHTTPServer(("127.0.0.1", 0), Hive) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        more = {"THEHIVE_KEY": "k", "THEHIVE": f"http://127.0.0.1:{server.server_port}", "NO_PROXY": "127.0.0.1"}
        subprocess.run(["bash", "-ec", loop], cwd=place, env=env | more, capture_output=True, check=True, timeout=60)
        server.shutdown()
    kept = [json.loads(it)["sourceRef"] for it in (place / "alerts.jsonl").read_text("utf-8").splitlines()]
    assert got == [("/api/v1/alert", "Bearer k", it) for it in kept]
    assert len(kept) == 2
