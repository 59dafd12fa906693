"""What was aimed at on labelled mail, and whether it holds."""

from __future__ import annotations

from sabaku.fit.aims import AIMS, lines
from sabaku.fit.corpus import Row
from sabaku.fit.measure import Told


def told(folder: str, level: str, number: int = 1) -> list[Told]:
    one = Row(
        folder=folder,
        file="1.eml",
        sha256="0" * 64,
        label="legitimate" if folder.startswith("ham") else "fraud",
        receiver="mx.example",
        language="",
        level=level,
        category="",
        probability=0.5,
        log_odds=0.0,
        hits=(),
        because=(),
        claims=(),
        milliseconds=1.0,
        sketch=frozenset(),
        subject_key="",
    )
    return [Told(one, 0.0, level)] * number


def table(outside: list[Told], strangers: list[Told]) -> dict[tuple[str, str], list[str]]:
    rows = [[cell.strip() for cell in it.split("|")[1:-1]] for it in lines(outside, strangers, "en") if it.startswith("| ")]
    return {(row[0], row[1]): row[2:] for row in rows[1:]}


def test_an_aim_holds_only_where_both_ways_of_fitting_reach_it() -> None:
    enough, too_few = (told("phish-pot", "fraud", n) + told("phish-pot", "no-sign", 200 - n) for n in (192, 188))
    assert table(enough, enough)["phish-pot", "suspicious or worse"] == ["at least 95%", "96.0%", "96.0%", "yes"]
    assert table(enough, too_few)["phish-pot", "suspicious or worse"] == ["at least 95%", "96.0%", "94.0%", "no"]
    assert table(too_few, enough)["phish-pot", "suspicious or worse"] == ["at least 95%", "94.0%", "96.0%", "no"]


def test_suspicion_is_not_yet_fraud() -> None:
    found = table(told("phish-ja", "suspicious", 100), [])
    assert found["phish-ja", "suspicious or worse"] == ["at least 99%", "100.0%", "–", "yes"]
    assert found["phish-ja", "fraud"] == ["at least 95%", "0.0%", "–", "no"]


def test_honest_mail_is_to_stay_below_and_brands_count_together() -> None:
    alarmed = told("ham-lists", "no-sign", 199) + told("ham-lists", "fraud")
    assert table(alarmed, [])["ham-lists", "suspicious or worse"] == ["at most 1%", "0.5%", "–", "yes"]
    assert table(alarmed, [])["ham-lists", "fraud"] == ["at most 0%", "0.5%", "–", "no"]
    brands = told("ham-us-2025", "no-sign", 60) + told("ham-parcels", "suspicious", 2) + told("ham-signed", "no-sign", 38)
    assert table(brands, [])["ham-us-2025, ham-parcels, ham-signed", "suspicious or worse"][1:] == ["2.0%", "–", "yes"]


def test_few_mails_are_said_to_be_few() -> None:
    assert table(told("fraud-us-2025", "fraud", 84), [])["fraud-us-2025", "suspicious or worse"][-1] == "yes (fewer than 100)"


def test_other_folders_have_no_aims() -> None:
    assert list(lines(told("spam", "fraud"), [], "ja")) == []


def test_every_aim_is_reachable() -> None:
    assert all(aim.holds(0.0 if aim.most else 1.0) for aim in AIMS)
