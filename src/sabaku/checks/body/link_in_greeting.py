"""One check: where the reader's name belongs, there is a lure with a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

SEARCHED = 4000
_GREETING = late.pattern(
    r"[ \t]{0,8}(?P<all>(?:dear|hello|hi|hey|hallo|bonjour|hola|ola|olá|ciao|liebe|lieber|cher|chère|guten tag)\b"
    r"[^\w\n,.:;]{0,4}(?P<lure>[^\n]{3,120}?)(?P<link>https?://[^\s,<>\"]{4,300})[^\n\w]{0,8}(?:[ \w]{0,20})?,)",
    re.IGNORECASE,
)
_SAMA = late.pattern(
    r"[ \t]{0,8}(?P<all>(?P<lure>[^\n]{3,120}?)(?P<link>https?://[^\s,<>\"]{4,300})[^\n\w]{0,8}(?:様|さま|さん|殿))(?=\s|$|、|,)"
)
"""The Japanese order: the name before the title."""
_FIELD = late.pattern(
    r"[ \t>*]{0,8}(?:user ?name|nombre de usuario|nome de usu[aá]rio|benutzername|nom d['’]utilisateur|identifiant|gebruikersnaam"
    r"|nome utente|ユーザー名|氏名|お名前)[ \t]{0,3}[::][ \t]{0,3}"
    r"(?P<all>(?P<lure>[^\n]{0,120}?(?:http|www\.)[^\n]{4,200}))",
    re.IGNORECASE,
)
"""The notice of a new user: the name that they chose, as the site tells it."""
_MARKS = ("://", "www.", "http")
"""What an address begins with; as a name it is often written without its colon."""
_BAIT = late.pattern(
    r"messages?|nachricht|mensaje|mensagens?|click|reply|view|read|won|win\b|bonus|gift|free|claim|money|usd|eur|btc|bitcoin|[$€£]|"
    r"girl|dating|sex|photo|transfer|payment|当選|賞金|無料|送金|入金|出金|受け?取|ビットコイン|クリック|円|\d{3,}",
    re.IGNORECASE,
)


@check(
    id="body.link-in-greeting",
    over="message",
    group="body",
    title=Text(
        ja="宛名のあるべき所に、リンク付きの誘い文句が入っています", en="A lure with a link where the reader's name belongs"
    ),
    says=Text(
        ja="名前が入るはずの所に「{lure}」と書かれています。他社の登録フォームの氏名欄に宣伝文を入力し、自動返信として送らせる手口です。",
        en="Where a name belongs stands “{lure}”. Somebody typed it as the name into a firm's form, so that "
        "its automatic answer carries the lure.",
    ),
    sure="inferred",
    speaks_for=("bulk-spam", "advance-fee"),
    experts=("CTX", "LURE"),
    attacks=(38,),
)
def link_in_greeting(case: Case, it: Observable) -> Iterator[Hit]:
    """The firm is genuine and signs correctly; only the «name» is the fraudster's. It should be told of its open form.

    Innocent cause: a note to friends whose first line runs on into a link; that has no words of a lure before it.
    """
    text = _said.text(case)[:SEARCHED]
    lines = sorted(set(_lines_with_links(text)))
    for found in (pattern.match(text, *line) for pattern in (_GREETING, _SAMA, _FIELD) for line in lines):
        if found and _BAIT.search(found["lure"]):
            start, end = found.span("all")
            evidence = Evidence(Span("visible", start, end), found=text[start:end])
            yield Hit(evidence, lure=datum("text", found["lure"].strip()))
            return


def _lines_with_links(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end in which an address stands."""
    for mark in _MARKS:
        at = text.find(mark)
        while at >= 0:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield text.rfind("\n", 0, at) + 1, end
            at = text.find(mark, end)
