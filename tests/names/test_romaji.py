"""Names in kana and the domains that are spelt like them."""

from __future__ import annotations

import pytest

from sabaku.names.romaji import plain, spells


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("ハピタス", "hapitas"),
        ("株式会社ミナト紙業", "minato-shigyo"),
        ("ﾐﾅﾄ紙業", "minatoshigyo"),
        ("みんなの銀行", "minna-no-ginko"),
        ("ニッポン放送", "nippon"),
        ("シャブシャブ亭", "syabusyabu"),
        ("シャブシャブ亭", "shabushabu"),
        ("コーベヤ", "kobeya"),
        ("コウベヤ", "kohbeya"),
        ("フジヤマ不動産", "huziyama"),
    ],
)
def test_spelt_by_any_system(name: str, label: str) -> None:
    assert spells(name, label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("ミナト紙業", "mina"),  # too short to be more than chance
        ("アオキ", "aoi-store"),
        ("楽天市場", "rakuten"),  # kanji have many readings
        ("", "minato"),
        ("ミナト紙業", ""),
        ("サポートセンター", "example"),
    ],
)
def test_something_else(name: str, label: str) -> None:
    assert not spells(name, label)


def test_one_letter_for_a_sound() -> None:
    assert plain("fujiya") == plain("huziya")
    assert plain("ohtsuka") == plain("otuka")
