"""Japanese mails as they really arrive, written by hand, each with what a reader has to see. No mail here is a real one."""

from __future__ import annotations

import base64
import quopri
import urllib.parse
from typing import NamedTuple


class Mail(NamedTuple):
    """A mail and the truth about it: subject, text, HTML, file name, author, defects that must be named."""

    name: str
    raw: bytes
    subject: str = ""
    text: str = ""
    html: str = ""
    filename: str = ""
    author: str = ""
    defects: tuple[str, ...] = ()
    stdlib: str = ""
    """Where Python's own reader goes wrong: "subject", "text", "author", "filename", or "" where it doesn't."""


HEAD = b"From: info@sender.example\nTo: user@recipient.example\nDate: Thu, 5 Feb 2026 10:00:00 +0900\nMIME-Version: 1.0\n"


# --- encoders, independent of the code under test ---------------------------------------------------------------------


def pairs(text: str) -> bytes:
    """Two-byte JIS of a text that cp932 knows (NEC row 13 and NEC's selection of IBM's kanji included), without escapes."""
    out = bytearray()
    for char in text:
        lead, trail = _selected(char)
        row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + (1 if trail < 0x9F else 2)
        column = trail - 0x9E if trail >= 0x9F else trail - 0x3F - (trail > 0x7F)
        out += bytes((row + 0x20, column + 0x20))
    return bytes(out)


IBM = {"髙": (0xEE, 0xE0), "﨑": (0xED, 0x95)}
"""Kanji of IBM where NEC put them, which is where ISO-2022-JP has them (cp932 writes them elsewhere)."""


def _selected(char: str) -> tuple[int, int]:
    lead, trail = IBM.get(char) or tuple(char.encode("cp932"))
    return lead, trail


def jis(text: str, start: bytes = b"\x1b$B", back: bytes = b"\x1b(B", kana: str = "escape") -> bytes:
    """ISO-2022-JP as mail programs write it; `kana` says how half-width kana are written: escape, shift or 8bit."""
    out, mode = bytearray(), "ascii"
    for char in text:
        wanted = "ascii" if char < "\x80" else "kana" if "\uff61" <= char <= "\uff9f" else "kanji"
        if wanted != mode:
            out += _switch(mode, wanted, start, back, kana)
            mode = wanted
        code = char.encode("cp932") if wanted != "kanji" else b""
        out += (
            code
            if wanted == "ascii" or (wanted == "kana" and kana == "8bit")
            else bytes((code[0] & 0x7F,))
            if code
            else pairs(char)
        )
    if mode != "ascii":
        out += _switch(mode, "ascii", start, back, kana)
    return bytes(out)


def _switch(old: str, new: str, start: bytes, back: bytes, kana: str) -> bytes:
    leave = (
        b"\x0f" if old == "kana" and kana == "shift" else back if old == "kanji" or (old == "kana" and kana == "escape") else b""
    )
    enter = {"ascii": b"", "kanji": start, "kana": {"escape": b"\x1b(I", "shift": b"\x0e", "8bit": b""}[kana]}[new]
    return enter if new == "kanji" and kana == "escape" and old != "kana" else leave + enter


def b64(data: bytes) -> bytes:
    return base64.b64encode(data)


def word(data: bytes, charset: str = "utf-8", kind: str = "B") -> bytes:
    """An encoded word."""
    if kind in "Bb":
        return b"=?" + charset.encode() + b"?" + kind.encode() + b"?" + b64(data) + b"?="
    return b"=?" + charset.encode() + b"?Q?" + "".join(f"={it:02X}" for it in data).encode() + b"?="


def mail(
    subject: bytes = b"test", type: bytes = b"text/plain", encoding: bytes = b"", body: bytes = b"", more: bytes = b""
) -> bytes:
    transfer = b"Content-Transfer-Encoding: " + encoding + b"\n" if encoding else b""
    kind = b"Content-Type: " + type + b"\n" if type else b""
    return HEAD + b"Subject: " + subject + b"\n" + more + kind + transfer + b"\n" + body


