"""Does a recipient survive publication? `python -m sabaku.fit.published CORPUS` publishes every mail and searches the folder.

Every phishing mail is examined offline and published in both languages as page, Markdown, fragment and feed; one in `--drawn`
in all formats, with the mail as a picture, PDFs and cards. What was made is searched by render/leaks.py for every form of every
secret, and for the recipients that a pattern of its own (fit/redacted.py) reads in the raw bytes: in texts, and in what another
reader finds in PDFs. Mails in which nothing was found are not published, only counted.

`--kept FILE` writes a line per mail as soon as it is done and goes on from there; a change of program or data starts anew.
`--part 1/2` does every second mail: several processes with a file each, and a last run that is given all of them, add up.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from sabaku.app import conclude, offline, prepare
from sabaku.fit.corpus import NOW
from sabaku.fit.redacted import recipients
from sabaku.indicators import third_parties
from sabaku.model import Case, Input, Report
from sabaku.render import asseen
from sabaku.render.article.compose import Told
from sabaku.render.article.edition import FORMATS, Edition, publication
from sabaku.render.leaks import Leak, scan
from sabaku.render.redact import Redaction, redaction
from sabaku.versions import versions

TEXTS = ("html", "markdown", "fragment", "feed")
"""Formats that are made of every mail; maps stay drawings there."""
DRAWN = 20
"""One mail in so many is published in all formats."""


class Row(Struct, frozen=True):
    """One mail: what was made of it, and what was left of its recipients."""

    folder: str
    file: str
    version: str
    """Digest of program, data and weights, and the formats."""
    known: int
    files: int
    """0: nothing was found against it, so nothing was published."""
    left: tuple[str, ...]
    leaks: tuple[Leak, ...]
    unread: int
    """Places that could not be searched."""
    seconds: float


def mask_of(case: Case, report: Report) -> Redaction:
    """What must not be read of the case, as `sabaku publish` masks it: the victim and third parties in whose name it came."""
    mask = redaction(case, codes=True)
    more = [it for it in third_parties(case, report) if mask.text(it) == it]
    return redaction(case, terms=more, codes=True) if more else mask


def published(path: Path, formats: tuple[str, ...]) -> Row:
    """One mail, examined, published and searched."""
    raw, start = path.read_bytes(), time.process_time()
    case = offline(prepare(Input(raw, name=path.name, now=NOW)))
    report = conclude(case)
    files, unread, mask = _files(case, report, formats)
    found = scan(files | unread, mask)
    known = recipients(raw)
    left = tuple(name for name, body in files.items() if any(it in text for text in _read(name, body) for it in known))
    seconds = round(time.process_time() - start, 3)
    version = _version(formats)
    return Row(path.parent.name, path.name, version, len(known), len(files), left, found.leaks, len(found.unscanned), seconds)


def _files(case: Case, report: Report, formats: tuple[str, ...]) -> tuple[dict[str, bytes], dict[str, bytes], Redaction]:
    mask = mask_of(case, report)
    if report.verdict.level == "no-sign":
        return {}, {}, mask
    told = Told(report=mask.report(report), hide=mask.text, now=NOW, message=case.message)
    edition = Edition(("ja", "en"), formats, drawn=formats == FORMATS)
    made = publication(told, edition, lambda lang: asseen.picture(case.message, mask, lang), _none)
    return made.files, made.unread, mask


def _none(digest: str) -> bytes:
    """No screenshot: nothing is visited."""
    del digest
    return b""


def _version(formats: tuple[str, ...]) -> str:
    it = versions()
    return " ".join((it.code, it.data, it.weights, ",".join(formats)))


def _read(name: str, body: bytes) -> Iterator[str]:
    """The texts of a file in which a recipient would be read, in lower case, with defanged points put right."""
    if name.endswith((".html", ".md", ".xml", ".txt", ".svg")):
        yield body.decode("utf-8").replace("\\", "").replace("[.]", ".").lower()
    if name.endswith(".pdf"):
        from pypdfium2 import PdfDocument

        document = PdfDocument(body)
        try:
            yield "\n".join(page.get_textpage().get_text_range() for page in document).replace("[.]", ".").lower()
        finally:
            document.close()


def mails(roots: Iterable[Path]) -> list[Path]:
    """Every phishing mail below these folders, in order."""
    folders = (it for root in roots for it in sorted(root.iterdir()) if it.is_dir() and it.name.startswith("phish"))
    return [it for folder in folders for it in sorted(folder.iterdir()) if it.is_file()]


def rows(paths: list[Path], every: int, part: tuple[int, int], done: dict[tuple[str, str], Row]) -> Iterator[Row]:
    """A row for each mail of that part, from what is done where program and data are still the same."""
    for n, path in enumerate(paths):
        if n % part[1] != part[0] - 1:
            continue
        formats = FORMATS if every and n % every == 0 else TEXTS
        known = done.get((path.parent.name, path.name))
        if known is not None and known.version == _version(formats):
            yield known
        else:
            yield published(path, formats)


def _done(files: Iterable[Path]) -> dict[tuple[str, str], Row]:
    """What earlier runs have written; a line that was cut off by a stop is done anew."""
    found = {}
    for file in files:
        for line in file.read_bytes().splitlines() if file.exists() else ():
            try:
                row = msgspec.json.decode(line, type=Row)
            except msgspec.DecodeError:
                continue
            found[row.folder, row.file] = row
    return found


def table(every: list[Row]) -> Iterator[str]:
    """The rows as a table, a line for each folder, and each mail in which something is left."""
    heads = (
        ("mails", 7),
        ("published", 11),
        ("known", 7),
        ("all formats", 13),
        ("files", 8),
        ("left", 6),
        ("leaks", 7),
        ("unread", 8),
    )
    yield f"{'folder':<16}" + "".join(f"{head:>{width}}" for head, width in heads)
    for folder in sorted({it.folder for it in every}):
        here = [it for it in every if it.folder == folder]
        yield (
            f"{folder:<16}{len(here):>7}{sum(it.files > 0 for it in here):>11}"
            f"{sum(it.known > 0 and it.files > 0 for it in here):>7}"
            f"{sum(it.files > 0 and it.version.endswith(','.join(FORMATS)) for it in here):>13}"
            f"{sum(it.files for it in here):>8}{sum(bool(it.left) for it in here):>6}"
            f"{sum(bool(it.leaks) for it in here):>7}{sum(it.unread for it in here):>8}"
        )
    for it in every:
        if it.left or it.leaks:
            yield f"left: {it.folder}/{it.file}: {', '.join(it.left)} {it.leaks[:2]}"


def main(arguments: list[str]) -> int:
    """Publish, search and print the table; the exit code is 1 where a recipient or a form of a secret is left."""
    parser = argparse.ArgumentParser(prog="python -m sabaku.fit.published", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--drawn", type=int, default=DRAWN, help="make one mail in N in all formats; 0 = none")
    parser.add_argument("--kept", type=Path, nargs="*", default=[], help="files of done mails; the first is written to")
    parser.add_argument("--part", default="1/1", help="K/N: only every Nth mail")
    asked = parser.parse_args(arguments)
    which, of = (int(it) for it in asked.part.split("/"))
    done, every = _done(asked.kept), []
    for row in rows(mails(asked.corpus), asked.drawn, (which, of), done):
        every.append(row)
        if asked.kept and done.get((row.folder, row.file)) != row:
            with asked.kept[0].open("ab") as out:
                out.write(msgspec.json.encode(row) + b"\n")
    print("\n".join(table(every)))
    return 1 if any(it.left or it.leaks for it in every) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
