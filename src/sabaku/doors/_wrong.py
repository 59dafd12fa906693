"""What is wrong in a file that an operator wrote, said in their language and with what to write instead. Reads no file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping

import msgspec

from sabaku.doors.faults import told
from sabaku.model import Text

KINDS = {
    "str": Text('文字列("…")', 'text in quotes ("…")'),
    "int": Text("整数", "a whole number"),
    "bool": Text("true または false", "true or false"),
    "array": Text('並び(["…", "…"])', 'a list (["…", "…"])'),
    "object": Text("表([…] の下に並べた項目)", "a table (lines below […])"),
}
_FIELD = re.compile(r"Object (contains unknown|missing required) field `([^`]{1,80})`")
_VALUE = re.compile(r"Invalid enum value '?([^'\n]{0,80})'?")
_TYPE = re.compile(r"Expected `([^`]{1,80})`(?:, got `([^`]{1,80})`)?")
_PLACE = re.compile(r" - at `(?:key in )?\$\.?([^`]{0,80})`")
_LINE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)


def explained(
    fault: BaseException, known: Collection[str] = (), where: str = "", choices: Mapping[str, Collection[str]] | None = None
) -> Text:
    """Why the file cannot be used. `known`: the names that may stand there; `where`: its table; `choices`: a name's values."""
    if isinstance(fault, OSError):
        return Text(told(OSError(fault.errno, fault.strerror), "ja"), told(OSError(fault.errno, fault.strerror), "en"))
    if isinstance(fault, UnicodeDecodeError):
        return Text("文字コードがUTF-8ではありません。UTF-8で保存してください。", "it is not UTF-8; save it as UTF-8.")
    if isinstance(fault, tomllib.TOMLDecodeError):
        return _toml(str(fault))
    if isinstance(fault, msgspec.ValidationError):
        return _shape(str(fault), known, where, choices or {})
    return Text(str(fault), str(fault))


def unknown(names: Iterable[str], known: Collection[str], where: str = "") -> Text:
    """Names that mean nothing there, the nearest that do, and all of them."""
    from difflib import get_close_matches

    wrong, listed = ", ".join(sorted(names)), ", ".join(known)
    near = get_close_matches(wrong, list(known), 1)
    ja, en = (f"{near[0]} のことですか? ", f"Do you mean {near[0]}? ") if near else ("", "")
    place_ja, place_en = (f"[{where}] に ", f"[{where}]: ") if where else ("", "")
    return Text(
        f"{place_ja}{wrong} という項目はありません。{ja}使えるのは {listed} です。",
        f"{place_en}no such setting: {wrong}. {en}Known are {listed}.",
    )


def misplaced(names: Collection[str], tables: Mapping[str, Collection[str]]) -> Text | None:
    """Names that stand above all tables but belong into one; None where they belong into none."""
    where = next((table for table, known in tables.items() if table and set(names) <= set(known)), "")
    if not where:
        return None
    wrong = ", ".join(sorted(names))
    return Text(f"{wrong} は [{where}] の行の下に書いてください。", f"{wrong}: write it below a line [{where}].")


def one_of(name: str, value: str, choices: Collection[str]) -> Text:
    """A value that is none of those that may stand there."""
    ja, en = "・".join(choices), ", ".join(choices)
    return Text(f"{name} の {value!r} は不明です。{ja} のいずれかです。", f"{name} {value!r} is not known; it is one of {en}.")


def _toml(words: str) -> Text:
    ja, en = "ファイル", "the file"
    if found := _LINE.fullmatch(words):
        words, ja, en = found[1], f"{found[2]}行目の{found[3]}文字目", f"line {found[2]}, column {found[3]}"
    return Text(
        f'{ja}がTOMLとして読めません({words})。文字の値は "…" で囲んで書いてください。',
        f'{en} is no TOML ({words}); values of text stand in quotes, as lang = "en".',
    )


def _shape(words: str, known: Collection[str], where: str, choices: Mapping[str, Collection[str]]) -> Text:
    place = _PLACE.search(words)
    path = ".".join(it for it in (where, place[1] if place else "") if it)
    if found := _FIELD.match(words):
        if found[1].startswith("contains"):
            return unknown([found[2]], known, path)
        return Text(f"[{path}] に {found[2]} がありません。追加してください。", f"[{path}]: {found[2]} is missing; add it.")
    if (found := _VALUE.match(words)) and path in choices:
        return one_of(path, found[1], choices[path])
    if found := _TYPE.match(words):
        kind = KINDS.get(found[1].partition(" | ")[0], Text(found[1], found[1]))
        return Text(f"{path} には{kind.ja}を書いてください。", f"{path} has to be {kind.en}.")
    return Text(words, words)
