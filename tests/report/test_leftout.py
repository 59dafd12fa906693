"""Time as an input: what an examination had no time for is shown, counts as unknown, and is left out again by a replay.

No test looks at a clock: the time is used up by counting how often it is asked for.
"""

from __future__ import annotations

import base64
import io
import itertools
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PIL import Image

import mails
from sabaku import app, intake, judge
from sabaku.apart import pdf
from sabaku.archive.cases import read_case, write_case
from sabaku.checks._check import CHECKS
from sabaku.doors import replay
from sabaku.doors.library import examine
from sabaku.doors.stopwatch import Stopwatch
from sabaku.extract import ORDER
from sabaku.mime import limits
from sabaku.model import Case, Home, Input, Report, Text
from sabaku.render import html, markdown, text, words
from sabaku.render.json import render as as_json
from sabaku.report.leftout import FINDERS, SIZE, SOURCE, gaps

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
HOME = Home(domains=("recipient.example",))


def pixels() -> bytes:
    body = io.BytesIO()
    Image.new("L", (90, 90), 255).save(body, "png")
    return body.getvalue()


def boxed(depth: int) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(
            "inner.zip" if depth else "note.html", boxed(depth - 1) if depth else b"<a href='https://login.evil.example/z'>x</a>"
        )
    return body.getvalue()


def attached(name: str, type: str, body: bytes) -> dict[str, str]:
    return {"name": name, "type": type, "base64": base64.b64encode(body).decode()}


COSTLY = mails.build(
    {
        "base": "ja",
        "headers": {"From": "Amazon.co.jp <info@stranger.example>", "Subject": "【重要】お支払い方法に問題があります"},
        "body": {
            "text": "アカウントを停止しました。24時間以内に下記より情報を更新してください。\nhttps://login.evil.example/amazon/\n",
            "files": [
                *(attached(f"{n}.pdf", "application/pdf", b"%PDF-1.4\n%%EOF") for n in range(6)),
                *(attached(f"{n}.png", "image/png", pixels()) for n in range(3)),
                attached("box.zip", "application/zip", boxed(2)),
            ],
        },
    }
)


def after(asked: int) -> Callable[[float], bool]:
    """The time is up once it has been asked for so many times."""
    count = itertools.count()
    return lambda share: next(count) >= asked


def reported(case: Case) -> Report:
    return app.conclude(app.offline(case))


def test_nothing_is_left_out_without_a_limit() -> None:
    case = app.prepare(Input(COSTLY, now=NOW, home=HOME))

    assert SOURCE not in {gap.source for gap in reported(case).gaps}
    assert case.message.allowance.left_out == ()


def test_whenever_time_runs_out_the_same_report_is_made_again() -> None:
    """At every step at which it can: from the first finder to the last check."""
    lengths = set()
    for asked in range(60):
        case = app.prepare(Input(COSTLY, now=NOW, home=HOME), after(asked))
        first = reported(case)
        left_out = case.message.allowance.left_out
        again = reported(app.prepare(Input(COSTLY, now=NOW, home=HOME, left_out=left_out)))
        lengths.add(len(left_out))

        assert as_json(again) == as_json(first), left_out
        if left_out:
            assert first.gaps[0].source == SOURCE
            assert SOURCE in first.verdict.open or first.verdict.level == "fraud"
    assert len(lengths) > 12


def test_a_case_keeps_what_was_left_out(tmp_path: Path) -> None:
    case = app.offline(app.prepare(Input(COSTLY, now=NOW, home=HOME), after(9)))
    report = app.conclude(case)
    write_case(tmp_path / "case", case, report, app.tape_of(case))
    kept = read_case(tmp_path / "case")

    assert kept.input.left_out == case.message.allowance.left_out != ()
    assert replay.identity(replay.recompute(kept)) == replay.identity(report)


def test_with_no_time_at_all_the_mail_is_not_called_harmless() -> None:
    report = reported(app.prepare(Input(COSTLY, now=NOW, home=HOME), after(0)))

    assert (report.verdict.level, report.verdict.open[:1]) == ("no-sign", (SOURCE,))
    assert report.findings == ()


def test_files_cannot_use_up_the_time_for_the_text() -> None:
    """Half of the time is gone when the first file is to be opened: the text is read and judged nevertheless."""
    report = reported(app.prepare(Input(COSTLY, now=NOW, home=HOME), lambda share: share <= 0.5))

    assert report.verdict.level == "fraud"
    assert {it.kind for it in report.message.defects} >= {"limit-time"}
    assert "10個" in report.gaps[0].says.ja
    assert "10 of its files" in report.gaps[0].says.en


def test_a_file_that_is_given_up_is_given_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "apart", lambda module, order: [])
    case = app.prepare(Input(COSTLY, now=NOW, home=HOME))
    first = reported(case)
    monkeypatch.undo()
    again = reported(app.prepare(Input(COSTLY, now=NOW, home=HOME, left_out=case.message.allowance.left_out)))

    assert [it.kind for it in first.message.defects].count("file-costly") == 6
    assert as_json(again) == as_json(first)


