"""The files that a mail brings are told with their sums, in all renderings."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

import sabaku
from sabaku.model import Lang
from sabaku.render import attached, html, markdown, text
from sabaku.render.outline import outline

NOW = datetime(2026, 2, 5, 3, tzinfo=UTC)
SCRIPT = b"WScript.Echo(1)"


def mail(files: int = 1) -> bytes:
    it = EmailMessage()
    it["From"], it["To"], it["Subject"] = "a@sender.example", "b@recipient.example", "請求書"
    it.set_content("請求書をお送りします。\n")
    it.add_alternative('<p>請求書をお送りします。<img src="cid:logo"></p>', subtype="html")
    it.add_attachment(b"GIF89a", maintype="image", subtype="gif", disposition="inline", cid="<logo>", filename="logo.gif")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("請求書.pdf.js"), SCRIPT)
    for n in range(files):
        it.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename=f"請求書{n}<b>.zip")
    return it.as_bytes()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_file_and_what_is_in_it_with_its_sum(lang: Lang) -> None:
    raw = mail()
    report = sabaku.examine(raw, now=NOW)
    told = outline(report, lang, raw)
    archive, script = told.files
    assert (archive.label, script.label) == ("請求書0<b>.zip", "請求書.pdf.js")
    assert script.note == hashlib.sha256(SCRIPT).hexdigest()
    assert script.value == ("script、15バイト、上のファイルの中" if lang == "ja" else "script, 15 bytes, inside the file above")
    assert told.attached == "請求書0<b>.zip"
    assert "logo.gif" not in {row.label for row in told.files}
    for page in (text.render(report, lang, raw), markdown.render(report, lang, raw), html.render(report, lang, raw)):
        assert script.note in page
    assert "<b>.zip" not in html.render(report, lang, raw)


def test_many_files_are_counted() -> None:
    raw = mail(11)
    told = outline(sabaku.examine(raw, now=NOW), "ja", raw)
    assert (len(told.files), told.more_files) == (attached.SHOWN, 22 - attached.SHOWN)
    assert told.attached.endswith("請求書5<b>.zip ほか5件")


def test_a_mail_without_files_has_no_list_of_them() -> None:
    raw = b"From: a@sender.example\nSubject: x\n\nhello\n"
    report = sabaku.examine(raw, now=NOW)
    assert outline(report, "en", raw).files == ()
    assert 'id="files"' not in html.render(report, "en", raw)
    assert "SHA-256 of the mail" in text.render(report, "en", raw)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 byte"), (1023, "1023 bytes"), (1024, "1.0 KB"), (1_023_999, "1,000.0 KB"), (5_000_000, "4.8 MB")]
)
def test_sizes_as_they_are_read(count: int, said: str) -> None:
    assert attached.size(count, "en") == said
