"""Writes the generated documents: checks in both languages, attacks, experts' reasons, JSON Schema, the figures of the READMEs.

`--check` only compares.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import tomllib
from pathlib import Path

from sabaku import checks, judge
from sabaku.checks._check import Check
from sabaku.model import Lang
from sabaku.render.schema import schema
from sabaku.versions import versions

ROOT = Path(__file__).parent.parent
MADE = {"ja": "このページは `make docs` が生成します。", "en": "This page is written by `make docs`."}
TITLE = {"ja": "検査項目", "en": "Checks"}
FAMILIES = {
    "identity": ("差出人となりすまし", "Sender and impersonation"),
    "route": ("配送経路", "Route"),
    "auth": ("送信ドメイン認証", "Authentication"),
    "links": ("リンク", "Links"),
    "body": ("本文", "Body"),
    "files": ("添付ファイル", "Files"),
    "owners": ("登録者と所在地", "Owners and places"),
    "lists": ("ブロックリスト", "Lists"),
    "landing": ("誘導先サイト", "Landing site"),
}


def main() -> int:
    """Write what differs; with `--check`, name it and fail instead."""
    only_look = "--check" in sys.argv[1:]
    stale = []
    for path, told in {**{f"docs/{name}": told for name, told in documents().items()}, **readmes()}.items():
        file = ROOT / path
        if not file.exists() or file.read_text("utf-8") != told:
            stale.append(path)
            if not only_look:
                file.write_text(told, "utf-8", newline="\n")
    for path in stale:
        print(f"{path}: {'is not current; run `make docs`' if only_look else 'written'}")
    moved = measured_with_others((ROOT / "docs" / "measured.md").read_text("utf-8"))
    for what in moved:
        print(f"docs/measured.md: made with other {what}; `make measured` makes it anew")
    # code changes daily and data weekly; figures of other weights are simply wrong
    return 1 if only_look and (stale or "weights" in moved) else 0


def measured_with_others(document: str) -> list[str]:
    """Which of code, data and weights have changed since the figures were measured."""
    found = re.search(r"^Code (\w+), data (\w+), weights (\w+)\.", document, re.MULTILINE)
    then = found.groups() if found else ("", "", "")
    now = versions()
    return [what for what, old in zip(("code", "data", "weights"), then, strict=True) if getattr(now, what) != old]


def documents() -> dict[str, str]:
    """All generated documents by name."""
    return {
        "checks.ja.md": catalogue("ja"),
        "checks.en.md": catalogue("en"),
        "experts.md": experts(),
        "attacks.md": attacks(),
        "report.schema.json": json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    }


FIGURES, END = "<!-- figures of docs/measured.md, by `make docs` -->", "<!-- end of the figures -->"
HELD_OUT = re.compile(r"^\| ([\w-]+) \| \w+ \| (\d+) \| ([\d.]+)% [^|]*\| ([\d.]+)% ", re.MULTILINE)
GROUPS = (
    ("日本語のフィッシング", "Phishing in Japanese", r"phish-ja"),
    ("英語などのフィッシング", "Phishing in English and other languages", r"phish-(?!ja)|fraud-us"),
    ("前払い金詐欺・脅迫", "Advance-fee fraud and extortion", r"advance-fee|extortion"),
    ("マルウェアを運ぶメール", "Mail that carries malware", r"malspam"),
    ("正規のメール", "Legitimate mail", r"ham"),
)
HEADS = {
    "ja": ("メール", "通数", "「要注意」以上", "「詐欺メール」"),
    "en": ("kind of mail", "number", "suspicious or worse", "fraud"),
}


def readmes() -> dict[str, str]:
    """The READMEs with today's figures."""
    measured = (ROOT / "docs" / "measured.md").read_text("utf-8")
    files: dict[str, Lang] = {"README.md": "en", "README.ja.md": "ja"}
    return {name: _with(figures(measured, lang), (ROOT / name).read_text("utf-8")) for name, lang in files.items()}


def _with(table: str, told: str) -> str:
    before, mark, rest = told.partition(FIGURES)
    return f"{before}{mark}\n\n{table}\n\n{END}{rest.partition(END)[2]}" if mark else told


def figures(measured: str, lang: Lang) -> str:
    """What the measurement with campaigns held out says, kinds of mail put together."""
    held_out = measured.partition("## Whole campaigns held out")[2].partition("\n## ")[0]
    rows = [(name, int(mails), float(seen), float(sure)) for name, mails, seen, sure in HELD_OUT.findall(held_out)]
    lines = ["| " + " | ".join(HEADS[lang]) + " |", "|---|--:|--:|--:|"]
    for ja, en, names in GROUPS:
        group = [row for row in rows if re.match(names, row[0])]
        mails = sum(row[1] for row in group)
        seen, sure = (sum(row[1] * row[n] for row in group) / mails for n in (2, 3))
        lines.append(f"| {ja if lang == 'ja' else en} | {mails:,} | {seen:.1f}% | {sure:.1f}% |")
    return "\n".join(lines)


def catalogue(lang: Lang) -> str:
    """Every check: title, sentence, why (in English, from the code), weight."""
    all_checks = checks.catalogue()
    lines = [f"# {TITLE[lang]} ({len(all_checks)})", "", MADE[lang], ""]
    for family, names in FAMILIES.items():
        lines += [f"## {names[0 if lang == 'ja' else 1]}", ""]
        for it in (it for it in all_checks.values() if it.group == family):
            lines += _entry(it, lang)
    return "\n".join(lines) + "\n"


def _entry(it: Check, lang: Lang) -> list[str]:
    weight = judge.weights().of.get(it.id, 0.0)
    lines = [f"### `{it.id}`", "", f"**{it.title.in_(lang)}** ({weight:+.1f})", "", f"> {it.says.in_(lang)}", ""]
    if lang == "en":
        lines += [inspect.getdoc(it.judge) or "", ""]
    if it.advice:
        lines += [it.advice.in_(lang), ""]
    if it.quiet_when:
        quiet = ", ".join(f"`{id}`" for id in it.quiet_when)
        lines += [f"{'次の検査が当てはまるときは加点しません' if lang == 'ja' else 'Counts nothing beside'}: {quiet}", ""]
    return lines


def experts() -> str:
    """Each reason of the human experts, and the checks that state it."""
    told = tomllib.loads((Path(__file__).parent / "experts.toml").read_text("utf-8"))
    lines = ["# What human experts say", "", MADE["en"], ""]
    lines += ["Reasons counted over 806 described mails; the last column names the checks that state the same.", ""]
    lines += ["| code | reason | mails | stated by |", "|---|---|---|---|"]
    for code, it in told.items():
        by = ", ".join(f"`{check.id}`" for check in checks.catalogue().values() if code in check.experts)
        lines.append(f"| {code} | {it['en']} | {it['mails']} | {by or 'not stated: ' + it.get('not_stated', 'no check yet')} |")
    return "\n".join(lines) + "\n"


def attacks() -> str:
    """Each known attack, and the checks that name it."""
    told = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text("utf-8"))
    lines = ["# Known attacks, and what names them", "", MADE["en"], "", "| # | attack | named by |", "|---|---|---|"]
    unnamed = told.pop("not_named", {})
    for number, name in told.items():
        by = ", ".join(f"`{check.id}`" for check in checks.catalogue().values() if int(number) in check.attacks)
        lines.append(f"| {number} | {name} | {by or 'not named: ' + unnamed.get(number, 'no check yet')} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
