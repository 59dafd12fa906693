"""The command line: arguments in, exit code out. Each command lives in its own file and is imported only when it is called."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence

from sabaku import __version__

DONE, UNREADABLE, USAGE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="sabaku", description="捌く (sabaku): takes a suspicious mail apart and proves why it is, or is not, a fraud."
    )
    top.add_argument("--version", action="version", version=f"sabaku {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _examine(commands.add_parser("examine", help="examine mails and say what they are"))
    init = commands.add_parser("init", help="ask a few questions and write the configuration")
    init.add_argument("--config", help="the file to write")
    init.add_argument("--lang", choices=["ja", "en"])
    replay = commands.add_parser("replay", help="recompute the report of a case folder, asking nobody")
    replay.add_argument("case", metavar="CASE", help=CASE)
    replay.add_argument("--checks", choices=["then", "now"], default="then", help="now: show the report of today's checks")
    replay.add_argument("--again", action="store_true", help="ask anew, and keep the earlier answers beside those of now")
    replay.add_argument("--profile", choices=["offline", "quiet", "full", "visit"], help="with --again: who may be asked")
    replay.add_argument("--lang", choices=["ja", "en"])
    replay.add_argument("--format", choices=FORMATS, default="text")
    sources = commands.add_parser("sources", help="what each source tells, who learns what, whether it can be asked here")
    sources.add_argument("--lang", choices=["ja", "en"])
    sources.add_argument("--submit", metavar="URL", help="have urlscan.io visit this URL; the suspect sees that visit")
    sources.add_argument("--visibility", choices=["unlisted", "private"], default="unlisted", help="who may see the capture")
    data = commands.add_parser("data", help="the lists on this machine: how old they are, fetching them anew")
    data.add_argument("action", choices=["list", "update"])
    data.add_argument("names", metavar="LIST", nargs="*", help="update only these lists")
    data.add_argument("--lang", choices=["ja", "en"])
    _publish(commands.add_parser("publish", help="the warning as an article, without anything of the victim"))
    _export(commands.add_parser("export", help="a case for other programs: STIX, MISP, tables, queries, block lists"))
    _learn(commands.add_parser("learn", help="adjust the weights to your own mail; object to a verdict; take it back"))
    _notify(commands.add_parser("notify", help="reports and letters about a case, as ready drafts; sends only when told to"))
    _brands(commands.add_parser("brands", help="genuine pages of brands, learnt to hold fakes against: learn, list, forget"))
    commands.add_parser("measure", help="measure the verdicts on folders of labelled mail", add_help=False)
    return top


CASE = "a case folder, as `sabaku examine MAIL --case DIR` makes it"
FORMATS = ["text", "json", "html", "markdown", "pdf"]
EXPORTS = ["stix", "misp", "csv", "csv-defanged", "sigma", "kql", "postfix", "spamassassin", "rspamd", "rpz", "hosts"]
EXPORTS += ["mailbox-rule", "log-search"]


def _publish(it: argparse.ArgumentParser) -> None:
    it.add_argument("case", metavar="CASE", help=CASE)
    it.add_argument("--out", metavar="DIR", help="the folder of the publication; your edits in it are kept")
    it.add_argument("--lang", choices=["ja", "en", "both"], help="language of the article (default: the reader's)")
    it.add_argument("--format", metavar="LIST", help="of html,markdown,fragment,pdf,card,feed (default: all)")
    it.add_argument("--author", metavar="FILE", help="TOML with opening, closing, tone, site, author, url")
    it.add_argument("--term", metavar="TEXT", action="append", default=[], help="mask this, too; may be repeated")
    it.add_argument("--show-redactions", action="store_true", help="list what is masked, how and why; needs no --out")
    it.add_argument("--defang", choices=["stars", "hxxp"], default="stars", help="h**ps:// or hxxps://")
    it.add_argument("--now", metavar="T", help="the date of publication, as 2026-02-05T12:00:00+09:00 (default: now)")


def _export(it: argparse.ArgumentParser) -> None:
    it.add_argument("case", metavar="CASE", help=CASE)
    it.add_argument("--as", dest="format", choices=EXPORTS, required=True, help="the format")
    it.add_argument("--out", metavar="FILE", help="write to this file (default: standard output)")
    it.add_argument("--tlp", choices=["clear", "green", "amber", "red"], default="amber", help="how far it may be shared")
    it.add_argument("--all-roles", action="store_true", help="not only the attacker's own; never the recipient's")
    it.add_argument("--lang", choices=["ja", "en"])


def _learn(it: argparse.ArgumentParser) -> None:
    it.add_argument("--ham", metavar="DIR", action="append", default=[], help="legitimate mail of your own; may be repeated")
    it.add_argument("--fraud", metavar="DIR", action="append", default=[], help="frauds that reached you; may be repeated")
    it.add_argument("--contest", metavar="MAIL", action="append", default=[], help="object to the verdict on this mail")
    it.add_argument("--verdict", choices=["legitimate", "fraud"], help="what the contested mail really is")
    it.add_argument("--why", metavar="TEXT", help="the reason for an objection, kept with it")
    it.add_argument("--undo", action="store_true", help="take back what was learnt last")
    it.add_argument("--dry-run", action="store_true", help="only say what would change")
    it.add_argument("--anyway", action="store_true", help="use it even where verdicts do not get better")
    it.add_argument("--lang", choices=["ja", "en"])


RECEIVERS = [
    "xarf",
    "arf",
    "antiphishing-jp",
    "dekyo",
    "abuse",
    "jpcert",
    "police",
    "google",
    "microsoft",
    "brand",
    "owner",
    "reporter",
]


def _notify(it: argparse.ArgumentParser) -> None:
    it.add_argument("case", metavar="CASE", help=CASE)
    it.add_argument("--to", choices=RECEIVERS, required=True, help="who is told")
    it.add_argument("--lang", choices=["ja", "en"], help="language of the letter (default: the receiver's)")
    it.add_argument("--out", metavar="DIR", help="where the drafts are put (default: CASE/notices)")
    it.add_argument("--send", action="store_true", help="send them through the server in the configuration, after asking")
    it.add_argument("--yes", action="store_true", help="send without asking")
    it.add_argument("--config", metavar="FILE", help="configuration file")


def _brands(it: argparse.ArgumentParser) -> None:
    it.add_argument("action", choices=["learn", "list", "forget"])
    it.add_argument("brand", metavar="BRAND", nargs="?", help="id or name of the brand, e.g. kagoya")
    it.add_argument("what", metavar="URL-OR-PNG", nargs="?", help="learn: the genuine page's address, or a picture (page, logo)")
    it.add_argument("--anyway", action="store_true", help="learn a page whose host is not known as the brand's")
    it.add_argument("--lang", choices=["ja", "en"])


def _examine(it: argparse.ArgumentParser) -> None:
    it.add_argument(
        "mails", metavar="MAIL", nargs="+", help=".eml, .msg, mbox, Maildir, a folder of these, or - for standard input"
    )
    it.add_argument(
        "--profile", choices=["offline", "quiet", "full", "visit"], help="who may be asked (default: offline, nobody)"
    )
    it.add_argument("--home", metavar="DOMAIN", action="append", default=[], help="a domain of your own; may be repeated")
    it.add_argument("--lang", choices=["ja", "en"], help="language of the report (default: the locale's)")
    it.add_argument("--format", choices=FORMATS, default="text")
    it.add_argument("--case", metavar="DIR", help="keep the mail, the answers and the report in this folder")
    it.add_argument("--now", metavar="T", help="the time of judging, as 2026-02-05T12:00:00+09:00 (default: now)")
    it.add_argument("--tape", metavar="FILE", help="answer questions from this recording, and ask nobody")
    it.add_argument("--jobs", metavar="N", type=int, help="worker processes for much mail as JSON (default: one per core)")
    it.add_argument("--config", metavar="FILE", help="configuration file")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 done, 1 some input unreadable, 2 usage."""
    # thousands of small frozen values live as long as a report: looking for cycles among them again and again costs a tenth
    gc.set_threshold(100_000, 20, 20)
    words = list(sys.argv[1:] if argv is None else argv)
    asked = argparse.Namespace(command="measure", words=words[1:]) if words[:1] == ["measure"] else parser().parse_args(words)
    _speak_utf8()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    try:
        return _command(asked)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  the reader has gone: nothing more to say
        return DONE
    except KeyboardInterrupt:
        print("sabaku: stopped", file=sys.stderr)
        return 130


def _command(asked: argparse.Namespace) -> int:
    from importlib import import_module

    from sabaku.doors.config import ConfigError

    try:
        if asked.command == "measure":  # its options live beside its tables
            from sabaku.fit.measure import main as measure

            return measure(asked.words)
        # every command is the function of its name in the module of its name
        return int(getattr(import_module(f"sabaku.doors.{asked.command}"), asked.command)(asked))
    except ConfigError as fault:
        print(f"sabaku: {fault}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        raise
    except OSError as fault:  # a full disk, a folder that may not be written
        where = f"{fault.filename}: " if fault.filename else ""
        print(f"sabaku: {where}{fault.strerror or fault}", file=sys.stderr)
        _drop_unwritten()
        return UNREADABLE


def _drop_unwritten() -> None:
    """What standard output could not take would be tried again at the exit, and change its code."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  as long as the process lives


def _terminated(number: int, _: object) -> None:
    """Ends like any other way out, so that half-written folders and browsers go along."""
    raise SystemExit(128 + number)


def _speak_utf8() -> None:
    """A console that cannot show a character (cp932 on Windows) gets its code instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