def attached(disposition: bytes, type: bytes = b"application/pdf") -> bytes:
    """A mail with one file whose name is written in this way."""
    return mail(
        b"file",
        b'multipart/mixed; boundary="=-b"',
        b"",
        b"--=-b\nContent-Type: text/plain\n\nsee file\n--=-b\nContent-Type: " + type + b"\n" + disposition + b"\n"
        b"Content-Transfer-Encoding: base64\n\nJVBERi0=\n--=-b--\n",
    )


SUBJECT = "【重要】お支払い方法をご確認ください"
TEXT = "いつもご利用いただき、ありがとうございます。\nお客様のお支払い方法に問題がありました。\n"
NEC = "①㈱山田 ㎡ Ⅳ ℡ №"
IBM_TEXT = "髙橋様、﨑山様"
KANA = "ｱｶｳﾝﾄ ﾛｯｸ"
PLAIN = b"text/plain; charset="

BODIES = [
    Mail("utf8-base64", mail(word(SUBJECT.encode()), PLAIN + b"utf-8", b"base64", base64.encodebytes(TEXT.encode())), SUBJECT, TEXT),
    Mail("utf8-qp", mail(word(SUBJECT.encode(), kind="Q"), PLAIN + b'"UTF-8"', b"quoted-printable", quopri.encodestring(TEXT.encode())), SUBJECT, TEXT),
    Mail("utf8-8bit", mail(word(SUBJECT.encode()), PLAIN + b"utf-8", b"8bit", TEXT.encode()), SUBJECT, TEXT),
    Mail("utf8-mark", mail(b"test", PLAIN + b"utf-8", b"8bit", b"\xef\xbb\xbf" + TEXT.encode()), "test", TEXT, stdlib="text"),
    Mail("jis-7bit", mail(word(jis(SUBJECT), "ISO-2022-JP"), PLAIN + b"ISO-2022-JP", b"7bit", jis(TEXT)), SUBJECT, TEXT),
    Mail("jis-base64", mail(word(jis(SUBJECT), "iso-2022-jp", "b"), PLAIN + b"iso-2022-jp", b"base64", base64.encodebytes(jis(TEXT))), SUBJECT, TEXT),
    Mail("jis-qp", mail(word(jis(SUBJECT), "iso-2022-jp", "Q"), PLAIN + b"iso-2022-jp", b"quoted-printable", quopri.encodestring(jis(TEXT))), SUBJECT, TEXT),
    Mail("jis-nec-row-13", mail(word(jis(NEC), "ISO-2022-JP"), PLAIN + b"ISO-2022-JP", b"7bit", jis(NEC)), NEC, NEC, stdlib="subject text"),
    Mail("jis-ibm-kanji", mail(word(jis(IBM_TEXT), "ISO-2022-JP"), PLAIN + b"ISO-2022-JP", b"7bit", jis(IBM_TEXT)), IBM_TEXT, IBM_TEXT, stdlib="subject text"),
    Mail("jis-half-width-kana", mail(word(jis(KANA), "ISO-2022-JP"), PLAIN + b"ISO-2022-JP", b"7bit", jis(KANA)), KANA, KANA, stdlib="subject text"),
    Mail("jis-half-width-kana-8bit", mail(b"test", PLAIN + b"ISO-2022-JP", b"8bit", jis("重要なｱｶｳﾝﾄです", kana="8bit")), "test", "重要なｱｶｳﾝﾄです", stdlib="text"),
    Mail("jis-half-width-kana-shift", mail(b"test", PLAIN + b"ISO-2022-JP", b"7bit", jis("重要なｱｶｳﾝﾄです", kana="shift")), "test", "重要なｱｶｳﾝﾄです", stdlib="text"),
    Mail("jis-roman", mail(b"test", PLAIN + b"ISO-2022-JP", b"7bit", jis(TEXT, back=b"\x1b(J")), "test", TEXT),
    Mail("jis-1978", mail(b"test", PLAIN + b"ISO-2022-JP", b"7bit", jis(TEXT, start=b"\x1b$@")), "test", TEXT),
    Mail("jis-supplement", mail(b"test", PLAIN + b"ISO-2022-JP-1", b"7bit", jis("森") + b"\x1b$(D\x6c\x3f\x1b(B" + jis("外")), "test", "森鷗外"),
    Mail("jis-no-return-at-line-end", mail(b"test", PLAIN + b"ISO-2022-JP", b"7bit",
         b"\x1b$B" + pairs("お客様各位") + b"\nhttps://login.evil.example/ja\n\x1b$B" + pairs("ご確認ください") + b"\x1b(B\n"),
         "test", "お客様各位\nhttps://login.evil.example/ja\nご確認ください\n", stdlib="text"),
    Mail("jis-goes-on-over-line-end", mail(b"test", PLAIN + b"ISO-2022-JP", b"7bit", b"\x1b$B" + pairs("お客様のアカウント") + b"\n" + pairs("をロックしました") + b"\x1b(B\n"),
         "test", "お客様のアカウント\nをロックしました\n"),
    Mail("jis-escapes-lost", mail(b"test", PLAIN + b"ISO-2022-JP", b"7bit", jis(TEXT).replace(b"\x1b", b"")), "test", TEXT, defects=("jis-escapes-lost",), stdlib="text"),
    Mail("sjis-base64", mail(word(SUBJECT.encode("cp932"), "Shift_JIS"), PLAIN + b"Shift_JIS", b"base64", base64.encodebytes(TEXT.encode("cp932"))), SUBJECT, TEXT),
    Mail("sjis-8bit", mail(b"test", PLAIN + b"Shift_JIS", b"8bit", TEXT.encode("cp932")), "test", TEXT),
    Mail("sjis-nec", mail(word(NEC.encode("cp932"), "Shift_JIS"), PLAIN + b"Shift_JIS", b"8bit", (NEC + IBM_TEXT).encode("cp932")), NEC, NEC + IBM_TEXT, stdlib="subject text"),
    Mail("sjis-half-width-kana", mail(word(KANA.encode("cp932"), "shift_jis"), PLAIN + b"shift_jis", b"8bit", KANA.encode("cp932")), KANA, KANA, stdlib="subject"),
    Mail("sjis-windows-31j", mail(b"test", PLAIN + b"Windows-31J", b"8bit", (NEC + TEXT).encode("cp932")), "test", NEC + TEXT, stdlib="text"),
    Mail("sjis-x-sjis", mail(b"test", PLAIN + b"x-sjis", b"8bit", (NEC + TEXT).encode("cp932")), "test", NEC + TEXT, stdlib="text"),
    Mail("sjis-cp932-tilde", mail(b"test", PLAIN + b"Shift_JIS", b"8bit", "10時～12時、−5℃".replace("−", "－").encode("cp932")), "test", "10時～12時、－5℃", stdlib="text"),
    Mail("euc-8bit", mail(word(SUBJECT.encode("euc_jp"), "EUC-JP"), PLAIN + b"EUC-JP", b"8bit", TEXT.encode("euc_jp")), SUBJECT, TEXT),
    Mail("euc-nec", mail(b"test", PLAIN + b"EUC-JP", b"8bit", bytes(it | 0x80 for it in pairs("①㈱髙")) + "です".encode("euc_jp")), "test", "①㈱髙です", stdlib="text"),
    Mail("euc-half-width-kana", mail(b"test", PLAIN + b"x-euc-jp", b"8bit", "重要なｱｶｳﾝﾄ".encode("euc_jp")), "test", "重要なｱｶｳﾝﾄ", stdlib="text"),
    Mail("euc-three-bytes", mail(b"test", PLAIN + b"EUC-JP", b"8bit", b"\x8f\xa2\xf1" + "号です".encode("euc_jp")), "test", "№号です"),
    Mail("utf7", mail(b"test", PLAIN + b"utf-7", b"7bit", TEXT.encode("utf-7")), "test", TEXT),
    Mail("utf16-base64", mail(b"test", PLAIN + b"utf-16", b"base64", base64.encodebytes(TEXT.encode("utf-16"))), "test", TEXT),
    Mail("gb2312-on-japanese", mail(word("E T Cサービス".encode("gb18030"), "gb2312"), PLAIN + b"gb2312", b"base64", base64.encodebytes(TEXT.encode("gb18030"))), "E T Cサービス", TEXT, stdlib="subject text"),
]  # fmt: skip

