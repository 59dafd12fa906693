"""Writes PDFs of one page for tests."""

from __future__ import annotations

from hashlib import md5

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def made(text: str, uri: str = "", extra: bytes = b"", drawn: bytes = b"") -> bytes:
    """A PDF of one page with a line of text, a link, and what is drawn."""
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[50 700 300 720]/A<</S/URI/URI(%s)>>>>]" % uri.encode() if uri else b""
    drawing = b"BT /F1 14 Tf 50 780 Td (%s) Tj ET\n" % text.encode() + drawn
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>" + link + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for n, it in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % n + it + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % it for it in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (extra, len(out))
    )


def locked(password: str, text: str, drawn: bytes = b"") -> bytes:
    """The same, to be opened with a password (PDF 32000-1, 7.6: RC4 with 40 bits); the text and what is drawn are encrypted."""
    told, may = (password.encode() + _PADDING)[:32], (-44).to_bytes(4, "little", signed=True)
    owner = _rc4(md5(told).digest()[:5], told)
    key = md5(told + owner + may + b"id").digest()[:5]
    user = _rc4(key, _PADDING).hex().encode()
    trailer = b"/ID[<6964><6964>]/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<%s>/U<%s>>>" % (owner.hex().encode(), user)
    front, rest = made(text, extra=trailer, drawn=drawn).split(b"stream\n", 1)
    content, back = rest.split(b"\nendstream", 1)
    of_object = md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10]
    return front + b"stream\n" + _rc4(of_object, content) + b"\nendstream" + back


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
