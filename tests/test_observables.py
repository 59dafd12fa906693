"""The vocabulary of what is seen: a look-up of a kind or role that nothing is seen under would find nothing, and say nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import mails
import sabaku
from sabaku import checks
from sabaku.app import prepare
from sabaku.model import ROLES, Input, Kind

SOURCE = Path(sabaku.__file__).parent
KINDS = frozenset(get_args(Kind))
FREE = {"phrase", "mailer", "script", "user"}
"""Kinds whose roles are languages or names of header fields."""


def look_ups(tree: ast.AST) -> Iterator[tuple[int, str, list[str]]]:
    """Line, kind and roles of each `case.seen("kind", "role", …)` whose words are written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("seen", "first"):
            told = [it.value for it in node.args if isinstance(it, ast.Constant) and isinstance(it.value, str)]
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "case" and told and len(told) == len(node.args):
                yield node.lineno, told[0], told[1:]


def test_every_kind_has_its_roles_or_free_ones() -> None:
    assert ROLES.keys() | FREE == KINDS
    assert not ROLES.keys() & FREE


def test_every_look_up_asks_for_what_there_can_be() -> None:
    every = [(path, it) for path in sorted(SOURCE.rglob("*.py")) for it in look_ups(ast.parse(path.read_text("utf-8")))]
    assert len(every) > 200
    wrong = [
        f"{path.name}:{line}: {kind} {role}"
        for path, (line, kind, roles) in every
        for role in roles or [""]
        if kind not in KINDS or (role and kind in ROLES and role not in ROLES[kind])
    ]
    assert wrong == []


@pytest.mark.parametrize("id", [id for id, it in checks.catalogue().items() if isinstance(it.over, str)])
def test_every_head_names_what_there_can_be(id: str) -> None:
    over = checks.catalogue()[id].over
    assert isinstance(over, str)
    kind, _, roles = over.partition(":")
    assert kind in KINDS
    assert not roles or set(roles.split("|")) <= ROLES[kind]  # type: ignore[index]


MAIL = {
    "base": "ja",
    "headers": {
        "From": '"銀行" <info@bank.example>, <two@bank.example>',
        "Reply-To": "other@elsewhere.example",
        "Delivered-To": "user@recipient.example",
        "X-Mailer": "Made Up 1.0",
        "List-Id": "<news.bank.example>",
        "Subject": "【重要】10,000円のお支払い\u200b期限",
        "Authentication-Results": "mx.recipient.example; spf=pass smtp.mailfrom=bank.example",
    },
    "body": {
        "html": '<p style="display:none">hidden</p><a href="https://one.example/a">こちら</a><form action="https://two.example/">'
        "お支払い期限は2026年2月10日です。電話 03-1234-5678 <img src=https://three.example/i.png> me@four.example</form>"
    },
}


@pytest.mark.parametrize("mail", [MAIL, {"base": "ja"}, {"base": "en"}, {"base": "bare"}])
def test_what_is_seen_bears_those_names(mail: dict[str, object]) -> None:
    seen = prepare(Input(mails.build(mail))).observables
    assert seen
    assert [it for it in seen if it.kind not in KINDS] == []
    assert [(it.kind, it.role) for it in seen if it.kind in ROLES and it.role not in ROLES[it.kind]] == []
