"""The word lists are well-formed, say what they are, and stay small enough for one automaton."""

import re

import pytest

from sabaku import data
from sabaku.extract.phrases import search
from sabaku.extract.wordlists import OFTEN, Rest, beginnings, entries, leads, rest
from sabaku.text.fold import fold

LANGUAGES = {"ja", "en", "zh", "pt", "de", "es", "fr", "nl", "it", "ru", "ko", "pl", "el", ""}  # "" = the same in every language
LINES = [
    (f"{name}.{lang}.{key}", line)
    for name in data.names("words")
    for lang, meanings in data.toml(f"words/{name}").items()
    if isinstance(meanings, dict)
    for key, lines in meanings.items()
    for line in lines.strip("\n").split("\n")
]


@pytest.mark.parametrize(("where", "line"), LINES)
def test_line(where, line):
    assert line == line.strip()
    assert "  " not in line
    assert line.count("(") == line.count(")") == len(line.split("(")) - 1
    assert not re.search(r"\([^)]*\(", line), "a choice within a choice is read as words"
    assert set("[]{}\\").isdisjoint(line), "a class such as [0-9] is read letter by letter, and never found"
    assert where.split(".")[1] in LANGUAGES
    for start, after in beginnings(fold(line)):
        assert start
        rest(after)


def test_a_rest_ends_where_its_pattern_ends():
    compared = 0
    for after in {it.rest for _, it in entries()} - {""}:
        quick, compiled = Rest(after), Rest(after)
        compiled.tries = OFTEN
        slots = [it.split("|") for it in re.split(r"[()]", after)] if not compiled.pattern else []
        for pick in (min, max):
            shown = "".join(pick(it) for it in slots).replace("~", "ах")
            for text in (f"b{shown}", f"b{shown}x", f"b{shown} x", f"b{shown}\u4e00", f"b{shown[:-1]}", "b", "b x"):
                assert quick.end(text, 1) == compiled.end(text, 1), (after, text)
                compared += 1
        assert compiled.pattern
    assert compared > 10_000


def test_choices_stand_for_every_phrase():
    assert dict(beginnings("account (is|was) closed")) == {"account is closed": "", "account was closed": ""}
    many = "|".join(f"word{n}" for n in range(30))
    assert [start for start, _ in beginnings(f"account ({many})")] == ["account "]


def test_a_tilde_is_how_a_word_goes_on():
    assert dict(beginnings("ваш~ (карт~|счет) закрыт~")) == {"ваш": "~ (карт~|счет) закрыт~"}
    assert dict(beginnings("(ваш~ |)карт~ закрыт~")) == {"ваш": "~ карт~ закрыт~", "карт": "~ закрыт~"}
    found = rest("~ (карт~|счет) закрыт~")
    for text, end in (
        ("ваша карта закрыта.", 18),
        ("ваш счет закрыт", 15),
        ("ваши счета закрыты", 0),
        ("ваша карта и закрыта", 0),
    ):
        assert found.end(text, 3) == end, text
    assert leads("~ карт~") == leads("(о~|а)") == frozenset()


def test_a_rest_ends_with_its_word_in_any_alphabet():
    assert rest("ключ").end("ключом", 0) == 0
    assert rest("ключ").end("ключ.", 0) == rest("ключ").end("ключ", 0) == 4


def test_size():
    assert len({start for start, _ in entries()}) < 42_000


@pytest.mark.parametrize(
    ("text", "brands"),
    [
        ("ニトリル手袋の価格改定", []),
        ("オリコン週間ランキング", []),
        ("コンプロミスの成立", []),
        ("株式会社ニトリより", ["nitori"]),
        ("ﾆﾄﾘｶｰﾄﾞのご案内", ["nitori"]),
        ("マイドコモにログイン", ["docomo"]),
        ("アマゾンプライム会員の方へ", ["amazon"]),
    ],
)
def test_a_short_katakana_name_is_a_word_of_its_own(text: str, brands: list[str]) -> None:
    assert [it.key for it in search(text) if it.list == "brand"] == brands


def test_german_is_found_with_and_without_its_sharp_s() -> None:
    for written in ("ausschließlich per E-Mail", "ausschliesslich per E-Mail"):
        assert ("boss", "away") in {(it.list, it.key) for it in search(f"Antworten Sie bitte {written}.", "de")}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("(has been|is) closed", {"ha", "is"}),
        ("(a|the) (bank|card)", {"a ", "th"}),
        ("(|not )yet", {"ye", "no"}),
        ("(s|)", set()),
        ("", set()),
        ("(?:(?![ァ-ヶー]))", set()),
    ],
)
def test_what_a_rest_begins_with(written: str, told: set[str]) -> None:
    """Where it may be shorter than two characters, or is a pattern, anything may follow."""
    assert leads(written) == told
