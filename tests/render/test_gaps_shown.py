"""What could not be examined: what could change the level is marked as such and comes first."""

from __future__ import annotations

import msgspec

from sabaku.app import examine
from sabaku.model import Gap, Input, Text
from sabaku.render.summary import missing
from sabaku.render.teller import Teller

MAIL = b"From: a@a.example\r\nTo: u@recipient.example\r\nSubject: x\r\n\r\nHello.\r\n"


def test_a_gap_that_could_change_the_level_is_marked_and_comes_first() -> None:
    report = examine(Input(MAIL))
    idle, telling = (Gap(source, "not-asked", (), 1, Text(source, source)) for source in ("feeds", "dns"))
    verdict = msgspec.structs.replace(report.verdict, open=("dns",))
    told = missing(Teller(msgspec.structs.replace(report, gaps=(idle, telling), verdict=verdict), "en", MAIL))

    assert [one.opens for one in told] == [True, False]
    assert told[0].says == "Dns"
    assert told[1].says == "Feeds"


def test_an_open_question_without_a_gap_of_its_own_is_told_too() -> None:
    report = examine(Input(MAIL))
    verdict = msgspec.structs.replace(report.verdict, open=("whois",))
    told = missing(Teller(msgspec.structs.replace(report, gaps=(), verdict=verdict), "en", MAIL))

    assert [one.opens for one in told] == [True]