LIES = [
    Mail("unknown-label-sjis", mail(word(SUBJECT.encode("cp932"), "x-nanika"), PLAIN + b"x-nanika", b"8bit", TEXT.encode("cp932")),
         SUBJECT, TEXT, defects=("charset-unknown", "word-charset-unknown"), stdlib="subject text"),
    Mail("unknown-label-utf8", mail(b"test", PLAIN + b"utf-99", b"8bit", TEXT.encode()), "test", TEXT, defects=("charset-unknown",), stdlib="text"),
    Mail("label-with-escape", mail(b"test", PLAIN + b"_iso-2022-jp$ESC", b"7bit", jis(TEXT)), "test", TEXT, stdlib="text"),
    Mail("label-with-comment", mail(b"test", b'text/plain; charset="iso-2022-jp" (Japanese)', b"7bit", jis(TEXT)), "test", TEXT, stdlib="text"),
    Mail("no-label-jis", mail(b"test", b"text/plain", b"7bit", jis(TEXT)), "test", TEXT, defects=("charset-missing",), stdlib="text"),
    Mail("no-label-sjis", mail(b"test", b"text/plain", b"8bit", TEXT.encode("cp932")), "test", TEXT, defects=("charset-missing",), stdlib="text"),
    Mail("no-label-euc", mail(b"test", b"text/plain", b"8bit", TEXT.encode("euc_jp")), "test", TEXT, defects=("charset-missing",), stdlib="text"),
    Mail("no-label-utf8", mail(b"test", b"", b"", TEXT.encode()), "test", TEXT, defects=("charset-missing",), stdlib="text"),
    Mail("no-label-kanji-only", mail(b"test", b"text/plain", b"8bit", "三井住友銀行重要確認".encode("cp932")), "test", "三井住友銀行重要確認", defects=("charset-missing",), stdlib="text"),
    Mail("says-utf8-is-sjis", mail(b"test", PLAIN + b"utf-8", b"8bit", TEXT.encode("cp932")), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-utf8-is-euc", mail(b"test", PLAIN + b"utf-8", b"8bit", TEXT.encode("euc_jp")), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-utf8-is-jis", mail(b"test", PLAIN + b"utf-8", b"7bit", jis(TEXT)), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-sjis-is-utf8", mail(word(SUBJECT.encode(), "shift_jis"), PLAIN + b"shift_jis", b"8bit", TEXT.encode()), SUBJECT, TEXT,
         defects=("charset-lies", "word-charset-lies"), stdlib="subject text"),
    Mail("says-sjis-is-euc", mail(b"test", PLAIN + b"shift_jis", b"8bit", TEXT.encode("euc_jp")), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-euc-is-sjis", mail(b"test", PLAIN + b"euc-jp", b"8bit", TEXT.encode("cp932")), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-jis-is-utf8", mail(b"test", PLAIN + b"iso-2022-jp", b"8bit", TEXT.encode()), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-jis-is-sjis", mail(b"test", PLAIN + b"iso-2022-jp", b"8bit", TEXT.encode("cp932")), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-latin-is-utf8", mail(b"test", PLAIN + b"iso-8859-1", b"8bit", TEXT.encode()), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-ascii-is-jis", mail(b"test", PLAIN + b"us-ascii", b"7bit", jis(TEXT)), "test", TEXT, defects=("charset-lies",), stdlib="text"),
    Mail("says-ascii-is-utf8", mail(b"test", PLAIN + b"us-ascii", b"7bit", TEXT.encode()), "test", TEXT, defects=("charset-lies", "8bit-in-7bit"), stdlib="text"),
    Mail("html-names-sjis", mail(b"test", b"text/html", b"8bit", '<meta charset="Shift_JIS"><p>お支払い</p>'.encode("cp932")), "test",
         html='<meta charset="Shift_JIS"><p>お支払い</p>', defects=("charset-from-html",), stdlib="html"),
    Mail("html-names-euc", mail(b"test", b"text/html", b"8bit", '<meta http-equiv="Content-Type" content="text/html; charset=euc-jp"><p>お支払い</p>'.encode("euc_jp")), "test",
         html='<meta http-equiv="Content-Type" content="text/html; charset=euc-jp"><p>お支払い</p>', defects=("charset-from-html",), stdlib="html"),
    Mail("utf8-cut-inside-character", mail(b"test", PLAIN + b"utf-8", b"8bit", TEXT.encode()[:-2]), "test", TEXT[:-2] + "\ufffd", defects=("charset-broken",)),
]  # fmt: skip

LONG = "お客様のアカウントは一時的に利用を制限されています"


def split(data: bytes, at: int, charset: str) -> bytes:
    """Two encoded words with a fold between them, cut at that byte."""
    return word(data[:at], charset) + b"\n " + word(data[at:], charset)


HEADERS = [
    Mail("words-split-inside-utf8", mail(split(LONG.encode(), 31, "utf-8")), LONG, defects=("word-split-character",)),
    Mail("words-split-inside-sjis", mail(split(LONG.encode("cp932"), 21, "shift_jis")), LONG, defects=("word-split-character",)),
    Mail("words-split-without-return-escape", mail(split(jis(LONG), 23, "iso-2022-jp")), LONG, defects=("word-split-character",)),
    Mail("words-each-complete", mail(word(jis(LONG[:10]), "ISO-2022-JP") + b"\n\t" + word(jis(LONG[10:]), "ISO-2022-JP")), LONG),
    Mail("words-without-space-between", mail(word(LONG[:9].encode()) + word(LONG[9:].encode())), LONG),
    Mail("words-of-two-charsets", mail(word(LONG[:9].encode()) + b" " + word(LONG[9:].encode("cp932"), "Shift_JIS")), LONG),
    Mail("word-beside-ascii", mail(b"[Example] " + word("重要".encode()) + b" No.1"), "[Example] 重要 No.1"),
    Mail("word-touching-ascii", mail(b"[Example]" + word("重要".encode()) + b"No.1"), "[Example]重要No.1", stdlib="subject"),
    Mail("word-in-quotes", mail(more=b'Reply-To: x@sender.example\nX-Name: "' + word("佐川急便".encode()) + b'"\n', subject=b'"' + word("重要".encode()) + b'"'), '"重要"', stdlib="subject"),
    Mail("word-with-language", mail(word(SUBJECT.encode(), "utf-8*ja")), SUBJECT, stdlib="subject"),
    Mail("word-q-with-blanks", mail(b"=?utf-8?Q?=E9=87=8D =E8=A6=81?="), "重 要"),
    Mail("word-q-underscore", mail(b"=?utf-8?q?=E9=87=8D=E8=A6=81_No._1?="), "重要 No. 1"),
    Mail("word-folded-inside", mail(b"=?utf-8?B?" + b64(SUBJECT.encode())[:20] + b"\n " + b64(SUBJECT.encode())[20:] + b"?="), SUBJECT, stdlib="subject"),
    Mail("word-base64-cut", mail(b"=?utf-8?B?" + b64("重要なお知らせ".encode()).rstrip(b"=")[:-3] + b"?="), "重要なお知ら", defects=("word-base64-cut",), stdlib="subject"),
    Mail("word-unclosed", mail(b"=?utf-8?B?" + b64("重要".encode())), "=?utf-8?B?" + b64("重要".encode()).decode(), defects=("word-unclosed",)),
    Mail("raw-sjis-subject", mail(SUBJECT.encode("cp932")), SUBJECT, defects=("header-raw-8bit",), stdlib="subject"),
    Mail("raw-euc-subject", mail(SUBJECT.encode("euc_jp")), SUBJECT, defects=("header-raw-8bit",), stdlib="subject"),
    Mail("raw-utf8-subject", mail(SUBJECT.encode()), SUBJECT, defects=("header-raw-utf8",), stdlib="subject"),
    Mail("raw-jis-subject", mail(jis(SUBJECT)), SUBJECT, defects=("header-raw-jis",), stdlib="subject"),
    Mail("raw-jis-with-nec", mail(jis("①㈱" + SUBJECT)), "①㈱" + SUBJECT, defects=("header-raw-jis",), stdlib="subject"),
    Mail("raw-and-word", mail("警告".encode() + b" " + word("重要".encode())), "警告 重要", defects=("header-raw-utf8",), stdlib="subject"),
    Mail("raw-joined-from-two-charsets", mail("サ".encode() + "ービスのお知らせ".encode("gb18030")), "サービスのお知らせ", defects=("header-raw-8bit",), stdlib="subject"),
    Mail("author-in-words", b"From: " + word(jis("株式会社見本"), "ISO-2022-JP") + b" <info@sender.example>\nSubject: x\n\n", "x", author="株式会社見本 <info@sender.example>"),
    Mail("author-in-quoted-word", b'From: "' + word("㈱見本".encode("cp932"), "Shift_JIS") + b'" <info@sender.example>\nSubject: x\n\n', "x",
         author='"㈱見本" <info@sender.example>', stdlib="author"),
    Mail("author-raw-sjis", b"From: " + "見本カード".encode("cp932") + b" <info@sender.example>\nSubject: x\n\n", "x",
         author="見本カード <info@sender.example>", defects=("header-raw-8bit",), stdlib="author"),
]  # fmt: skip

NAME = "請求書①.pdf"


def percent(data: bytes) -> bytes:
    return urllib.parse.quote_from_bytes(data, safe="").encode()


FILES = [
    Mail("name-rfc2231-utf8", attached(b"Content-Disposition: attachment; filename*=utf-8''" + percent(NAME.encode())), "file", filename=NAME),
    Mail("name-rfc2231-language", attached(b"Content-Disposition: attachment; filename*=UTF-8'ja'" + percent(NAME.encode())), "file", filename=NAME),
    Mail("name-rfc2231-jis", attached(b"Content-Disposition: attachment; filename*=iso-2022-jp''" + percent(jis(NAME))), "file", filename=NAME, stdlib="filename"),
    Mail("name-rfc2231-sjis", attached(b"Content-Disposition: attachment; filename*=Shift_JIS''" + percent(NAME.encode("cp932"))), "file", filename=NAME, stdlib="filename"),
    Mail("name-rfc2231-continued", attached(b"Content-Disposition: attachment;\n filename*0*=iso-2022-jp''" + percent(jis(NAME))[:24] + b";\n filename*1*=" + percent(jis(NAME))[24:]),
         "file", filename=NAME, stdlib="filename"),
    Mail("name-rfc2231-mixed", attached(b"Content-Disposition: attachment;\n filename*1=2026.pdf;\n filename*0*=utf-8''" + percent("明細".encode())), "file", filename="明細2026.pdf"),
    Mail("name-encoded-word", attached(b'Content-Disposition: attachment; filename="' + word(jis(NAME), "ISO-2022-JP") + b'"'), "file", filename=NAME,
         defects=("parameter-encoded-word",), stdlib="filename"),
    Mail("name-encoded-word-unquoted", attached(b"Content-Disposition: attachment; filename=" + word(NAME.encode())), "file", filename=NAME,
         defects=("parameter-encoded-word",), stdlib="filename"),
    Mail("name-encoded-word-split", attached(b'Content-Disposition: attachment;\n filename="' + word(NAME.encode()[:7]) + b"\n " + word(NAME.encode()[7:]) + b'"'), "file", filename=NAME,
         defects=("parameter-encoded-word",), stdlib="filename"),
    Mail("name-raw-sjis", attached(b'Content-Disposition: attachment; filename="' + NAME.encode("cp932") + b'"'), "file", filename=NAME, stdlib="filename"),
    Mail("name-raw-jis", attached(b'Content-Disposition: attachment; filename="' + jis(NAME) + b'"'), "file", filename=NAME, stdlib="filename"),
    Mail("name-raw-utf8", attached(b'Content-Disposition: attachment; filename="' + NAME.encode() + b'"'), "file", filename=NAME, stdlib="filename"),
    Mail("name-only-in-type", attached(b"Content-Disposition: attachment", b'application/pdf; name="' + word(NAME.encode()) + b'"'), "file", filename=NAME,
         defects=("parameter-encoded-word",), stdlib="filename"),
    Mail("name-two-names", attached(b"Content-Disposition: attachment; filename*=utf-8''" + percent(NAME.encode()), b'application/pdf; name="setup.exe"'), "file", filename=NAME,
         defects=("filename-contradicts",)),
]  # fmt: skip


def handset(domain: bytes, charset: bytes, body: bytes) -> bytes:
    return (
        b"From: taro@"
        + domain
        + b"\nSubject: x\nContent-Type: text/plain; charset="
        + charset
        + b"\nContent-Transfer-Encoding: 8bit\n\n"
        + body
    )


EMOJI = [
    Mail("emoji-docomo-sjis", handset(b"docomo.ne.jp", b"shift_jis", "晴れ".encode("cp932") + b"\xf8\x9f"), "x", "晴れ☀", defects=("carrier-emoji",), stdlib="text"),
    Mail("emoji-au-jis", handset(b"ezweb.ne.jp", b"iso-2022-jp", b"\x1b$B" + pairs("晴れ") + b"\x75\x41\x1b(B"), "x", "晴れ☀", defects=(), stdlib="text"),
    Mail("emoji-softbank-sjis", handset(b"softbank.ne.jp", b"shift_jis", "晴れ".encode("cp932") + b"\xf9\x8b"), "x", "晴れ☀", defects=("carrier-emoji",), stdlib="text"),
    Mail("emoji-softbank-utf8", handset(b"softbank.ne.jp", b"utf-8", "晴れ\ue04a".encode()), "x", "晴れ☀", defects=("carrier-emoji",), stdlib="text"),
    Mail("emoji-docomo-utf8", handset(b"docomo.ne.jp", b"utf-8", "晴れ\ue63e".encode()), "x", "晴れ☀", defects=("carrier-emoji",), stdlib="text"),
    Mail("emoji-unknown-marked", handset(b"docomo.ne.jp", b"shift_jis", "印".encode("cp932") + b"\xf0\x40"), "x", "印〓", defects=("carrier-emoji",), stdlib="text"),
]  # fmt: skip

TRANSFER = [
    Mail("base64-with-list-footer", mail(b"test", PLAIN + b"utf-8", b"base64", base64.encodebytes(TEXT.encode()) + b"____________\nannounce mailing list\nhttps://lists.sender.example/\n"),
         "test", TEXT, defects=("base64-text-behind",)),
    Mail("base64-cut", mail(b"test", PLAIN + b"utf-8", b"base64", b64("重要です".encode())[:-2]), "test", "重要で\ufffd", defects=("base64-cut", "charset-broken")),
    Mail("base64-blocks", mail(b"test", PLAIN + b"utf-8", b"base64", b64("重要".encode() + b"!") + b"\n" + b64("です".encode() + b"!") + b"\n"), "test", "重要!です!",
         defects=("base64-padding-inside",), stdlib="text"),
    Mail("qp-soft-break-inside-character", mail(b"test", PLAIN + b"utf-8", b"quoted-printable", b"=E9=87=\n=8D=E8=A6=81\n"), "test", "重要\n"),
    Mail("qp-lower-case", mail(b"test", PLAIN + b"utf-8", b"quoted-printable", b"=e9=87=8d=3d1\n"), "test", "重=1\n"),
    Mail("qp-blanks-behind-break", mail(b"test", PLAIN + b"utf-8", b"quoted-printable", b"=E9=87=8D= \n=E8=A6=81\n"), "test", "重要\n", stdlib="text"),
    Mail("qp-broken", mail(b"test", PLAIN + b"utf-8", b"quoted-printable", b"=E9=87=8D=ZZ 100%\n"), "test", "重=ZZ 100%\n", defects=("qp-broken",)),
    Mail("encoding-unknown", mail(b"test", PLAIN + b"utf-8", b"x-nothing", "重要".encode()), "test", "重要", defects=("transfer-encoding-unknown",)),
    Mail("encoding-misspelt", mail(b"test", PLAIN + b"utf-8", b"Quoted-Printable;", b"=E9=87=8D\n"), "test", "重\n", stdlib="text"),
]  # fmt: skip

MAILS = [*BODIES, *LIES, *HEADERS, *FILES, *EMOJI, *TRANSFER]
