"""The smaller rules of reading: charset labels, guesses, transfer encodings, parameters, what a view holds."""

from __future__ import annotations

import base64

import pytest

from mime.japanese_mails import mail
from sabaku.mime import charsets, jis, limits, parse, transfer
from sabaku.mime.guess import guess
from sabaku.mime.labels import codec_of
from sabaku.mime.params import parse as parameters
from sabaku.model import Message


def kinds(message: Message) -> set[str]:
    message.view("text"), message.view("html")
    return {it.kind for it in message.defects}


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("Shift_JIS", "cp932"), ("windows-31J", "cp932"), ('"utf-8"\r\n -...', "utf-8"), ("utf-8 sdq", "utf-8"), ("_iso-2022-jp$ESC", "iso-2022-jp"),
        ("GB2312", "gb18030"), ("ISO-8859-1", "cp1252"), ("us-ascii", "ascii"), ("x-unknown", ""), ("", ""), ("koi8-r", "koi8-r"),
        ("nonsense", None), ("unicode_escape", None), ("rot13", None), ("base64", None), ("idna", None), ("\x00\xff", None), ("日本語", None),
    ],
)  # fmt: skip
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


GUESSES = {
    "cp932": [
        "重要",
        "ご利用確認のお知らせ",
        "株式会社山田商事",
        "会議の件",
        "お世話になっております。①㈱髙島屋",
        "請求書①",
        "御見積書",
        "テスト",
        "ｱｶｳﾝﾄ ﾉ ｶｸﾆﾝ",
        "Amazon ｶﾗﾉ ｵｼﾗｾ http://a.example/",
        "ﾃｽﾄ",
        "ｱｶｳﾝﾄ確認",
    ],
    "euc-jp": [
        "重要",
        "ご利用確認のお知らせ",
        "株式会社山田商事",
        "会議の件",
        "至急",
        "テスト",
        "ｱｶｳﾝﾄ ﾉ ｶｸﾆﾝ",
        "ｱｶｳﾝﾄ確認のお願い",
    ],
    "utf-8": ["重要", "É", "Ваш аккаунт", "안녕", "😀"],
    "gb18030": ["您的账户已被冻结", "请点击这里", "重要通知：系统升级"],
    "big5hkscs": ["您的帳戶已被凍結，請點擊", "軟體帝國更新迅速"],
    "cp949": ["안녕하세요 고객님", "한국말로 하는 것"],
    "cp1251": ["Древний Египет", "Ваш аккаунт заблокирован"],
    "cp1252": [
        "Café",
        "Frösche",
        "naïve façade",
        "£100",
        "it’s, don’t, can’t, “won’t”",
        "l’été n’a pas d’œuvre",
        "Übergröße für Straße",
        "ÄÖÜ",
        "«Où ça?» ¿Qué? ¡Sí!",
    ],
}


@pytest.mark.parametrize(("codec", "text"), [(codec, text) for codec, texts in GUESSES.items() for text in texts])
def test_guesses(codec: str, text: str) -> None:
    assert guess(text.encode("euc_jp" if codec == "euc-jp" else codec)) == codec


@pytest.mark.parametrize("label", ["", "us-ascii", "iso-2022-jp", "iso-8859-1", "JIS_X0201"])
def test_half_width_katakana_are_read_whatever_the_label_says(label: str) -> None:
    text = "ｱｶｳﾝﾄ ﾉ ｶｸﾆﾝ ｦ ｵﾈｶﾞｲｼﾏｽ"

    assert charsets.decode(text.encode("cp932"), label).text == text


@pytest.mark.parametrize("label", ["", "us-ascii", "iso-2022-jp"])
def test_half_width_katakana_between_shifts(label: str) -> None:
    assert charsets.decode(b"\x0e163]D\x0f (\x0e68F]\x0f)", label).text == "ｱｶｳﾝﾄ (ｶｸﾆﾝ)"
    assert charsets.decode(b"a\x0eb", "us-ascii").text == "a\x0eb"


