"""Folders replaced whole or not at all, by writers that wait for each other; files of strangers read without following links."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from sabaku.archive import folders

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes")


def names(folder: Path) -> list[str]:
    return sorted(it.name for it in folder.iterdir())


def test_a_fault_inside_leaves_the_old_folder(tmp_path: Path) -> None:
    (tmp_path / "it").mkdir()
    (tmp_path / "it" / "old").touch()
    with pytest.raises(FileNotFoundError), folders.replacing(tmp_path / "it") as fresh:
        (fresh / "no" / "such").touch()
    assert names(tmp_path) == ["it"]
    assert names(tmp_path / "it") == ["old"]


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(folders, "_renameat2", lambda: None)
    for name in "ab":
        with folders.replacing(tmp_path / "it") as fresh:
            (fresh / name).touch()
    assert names(tmp_path) == ["it"]
    assert names(tmp_path / "it") == ["b"]


def test_what_a_killed_writer_left_is_put_right(tmp_path: Path) -> None:
    for left in (".it.new", ".it.old"):
        (tmp_path / left).mkdir()
        (tmp_path / left / left[-3:]).touch()
    with folders.replacing(tmp_path / "it") as fresh:
        assert names(tmp_path / "it") == ["old"], "killed between two renames: the old one is back"
        (fresh / "now").touch()
    assert names(tmp_path) == ["it"]
    assert names(tmp_path / "it") == ["now"]


@POSIX
def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    faults: list[OSError] = []

    def write(n: int) -> None:
        try:
            for _ in range(5):
                with folders.replacing(tmp_path / "it") as fresh:
                    for part in "abc":
                        (fresh / part).write_text(str(n))
        except OSError as fault:
            faults.append(fault)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for it in writers:
        it.start()
    for it in writers:
        it.join()
    assert faults == []
    assert names(tmp_path) == ["it"]
    assert len({(tmp_path / "it" / part).read_text() for part in "abc"}) == 1


@POSIX
def test_copying_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    old, fresh, secret = tmp_path / "old", tmp_path / "fresh", tmp_path / "secret"
    secret.write_text("private")
    (old / "sub").mkdir(parents=True)
    fresh.mkdir()
    (old / "link").symlink_to(secret)
    (old / "sub" / "made").write_text("old")
    (old / "sub" / "mine").write_text("mine")
    (old / "both").write_text("old")
    (fresh / "both").write_text("new")
    os.mkfifo(old / "pipe")
    folders.copy_tree(old, fresh, {"sub/made"})
    assert names(fresh) == ["both", "link", "sub"]
    assert (fresh / "link").is_symlink()
    assert names(fresh / "sub") == ["mine"]
    assert (fresh / "both").read_text() == "new"


@POSIX
def test_reading_takes_plain_files_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "zero").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    assert folders.read(tmp_path / "file", 5) == b"12345"
    for name in ("link", "zero", "pipe", "none"):
        with pytest.raises(OSError, match=name):
            folders.read(tmp_path / name, 5)
    with pytest.raises(OSError, match="larger"):
        folders.read(tmp_path / "file", 4)


@POSIX
def test_putting_replaces_a_link_and_is_for_the_owner_only(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "file").symlink_to(victim)
    folders.put(tmp_path / "file", b"new")
    assert victim.read_text() == "mine"
    assert (tmp_path / "file").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "file").lstat().st_mode) == 0o600
    assert names(tmp_path) == ["file", "victim"]


def test_a_full_disk_names_the_file_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space") as fault:
        folders.put(tmp_path / "file", b"new")
    assert fault.value.filename == str(tmp_path / "file")
    assert names(tmp_path) == []
