"""`sabaku publish`: the article of a case in a folder of its own. Reads, writes and talks; the article is made in render."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NamedTuple

from sabaku import app
from sabaku.archive.cases import BadCase, Kept, blob
from sabaku.archive.published import Before, NotOurs, Record, read_before, write
from sabaku.doors._wrong import explained
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import ConfigError, moment, settled
from sabaku.doors.faults import say, stop
from sabaku.doors.faults import told as refused
from sabaku.doors.replay import case_at
from sabaku.doors.waiting import PRINTING, waiting
from sabaku.indicators import indicators, is_drill, third_parties
from sabaku.model import Case, Lang, Link, Message, Text
from sabaku.names.whose import LIST
from sabaku.render import asseen, tame
from sabaku.render.article.author import Author, BadAuthor, read_author
from sabaku.render.article.compose import Told
from sabaku.render.article.edition import FORMATS, PRINTED, Edition, Publication, publication
from sabaku.render.article.edits import digests, merge
from sabaku.render.fonts import NoFont
from sabaku.render.leaks import Leak, scan
from sabaku.render.pdf import NoPrinter, ready
from sabaku.render.redact import Redaction, redaction, review

NO_SIGN = Text(
    "このメールには不審な点が見つかっていないため、注意喚起の記事は作りません。",
    "Nothing was found against this mail, so there is nothing to warn of.",
)
DRILL = Text(
    "設定に登録された訓練メールの送信元のため、記事は作りません。",
    "The sender is a drill sender of the configuration: no article is made.",
)
NO_OUT = Text("出力先のフォルダーを --out で指定してください。", "Name the folder of the publication with --out.")
LEAKS = Text(
    "公開を中止しました。受信者の手がかりになるものが{n}か所に残っています。",
    "Nothing was published: in {n} places something is left that tells who received the mail.",
)
LEAK = Text("  {file}({place}): {kind}、{form}", "  {file} ({place}): {kind}, {form}")
UNREAD = Text("調べられなかった箇所: {file}({place}) {why}", "Could not be searched: {file} ({place}) {why}")
WITHOUT = Text("{why} 今回は{formats}を省きました。", "{why} Left out this time: {formats}.")
EDITED = Text("{file}: ご自身で直した箇所を{n}か所そのまま残しました。", "{file}: your own edits were kept in {n} places.")
LEFT_OVER = Text(
    "{file}: 今回の言語・形式には含まれませんが、ご自身で直した箇所があるため、そのまま残しました。",
    "{file}: not made this time; kept as it is because of your own edits.",
)
NEWS = Text(
    "{file}: そのうち{n}か所は、自動生成した文章にも変更があります。見比べてください。",
    "{file}: in {n} of them, what would be made has changed, too; have a look.",
)
DONE_SAYS = Text(
    "{out} に{n}個のファイルを公開用に書き出しました(受信者の手がかりが残っていないことを確認済み)。",
    "For publication, {out} holds {n} file(s); nothing was found in them that tells who received the mail.",
)


def publish(asked: argparse.Namespace) -> int:
    """Write the publication. Exit 1 where the case cannot be published, 2 where the command is wrong."""
    spoken: Lang = settled(asked.lang)[1]
    formats = _formats(asked.format)
    author = _author(asked.author)
    now = moment(asked.now)
    kept = case_at(asked.case, spoken)
    if kept is None:
        return UNREADABLE
    case, mask = _opened(kept, asked.term)
    if asked.show_redactions:
        _show(mask, case.message, spoken)
    if not asked.out:
        return DONE if asked.show_redactions else stop(NO_OUT.in_(spoken), USAGE)
    if kept.report.verdict.level == "no-sign" or is_drill(case):
        return stop((DRILL if is_drill(case) else NO_SIGN).in_(spoken), UNREADABLE)
    told = Told(
        report=mask.report(kept.report),
        hide=mask.text,
        now=now,
        message=case.message,
        author=author,
        genuine=_genuine(case, kept),
        stars=asked.defang == "stars",
    )
    langs: tuple[Lang, ...] = ("ja", "en") if asked.lang == "both" else (spoken,)
    return _published(Path(asked.out), Work(kept, told, mask, spoken), langs, formats)


class Work(NamedTuple):
    """A case on its way to its publication, and the language in which its operator is spoken to."""

    kept: Kept
    told: Told
    mask: Redaction
    spoken: Lang


def _published(out: Path, work: Work, langs: tuple[Lang, ...], formats: Sequence[str] | None) -> int:
    """Make it, look whether anything of the victim is left, and write it."""
    spoken = work.spoken
    try:
        found, edits = _made(work, langs, formats, read_before(out))
    except NotOurs as fault:
        return stop(fault.says.in_(spoken), USAGE)
    except (NoPrinter, NoFont) as fault:
        return stop(fault.says.in_(spoken), UNREADABLE)
    files = {**found.files, **edits.left_over(found.files)}
    if _leaking(files, found.unread, work.mask, spoken):
        return UNREADABLE
    try:
        write(out, files, Record(made={name: edits.made.get(name, ()) for name in files}))
    except NotOurs as fault:
        return stop(fault.says.in_(spoken), UNREADABLE)
    except OSError as fault:
        return stop(refused(fault, spoken), UNREADABLE)
    edits.tell()
    say(DONE_SAYS.in_(spoken).format(out=out, n=len(files)))
    return DONE


def _made(work: Work, langs: tuple[Lang, ...], formats: Sequence[str] | None, before: Before) -> tuple[Publication, Edits]:
    """The files of the publication, with the author's edits in them. Raises NoPrinter, NoFont."""
    drawn = _drawn(formats, work.spoken)
    made = tuple(it for it in formats or FORMATS if drawn or it not in PRINTED)
    edits = Edits(before, work.spoken)
    edition = Edition(langs, made, drawn, edits.merged)
    with waiting(PRINTING, work.spoken):
        found = publication(
            work.told,
            edition,
            lambda lang: asseen.picture(_message(work.told), work.mask, lang),
            lambda digest: _screenshot(work.kept.folder, digest),
        )
    return found, edits


