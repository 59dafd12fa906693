"""`sabaku notify`: drafts of reports and letters about a kept case; sends them only with --send. The words are made in render."""

from __future__ import annotations

import argparse
import errno
import os
import smtplib
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from sabaku.archive import folders
from sabaku.archive.cases import BadCase, Kept, blob, cases_in, read_case
from sabaku.doors import _post
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import Settings, Smtp, settled
from sabaku.doors.export import opened
from sabaku.doors.faults import say, stop, told
from sabaku.doors.replay import unopened
from sabaku.model import Case, Lang, Text
from sabaku.render.leaks import leaks, scan
from sabaku.render.notice import Basis, Notice, Refused, Reporter, notices
from sabaku.render.notice.basis import LARGEST_PICTURE, basis
from sabaku.render.notice.followup import Sent, last, still_alive
from sabaku.render.notice.mail import draft
from sabaku.render.redact import KINDS, Redaction
from sabaku.render.tame import tame

NOBODY = Reporter("Example", "Example", "abuse@sender.example")
"""Stands for the reporter while a draft is searched for leaks: they are meant to be read."""
OF_MANY = ("reporter",)
"""Who is written to about many cases at once: everyone is owed an answer, while one report of a lure is enough for a desk."""
ONE_CASE = Text(
    "--to {to} は、ケースを1件だけ指定してください(同じ手口の通報は1件で足ります)。"
    "まとめて作れるのは --to reporter(報告者への返事)です。",
    "--to {to} is about one case: name a single one (one report of a lure is enough). Of many at once: --to reporter.",
)


class Opened(NamedTuple):
    """A kept case as it is reported: what is kept, the case itself, and the redaction for whoever is to read of it."""

    kept: Kept
    case: Case
    mask: Redaction


class Way(NamedTuple):
    """How notices are sent: by which server with which password, in whose name, and to what kind of desk."""

    server: Smtp
    secret: str
    who: Reporter
    desk: str


class Draft(NamedTuple):
    """One notice with its files, when it was sent before, and about which case."""

    notice: Notice
    files: Mapping[str, bytes]
    before: Sent | None
    case: Path
    """The case whose record says what was sent."""


def notify(asked: argparse.Namespace) -> int:
    """Write the drafts and say what leaves. Exit 1 where there is nothing to report of a case, or a secret was left in; 2 for
    settings."""
    settings, lang = settled(asked.lang, asked.config)
    asked.ours = lang
    paths = [it for path in asked.cases for it in cases_in(Path(path)) or [Path(path)]]
    if len(paths) > 1 and asked.to not in OF_MANY:
        return stop(ONE_CASE.in_(lang).format(to=asked.to), USAGE)
    made = [_written(asked, path, settings, lang, alone=len(paths) == 1) for path in paths]
    drafts = [it for one in made if one is not None for it in one]
    sent = _send(drafts, asked, settings, lang) if asked.send and drafts else DONE
    return sent if None not in made else sent or UNREADABLE


def _written(asked: argparse.Namespace, path: Path, settings: Settings, lang: Lang, *, alone: bool) -> tuple[Draft, ...] | None:
    """The drafts about one case, written and told; None where there are none, which is said."""
    try:
        kept = read_case(path)
        it = Opened(kept, *opened(kept, owner=asked.to == "owner"))
        drafts = _drafts(asked, it, _reporter(settings))
    except BadCase as fault:
        say(unopened(str(path), fault, lang))
        return None
    except Refused as refused:
        say(f"{'' if alone else f'{tame(str(path))}: '}{tame(refused.why.in_(lang))}")
        return None
    if _leak(asked, it, lang):
        return None
    out = Path(asked.out) if asked.out else kept.folder / "notices"
    folder = out / kept.folder.name if asked.out and not alone else out
    try:
        if (not asked.out and folder.is_symlink()) or (folder.exists() and not folder.is_dir()):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        _write(folder, drafts)
    except OSError as fault:
        say(told(OSError(fault.errno, fault.strerror, str(folder)), lang))
        return None
    _tell(drafts, folder, it.mask, lang)
    return drafts


def _reporter(settings: Settings) -> Reporter:
    return msgspec.convert(settings.reporter, Reporter)


