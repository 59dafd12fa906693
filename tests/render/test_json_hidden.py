"""What nobody can see is found in the bytes, too, where looking at every character would take too long."""

from __future__ import annotations

from sabaku.render import json
from sabaku.render.tame import json_safe

CHARACTERS = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000]


def test_every_hidden_character_is_found() -> None:
    hidden = [char for char in CHARACTERS if json_safe(char) != char]
    assert len(hidden) > 100
    assert all(map(found, hidden))


def test_plain_text_is_left_alone() -> None:
    for text in ("abc “quoted” – …", "口座の確認をお願いします、。「」", "ＡＢＣ！ｱｲｳ", "Ünïcödé, Привет, 안녕"):
        assert not found(text)


def found(text: str) -> bool:
    return json.hides(text.encode())
