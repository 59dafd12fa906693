"""What nobody can see is escaped in the bytes, too, where looking at every character would take too long."""

from __future__ import annotations

from sabaku.render import json
from sabaku.render.tame import json_safe

CHARACTERS = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000]


def test_the_same_characters_are_escaped_as_in_text() -> None:
    changed = [char for char in CHARACTERS if json_safe(char) != char]
    assert len(changed) > 100
    assert [char for char in CHARACTERS if json.safe(char.encode()) != char.encode()] == changed
    assert json.safe("、a".join(changed).encode()) == json_safe("、a".join(changed)).encode()


def test_plain_text_is_left_alone() -> None:
    for text in ("abc “quoted” – …", "口座の確認をお願いします、。「」", "ＡＢＣ！ｱｲｳ", "Ünïcödé, Привет, 안녕"):
        assert json.safe(text.encode()) == text.encode()
