"""Make src/sabaku/data/places.toml of the Unicode CLDR's names of territories: run once by hand, its output is committed.

python -m pip install babel==2.18.0 && python tools/build_places.py
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

OUT = Path(__file__).parent.parent / "src/sabaku/data/places.toml"
HEAD = """\
# Names of countries and territories by ISO 3166-1 alpha-2 code, in Japanese and English.
# from: Unicode CLDR as carried by Babel 2.18.0 (tools/build_places.py) · licence: Unicode License v3 · date: 2026-11-21
# Shorter where a reader of a mail report knows the place by a shorter name (SHORTER in the tool).

[countries]
"""
SHORTER = {
    "CC": ("ココス諸島", "Cocos Islands"),
    "CD": ("コンゴ民主共和国", "DR Congo"),
    "CG": ("コンゴ共和国", "Republic of the Congo"),
    "HK": ("香港", "Hong Kong"),
    "MM": ("ミャンマー", "Myanmar"),
    "MO": ("マカオ", "Macao"),
    "CI": ("コートジボワール", "Côte d’Ivoire"),
    "PS": ("パレスチナ自治区", "Palestinian territories"),
    "TR": ("トルコ", "Türkiye"),
    "US": ("米国", "United States"),
    "ZA": ("南アフリカ", "South Africa"),
}
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def main() -> None:
    """Write OUT."""
    ja, en = dict(Locale("ja").territories), dict(Locale("en").territories)
    lines = []
    for code in sorted(it for it in en if it in ja and len(it) == 2 and it.isalpha() and it not in NOT_COUNTRIES):
        names = SHORTER.get(code, (ja[code], en[code]))
        lines.append(f'{code} = {{ ja = "{names[0]}", en = "{names[1]}" }}\n')
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
