"""One check: the attached paper wants crypto money, and the mail threatens."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 3000
_COIN = late.pattern(
    r"\b(?:bc1[0-9a-z]{20,70}|[13][1-9a-z]{25,34}|0x[0-9a-f]{40}|t[1-9a-z]{33}|l[1-9a-z]{26,33}|4[0-9ab][1-9a-z]{90,95})\b"
    r"|\b(?:bitcoins?|btc|monero|xmr|litecoin|usdt)\b|ビットコイン|仮想通貨"
)
_PAY = late.pattern(
    r"\b(?:you (?:will |must |have to |are going to |need to )?(?:pay|send|transfer)|(?:pay|send|transfer) (?:me|us|exactly"
    r"|the (?:sum|amount|money))"
    r"|once (?:i|we) (?:get|receive)|i(?:'ll| will) (?:erase|delete|destroy|disappear)|you have (?:one|two|three|\d{1,2}|24"
    r"|48|72) (?:days?|hours?)|pay (?:exactly )?(?:[$€£] ?)?\d|\d{1,2} (?:days?|hours?) (?:remain|are left|left)"
    r"|zahlen sie|uberweisen sie|payez|envoyez|pague|envie|paga|invia|betaal)\b|送金|支払わな|振り込"
)
_MENACE = ("extortion.hacked", "extortion.video", "extortion.silence", "extortion.password", "extortion.attack")
_IN_PAPER = late.pattern(
    r"\b(?:recorded (?:you|a video)|video of you|your (?:web ?cam|front camera|camera)|pegasus|spyware"
    r"|(?:adult|porn\w{0,8}|xxx) (?:web ?)?(?:sites?|videos?|content)|all (?:of )?your (?:contacts|friends)|masturbat\w{0,4}"
    r"|pleasur\w{0,3} yourself|your (?:dirty )?secrets?|(?:full )?access to your (?:device|computer|phone|accounts?)"
    r"|hacked (?:you|your)|ruin your (?:life|reputation)|ihre (?:kamera|webcam)|votre (?:webcam|camera)|tu (?:camara|webcam)"
    r"|sua (?:camera|webcam))\b"
    r"|ウェブカメラ|盗撮|録画し|アダルト(?:サイト|動画)|連絡先(?:全員|すべて)|ハッキングし"
)

_ADVICE = late.pattern(
    r"\b(?:scams?|scammers?|phishing|spam|fraudsters?|betrug\w{0,5}|arnaques?|estafas?|truff[ae]|oplichting)\b|詐欺|フィッシング"
)
"""Words of a leaflet that warns."""


@check(
    id="files.threat-in-paper",
    over="file",
    group="files",
    title=Text(
        ja="添付文書が、暗号資産での支払いを脅し取ろうとしています", en="The attached paper demands crypto money under threat"
    ),
    says=Text(
        ja="「{menace}」と脅し、添付文書「{name}」で「{pay}」「{coin}」と支払いを求めています。"
        "要求を文書に移すのは検査を避けるためで、侵入を示す証拠はありません。",
        en="There is a threat (“{menace}”), and the paper “{name}” says what is wanted: “{pay}”, “{coin}”. It stands in a "
        "paper so that no filter reads it; nothing shows a real break-in.",
    ),
    speaks_for=("extortion",),
    experts=("BLUFF", "BTC", "ATT"),
)
def threat_in_paper(case: Case, it: Observable) -> Iterator[Hit]:
    """Since 2024 with the victim's name, telephone and a picture of the street, all bought from leaked lists (FBI, EFF).

    Innocent cause: advice on such mails with an example attached; its text is longer than a line or warns.
    """
    file = _files.file(it)
    if file.kind != "pdf" or len(_files.own_text(case)) > SHORT or case.seen("list", "mailing-list"):
        return
    view, text = _files.pdf_text(case, it)
    folded = fold(text)
    coin = _COIN.search(folded)
    pay = _PAY.search(folded) if coin else None
    if coin is None or pay is None:
        return
    menace = _menace(case, view, text)
    if menace is not None:
        shown = (Evidence(Span(view, *one.span()), found=text[slice(*one.span())]) for one in (pay, coin))
        yield Hit(
            menace,
            *shown,
            menace=menace.found,
            name=datum("file", file.name),
            pay=text[slice(*pay.span())],
            coin=text[slice(*coin.span())],
        )


def _menace(case: Case, view: str, text: str) -> Evidence | None:
    """The threat, in the mail or, where that only says to read on, in the paper."""
    told = next((it for it in _said.said(case, *_MENACE) if case.message.in_file(it.seen) == it.seen), None)
    if told is not None:
        return _said.quote(told)
    folded = fold(text)
    found = None if _ADVICE.search(folded) else _IN_PAPER.search(folded)
    return Evidence(Span(view, *found.span()), found=text[slice(*found.span())]) if found else None
