"""How the commands' help and their errors look: lines broken by the columns of a terminal, what to do beside what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from sabaku.render.wrap import width, wrap

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from sabaku.model import Lang

USAGE = 2


class Formatter(argparse.HelpFormatter):
    """argparse counts characters; a Japanese one takes two columns."""

    def add_argument(self, action: argparse.Action) -> None:
        """argparse sets commands in, and forgets that when it measures the longest."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            self._action_max_length += self._indent_increment

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(text, width) if text.isascii() else wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:  # commands under each other
            return "\n".join(indent + line for line in text.split("\n"))
        return super()._fill_text(text, width, indent) if text.isascii() else "\n".join(wrap(text, width))

    def _format_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None
    ) -> str:
        word = prefix if prefix is not None else _translated("usage: ")
        columns = width(word)  # the lines that follow are set in by as many
        return word + super()._format_usage(usage, actions, groups, "u" * columns)[columns:]


BEHIND = {
    "ja": "{option} はコマンドの後に書いてください(例: sabaku examine mail.eml {option} …)",
    "en": "{option} stands behind the command (as in: sabaku examine mail.eml {option} …)",
}
"""What is said where an option comes before the command that it belongs to."""


class Parser(argparse.ArgumentParser):
    """One command's options. An error is one line, and names the help instead of printing half of it."""

    def __init__(self, *words: Any, lang: Lang = "en", **named: Any) -> None:
        super().__init__(*words, **{"formatter_class": Formatter, **named})
        self.lang = lang

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where the help is; exit code 2."""
        told, see = ("エラー", "使い方を表示するには") if self.lang == "ja" else ("error", "for help:")
        self.exit(USAGE, f"{self.prog}: {told}: {message}\n{see} {self.prog} --help\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if message and file is sys.stdout:
            file.write(message)  # argparse passes over what a full disk or a closed output refuses
        else:
            super()._print_message(message, file)

    def parse_all(self, words: Sequence[str]) -> argparse.Namespace:
        """The options. What is unknown is told by the command that was called, with the nearest thing that it knows."""
        if not words:
            self.print_help(sys.stderr)
            self.exit(USAGE)
        if words[0].startswith("--") and words[0].partition("=")[0] not in self._option_string_actions:
            self.error(BEHIND[self.lang].format(option=words[0]))
        asked, unknown = self.parse_known_args(words)
        if unknown:
            self._called(asked).unrecognized(unknown)
        return asked

    def unrecognized(self, words: Sequence[str]) -> NoReturn:
        """Says which words mean nothing here; exit code 2."""
        known = [it for action in self._actions for it in action.option_strings if it.startswith("--")]
        self.error(_translated("unrecognized arguments: %s") % " ".join(words) + self._near(words[0].partition("=")[0], known))

    def _called(self, asked: argparse.Namespace) -> Parser:
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction) and isinstance(found := action.choices.get(asked.command), Parser):
                return found
        return self

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as fault:
            fault.message += self._near(str(value), [str(it) for it in action.choices or ()])
            raise

    def _near(self, word: str, known: Sequence[str]) -> str:
        from difflib import get_close_matches

        found = get_close_matches(word, known, 1)
        if not found:
            return ""
        return f"。{found[0]} のことですか?" if self.lang == "ja" else f"; do you mean {found[0]}?"


def _translated(words: str) -> str:
    """argparse's own words, as they were put into the reader's language."""
    translate = getattr(argparse, "_", str)
    return str(translate(words))
