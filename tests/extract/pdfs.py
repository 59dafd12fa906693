"""Writes PDFs of one page for tests."""

from __future__ import annotations


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