def _made(asked: argparse.Namespace, it: Opened, who: Reporter, follows: datetime | None = None) -> Basis:
    lang = asked.lang or (asked.ours if asked.to == "reporter" else None)  # a colleague reads what we read
    made = basis(it.case, it.kept.report, it.mask, who, lang=lang, follows=follows)
    return msgspec.structs.replace(made, pictures=_pictures(it, made) if asked.to in ("abuse", "xarf") else {})


def _pictures(it: Opened, made: Basis) -> dict[str, bytes]:
    """The screenshots of the attacker's pages in whose text nothing of the victim stands. What cannot be read is not sent."""
    found: dict[str, bytes] = {}
    shots = (page.site.screenshot for page in made.pages() if page.site is not None and page.site.screenshot)
    for digest in dict.fromkeys(shots):
        try:
            body = blob(it.kept.folder, digest)
        except BadCase:
            continue
        if len(body) > LARGEST_PICTURE or not body.startswith(b"\x89PNG\r\n"):
            continue
        looked = scan({"screenshot.png": body}, it.mask, pixels=True)
        if not looked.leaks and not looked.unscanned:
            found[digest] = body
    return found


def _drafts(asked: argparse.Namespace, it: Opened, who: Reporter) -> tuple[Draft, ...]:
    """The notices with their files. What was sent before becomes a reminder where the site still lives."""
    sent = _post.record(it.kept.folder)
    made = _made(asked, it, who)
    found = []
    for notice in notices(made, asked.to):
        before = last(sent, asked.to, notice.key, notice.to)
        if before is not None and still_alive(it.case, before.at):
            again = notices(_made(asked, it, who, before.at), asked.to)
            notice = next((one for one in again if one.key == notice.key), notice)
        found.append(Draft(notice, _files(notice, who, made.given.code), before, it.kept.folder))
    return tuple(found)


def _files(notice: Notice, who: Reporter, code: str) -> dict[str, bytes]:
    if notice.form and not (notice.report or notice.whole):
        return {f"{notice.key}.txt": f"{notice.form}\n\n{notice.text}".encode("utf-8", "replace")}
    files = {f"{notice.key}.eml": draft(notice, who, code)}
    return files | ({f"{notice.key}.json": notice.report} if notice.report else {})


def _leak(asked: argparse.Namespace, it: Opened, lang: Lang) -> bool:
    """Whether anything that must not be read is left; says where. The reporter and the recipients are meant to be read."""
    files: dict[str, bytes] = {}
    for notice in notices(_made(asked, it, NOBODY), asked.to):
        files |= _files(msgspec.structs.replace(notice, to=(), answers=""), NOBODY, "00000000")
    found = leaks(files, it.mask)
    for one in found:
        left = "伏せるべき情報が残っています" if lang == "ja" else "something that must be masked is left"
        say(f"{left}: {one.file}: {one.place} ({one.kind}, {one.form})")
    return bool(found)


