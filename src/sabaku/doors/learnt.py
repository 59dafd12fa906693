"""What this machine has learnt, in files beside its state: weights (`learnt.toml`, older ones numbered) and objections."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sabaku.doors.config import ConfigError, state_folder
from sabaku.doors.faults import say
from sabaku.model import Lang, Text

if TYPE_CHECKING:
    from sabaku import judge
    from sabaku.fit.learn import Contest

LEARNT, CONTESTS = "learnt.toml", "contests.jsonl"
OTHER_BASE = Text(
    "学習結果({path})は、別の版の重みをもとにしたものなので使いません。`sabaku learn` をもう一度実行してください。",
    "What was learnt ({path}) belongs to other weights than those that ship now and is not used; run `sabaku learn` again.",
)
OBJECTED = Text(
    "このメールの判定には、{date}に「{label}」との異議が登録されています(取り下げるには sabaku learn --withdraw {id})。",
    "On {date} an objection was kept against the verdict on this mail: “{label}” (sabaku learn --withdraw {id} takes it back).",
)
ID = 12
"""Hexadecimal digits of a mail's SHA-256 by which its objection is called."""
LABELS = {"legitimate": Text("正規のメール", "legitimate"), "fraud": Text("詐欺メール", "fraud")}


def scale(environ: Mapping[str, str], lang: Lang) -> judge.Weights | None:
    """The weights that were learnt here, or None where none were, or where they no longer fit. Raises ConfigError."""
    path = state_folder(environ) / LEARNT
    if not path.is_file():
        return None
    from sabaku.fit import learn

    try:
        found = learn.applied(learn.loads(path.read_text("utf-8")))
    except (OSError, ValueError, RecursionError) as fault:
        raise ConfigError(
            f"{path}: {fault}。`sabaku learn --undo` で取り消せます。", f"{path}: {fault}; `sabaku learn --undo` takes it back"
        ) from fault
    if found is None:
        say(OTHER_BASE.in_(lang).format(path=path))
    return found


def contests(environ: Mapping[str, str]) -> list[Contest]:
    """The objections that were kept, the newest for each mail. A damaged line is passed over."""
    import msgspec

    from sabaku.fit.learn import Contest

    path = state_folder(environ) / CONTESTS
    found: dict[str, Contest] = {}
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        try:
            it = msgspec.json.decode(line, type=Contest)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            continue
        found[it.sha256] = it
    return list(found.values())


def keep_contest(environ: Mapping[str, str], contest: Contest) -> None:
    """Add one objection. Raises OSError."""
    from sabaku.render.json import encoded

    path = state_folder(environ) / CONTESTS
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")  # a full disk may have cut the one before
    with path.open("ab") as file:
        file.write((b"" if whole else b"\n") + encoded(contest) + b"\n")


def withdraw(environ: Mapping[str, str], sha256: str) -> None:
    """Delete every objection to the verdict on that mail; what the file holds besides stays as it is. Raises OSError."""
    path = state_folder(environ) / CONTESTS
    left = [line for line in path.read_bytes().splitlines(keepends=True) if _mail(line) != sha256]
    fresh = path.with_name(f".{CONTESTS}.new")
    fresh.write_bytes(b"".join(left))
    fresh.replace(path)


def _mail(line: bytes) -> str:
    """The mail that a line of objections is about; "" for a damaged one."""
    import msgspec

    from sabaku.fit.learn import Contest

    try:
        return msgspec.json.decode(line, type=Contest).sha256
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return ""


def objections(environ: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """What is to be said beside a report of a mail whose verdict was objected to, by the mail's SHA-256."""
    if not (state_folder(environ) / CONTESTS).is_file():
        return {}
    return {
        it.sha256: OBJECTED.in_(lang).format(date=it.at.date().isoformat(), label=LABELS[it.label].in_(lang), id=it.sha256[:ID])
        for it in contests(environ)
    }


def write_learnt(environ: Mapping[str, str], text: str) -> Path:
    """Put the new outcome in force; the one before is kept under the next number."""
    folder = state_folder(environ)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LEARNT
    fresh = folder / f".{LEARNT}.new"
    fresh.write_text(text, "utf-8", newline="\n")
    if path.exists():  # copied, not moved: one of the two is in force at any time
        shutil.copy2(path, _older(folder, _latest(folder) + 1))
    fresh.replace(path)
    return path


def in_force(environ: Mapping[str, str]) -> bool:
    """Whether anything that was learnt here is in force."""
    return (state_folder(environ) / LEARNT).is_file()


def undo(environ: Mapping[str, str]) -> tuple[bool, Path | None]:
    """Take the newest outcome back: whether there was one, and the older one that is in force again."""
    folder = state_folder(environ)
    path = folder / LEARNT
    if not path.exists():
        return False, None
    path.unlink()
    number = _latest(folder)
    if not number:
        return True, None
    _older(folder, number).replace(path)
    return True, path


def _older(folder: Path, number: int) -> Path:
    return folder / f"learnt.{number}.toml"


def _latest(folder: Path) -> int:
    numbers = (it.name.split(".")[1] for it in folder.glob("learnt.*.toml"))
    return max((int(it) for it in numbers if it.isdigit()), default=0)
