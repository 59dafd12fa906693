"""Shells complete what the commands take: the scripts are made from the options, and bash is really asked."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from sabaku.doors._arguments import COMMANDS, EXPORTS, PROFILES
from sabaku.doors.cli import main

BASH = shutil.which("bash") or "/bin/bash"
ASK = """
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
_sabaku
printf '%s\\n' "${COMPREPLY[@]}"
"""


def script(shell: str, capfd: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capfd.readouterr().out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (["ex"], ["examine", "export"]),
        (["examine", "--pro"], ["--profile"]),
        (["examine", "--profile", ""], PROFILES),
        (["examine", "--format", "=", "j"], ["json"]),
        (["examine", "--format", "="], ["text", "json", "html", "markdown", "pdf", "list"]),
        (["export", "--as", "sp"], ["spamassassin"]),
        (["data", ""], ["list", "update"]),
        (["data", "list", ""], []),
        (["examine", "mail"], []),
        (["completion", "z"], ["zsh"]),
        (["unknown", "--"], []),
    ],
)
def test_bash_offers(line: list[str], offered: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [BASH, "--norc", "-c", script("bash", capfd) + ASK, "bash", "sabaku", *line], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == offered
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_there(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    told = script(shell, capfd)
    assert not [name for name in COMMANDS if name not in told]
    long = "-l limit-seconds" if shell == "fish" else "--limit-seconds"
    assert long in told
    assert " ".join(EXPORTS) in told


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_what_is_said_of_an_option_ends_no_quotation(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    """`eval` and `'` in our own words are told, not run: outside of quotes stand only words of the shell."""
    told = script(shell, capfd)
    bare = re.sub(r"'(?:\\.|[^'\\])*'" if shell == "fish" else r"'[^']*'|\"'\"", "", told)
    assert "$(sabaku" not in bare
    assert "'" not in bare


def test_explained_in_the_readers_language(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SABAKU_LANG", "ja")
    assert "メールを調べて判定と根拠を示す" in script("fish", capfd)
    monkeypatch.setenv("SABAKU_LANG", "en")
    assert "examine mails and say what they are" in script("zsh", capfd)
