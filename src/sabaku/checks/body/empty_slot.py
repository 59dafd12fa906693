"""One check: a place for a name was left empty."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_EMPTY = late.pattern(
    "(?:これは|こちらは|本メールは|このメールは)[ \u3000]{1,3}(?:から|より)"
    "|(?:^|\n)[ \u3000]{0,4}(?:様|さま|殿|御中)[ \u3000]{0,2}(?=[、。\n])"
    "|いつも[ \u3000]{0,3}を(?:ご利用|ご愛顧)|【[ \u3000]{0,3}】|「[ \u3000]{0,3}」|『[ \u3000]{0,3}』"
    "|(?:^|\n)[ \u3000]{0,4}(?:株式会社|発行|発行者|会社名|店舗名|ご利用日時?|お客様番号|会員番号)"
    "[ \u3000]{0,2}[::][ \u3000]{0,3}(?=\n)"
    "|(?:お客様の|あなたの|ドメイン名|メールアドレス|アカウント)[((「][ \u3000]{0,3}[))」]"
)
_DEMANDS = ("threat", "credential", "card", "scare", "payment", "parcel", "mailbox", "prize", "deadline")


@check(
    id="body.empty-slot",
    over="message",
    said=_DEMANDS,
    lang="ja",
    group="body",
    title=Text(ja="名前が入るはずのところが空のままです", en="A place for a name was left empty"),
    says=Text(
        ja="「{place}」のところは、名前や番号が入るはずなのに空です。差し込みに失敗した、一斉送信のひな形とみられます。"
        "誰から誰に宛てたものか書かれていません。",
        en="At “{place}” a name or number should stand, but it is empty: a template of a mass mailing that was not filled in, "
        "so that it does not say from whom or to whom it is.",
    ),
    sure="inferred",
    experts=("TEMPL", "NOBR", "NONAME"),
)
def empty_slot(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits replace the brand and the reader by a program, and sometimes with nothing. Innocent cause: empty headings of
    forms: only beside a demand, and not a form's field that is followed by its value on the next line."""
    if case.seen("list", "mailing-list"):
        return
    text = _said.text(case)[: _said.SEARCHED]
    found = _EMPTY.search(text)
    if found and not text[found.end() : found.end() + 2].strip(" \u3000\n").startswith(("2", "¥", "・")):
        start = found.start() + len(found[0]) - len(found[0].lstrip("\n"))
        end = min(len(text), found.end() + 6)
        end = min(end, text.find("\n", found.end()) if "\n" in text[found.end() : end] else end)
        yield Hit(Evidence(Span("visible", start, end), found=text[start:end]), place=text[start:end].strip())
