"""The arithmetic of the verdict: caps, good signs, decisive contradictions, bulk mail, what stays open."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sabaku.judge import Weights, category_of, judge, probability_of, told_once, weights
from sabaku.model import Finding, Gap, Text

SCALE = Weights(-3.0, 0.0, 2.0, {"body": 2.0, "links": 4.0}, {"lists.listed": 4.0, "owners.fresh": 0.5}, "judged", "2026-11-21")
T = Text("", "")


def found(id: str, weight: float) -> Finding:
    return Finding(id, id.partition(".")[0], weight, T, T)


def test_nothing_found_is_no_sign() -> None:
    verdict = judge([], [], scale=SCALE)

    assert (verdict.level, verdict.category, verdict.because) == ("no-sign", "", ())
    assert verdict.probability < 0.05


def test_a_kind_is_named_only_where_something_is_suspected() -> None:
    told = [found("links.x", 0.5)]

    assert judge(told, [], speaks_for={"links.x": ["phishing"]}, scale=SCALE).category == ""
    assert judge([found("links.x", 3.5)], [], scale=SCALE).category == "unclear"


def test_group_cap_holds() -> None:
    words = [found(f"body.{n}", 1.0) for n in range(9)]

    assert judge(words, [], scale=SCALE).level == "no-sign"
    assert judge([*words, found("links.x", 1.2)], [], scale=SCALE).level == "suspicious"


@pytest.mark.parametrize(("more", "level"), [(1.9, "suspicious"), (2.0, "fraud")])
def test_a_level_begins_at_its_threshold(more: float, level: str) -> None:
    assert judge([found("links.x", 3.0)], [], scale=SCALE).level == "suspicious"
    assert judge([found("links.x", 3.0), found("route.y", more)], [], scale=SCALE).level == level


def test_good_signs_count() -> None:
    bad = [found("links.x", 3.5)]

    assert judge(bad, [], scale=SCALE).level == "suspicious"
    assert judge([*bad, found("auth.aligned", -1.0)], [], scale=SCALE).level == "no-sign"


def test_good_signs_do_not_outvote_a_hard_contradiction() -> None:
    hard = [found("identity.a", 3.5), found("auth.aligned", -3.0)]

    assert judge(hard, [], decisive=["identity.a"], scale=SCALE).level == "suspicious"
    assert judge(hard, [], scale=SCALE).level == "no-sign"


def test_a_hard_contradiction_stays_one_whatever_else_is_found() -> None:
    told = [found("identity.a", 3.5), found("links.b", 0.1), found("auth.aligned", -3.0)]

    assert judge(told, [], decisive=["identity.a"], scale=SCALE).level == "suspicious"


def test_silenced_contradiction_is_not_hard() -> None:
    told = [found("identity.a", 0.0), found("links.x", 3.5), found("auth.aligned", -1.0)]

    assert judge(told, [], decisive=["identity.a"], scale=SCALE).level == "no-sign"


@pytest.mark.parametrize(("reason", "level"), [("left-out", "suspicious"), ("failed", "no-sign")])
def test_good_signs_count_only_where_all_was_read(reason: str, level: str) -> None:
    told = [found("links.x", 3.5), found("auth.aligned", -1.0)]

    assert judge(told, [Gap("whois", reason, (), 1)], scale=SCALE).level == level


def test_what_is_decisive_is_named_first() -> None:
    told = [found("links.a", 3.0), found("identity.x", 0.5)]

    assert judge(told, [], decisive=["identity.x"], scale=SCALE).because == ("identity.x", "links.a")


@pytest.mark.parametrize(
    ("log_odds", "probability"), [(0.0, 0.5), (math.log(9), 0.9), (-math.log(9), 0.1), (1e9, 1.0), (-1e9, 0.0)]
)
def test_log_odds_stand_for_a_probability(log_odds: float, probability: float) -> None:
    assert probability_of(log_odds) == pytest.approx(probability)


def test_who_speaks_for_several_kinds_says_less_for_each() -> None:
    kinds = {"files.a": ["malware", "callback"], "body.b": ["extortion"]}

    assert category_of([found("files.a", 2.0), found("body.b", 1.5)], kinds) == "extortion"
    assert category_of([found("files.a", 0.6), found("body.b", 0.0)], kinds) == "extortion"


@pytest.mark.parametrize("kinds", [["malware", "callback"], ["phishing"]])
def test_what_has_no_weight_and_tells_not_what_is_wanted_names_nothing(kinds: list[str]) -> None:
    assert category_of([found("files.a", 0.0)], {"files.a": kinds}) == ""


def test_a_good_sign_names_nothing() -> None:
    assert category_of([found("auth.aligned", -2.0)], {"auth.aligned": ["bec"]}) == ""


def test_bulk_spam_is_never_fraud() -> None:
    verdict = judge([found("links.x", 9.0), found("identity.y", 9.0)], [], speaks_for={"links.x": ["bulk-spam"]}, scale=SCALE)

    assert (verdict.level, verdict.category) == ("suspicious", "bulk-spam")


def test_category_is_where_most_weight_points() -> None:
    speaks = {"links.x": ["credential-phishing"], "body.y": ["card-phishing"], "body.z": ["card-phishing"]}
    verdict = judge([found("links.x", 2.0), found("body.y", 1.5), found("body.z", 1.5)], [], speaks_for=speaks, scale=SCALE)

    assert verdict.category == "card-phishing"


def test_a_finding_without_weight_tells_what_the_mail_wants() -> None:
    speaks = {"links.x": ["phishing"], "body.y": ["card-phishing"]}
    verdict = judge([found("links.x", 5.0), found("body.y", 0.0)], [], speaks_for=speaks, scale=SCALE)

    assert verdict.category == "card-phishing"


def test_advertising_only_where_it_outweighs_all_fraud() -> None:
    speaks = {"links.x": ["phishing"], "body.y": ["bulk-spam"]}
    told = [judge([found("links.x", 2.4), found("body.y", it)], [], speaks_for=speaks, scale=SCALE) for it in (2.0, 3.0)]

    assert [it.category for it in told] == ["phishing", "bulk-spam"]


@pytest.mark.parametrize(
    ("told", "category"),
    [
        ({}, "phishing"),
        ({"body.parcel": 0.5}, "card-phishing"),
        ({"body.account": 0.0}, "credential-phishing"),
        ({"body.paper": 0.6}, "malware"),
        ({"identity.reply": 1.2}, "phishing"),
    ],
)
def test_what_is_asked_for_names_the_kind_and_a_borrowed_name_only_where_nothing_is(
    told: dict[str, float], category: str
) -> None:
    speaks = {
        "identity.brand": ["phishing"],
        "body.parcel": ["card-phishing"],
        "body.account": ["credential-phishing"],
        "body.paper": ["malware", "credential-phishing"],
        "identity.reply": ["advance-fee", "bec"],
    }
    findings = [found("identity.brand", 3.0), *(found(id, weight) for id, weight in told.items())]

    assert category_of(findings, speaks) == category


@pytest.mark.parametrize(
    ("told", "category"),
    [({}, "bec"), ({"body.boss": 0.9}, "bec"), ({"body.love": 0.9}, "advance-fee"), ({"identity.brand": 5.0}, "phishing")],
)
def test_what_only_an_answer_is_wanted_for_is_named_by_the_story(told: dict[str, float], category: str) -> None:
    speaks = {
        "body.cards": ["bec", "advance-fee"],
        "body.boss": ["bec"],
        "body.love": ["advance-fee"],
        "identity.brand": ["phishing"],
    }
    assert category_of([found("body.cards", 4.0), *(found(id, weight) for id, weight in told.items())], speaks) == category


@pytest.mark.parametrize(("told", "category"), [({}, "card-phishing"), ({"identity.reply": 1.4}, "advance-fee")])
def test_of_equals_the_one_that_wants_an_answer_where_one_is_wanted(told: dict[str, float], category: str) -> None:
    speaks = {"body.winner": ["card-phishing", "advance-fee"], "identity.reply": ["advance-fee", "bec"]}

    assert category_of([found("body.winner", 1.4), *(found(id, weight) for id, weight in told.items())], speaks) == category


@pytest.mark.parametrize("advert", [1.5, 2.0])
def test_advertising_has_to_outweigh_all_kinds_of_fraud_together(advert: float) -> None:
    told = [found("files.a", 1.0), found("body.b", 1.0), found("body.z", advert)]

    assert category_of(told, {"files.a": ["malware"], "body.b": ["extortion"], "body.z": ["bulk-spam"]}) == "malware"


def test_a_borrowed_name_backs_nobody_who_wants_an_answer() -> None:
    told = [found("files.a", 1.0), found("body.b", 1.0), found("links.c", 0.5)]

    assert category_of(told, {"files.a": ["malware"], "body.b": ["bec"], "links.c": ["phishing"]}) == "malware"


@pytest.mark.parametrize(
    ("fraud", "advert", "category"),
    [
        (0.0, 0.0, "disguised"),
        (0.3, 0.0, "phishing"),
        (0.0, 0.3, "bulk-spam"),
        (1.0, 1.5, "disguised"),
        (1.0, 2.5, "disguised"),
        (0.2, 9.0, "bulk-spam"),
    ],
)
def test_tricks_name_a_mail_only_where_nothing_else_does(fraud: float, advert: float, category: str) -> None:
    speaks = {"links.x": ["disguised"], "identity.y": ["phishing"], "body.z": ["bulk-spam"]}
    told = [
        found("links.x", 2.0),
        *([found("identity.y", fraud)] if fraud else []),
        *([found("body.z", advert)] if advert else []),
    ]
    assert category_of(told, speaks) == category


def test_a_trick_that_adds_nothing_is_no_trick() -> None:
    assert category_of([found("links.x", 0.0)], {"links.x": ["disguised"]}) == ""


@pytest.mark.parametrize(("id", "open_"), [("lists.listed", ("safebrowsing",)), ("owners.fresh", ())])
def test_open_names_only_what_could_change_the_level(id: str, open_: tuple[str, ...]) -> None:
    gap = Gap("safebrowsing", "not-asked", (id,), 1)

    assert judge([], [gap], scale=SCALE).open == open_


def test_nothing_is_open_above_fraud() -> None:
    assert (
        judge([found("links.x", 9.0), found("route.y", 3.0)], [Gap("whois", "failed", ("lists.listed",), 1)], scale=SCALE).open
        == ()
    )


def test_how_a_mail_is_sent_is_heard_only_where_nothing_tells_what_it_wants() -> None:
    speaks = {"x.how": ("advance-fee", "bec", "malware"), "x.what": ("bulk-spam",)}
    assert category_of([found("x.how", 2.0), found("x.what", 0.7)], speaks) == "bulk-spam"
    assert category_of([found("x.how", 2.0)], speaks) == "advance-fee"  # of equals, what it names first


AGREED = replace(SCALE, agreed=0.7, beside=1.2)
KNOWN = {"identity.a": ("credential-phishing",)}


@pytest.mark.parametrize(
    ("others", "level"),
    [
        ([found("links.b", 1.2)], "fraud"),
        ([found("links.b", 0.7), found("route.c", 0.5)], "fraud"),
        ([found("identity.b", 1.2)], "suspicious"),
        ([found("links.b", 1.1), found("identity.b", 0.4)], "suspicious"),
    ],
)
def test_a_little_less_is_fraud_where_independent_evidence_agrees(others: list[Finding], level: str) -> None:
    told = [found("identity.a", 2.6), *others]

    assert judge(told, [], speaks_for=KNOWN, scale=AGREED).level == level
    assert judge(told, [], speaks_for=KNOWN, scale=SCALE).level == "suspicious"


def test_evidence_that_agrees_on_nothing_known_is_no_proof() -> None:
    told = [found("identity.a", 2.6), found("links.b", 1.2)]

    assert judge(told, [], scale=AGREED).level == "suspicious"
    assert judge([*told, found("auth.aligned", -0.3)], [], speaks_for=KNOWN, scale=AGREED).level == "suspicious"
    assert judge(told, [], speaks_for={"identity.a": ("bulk-spam",)}, scale=AGREED).level == "suspicious"


def test_an_answer_that_would_agree_is_open() -> None:
    gap = Gap("whois", "not-asked", ("owners.fresh",), 1)
    scale = replace(AGREED, of={"owners.fresh": 1.2})

    assert judge([found("identity.a", 3.2)], [gap], speaks_for=KNOWN, scale=scale).open == ("whois",)
    assert judge([found("identity.a", 3.2)], [gap], speaks_for=KNOWN, scale=replace(scale, of={"owners.fresh": 0.4})).open == ()


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        ({"links.b": 3.9, "auth.c": 1.3}, ("fraud", "disguised")),
        ({"links.b": 3.9, "auth.c": 1.1}, ("suspicious", "bulk-spam")),
        ({"links.b": 3.0, "auth.c": 1.3}, ("suspicious", "bulk-spam")),
        ({"links.b": 3.9, "auth.c": 1.3, "auth.aligned": -0.4}, ("suspicious", "bulk-spam")),
    ],
    ids=["proven-twice", "by-one-group", "too-little", "a-good-sign"],
)
def test_advertising_by_a_proven_deceiver_is_no_plain_advertising(hidden: dict[str, float], told: tuple[str, str]) -> None:
    findings = [found("body.offer", 2.0), *(found(id, weight) for id, weight in hidden.items())]
    verdict = judge(findings, [], speaks_for={"body.offer": ("bulk-spam",)}, scale=AGREED)

    assert (verdict.level, verdict.category) == told


TWICE = replace(SCALE, echoes=(("links.one", "links.two"),), share=0.5)


def test_of_two_that_tell_one_fact_the_lesser_adds_its_share() -> None:
    told = told_once([found("links.one", 1.2), found("links.two", 2.0), found("body.else", 0.8)], TWICE)

    assert [(it.id, it.weight) for it in told] == [("links.two", 2.0), ("body.else", 0.8), ("links.one", 0.6)]


@pytest.mark.parametrize("other", [found("links.two", 0.0), found("links.two", -1.0), found("links.three", 2.0)])
def test_alone_it_adds_all(other: Finding) -> None:
    told = told_once([found("links.one", 1.0), other], TWICE)

    assert {it.id: it.weight for it in told} == {"links.one": 1.0, other.id: other.weight}


def test_pairs_that_tell_one_fact_have_weights_and_are_no_good_signs() -> None:
    scale = weights()

    assert 0.0 < scale.share < 1.0
    assert scale.echoes
    assert all(scale.of[id] > 0 for pair in scale.echoes for id in pair)
