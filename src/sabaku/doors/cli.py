"""The command line: arguments in, exit code out. Each command lives in its own file and is imported only when it is called."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sabaku.cycles import seldom
from sabaku.doors._arguments import parser
from sabaku.doors._locale import locale_language

if TYPE_CHECKING:
    from sabaku.model import Lang

DONE, UNREADABLE, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 done, 1 some input unreadable, 2 usage."""
    # thousands of small frozen values live as long as a report: looking for cycles among them again and again costs a tenth,
    # and what stands in the tables at the exit is looked through three times, for another tenth of a short command
    seldom()
    atexit.register(gc.freeze)
    words = list(sys.argv[1:] if argv is None else argv)
    _standard_streams()
    _speak_utf8()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    asked = argparse.Namespace()
    try:
        asked = _asked(words)
        return _command(asked)
    except BrokenPipeError:
        _hush()
        return DONE
    except KeyboardInterrupt:
        print("sabaku: " + ("中断しました。" if _lang(asked) == "ja" else "stopped"), file=sys.stderr)
        return 130
    except OSError as fault:  # a full disk, a folder that may not be written
        from sabaku.doors.faults import told

        print(f"sabaku: {told(fault, _lang(asked))}", file=sys.stderr)
        _drop_unwritten()
        return UNREADABLE


def _asked(words: list[str]) -> argparse.Namespace:
    try:
        return parser(_language_of(words)).parse_all(words)
    except SystemExit:
        sys.stdout.flush()  # the help, too, may meet a full disk, or a reader that has gone
        raise


def _language_of(words: Sequence[str]) -> Lang:
    """The language to explain the options in: the one asked for, also where something else in the line is wrong."""
    wanted = [it.partition("=")[2] for it in words if it.startswith("--lang=")]
    wanted += [after for it, after in pairwise(words) if it == "--lang"]
    return "ja" if "ja" in wanted else "en" if "en" in wanted else locale_language(os.environ)


def _command(asked: argparse.Namespace) -> int:
    from importlib import import_module

    from sabaku.data.own import Damaged
    from sabaku.doors.config import ConfigError
    from sabaku.doors.faults import damaged, stop

    try:
        # every command is the function of its name in the module of its name
        code = int(getattr(import_module(f"sabaku.doors.{asked.command}"), asked.command)(asked))
        sys.stdout.flush()  # here, where a full disk and a reader that has gone are still told from each other
        return code
    except ConfigError as fault:
        return stop(fault.says.in_(_lang(asked)), USAGE)
    except Damaged as fault:
        return stop(damaged(fault, _lang(asked)), USAGE)


def _lang(asked: argparse.Namespace) -> Lang:
    return "ja" if (getattr(asked, "lang", None) or locale_language(os.environ)) == "ja" else "en"


def _hush() -> None:
    """The reader has gone: nothing more to say, also not when Python empties its buffers at the exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _drop_unwritten() -> None:
    """What standard output could not take would be tried again at the exit, and change its code."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  as long as the process lives


def _terminated(number: int, _: object) -> None:
    """Ends like any other way out, so that half-written folders and browsers go along."""
    raise SystemExit(128 + number)


def _standard_streams() -> None:
    """A closed stream gives and takes nothing; a report that could not be written to it is no success, so output refuses."""
    for name, mode, ways in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, ways), mode, encoding="utf-8"))  # noqa: SIM115, PTH123  until the exit


def _speak_utf8() -> None:
    """A console that cannot show a character (cp932 on Windows) gets its code instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
