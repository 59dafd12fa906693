"""The profile by stage: every stage of an examination is in it, and it says what would make it quicker."""

from __future__ import annotations

from sabaku import checks, extract
from sabaku.fit import stages

MAIL = b"From: Ann <ann@sender.example>\r\nTo: user@recipient.example\r\nSubject: Minutes\r\n\r\nHere they are.\r\n"


def test_every_stage_is_timed() -> None:
    found = stages.profile([MAIL, MAIL])
    assert sum(found.values()) > 0
    assert {it.removeprefix("find: ") for it in found if it.startswith("find: ")} == set(extract.ORDER)
    assert {it.removeprefix("check: ").partition(" ")[0] for it in found if it.startswith("check: ")} == set(checks.FAMILIES)


def test_the_table_ends_with_what_would_help() -> None:
    told = list(stages.lines([MAIL]))
    assert "ms/mail" in told[0]
    assert told[-1] == stages.WHAT_WOULD
    assert all(len(line) < 130 for line in stages.WHAT_WOULD.split("\n"))