def _message(told: Told) -> Message:
    assert told.message is not None
    return told.message


# --- what is asked -------------------------------------------------------------------------------------------------


def _formats(told: str | None) -> tuple[str, ...] | None:
    """The formats that were named, each once; None for all that can be made. Raises ConfigError."""
    if not told:
        return None
    names = tuple(dict.fromkeys(it.strip().lower() for it in told.split(",") if it.strip()))
    unknown = [it for it in names if it not in FORMATS]
    if unknown or not names:
        words, known = ", ".join(unknown), ", ".join(FORMATS)
        raise ConfigError(f"--format {words}: 使えるのは {known} です。", f"--format {words}: known are {known}")
    return names


def _author(path: str | None) -> Author:
    if not path:
        return Author()
    try:
        return read_author(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, BadAuthor) as fault:
        cause = fault.__cause__ if isinstance(fault.__cause__, ValueError) else fault
        why = explained(cause, Author.__struct_fields__, choices={"tone": ("calm", "friendly")})
        raise ConfigError(f"{path}: {why.ja}", f"{path}: {why.en}") from fault


# --- the case ------------------------------------------------------------------------------------------------------


def _opened(kept: Kept, terms: Sequence[str]) -> tuple[Case, Redaction]:
    """The case with its answers, and what must not be read of it: also what the findings call a third party's."""
    case = app.recorded(app.prepare(kept.input), kept.tape)[0]
    mask = redaction(case, terms=terms, codes=True)
    more = [it for it in third_parties(case, kept.report) if mask.text(it) == it]
    return case, redaction(case, terms=[*terms, *more], codes=True) if more else mask


