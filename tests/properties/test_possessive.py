"""What patterns repeat possessively is a character, a class or an atomic group: all that Python before 3.11.5 takes rightly.

A pattern is looked at as `re` takes it apart where a module compiles one, and as it is written wherever it stands.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]  # the only way to see what a pattern is made of
from typing import Any

import pytest

import sabaku
from properties.test_regexes import ALL, parsed

RIGHT = (kinds.LITERAL, kinds.NOT_LITERAL, kinds.IN, kinds.ANY, kinds.ATOMIC_GROUP)
_TOKEN = re.compile(
    r"\\."
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|(?P<begin>\((?:\?(?:[:>=!]|<[=!]|P<\w+>|[a-z]+:))?)"
    r"|(?P<end>\))(?P<possessive>(?:[*+?]|\{[0-9,]+\})\+)?",
    re.DOTALL,
)


def repeated(pattern: Any) -> Iterator[Any]:
    """What a pattern, taken apart, repeats possessively."""
    for kind, what in pattern:
        if kind is kinds.POSSESSIVE_REPEAT:
            yield what[2]
        yield from (found for it in _inside(what) for found in repeated(it))


def _inside(what: Any) -> Iterator[Any]:
    if hasattr(what, "getwidth"):
        yield what
    elif isinstance(what, (list, tuple)):
        for it in what:
            yield from _inside(it)


def groups(text: str) -> Iterator[str]:
    """The groups in a pattern as it is written that are repeated possessively and are not atomic."""
    begun: list[re.Match[str]] = []
    for it in _TOKEN.finditer(text):
        if it["begin"]:
            begun.append(it)
        elif it["end"]:
            begin = begun.pop() if begun else None
            if it["possessive"] and (begin is None or (begin["begin"] != "(?>" and begin.end() < it.start())):
                yield text[begin.start() if begin else 0 : it.end()]


class _Texts(ast.NodeVisitor):
    """The strings of a module, those that are added to one another as one, with `x` for whatever is put in."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        self.all.append(self._written(node))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self.all.append(self._written(node))

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.all.append(self._written(node))

    def _written(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=str() as text):
                return text
            case ast.Constant(value=bytes() as raw):
                return raw.decode("latin-1")
            case ast.JoinedStr(values=parts):
                return "".join(map(self._written, parts))
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self._written(left) + self._written(right)
        self.generic_visit(node)
        return "x"


def texts(source: str) -> list[str]:
    found = _Texts()
    found.visit(ast.parse(source))
    return found.all


def test_no_compiled_pattern_repeats_a_group_that_is_not_atomic() -> None:
    wrong = {
        name
        for name, it in ALL.items()
        for inside in repeated(parsed(it))
        if [kind not in RIGHT for kind, _ in inside] != [False]
    }
    assert not wrong


def test_no_pattern_that_is_written_repeats_a_group_that_is_not_atomic() -> None:
    files = sorted(Path(sabaku.__file__).parent.rglob("*.py"))
    wrong = {f"{path.name}: {it}" for path in files for text in texts(path.read_text("utf-8")) for it in groups(text)}
    assert not wrong


@pytest.mark.parametrize("pattern", ["(?:ab?c)*+", "x(?P<a>a|b)?+", "((?=a)[)b]){2,}+", "(?>(?:a+b)++)", "(?!(?:a(b))++)"])
def test_a_group_that_is_not_atomic_is_seen(pattern: str) -> None:
    assert list(groups(pattern))
    assert any(kind not in RIGHT for it in repeated(parsed(re.compile(pattern))) for kind, _ in it)


@pytest.mark.parametrize("pattern", ["(?>ab?c)*+", "a*+[^)]++.?+", r"(?:\)*+a)+", "(?:(?>a|b){2,3}+c)*", "(?>a(?:b)?)?+"])
def test_what_is_right_is_let_pass(pattern: str) -> None:
    assert not list(groups(pattern))
    assert all(kind in RIGHT for it in repeated(parsed(re.compile(pattern))) for kind, _ in it)


@pytest.mark.parametrize(
    "source",
    [
        'A = re.compile(r"a(?:b" r"c)*+")',
        'A = "(?:" + words + ")*+"',
        'A = rf"(?:{B}|c){{1,3}}+"',
        "A = rb'(?:a|b)++'",
        'def f(): return find("a" + either(r"(?:b)?+"))',
        'A = start + ")*+"',
    ],
)
def test_a_pattern_is_seen_however_it_is_written(source: str) -> None:
    assert [it for text in texts(source) for it in groups(text)]


def test_python_takes_what_is_right_rightly() -> None:
    assert re.fullmatch("(?>ab?c)*+", "a") is None
    assert re.fullmatch("(?>ab?c)*+a", "aca")
