"""What the operating system refuses, in the reader's language, and the end of a command that cannot go on. Opens no file."""

from __future__ import annotations

import errno
import re
import sys

from sabaku.data import own
from sabaku.model import Lang, Text
from sabaku.render.tame import tame

REASONS = {
    errno.ENOENT: Text("見つかりません。", "not found."),
    errno.EBADF: Text("出力先が閉じているため、何も書き出せませんでした。", "nothing could be written: the output is closed."),
    errno.EACCES: Text("権限がありません。", "no permission."),
    errno.EPERM: Text("許可されていません。", "not permitted."),
    errno.ENOSPC: Text("ディスクの空きがありません。", "no space left on the device."),
    errno.EDQUOT: Text("ディスクの割り当て容量を超えています。", "the disk quota is used up."),
    errno.EROFS: Text("読み取り専用の場所です。", "the place is read-only."),
    errno.ENOTDIR: Text("フォルダーではありません。", "not a folder."),
    errno.EISDIR: Text("フォルダーです。ファイルを指定してください。", "a folder; a file is wanted."),
    errno.EEXIST: Text("既にあります。", "is there already."),
    errno.ELOOP: Text("リンクをたどることができません。", "a link that is not followed."),
    errno.ENAMETOOLONG: Text("名前が長すぎます。", "the name is too long."),
}

LISTS = {own.BRANDS: "brands", own.SUFFIXES: "suffixes"}
"""What `sabaku data update` calls those of the operator's files that take the place of shipped ones."""
DAMAGED = Text(
    "{path}: 一覧として読めません({why})。`sabaku data update {name}` で取り直すか、このファイルを移動してください"
    "(同梱の一覧を使います)。",
    "{path}: it cannot be read as the list that it should be ({why}). Fetch it anew with `sabaku data update {name}`, or move it "
    "away: then the list that ships is used.",
)


_UNDER_WAY = re.compile(r"(?<=/)\.([^/]+)\.new(?=/|\Z)")
"""What is written under another name until it is whole; told is the name that was asked for."""


def told(fault: OSError, lang: Lang) -> str:
    """The file, where there is one, and why it is refused; the system's own words where the reason is rare."""
    known = REASONS.get(fault.errno or 0)
    why = known.in_(lang) if known else fault.strerror or str(fault)
    asked_for = _UNDER_WAY.sub(lambda under_way: under_way[1], str(fault.filename or ""))
    return f"{tame(asked_for)}: {why}" if asked_for else why


def damaged(fault: own.Damaged, lang: Lang) -> str:
    """Which of the operator's lists is damaged, and what to do."""
    return DAMAGED.in_(lang).format(path=tame(str(fault.path)), why=tame(fault.why)[:200], name=LISTS[fault.name])


def say(what: str) -> None:
    """Tell the operator, under the program's name and on standard error: on standard output stands only what was asked for."""
    print(f"sabaku: {what}", file=sys.stderr)


def stop(why: str, code: int) -> int:
    """Say why the command ends here; gives the exit code that is to be returned."""
    say(why)
    return code
