"""Many mails on one page: where somebody should begin stands first, and copies of one lure stand together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec import structs

from outgoing import example
from sabaku.model import Carrier, Lang, Level, Report, Run, Text
from sabaku.render.overview import entry, render
from sabaku.render.tame import HIDDEN

LETTERS = "ご利用のカードに不審な請求がありました。本人確認のため、次のページからご連絡ください。期限は{n}日です。"


def report(n: int, level: Level = "fraud", probability: float = 0.99, **more: Any) -> Report:
    """The n-th mail of a mailbox, with a text of its own unless one is given."""
    base = example("kagoya")[1]
    told = {"subject": f"件名{n}", "from_": "a@sender.example", "to": f"<user{n}@recipient.example>", "text": f"本文{n}。" * 40}
    message = structs.replace(base.message, **{**told, **more})
    verdict = structs.replace(base.verdict, level=level, probability=probability)
    return structs.replace(base, sha256=f"{n:064x}", message=message, verdict=verdict, links=(), run=Run(f"box.mbox#{n}", 1.0))


def page(*reports: Report, lang: Lang = "ja", **more: Any) -> str:
    return render([entry(it, lang) for it in reports], lang, **more)


def order(text: str) -> list[str]:
    return re.findall(r"^ box\.mbox(#\d+)", text, re.MULTILINE)


def test_the_gravest_and_the_surest_stand_first() -> None:
    text = page(
        report(1, "no-sign", 0.02), report(2, "suspicious", 0.6), report(3, probability=0.93), report(4, probability=0.98)
    )
    assert order(text) == ["#4", "#3", "#2", "#1"]
    assert "詐欺メール 2通 · 要注意 1通 · 不審な点は見つかりませんでした 1通" in text
    assert "安全の保証ではありません" in text


def test_copies_of_one_lure_are_one_entry_and_come_before_what_came_once() -> None:
    copies = [report(n, text=LETTERS.format(n=n), probability=0.95) for n in (2, 4, 5)]
    text = page(report(1, probability=0.999), copies[0], report(3), *copies[1:])
    assert order(text) == ["#2", "#1", "#3"]
    assert "同じ内容のもの ほか2通: #4、#5" in text
    assert "宛先 <user2@recipient[.]example>、<user4@recipient[.]example>、<user5@recipient[.]example>" in text


def test_a_copy_that_was_judged_otherwise_is_named() -> None:
    text = page(report(1, "no-sign", text=LETTERS.format(n=1)), report(2, text=LETTERS.format(n=2)), lang="en")
    assert order(text) == ["#2"]
    assert "judged otherwise: #1 (Nothing found)" in text


def test_who_has_clicked_comes_first() -> None:
    clicked = Text("転送した方がリンクを開いています。", "The forwarder has opened the link.")
    copies = [report(n, text=LETTERS.format(n=n)) for n in (1, 2)]
    text = page(*copies, report(3, "suspicious"), report(4, priority=clicked))
    assert order(text) == ["#4", "#1", "#3"]
    assert "転送した方がリンクを開いています。" in text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_of_the_mail_reaches_the_terminal_as_it_is(lang: Lang) -> None:
    text = page(report(1, subject="\x1b[31m\u202ehttps://evil.example/x", from_="\x1b]0;x\x07 <a@evil.example>"), lang=lang)
    assert not re.search(f"[{HIDDEN}]", text)
    assert "\x1b" not in text
    assert "https://" not in text
    assert "evil.example" not in text


def test_no_line_is_wider_than_the_terminal() -> None:
    from sabaku.render.wrap import width

    told = page(*(report(n, text=LETTERS.format(n=n), subject="【重要】" * 20) for n in range(40)), width=60)
    assert max(map(width, told.splitlines())) <= 60
    assert "ほか27件" in told


def test_a_name_that_is_to_be_copied_is_never_broken() -> None:
    long = f"/home/jimu/{'reports-' * 9}2026/box.mbox"
    named = structs.replace(report(1), run=Run(f"{long}#1", 1.0))
    assert f"\n {long}#1\n   2023-06-" in page(named, width=60)


def test_a_case_is_named_by_its_folder() -> None:
    it = report(1)
    kept = structs.replace(it, run=Run("box.mbox#1", 1.0, case="cases/abc"))
    text = page(kept, report(2), lang="en")
    assert " cases/abc  " in text
    assert "sabaku examine cases/abc" in text


def test_a_name_that_a_shell_would_read_is_not_put_into_a_command() -> None:
    it = structs.replace(report(1), run=Run("$(rm -rf x).eml", 1.0))
    assert "sabaku examine" not in page(it)


def test_the_command_repeats_whose_mails_they_are() -> None:
    it = structs.replace(report(1), run=Run("box.mbox#1", 1.0, options=("--home", "example.jp")))
    assert "  sabaku examine --home example.jp box.mbox#1\n" in page(it)


def test_who_handed_it_on_is_told_and_everybody_who_clicked() -> None:
    clicked = Text("転送した方がリンクを開いています。", "The forwarder has opened the link.")

    def handed_on(n: int, by: str, **more: Any) -> Report:
        return report(n, text=LETTERS.format(n=n), carrier=Carrier("rfc822", sender=by), **more)

    copies = [handed_on(1, "a@own.example"), handed_on(2, "b@own.example", priority=clicked), handed_on(3, "c@own.example")]
    text = page(*copies, handed_on(4, "d@own.example", priority=clicked), handed_on(5, "c@own.example"))
    assert order(text) == ["#2"]
    assert "開いています。\n   転送した方 b@own[.]example\n" in text
    assert "ほかにも優先するもの: #4(d@own[.]example)\n" in text
    assert "ほかに転送した方 a@own[.]example、c@own[.]example\n" in text
    assert "also to be dealt with first: #4 (d@own[.]example)\n" in page(*copies, copies[1], lang="en").replace(
        "#2", "#4"
    ).replace("b@", "d@")
