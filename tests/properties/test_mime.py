"""What holds for every mail whatever: it never raises, spans lie inside, quotes and bytes agree, the same bytes read the same."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sabaku.intake import compose
from sabaku.mime import charsets, jis, parse, transfer, words
from sabaku.mime.defects import KINDS
from sabaku.model import Message, Span

TOKENS = [
    b"\n", b"\r\n", b"\r", b"\n\n", b"\r\n\r\n", b" ", b"\t", b":", b";", b"=", b'"', b"--", b"--b", b"--b--", b"\0", b"\x1b$B", b"\x1b(B", b"\x1b(I",
    b"\x0e", b"\x0f", b"From", b"From:", b"From ", b">From ", b"Subject: ", b"Content-Type: ", b"Content-Transfer-Encoding: ", b"Content-Disposition: ",
    b"multipart/mixed; boundary=b", b"multipart/digest; boundary=b", b"message/rfc822", b"text/plain", b"text/html", b"text/plain; charset=", b"utf-8",
    b"iso-2022-jp", b"shift_jis", b"euc-jp", b"utf-7", b"utf-16", b"gb2312", b"nonsense", b"base64", b"quoted-printable", b"x-uuencode", b"7bit",
    b"=?utf-8?B?", b"=?iso-2022-jp?B?", b"=?x?Q?", b"?=", b"GyRCRnxLXBsoQg==", b"44GC", b"=E3=81=82", b"=3D", b"=\n", b"filename*0*=", b"utf-8''%E3%81%82",
    b"begin 644 a\n", b"end\n", b"\xe3\x81\x82", b"\x82\xa0", b"\xa4\xa2", b"\xf8\x9f", b"\xff", b"abc", b"<a href='https://x.example'>", b"@docomo.ne.jp",
    b".\nMAIL FROM:", b"attachment; filename=",
]  # fmt: skip
MAILS = st.lists(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6)), max_size=60).map(b"".join)
quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def views(message: Message) -> list[str]:
    names = ["raw", "headers", "text", "html", *(f"header:{n}" for n in range(len(message.headers)))]
    return names + [f"part:{it.path}" for it in message.parts if not it.type.startswith(("multipart/", "message/"))]


@quick
@given(MAILS)
@example(b"From\n: x\n")
@example(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b--")
@example(b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B\n\x1b$B$")
def test_never_raises_and_every_place_lies_in_the_file(raw: bytes) -> None:
    message = parse(raw)
    for name in views(message):
        view = message.view(name)
        for piece in view.pieces():
            assert 0 <= piece.start <= piece.end <= len(view.text)
        for start, end in ((0, len(view.text)), (len(view.text) // 2, len(view.text) // 2 + 1), (0, 0)):
            span = Span(name, start, min(end, len(view.text)))
            at, to = message.raw_range(span)
            assert 0 <= at <= to <= len(raw)
            assert message.quote(span) == view.text[span.start : span.end]
    for defect in message.defects:
        assert defect.kind in KINDS
        assert defect.where is not None
        message.raw_range(defect.where)


@quick
@given(MAILS)
def test_headers_and_parts_are_where_they_say(raw: bytes) -> None:
    message = parse(raw)
    for part in message.parts:
        assert 0 <= part.start <= part.body_start <= part.end <= len(raw)
        for header in part.headers:
            assert part.start <= header.start <= header.value_start <= header.end <= part.body_start
            assert raw[header.start :].startswith(header.name.encode("latin-1"))
            assert header.key == header.name.lower()
    paths = [it.path for it in message.parts]
    assert len(set(paths)) == len(paths)
    assert message.parts[0].headers == message.headers


@quick
@given(MAILS)
def test_pieces_that_map_character_by_character_stand_there(raw: bytes) -> None:
    message = parse(raw)
    for n, header in enumerate(message.headers):
        view = message.view(f"header:{n}")
        assert view.text == header.text
        pieces = view.pieces()
        assert "".join(view.text[it.start : it.end] for it in pieces) == view.text
        if b"\x1b" in raw[header.start : header.end]:
            continue  # in JIS, ASCII bytes are halves of characters
        for piece in pieces:
            there = raw[piece.at : piece.to]
            if piece.end - piece.start == piece.to - piece.at and there.isascii() and not set(there) & set(b"\n\t"):
                assert view.text[piece.start : piece.end] == there.decode("ascii")


@quick
@given(MAILS)
def test_the_same_bytes_read_the_same(raw: bytes) -> None:
    one, other = parse(raw), parse(raw)
    for name in views(one):
        assert one.view(name).text == other.view(name).text
    assert msgspec.to_builtins(one.defects) == msgspec.to_builtins(other.defects)
    assert msgspec.json.decode(msgspec.json.encode([it.text for it in one.headers])) == [
        it.text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for it in other.headers
    ]


@quick
@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", "", "x-y"]))
def test_transfer_encodings_never_raise_and_never_grow(data: bytes, encoding: str) -> None:
    most = 45 * (len(data.splitlines()) + 1) if encoding == "x-uuencode" else 0
    assert len(transfer.undo(data, encoding).data) <= len(data) + most


@quick
@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "shift_jis", "iso-2022-jp", "euc-jp", "gb2312", "big5", "utf-7", "utf-16", "us-ascii", "x-y"]),
)
def test_charsets_never_raise(data: bytes, label: str) -> None:
    for carrier in ("", "docomo", "au", "softbank"):
        decoded = charsets.decode(data, label, html=True, carrier=carrier)
        assert isinstance(decoded.text, str)
        assert "".join(text for text, _, _ in jis.runs(data, carrier)) == jis.decode(data, carrier)


@quick
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t\0", exclude_categories=["Cc"]), max_size=80))
def test_what_is_written_anew_is_read_again(text: str) -> None:
    value = compose.encoded(text)
    assert value.isascii()
    if "=?" not in text and "<" not in text:
        assert words.read(value.encode()).text == " ".join(text.split())


@quick
@given(st.text(st.characters(codec="cp932", exclude_characters="¢£¬‖−〜"), max_size=60))
def test_shift_jis_is_believed(text: str) -> None:
    data = text.encode("cp932", "ignore")
    if all("\u3041" <= it <= "\u30fa" or it < "\x7f" for it in text):
        assert charsets.decode(data, "shift_jis").text == data.decode("cp932")