@pytest.mark.parametrize(
    ("codec", "text"), [("cp932", "重要なお知らせです。ご確認ください"), ("euc_jp", "重要なお知らせです。ご確認ください")]
)
def test_a_western_label_on_japanese_text_is_a_lie(codec: str, text: str) -> None:
    found = charsets.decode(text.encode(codec), "iso-8859-1")

    assert found.text == text
    assert [kind for kind, _ in found.said] == ["charset-lies"]
    assert charsets.decode("ÀÉÎÕ à l’été".encode("cp1252"), "iso-8859-1").said == ()


def test_the_three_japanese_charsets_agree_character_by_character() -> None:
    for row in (*range(1, 9), 13, *range(16, 85)):
        for column in range(1, 95):
            char = jis.cell(row, column)
            if char:
                assert jis.euc(bytes((row + 0xA0, column + 0xA0))) == char
                assert jis.decode(b"\x1b$B" + bytes((row + 0x20, column + 0x20)) + b"\x1b(B") == char


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$B$\"", "あ"), (b"\x1b$B$", "\ufffd"), (b"\x1b$B$\"\x1b$B$$", "あい"), (b"a\x1b(Bb\x1b(Jc", "abc"), (b"\x1b$B\x7f\x7f", None),
        (b"\x1b$B$\" $$", "あ い"), (b"\x1b(I1\x1b(B", "ｱ"), (b"\x1b$Z", None), (b"\x1b", "\x1b"), (b"\x1b$B\xe3\x81\x82", "あ"),
    ],
)  # fmt: skip
def test_jis_goes_as_far_as_it_can(data: bytes, text: str | None) -> None:
    found = jis.decode(data)
    assert text is None or found == text


@pytest.mark.parametrize(
    ("encoding", "body", "data", "kind"),
    [
        ("", b"as it is", b"as it is", ""),
        ("7bit", b"\xe9", b"\xe9", "8bit-in-7bit"),
        ("base64", b"aGVsbG8=", b"hello", ""),
        ("base64", b"aGVs\r\n bG8=\r\n", b"hello", ""),
        ("base64", b"aGVsbG8", b"hello", "base64-cut"),
        ("base64", b"aGVsb", b"hel", "base64-cut"),
        ("base64", b"YQ==Yg==", b"ab", "base64-padding-inside"),
        ("base64", b"a-GVs*bG8=", b"hello", "base64-foreign"),
        ("base64", b"aGVsbG8h\n-- \nlist footer here\n", b"hello!", "base64-text-behind"),
        ("base64", b"This is plain text, not encoded.\nIs it?\n", b"This is plain text, not encoded.\nIs it?\n", "base64-never"),
        ("base64", b"ploozdect nispplul s", b"ploozdect nispplul s", "base64-never"),
        ("base64", b" aGVs\n bG8=\n", b"hello", ""),
        ("base64", b"", b"", ""),
        ("base64", b"=", b"", ""),
        ("quoted-printable", b"a=3Db=\nc", b"a=bc", ""),
        ("quoted-printable", b"a=\t \r\nc", b"ac", ""),
        ("quoted-printable", b"a=\rb\r\nc", b"a=\rb\r\nc", ""),
        ("quoted-printable", b"100=% =x", b"100=% =x", "qp-broken"),
        ("quoted-printable", b"end=", b"end", ""),
        ("x-uuencode", b"begin 644 a\n#86)C\n`\nend\n", b"abc", ""),
        ("x-uuencode", b"#86)C\n", b"abc", "uu-broken"),
        ("x-nothing", b"abc", b"abc", "transfer-encoding-unknown"),
    ],
)
def test_transfer_encodings(encoding: str, body: bytes, data: bytes, kind: str) -> None:
    undone = transfer.undo(body, encoding)

    assert undone.data == data
    assert {it for it, _ in undone.said} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("value", "main", "found"),
    [
        (b"text/plain", "text/plain", {}),
        (b" Text/HTML ; Charset = UTF-8 ", "text/html", {"charset": "UTF-8"}),
        (b'a/b; x="1;2"; y=3', "a/b", {"x": "1;2", "y": "3"}),
        (b'a/b; x="say \\"hi\\""', "a/b", {"x": 'say "hi"'}),
        (b'a/b; x="never closed', "a/b", {"x": "never closed"}),
        (b"a/b, x=1", "a/b", {"x": "1"}),
        (b"a/b x=1", "a/b", {"x": "1"}),
        (b"a/b; name=two words.pdf; z=1", "a/b", {"name": "two words.pdf", "z": "1"}),
        (b"a/b; charset=us-ascii (Plain text)", "a/b", {"charset": "us-ascii"}),
        (b"a/b; (comment) charset=x; (c)", "a/b", {"charset": "x"}),
        (b"a/b; charset=x (c=d) ; y=1", "a/b", {"charset": "x", "y": "1"}),
        (b"a/b; filename=report (1).pdf; y=1", "a/b", {"filename": "report (1).pdf", "y": "1"}),
        (b'a/b; filename="report (1)"', "a/b", {"filename": "report (1)"}),
        (b"a/b; x*=utf-8'en'%41%42", "a/b", {"x": "AB"}),
        (b"a/b; x*1=B; x*0=A", "a/b", {"x": "AB"}),
        (b"a/b; x*0*=iso-8859-1''%E9; x*1=t%E9", "a/b", {"x": "ét%E9"}),
        (b"a/b; x*=no-quotes", "a/b", {"x": "no-quotes"}),
        (b"a/b; x*0*=utf-8''%41; x*1*=b'c'd", "a/b", {"x": "Ab'c'd"}),
        (b"a/b; x*0=a'b'c; x*1*=%41", "a/b", {"x": "a'b'cA"}),
        (b"a/b; x*0*=utf-8''=?utf-8?Q?; x*1=a?=", "a/b", {"x": "=?utf-8?Q?a?="}),
        (b'a/b; x*0="=?utf-8?B?6YeN6KaB"; x*1="LnBkZg==?="', "a/b", {"x": "重要.pdf"}),
        (b"", "", {}),
        (b";;;;", "", {}),
    ],
)
def test_parameters(value: bytes, main: str, found: dict[str, str]) -> None:
    parsed = parameters(value)

    assert (parsed.main, parsed.params) == (main, found)


