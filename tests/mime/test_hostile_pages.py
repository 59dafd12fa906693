"""Pages and invitations made to keep their reader busy: style sheets against elements, values by the megabyte. Bounds are said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from effort import within
from sabaku.extract import links
from sabaku.mime import html, html_rules, limits, parse
from sabaku.mime.defects import KINDS
from sabaku.mime.html_notes import attributes
from sabaku.model import Input, Message, Span

HEAD = b"From: a@sender.example\nSubject: x\nMIME-Version: 1.0\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
HIDDEN = "<style>.{}{{display:none}}</style>"


def page(text: str) -> bytes:
    return HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + text.encode()


def shown(raw: bytes) -> Message:
    message = parse(raw)
    text = message.view("visible").text
    message.raw_range(Span("visible", len(text) // 2, len(text) // 2 + 5))
    return message


def kinds(message: Message) -> set[str]:
    return {it.kind for it in message.defects}


def rules(selector: str, count: int = 2000) -> str:
    return "<style>" + "".join(selector.format(n) + "{display:none}" for n in range(count)) + "</style>"


PAGES: dict[str, Callable[[], bytes]] = {
    "style sheets under open elements": lambda: page("<div>" * 8000 + HIDDEN.format("a") * 8000 + "end"),
    "style sheets, each with an element": lambda: page("<style>p{color:red}</style><p>word</p>" * 20_000 + "end"),
    "style sheets, a part each": lambda: (
        MIXED + b"--b\nContent-Type: text/html\n\n<style>p{color:red}</style><p>word</p>\n" * 8000 + b"--b--\n"
    ),
    "rules for everything below something": lambda: page(
        rules(".a{} *") + "".join(f"<i class=x{n}>w</i>" for n in range(20_000)) + "end"
    ),
    "rules for attributes": lambda: page(rules("[id=a{}]") + "".join(f"<i id=x{n}>w</i>" for n in range(20_000)) + "end"),
    "more rules than count": lambda: page(rules(".a{}", 20_000) + "<p class=a19999>end"),
}


@pytest.mark.parametrize("name", PAGES)
def test_rules_against_elements_are_read_within_limits_that_are_said(name: str) -> None:
    raw = PAGES[name]()
    message = within(2, lambda: shown(raw))

    assert "html-limit" in kinds(message)
    assert kinds(message) <= set(KINDS)
    assert message.view("visible").text.endswith(("end", "word"))


def test_conditions_within_conditions_are_summed_up() -> None:
    raw = page(("<style>" + "@media screen{" * 6000 + "a{color:red}" * 8000 + "</style>") * 8 + "end")
    assert within(2, lambda: shown(raw)).view("visible").text == "end"


def test_what_no_limit_is_reached_by_is_said_of_none() -> None:
    many = "".join(f"<div class=c{n}>{HIDDEN.format(f'c{n}')}hidden</div>" for n in range(80))
    message = shown(page(f"{many}<p>seen"))

    assert message.view("visible").text == "seen"
    assert "html-limit" not in kinds(message)


def test_conditions_hold_as_far_as_all_around_them_do() -> None:
    def hides(css: str) -> bool:
        return html.read(f"<style>{css}</style><p class=a>x").text == ""

    rule = ".a{display:none}"
    assert hides(f"@media screen{{@supports (display:grid){{{rule}}}}}")
    assert not hides(f"@media print{{@media screen{{{rule}}}}}")
    assert not hides(f"@media screen{{@media print{{{rule}}}}}")
    assert not hides(f"@keyframes x{{@media screen{{{rule}}}}}")
    assert hides(f"@media print{{@media screen{{}}}}{rule}")
    assert hides(f"}}}}@keyframes x{{from{{left:0}}}}{rule}")


def test_behind_the_limit_text_is_read_rather_than_hidden() -> None:
    sheet = html_rules.Sheet()
    sheet.add(".a{display:none}")
    element = ("p", attributes(" class=a"))
    sheet.sought = html_rules.MAX_SOUGHT + 1

    assert not sheet.full
    assert sheet.asked(element, 0, list).hide == ""
    assert sheet.full


def invitation(values: int, value: str) -> bytes:
    lines = "".join(f"DESCRIPTION:{n} {value}\n" for n in range(values))
    return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}END:VEVENT\nEND:VCALENDAR\n".encode()


def test_invitations_of_megabytes_are_read_in_part() -> None:
    entries = b"".join(
        b"--b\nContent-Type: text/calendar\n\n" + invitation(40, "\\," * 20_000 + str(number)) for number in range(5)
    )
    message = within(2, lambda: shown(MIXED + entries + b"--b--\n"))

    assert "limit-text" in kinds(message)
    assert 0 < len(message.view("visible").text) <= limits.CALENDAR_TEXT


@pytest.mark.parametrize("value", ["\n a" * 300_000, '";"' * 300_000, "<p <p " * 200_000, "\\" * 900_000, "&nbsp\\;" * 100_000])
def test_one_value_of_an_invitation_costs_no_more_than_it_is_long(value: str) -> None:
    raw = HEAD + b"Content-Type: text/calendar\n\n" + invitation(1, value)
    assert "limit-text" in kinds(within(2, lambda: shown(raw)))


def test_a_long_text_is_traced_once_and_not_word_by_word() -> None:
    """Ten thousand pieces in a single line, whose places are counted out from its beginning."""
    raw = page("é&amp;<!---->" * 10_000).replace(b"\n\n", b"\nContent-Transfer-Encoding: quoted-printable\n\n")
    message = parse(raw)
    text = message.view("visible").text
    start, end = within(1, lambda: parse(raw).raw_range(Span("visible", 0, len(text))))

    assert (raw[start : start + 2].decode(), end) == ("é", len(raw) - len("<!---->"))


@pytest.mark.parametrize("unit", ["<svg>", "<svg><g>", "<SVG \n"])
def test_drawings_without_end_are_passed_over_once(unit: str) -> None:
    raw = page(unit * (300_000 // len(unit)))
    assert within(2, lambda: list(links.find(parse(raw), Input(raw), ()))) == []
