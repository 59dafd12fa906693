"""`sabaku completion SHELL`: the script that lets a shell complete commands and options. Made from the options themselves.

Everything is in the script: nothing of sabaku runs when a key is pressed. Where a word may be a file, the shell offers files.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from typing import NamedTuple

from sabaku.doors._arguments import parser
from sabaku.doors._help import Parser
from sabaku.doors._locale import locale_language
from sabaku.doors.cli import DONE

PATHS = frozenset(("MAIL", "FILE", "DIR", "CASE", "ID", "URL-OR-PNG"))
"""What stands for a value that is, or may be, the name of a file or folder."""


class Word(NamedTuple):
    """An option, or what stands in a place without one (`flags` is empty then)."""

    flags: tuple[str, ...]
    choices: tuple[str, ...]
    path: bool
    bare: bool
    """Takes no value."""
    several: bool
    """Stands for any number of words."""
    help: str


def completion(asked: argparse.Namespace) -> int:
    """Print the script for that shell, with the options explained in the reader's language."""
    top = parser(locale_language(os.environ))
    print(SHELLS[asked.shell](_commands(top), _words(top)))
    return DONE


def _commands(top: Parser) -> dict[str, tuple[str, list[Word]]]:
    """Each command: what it does, and its words."""
    found = next(it for it in top._actions if isinstance(it, argparse._SubParsersAction))
    told = {it.dest: it.help or "" for it in found._choices_actions}
    return {name: (told[name], _words(it)) for name, it in found.choices.items()}


def _words(one: argparse.ArgumentParser) -> list[Word]:
    return [_word(it) for it in one._actions if not isinstance(it, argparse._SubParsersAction)]


def _word(it: argparse.Action) -> Word:
    choices = tuple(map(str, it.choices or ()))
    help = re.sub(r"\s+", " ", it.help or "")
    path = not choices and it.metavar in PATHS
    return Word(tuple(it.option_strings), choices, path, it.nargs == 0, it.nargs in ("*", "+"), help)


Commands = Mapping[str, tuple[str, Sequence[Word]]]


# --- bash --------------------------------------------------------------------------------------------------------


def bash(commands: Commands, top: Sequence[Word]) -> str:
    """For `eval "$(sabaku completion bash)"`. Where no word is offered, readline completes file names."""
    return "\n".join(_bash(commands, top))


def _bash(commands: Commands, top: Sequence[Word]) -> Iterator[str]:
    yield "_sabaku() {"
    yield "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words="
    yield "  if [[ $current == = ]]; then current=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi"
    yield "  if ((COMP_CWORD == 1)); then"
    yield f"    words={quote(' '.join((*commands, *_flags(top))))}"
    yield "  else case ${COMP_WORDS[1]}:$before:$current in"
    for name, (_, words) in commands.items():
        for it in words:
            if it.flags and it.choices:
                yield f"    {'|'.join(f'{name}:{flag}:*' for flag in it.flags)}) words={quote(' '.join(it.choices))} ;;"
            elif it.choices:
                yield f"    {name}:{name}:[!-]*|{name}:{name}:) words={quote(' '.join(it.choices))} ;;"
        yield f"    {name}:*:-*) words={quote(' '.join(_flags(words)))} ;;"
    yield "  esac; fi"
    yield '  COMPREPLY=($(compgen -W "$words" -- "$current"))'
    yield "}"
    yield "complete -o default -F _sabaku sabaku"


def _flags(words: Sequence[Word]) -> list[str]:
    return [flag for it in words for flag in it.flags]


# --- zsh ---------------------------------------------------------------------------------------------------------


def zsh(commands: Commands, top: Sequence[Word]) -> str:
    """For `eval "$(sabaku completion zsh)"`, or as the file `_sabaku` in a folder of $fpath."""
    return "\n".join(_zsh(commands, top))


def _zsh(commands: Commands, top: Sequence[Word]) -> Iterator[str]:
    yield "#compdef sabaku"
    yield "_sabaku() {"
    yield "  local curcontext=$curcontext state line"
    yield f"  _arguments -C {' '.join(_spec(it) for it in top)} ':command:->command' '*::word:->word'"
    yield "  case $state in"
    yield "  command) local -a commands=("
    for name, (told, _) in commands.items():
        yield f"    {quote(f'{name}:{told}')}"
    yield "    ); _describe command commands ;;"
    yield "  word) case $words[1] in"
    for name, (_, words) in commands.items():
        yield f"    {name}) _arguments {' '.join(_spec(it) for it in words)} ;;"
    yield "  esac ;; esac"
    yield "}"
    yield 'if [[ $funcstack[1] == _sabaku ]]; then _sabaku "$@"; else compdef _sabaku sabaku; fi'


def _spec(it: Word) -> str:
    """One word as `_arguments` wants it described."""
    told = re.sub(r"([\[\]\\:])", r"\\\1", it.help)
    action = f"({' '.join(it.choices)})" if it.choices else "_files" if it.path else " "
    if not it.flags:
        return quote(f"{'*' if it.several else ''}:{told}:{action}")
    value = "" if it.bare else f":value:{action}"
    return " ".join(quote(f"{'' if it.bare else '*'}{flag}[{told}]{value}") for flag in it.flags)


# --- fish --------------------------------------------------------------------------------------------------------


def fish(commands: Commands, top: Sequence[Word]) -> str:
    """For `sabaku completion fish | source`."""
    return "\n".join(_fish(commands, top))


def _fish(commands: Commands, top: Sequence[Word]) -> Iterator[str]:
    yield "complete -c sabaku -f"
    for name, (told, _) in commands.items():
        yield f"complete -c sabaku -n __fish_use_subcommand -a {name} -d {_fish_quoted(told)}"
    yield from (_fish_word("__fish_use_subcommand", it) for it in top)
    for name, (_, words) in commands.items():
        yield from (_fish_word(f"__fish_seen_subcommand_from {name}", it) for it in words)


def _fish_word(when: str, it: Word) -> str:
    names = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in it.flags)
    values = f"-a {_fish_quoted(' '.join(it.choices))}" if it.choices else "-F" if it.path else ""
    takes = "" if it.bare or not it.flags else "-r" if it.path else "-x"
    told = f"-d {_fish_quoted(it.help)}" if it.flags else ""
    return " ".join(filter(None, ("complete -c sabaku", f"-n {_fish_quoted(when)}", names, takes, values, told)))


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}