def test_a_pdf_whose_codes_took_too_long_stands_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read = pdf.Document("read", 1, "see https://t.evil.example/x", unseen=True)
    monkeypatch.setattr(pdf, "apart", lambda module, order: [msgspec.msgpack.encode(read)])
    case = app.prepare(Input(COSTLY, now=NOW, home=HOME))
    first = reported(case)
    again = reported(app.prepare(Input(COSTLY, now=NOW, home=HOME, left_out=case.message.allowance.left_out)))

    assert "codes:1.2" in case.message.allowance.left_out
    assert "https://t.evil.example/x" in {it.url for it in first.links}
    assert as_json(again) == as_json(first)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_report_says_so(lang: str) -> None:
    report = reported(app.prepare(Input(COSTLY, now=NOW, home=HOME), after(0)))
    says = {"ja": ("調べ切れていません", "検査", "リンク"), "en": ("before these were examined", "checks", "links")}[lang]

    for render in (text.render, markdown.render, html.render):
        told = render(report, lang, COSTLY)  # type: ignore[operator]
        told = " ".join(told.split()) if lang == "en" else "".join(told.split())
        assert all(word in told for word in says), (render.__module__, told[:400])
        assert "limit" in told
        assert "seconds" in told


def test_good_signs_do_not_count_where_the_mail_was_not_read_whole() -> None:
    from sabaku.model import Finding, Gap

    scale = judge.Weights(-3.0, 0.0, 2.0, {}, {}, "judged", "2026-11-22")
    found = [
        Finding("links.x", "links", 3.5, Text("", ""), Text("", "")),
        Finding("auth.y", "auth", -2.0, Text("", ""), Text("", "")),
    ]

    assert judge.judge(found, [], scale=scale).level == "no-sign"
    assert judge.judge(found, [Gap(SOURCE, judge.LEFT_OUT, (), 1)], scale=scale).level == "suspicious"


def test_every_finder_has_a_name() -> None:
    assert set(FINDERS) == set(ORDER)


def test_the_watch_stands_still_while_others_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("sabaku.doors.stopwatch.used", lambda: now[0])
    watch = Stopwatch(10)
    now[0] = 4.0
    with watch.stopped():
        now[0] = 100.0

    assert (watch.late(0.3), watch.late(0.5), Stopwatch(0).late(0.0)) == (True, False, False)


def test_programs_may_set_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count()
    monkeypatch.setattr("sabaku.doors.stopwatch.used", lambda: float(next(ticks)))

    assert SOURCE not in {gap.source for gap in examine(COSTLY).gaps}
    assert SOURCE in {gap.source for gap in examine(COSTLY, seconds=5.0).gaps}


def handed_on(inner: bytes, behind: int) -> bytes:
    head = b"From: user@recipient.example\nTo: help@recipient.example\nSubject: Fwd: test\nMIME-Version: 1.0\n"
    head += b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nIs this phishing?\n--b\n"
    return (
        head
        + b"Content-Type: message/rfc822\n\n"
        + inner
        + b"\n--b\nContent-Type: application/pdf\n\n"
        + b"x\n" * behind
        + b"--b--\n"
    )


SUSPECT = b"From: a@sender.example\nTo: user@recipient.example\nSubject: test\nDate: Thu, 5 Feb 2026 10:00:00 +0900\n\nHello.\n"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (SUSPECT + b"x\n" * 5000, "only its first 0 MB were examined"),
        (handed_on(SUSPECT, 5000), "The mail in which this one was forwarded is too large"),
        (handed_on(SUSPECT, 5), ""),
    ],
)
def test_what_lies_behind_the_largest_size_is_a_gap(
    raw: bytes, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(limits, "MESSAGE_BYTES", 4096)
    (tmp_path / "mail.eml").write_bytes(raw)
    (given,) = intake.read([str(tmp_path / "mail.eml")], home=HOME, now=NOW)
    assert isinstance(given, Input)
    case = app.offline(app.prepare(given))
    report = app.conclude(case)
    told = [it.says.en for it in report.gaps if it.source == SIZE]
    assert len(told) == bool(says)
    assert all(says in it for it in told)
    assert (SIZE in report.verdict.open) == bool(says)
    page = html.render(report, "ja", given.raw)
    assert ("読み取った部分の値です。" in page) == bool(says)

    write_case(tmp_path / "case", case, report, app.tape_of(case))
    kept = read_case(tmp_path / "case")
    assert app.conclude(app.recorded(app.prepare(kept.input), kept.tape)[0]) == report


def test_a_page_says_where_it_shows_a_part_of_the_source() -> None:
    given = Input(SUSPECT + b"x\n" * 5000, "mail.eml", NOW, "offline", HOME)
    report = app.examine(given)
    says = words.SOURCE_CUT.en.format(mb=2)
    assert says not in html.render(report, "en", given.raw)
    page = html.render(report, "en", given.raw + b"x\n" * 1_000_000)
    assert says in page
    assert "lines: 1,005,0" in page


def test_the_check_at_which_it_stopped_and_all_behind_it_are_open() -> None:
    (gap,) = gaps((f"{CHECKS}second",), ("first", "second", "third"))

    assert gap.checks == ("second", "third")
    assert "2 checks" in gap.says.en
