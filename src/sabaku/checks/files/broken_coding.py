"""One check: a text whose encoding is broken or misnamed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text

_KINDS = {
    "base64-cut": Text("base64が途中で切れています", "base64 that is cut off"),
    "base64-foreign": Text("base64に使えない文字が混ざっています", "characters that do not belong into base64"),
    "base64-padding-inside": Text("base64の途中に終わりの記号があります", "base64 that ends in its middle"),
    "base64-text-behind": Text("base64の後ろに通常の文字が続きます", "plain text behind base64"),
    "charset-broken": Text(
        "宣言された文字コードでは読めない部分があります", "bytes that the declared character set does not have"
    ),
    "charset-unknown": Text("存在しない文字コード名が書かれています", "a character set that does not exist"),
}


@check(
    id="files.broken-coding",
    over="message",
    group="files",
    title=Text(ja="本文の符号化が壊れています", en="The coding of the text is broken"),
    says=Text(
        ja="本文の符号化に誤りがあります({how})。検査を失敗させるためか、粗末な送信プログラムによるものです。",
        en="The text is coded wrongly ({how}): to make filters fail, or by a careless sending program.",
    ),
    sure="inferred",
    experts=("MOJI",),
    attacks=(51,),
)
def broken_coding(case: Case, it: Observable) -> Iterator[Hit]:
    """What a filter cannot decode it cannot read, while mail programs show as much as they can.

    Innocent: gateways that damage mail on its way; UTF-7, which no mail program should still read, is named too.
    """
    for part in case.message.parts:
        if part.charset.lower().replace("_", "-") in ("utf-7", "unicode-1-1-utf-7") and part.type.startswith("text/"):
            name = Text("廃止された文字コードUTF-7", "the abolished character set UTF-7")
            place = Span("raw", part.start, part.body_start)
            yield Hit(Evidence(place, part.charset), how=datum("text", "utf-7", name))
    for defect in case.message.defects:
        how = _KINDS.get(defect.kind)
        if how is not None and defect.where is not None:
            found = case.message.quote(defect.where)[:80]
            yield Hit(Evidence(defect.where, found), how=datum("text", defect.kind, how))