def _write(folder: Path, drafts: tuple[Draft, ...]) -> None:
    """Drafts are for the operator's eyes until they are sent. In a case that came from elsewhere no link is followed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for it in drafts:
        for name, body in it.files.items():
            folders.put(folder / name, body)


# --- what is told ------------------------------------------------------------------------------------------------

TO, FORM, FILES, LEAVES = (
    Text("送信先", "To"),
    Text("入力フォーム", "Form"),
    Text("下書き", "Draft"),
    Text("伏せずに外部へ出る情報", "What leaves unmasked"),
)
MASKED = Text("伏せた情報", "Masked")
UNKNOWN = Text(
    "不明(連絡先の記録がありません。--profile full で調査し直すか、RDAPなどで確認してください)",
    "unknown (no answer names a contact: examine again with --profile full, or look it up)",
)
UNADDRESSED = Text("(転送元が分からないため、宛先は入れていません)", "(left empty: who passed it on is not known)")
TAKES = Text("受け付けているもの", "It takes")
BEFORE = Text("送信済み", "Sent already")
AGAIN = Text("その後も閲覧できるため、再送の文面にしました。", "The site still lives, so this is a reminder.")


def _tell(drafts: tuple[Draft, ...], folder: Path, mask: Redaction, lang: Lang) -> None:
    """Say per notice who gets it and what of the house leaves with it, before anything is sent."""
    for it in drafts:
        notice = it.notice
        print(f"# {notice.whom.in_(lang)}")
        where = notice.form or ", ".join(notice.to) or (UNADDRESSED if notice.key == "reporter" else UNKNOWN).in_(lang)
        print(f"  {(FORM if notice.form else TO).in_(lang)}: {where}")
        if notice.takes is not None:
            print(f"  {TAKES.in_(lang)}: {notice.takes.in_(lang)}")
        print(f"  {FILES.in_(lang)}: {', '.join(str(folder / name) for name in it.files)}")
        if notice.leaves:
            print("\n".join([f"  {LEAVES.in_(lang)}:", *(f"    - {one.in_(lang)}" for one in notice.leaves)]))
        if it.before is not None:
            more = f" {AGAIN.in_(lang)}" if _is_reminder(it) else ""
            print(f"  {BEFORE.in_(lang)}: {it.before.at.isoformat(timespec='seconds')}{more}")
    kinds = sorted({KINDS[secret.kind].in_(lang) for secret in mask.secrets})
    told = f"{len(mask.secrets)}件({'、'.join(kinds)})" if lang == "ja" else f"{len(mask.secrets)} ({', '.join(kinds)})"
    print(f"{MASKED.in_(lang)}: {told}")


def _is_reminder(it: Draft) -> bool:
    return it.before is not None and any(word in it.notice.subject for word in ("再送", "reminder"))


# --- sending -----------------------------------------------------------------------------------------------------

NO_SERVER = Text(
    "送信するには、設定ファイルに [smtp](host など)と [reporter] の contact が必要です。",
    "To send, the configuration needs [smtp] (host and so on) and contact under [reporter].",
)
NOTHING = Text("送信するものはありません。", "There is nothing to send.")
ASK = Text("次の宛先へ送信します。", "These will be sent:")
SURE = Text("送信しますか? [y/N] ", "Send them? [y/N] ")
NOT_SENT = Text("送信しませんでした。", "Nothing was sent.")
NO_TERMINAL = Text(
    "確認できる端末がないため送信しません。確認なしで送信するには --yes を付けてください。",
    "There is no terminal to ask on, so nothing is sent; add --yes to send without asking.",
)
DID = Text("送信しました", "Sent")
FAILED = Text("送信できませんでした", "Could not be sent")


def _send(drafts: Sequence[Draft], asked: argparse.Namespace, settings: Settings, lang: Lang) -> int:
    """Send what has recipients and was not sent before; each is recorded as soon as the server took it."""
    who = _reporter(settings)
    if settings.smtp is None or "@" not in who.contact:
        return stop(NO_SERVER.in_(lang), USAGE)
    wanted = [it for it in drafts if it.notice.to and not it.notice.form and (it.before is None or _is_reminder(it))]
    if not wanted:
        print(NOTHING.in_(lang))
        return DONE
    agreed = _agreed(wanted, asked, lang)
    if agreed != DONE:
        return agreed
    way = Way(settings.smtp, _post.password(settings.smtp, os.environ), who, asked.to)
    results = [_send_one(it, way, lang) for it in wanted]
    return DONE if all(results) else UNREADABLE


def _agreed(wanted: list[Draft], asked: argparse.Namespace, lang: Lang) -> int:
    print(ASK.in_(lang))
    for it in wanted:
        print(f"  {', '.join(it.notice.to)}  {it.notice.subject}")
    if asked.yes:
        return DONE
    if not sys.stdin.isatty():
        return stop(NO_TERMINAL.in_(lang), USAGE)
    if input(SURE.in_(lang)).strip().lower() in ("y", "yes", "はい"):
        return DONE
    print(NOT_SENT.in_(lang))
    return UNREADABLE


def _send_one(it: Draft, way: Way, lang: Lang) -> bool:
    body = it.files[f"{it.notice.key}.eml"]
    now = datetime.now(UTC)
    mail, id = _post.dated(body, now, way.who.domain)
    to = ", ".join(it.notice.to)
    try:
        _post.send(way.server, way.secret, mail, way.who.contact, it.notice.to)
    except (OSError, smtplib.SMTPException) as fault:
        say(f"{FAILED.in_(lang)}: {to}: {fault}")
        return False
    follows = it.before.at if it.before is not None else None
    subject = it.notice.subject
    _post.keep(it.case, Sent(now, way.desk, it.notice.key, it.notice.to, subject, id, _post.digest(body), follows))
    print(f"{DID.in_(lang)}: {to}")
    return True
