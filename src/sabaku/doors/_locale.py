"""The language of this machine's user, and argparse's own words in it. Imports nothing: `--help` has to come at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sabaku.model import Lang

_JA = {
    "usage: ": "使い方: ",
    "positional arguments": "引数",
    "options": "オプション",
    "show this help message and exit": "この説明を表示して終了する",
    "%(prog)s: error: %(message)s\n": "%(prog)s: エラー: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "次の引数が必要です: %s",
    "unrecognized arguments: %s": "不明な引数です: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r は選べません(選べるのは %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r は読み取れません(数で指定してください)",
    "expected one argument": "値を1つ指定してください",
    "expected at least one argument": "値を1つ以上指定してください",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s は複数のオプションに当てはまります: %(matches)s",
    "ignored explicit argument %r": "値 %r は指定できません",
}


def locale_language(environ: Mapping[str, str]) -> Lang:
    """Japanese where the environment says so ($SABAKU_LANG, then the locale's variables in POSIX order), else English."""
    locale = environ.get("SABAKU_LANG") or environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "ja" if locale.lower().startswith("ja") else "en"


def argparse_words(lang: Lang) -> Callable[[str], str]:
    """What stands in for gettext in argparse: its words in that language; English where there is no translation."""
    known = _JA if lang == "ja" else {}
    return lambda words: known.get(words, words)