def _genuine(case: Case, kept: Kept) -> frozenset[str]:
    """Domains of links that are not the attacker's, so that the article does not call them so."""
    found = [it for it in indicators(case, kept.report) if it.kind in {"domain", "host", "url"}]
    lists = {it.value for it in found if it.why == LIST.why}
    attackers = {it.value for it in found if it.role == "attacker"}
    suspect = {it.value for it in found if it.role not in {"genuine", "victim"}} - lists
    links = [it.detail for it in case.seen("link") if isinstance(it.detail, Link)]
    known = {it: {it.domain, it.host, it.url} for it in links}
    # a list's own page is not known to be harmless by its address, but by the host that it stands on
    harmless = {it.domain for it in links if not known[it] & (attackers if known[it] & lists else suspect)}
    return frozenset(harmless - {it.domain for it in links if known[it] & attackers})


def _screenshot(folder: Path, digest: str) -> bytes:
    try:
        return blob(folder, digest)
    except BadCase:
        return b""


def _drawn(formats: Sequence[str] | None, spoken: Lang) -> bool:
    """Whether pictures can be made; if they must be (their format was named), what is missing stops the publication."""
    try:
        ready()
    except (NoPrinter, NoFont) as fault:
        if formats and PRINTED & set(formats):
            raise
        left_out = ", ".join(it for it in FORMATS if it in PRINTED)
        say(WITHOUT.in_(spoken).format(why=fault.says.in_(spoken), formats=left_out))
        return False
    return True


# --- what is said --------------------------------------------------------------------------------------------------


class Edits:
    """The author's edits of the last publication, given back to the texts of this one; `made` keeps the new digests."""

    def __init__(self, before: Before, lang: Lang) -> None:
        self.before, self.lang = before, lang
        self.made: dict[str, tuple[str, ...]] = {}
        self.notes: list[str] = []

    def merged(self, name: str, text: str) -> str:
        """The text with their edits."""
        self.made[name] = digests(text)
        there, then = self.before.texts.get(name), self.before.record.made.get(name, ())
        if there is None or not then:
            return text
        found = merge(then, there, text)
        if found.kept:
            self.notes.append(EDITED.in_(self.lang).format(file=name, n=found.kept))
        if found.news:
            self.notes.append(NEWS.in_(self.lang).format(file=name, n=found.news))
        return found.text

    def left_over(self, made: Container[str]) -> dict[str, bytes]:
        """What the last publication holds of their edits in files that this one does not make: in another language or format."""
        found: dict[str, bytes] = {}
        for name, text in self.before.texts.items():
            then = self.before.record.made.get(name, ())
            if name not in made and then and digests(text) != then:
                found[name] = text.encode()
                self.made[name] = then
                self.notes.append(LEFT_OVER.in_(self.lang).format(file=name))
        return found

    def tell(self) -> None:
        """Say what was kept."""
        for it in self.notes:
            say(it)


def _show(mask: Redaction, message: Message, lang: Lang) -> None:
    """What is masked: how, what it is, where it stands, why. For the operator's own terminal, so the value itself is told."""
    for it in review(mask.secrets, message, clear=True):
        print(f"{it.mask}\t{it.kind.in_(lang)}\t{tame.tame(it.hint)}\t{it.where.in_(lang)}\t{it.why.in_(lang)}")


def _leaking(files: dict[str, bytes], unread: dict[str, bytes], mask: Redaction, lang: Lang) -> bool:
    """Whether anything is left; every place is named, and what could not be searched."""
    found = scan(files, mask)
    pixels = scan(unread, mask, pixels=True)
    leaks: tuple[Leak, ...] = (*found.leaks, *pixels.leaks)
    for it in (*found.unscanned, *pixels.unscanned):
        say(UNREAD.in_(lang).format(file=it.file, place=it.place, why=it.why.in_(lang)))
    if leaks:
        say(LEAKS.in_(lang).format(n=len(leaks)))
    for leak in leaks:
        told = LEAK.in_(lang).format(file=leak.file, place=leak.place, kind=leak.kind, form=leak.form)
        print(told, file=sys.stderr)
    return bool(leaks)