def test_a_parameter_given_twice_counts_once_and_is_named() -> None:
    parsed = parameters(b"multipart/mixed; boundary=one; boundary=two")

    assert parsed.params == {"boundary": "one"}
    assert parsed.said == [("parameter-twice", "boundary")]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b"a/b; x*0=A; x*2=B", [("parameter-gap", "")]),
        (b"a/b; x*1=B; x*0=A", []),
        (b'a/b; x="=?utf-8?B?4pyT?="', [("parameter-encoded-word", "")]),
        (b"a/b; x==?bogus?Q?x?= =?odd?Q?y?=", [("parameter-encoded-word", "bogus → ascii")]),
        ("a/b; x=あ".encode(), [("header-raw-utf8", "utf-8")]),
        (b"a/b; x=plain", []),
    ],
)
def test_what_is_odd_in_a_parameter_is_named(value: bytes, said: list[tuple[str, str]]) -> None:
    assert parameters(value).said == said


def test_only_so_many_parameters_are_read_and_so_many_bytes() -> None:
    many = b"a/b" + b"".join(b"; x%d=y" % n for n in range(limits.PARAMETERS))
    long = b"a/b; x=" + b"y" * (limits.PARAMETER_BYTES - 7)

    assert (len(parameters(many).params), parameters(many).said) == (limits.PARAMETERS, [])
    over = parameters(many + b"; over=1; more=1")
    assert (len(over.params), over.said) == (limits.PARAMETERS, [("limit-parameters", str(limits.PARAMETERS))])
    assert parameters(long).said == []
    assert parameters(long + b"y").said == [("limit-parameter-bytes", str(limits.PARAMETER_BYTES + 1))]


