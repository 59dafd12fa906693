"""Folders that are replaced whole or not at all, and files in folders that strangers may have filled.

Knows nothing of what they hold. A link in such a folder is never followed: whoever sent the folder chose where it points.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@contextlib.contextmanager
def replacing(folder: Path, mode: int = 0o700) -> Iterator[Path]:
    """A new folder beside it, which takes its place when the block ends well; a reader sees the old one or the new one.

    Two writers wait for each other; what a killed one has left behind is removed. Raises OSError.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))
        fresh, aside = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
        _recover(fresh, aside, folder)
        fresh.mkdir(mode=mode)
        try:
            yield fresh
            _swap(fresh, aside, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def copy_tree(old: Path, fresh: Path, without: Collection[str]) -> None:
    """Copy what lies in the old folder and not in the fresh one, but for the names (with `/`) in `without`.

    Links stay links; pipes and devices stay out.
    """
    for it in sorted(old.iterdir()):
        target = fresh / it.name
        if it.name in without:
            continue
        if it.is_dir() and not it.is_symlink():
            inside = [name.partition("/")[2] for name in without if name.startswith(f"{it.name}/")]
            target.mkdir(exist_ok=True)
            shutil.copystat(it, target)
            copy_tree(it, target, inside)
        elif not target.exists():
            _copy(it, target)


def _copy(it: Path, target: Path) -> None:
    if it.is_symlink():
        target.symlink_to(it.readlink())
    elif it.is_file():
        shutil.copy2(it, target)


def read(path: Path, largest: int) -> bytes:
    """The file's bytes. Raises OSError, also for a link, a pipe, a device, and for more bytes than `largest`."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        told = os.fstat(file.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        if told.st_size > largest:
            raise OSError(errno.EFBIG, f"larger than {largest >> 20} MB", str(path))
        return file.read(largest)


def put(path: Path, body: bytes) -> None:
    """Write the file at once, for its owner only; a link of that name is replaced, not followed. Raises OSError."""
    fresh = path.with_name(f".{secrets.token_hex(6)}.new")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            with contextlib.suppress(OSError):  # not every file system can
                os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException as fault:
        fresh.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise OSError(fault.errno, fault.strerror, str(path)) from fault
        raise


@contextlib.contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """One writer at a time in that folder, where the system knows such locks."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # not every file system can
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _recover(fresh: Path, aside: Path, folder: Path) -> None:
    """Put right what a writer that was killed has left."""
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    for it in (fresh, aside):
        if it.exists():
            shutil.rmtree(it)


def _swap(fresh: Path, aside: Path, folder: Path) -> None:
    """Put the fresh folder in the place of the old one; the old one is gone, or in the place of the fresh one."""
    if not folder.exists():
        fresh.rename(folder)
        return
    if _exchanged(fresh, folder):
        return
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two could be exchanged in a single step (Linux; not on every file system)."""
    call = _renameat2()
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


@functools.cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found: Callable[[int, bytes, int, bytes, int], int] = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return None
    return found
