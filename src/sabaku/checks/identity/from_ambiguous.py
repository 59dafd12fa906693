"""From is written so that programs disagree about the sender."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Evidence, Observable, Text

HOW = {
    "several-fields": Text("差出人欄が複数あります", "there are several From fields"),
    "several-addresses": Text("差出人欄に複数のアドレスがあります", "From holds several addresses"),
    "several-angles": Text("< > が複数あります", "there are several pairs of angle brackets"),
    "bare-and-angle": Text(
        "< > の外と中に別のアドレスがあります", "different addresses stand inside and outside the angle brackets"
    ),
    "trailing-text": Text("アドレスの後ろに別の文字列が続いています", "other text follows the address"),
    "source-route": Text("経路指定という廃止された書き方です", "it uses source routing, which is obsolete"),
    "encoded-address": Text("アドレスが符号化されて隠されています", "the address is hidden in an encoded word"),
    "in-comment": Text("アドレスがコメントの中に隠されています", "the address is hidden in a comment"),
    "quoted-comma": Text("引用符とカンマで区切りが紛らわしくなっています", "quotes and commas blur where an address ends"),
    "folded-name": Text("フィールド名が改行で分断されています", "the field's name is broken by a line end"),
    "spaced-name": Text("フィールド名の後ろに空白があります", "there is a space before the colon"),
    "control-character": Text("制御文字が含まれています", "it holds control characters"),
}
"""RFC 5322 sections 3.4, 3.6.2, 4.4 and 4.5; Chen et al., Composition Kills (2020), attacks a8 to a18."""


@check(
    id="identity.from-ambiguous",
    over="odd-address:from",
    group="identity",
    title=Text("差出人欄が、ソフトによって違って読める書き方です", "From is written so that programs read different senders"),
    says=Text(
        "差出人欄の書き方が異常です({how})。認証を行うサーバーと、表示するメールソフトに、別々の差出人を読ませる手口です。",
        "From is written abnormally: {how}. Servers that authenticate and programs that display may then read different senders.",
    ),
    experts=("FNOADDR", "FFORGE"),
    attacks=(1, 2, 3, 4, 7, 8, 9, 10, 11, 12),
)
def from_ambiguous(case: Case, it: Observable) -> Iterator[Hit]:
    """Authentication is done for the address that the server reads; the reader sees the one that the mail program reads.

    Innocent causes: badly written programs (a space before the colon, several authors in From, names with commas).
    Reference: Chen, Paxson, Jiang: Composition Kills, USENIX Security 2020.
    """
    if it.value in HOW:
        yield Hit(Evidence(it.seen, found=case.message.quote(it.seen)), how=Datum("text", it.value, HOW[it.value]))