def entity(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    return mail(type=b"multipart/" + kind + b"; boundary=b", body=b"".join(b"--b\n" + it + b"\n" for it in parts) + b"--b--\n")


def test_text_is_what_stands_in_the_mail_and_not_in_what_hangs_on_it() -> None:
    message = parse(
        entity(
            b"Content-Type: text/plain\n\nbody",
            b"Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nattached",
            b"Content-Type: text/plain\nContent-Disposition: inline; filename=b.txt\n\ninline",
            b"Content-Type: message/rfc822\n\nFrom: x@y.example\nSubject: inner\n\ninner text",
            b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR",
        )
    )

    assert message.view("text").text == "body\ninline"
    assert message.view("part:1.4.1").text == "inner text"


def test_an_attachment_is_not_decoded_unless_somebody_asks() -> None:
    message = parse(entity(b"Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n!!!!" + base64.b64encode(b"PK")))
    message.view("text"), message.view("html")

    assert "base64-foreign" not in {it.kind for it in message.defects}
    assert message.bytes_of(message.parts[1]) == b"PK"
    assert "base64-foreign" in {it.kind for it in message.defects}


def test_a_mail_that_is_only_an_attachment_is_read_nevertheless() -> None:
    assert parse(mail(type=b"text/html", more=b"Content-Disposition: attachment\n", body=b"<p>x")).view("html").text == "<p>x"


@pytest.mark.parametrize("name", ["part:9", "header:99", "header:x", "nothing", "part:"])
def test_a_view_that_is_not_there_is_a_key_error(name: str) -> None:
    message = parse(mail(body=b"text"))
    with pytest.raises(KeyError):
        message.view(name)


def test_views_fit_together() -> None:
    message = parse(
        entity(b"Content-Type: text/plain\n\none", b"Content-Type: text/html\n\n<p>two", b"Content-Type: text/plain\n\nthree")
    )

    assert message.view("text").text == "one\nthree"
    assert [it.parent for it in message.view("text").pieces()] == ["part:1.1", "part:1.3"]
    assert message.view("html").text == "<p>two"


def test_stray_bytes_of_unencoded_quoted_printable_say_nothing_of_the_charset() -> None:
    message = parse(
        mail(type=b"text/html; charset=utf-8", encoding=b"quoted-printable", body=b"<p align=center title='=x'>hello</p>")
    )

    assert message.view("html").text == "<p align\ufffdnter title='=x'>hello</p>"
    assert kinds(message) == {"qp-broken", "charset-broken"}


def test_two_file_names_of_different_kinds_contradict() -> None:
    assert parameters(b"attachment; filename=_.pdf; filename*=utf-8''%E8%AB%8B.pdf").said == []
    assert [it for it, _ in parameters(b"attachment; filename=a.pdf; filename*=utf-8''a.exe").said] == ["filename-contradicts"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$A\x3a\x3a\x1b(B", "汉"), (b"\x1b$(C\x30\x21\x1b(B", "가"), (b"\x1b$(Q\x2d\x21\x1b(B", "①"), (b"\x1b$(P\x21\x21\x1b(B", "𠂉"),
    ],
)  # fmt: skip
def test_further_tables_in_jis(data: bytes, text: str) -> None:
    assert jis.decode(data) == text


def test_a_label_is_believed_where_nothing_speaks_against_it() -> None:
    assert charsets.decode(b"caf\xe9", "iso-8859-1").said == ()
    assert charsets.decode("Straße".encode("cp1252"), "iso-8859-1").text == "Straße"
    assert charsets.decode("ｱｲｳ".encode("cp932"), "shift_jis").text == "ｱｲｳ"


def test_a_container_that_is_not_opened_is_said() -> None:
    assert "sealed" in kinds(parse(entity(b"Content-Type: application/ms-tnef; name=winmail.dat\n\nx")))


def test_smuggling_needs_a_second_envelope() -> None:
    assert "smtp-smuggling" not in kinds(parse(mail(body=b"a\n.\nb\n")))
    assert "smtp-smuggling" in kinds(parse(mail(body=b"a\r\n.\nmail FROM:<a@b.example>\r\n")))
    assert "smtp-smuggling" in kinds(parse(mail(body=b"a\r.\rMAIL FROM:<a@b.example>\r\n")))
