"""Which findings are named as the reasons of a verdict, and in which order."""

from __future__ import annotations

import pytest

from sabaku import data
from sabaku.checks import catalogue
from sabaku.model import Finding, Text
from sabaku.reasons import reasons


def found(id: str, weight: float) -> Finding:
    return Finding(id, id.partition(".")[0], weight, Text("", ""), Text("", ""))


@pytest.mark.parametrize(("third", "last"), [(1.5, "body.w"), (2.8, "links.c")])
def test_reasons_decisive_first_and_of_one_group_only_what_tells_more_than_others(third: float, last: str) -> None:
    told = [found("links.a", 3.0), found("links.b", 2.9), found("links.c", third), found("identity.x", 0.5), found("body.w", 1.0)]

    assert reasons(told, ["identity.x"]) == ("identity.x", "links.a", "links.b", last)


def test_weak_signs_decide_nothing_beside_strong_ones() -> None:
    strong, weak = [found("links.a", 2.0), found("body.b", 1.5)], [found("route.c", 0.2), found("auth.d", 0.3)]

    assert reasons([*strong, *weak], ()) == ("links.a", "body.b")
    two = [found("body.b", 3.0), found("auth.d", 2.0)]
    assert reasons([*two, found("links.a", 0.69)], ()) == ("body.b", "auth.d")
    assert reasons([*two, found("links.a", 0.71)], ()) == ("body.b", "auth.d", "links.a")
    assert reasons([found("body.b", 1.9), found("links.a", 0.5)], ()) == ("body.b", "links.a")
    many = [found(f"body.{n}", 0.3) for n in range(2)] + [found(f"links.{n}", 0.3) for n in range(9)] + weak
    assert len(reasons(many, ())) == 4


def test_what_the_fraud_is_stands_before_who_sends_it() -> None:
    told = [found("identity.from-unlike-brand", 2.6), found("body.callback", 2.2), found("body.papers-untied", 1.5)]

    assert reasons(told, ()) == ("body.callback", "identity.from-unlike-brand")


def test_reasons_do_not_repeat_each_other() -> None:
    told = [
        found("identity.brand-from-anywhere", 3.6),
        found("route.no-reverse-name", 0.9),
        found("links.recipient-bait", 2.3),
        found("links.lure-elsewhere", 1.4),
        found("body.pressure", 0.8),
        found("body.urges", 0.7),
    ]
    assert reasons(told, ()) == ("identity.brand-from-anywhere", "links.recipient-bait", "body.pressure")
    of_one_file = [found("files.program", 3.1), found("files.double-extension", 2.8), found("files.program-as-paper", 1.5)]
    assert reasons([*of_one_file, found("body.papers-untied", 1.5)], ()) == ("files.double-extension", "body.papers-untied")


@pytest.mark.parametrize(
    ("beside", "named"),
    [
        ([("body.threatens", 0.37), ("auth.other", 0.3)], ("body.threatens",)),
        ([("body.threatens", 0.29)], ()),
        ([("identity.other", 0.5)], ()),  # of the same group, it tells no other side of the matter
        ([("body.subject-code", 0.9)], ()),  # a sign of the machine
        ([("route.no-reverse-name", 0.9)], ()),  # a sign of the machine; and it repeats the one that stands
        ([("auth.none", 0.5), ("body.threatens", 0.37)], ("auth.none",)),
    ],
)
def test_where_one_reason_would_stand_alone_the_next_that_one_can_see_is_named_too(
    beside: list[tuple[str, float]], named: tuple[str, ...]
) -> None:
    told = [found("identity.brand-from-anywhere", 3.7), *(found(*it) for it in beside)]
    assert reasons(told, ()) == ("identity.brand-from-anywhere", *named)


def test_what_stands_beside_a_single_reason_does_not_repeat_it() -> None:
    assert reasons([found("identity.brand-forged", 3.0), found("auth.none", 0.5)], ()) == ("identity.brand-forged",)


@pytest.mark.parametrize(
    ("less", "more", "named"),
    [
        (("links.lure-elsewhere", 1.5), ("identity.links-not-brand", 1.4), "identity.links-not-brand"),  # it says more
        (("links.lure-elsewhere", 1.5), ("identity.links-not-brand", 0.6), "links.lure-elsewhere"),
        (("auth.unvouched", 1.5), ("auth.none", 1.4), "auth.unvouched"),  # each repeats the other
    ],
)
def test_of_two_that_tell_one_fact_that_is_named_which_says_more(
    less: tuple[str, float], more: tuple[str, float], named: str
) -> None:
    told = [found("body.other", 2.0), found("landing.other", 1.9), *(found(id, weight) for id, weight in (less, more))]
    assert reasons(told, ()) == ("body.other", "landing.other", named)


def test_what_is_decisive_is_named_though_another_says_more() -> None:
    told = [found("links.lure-elsewhere", 1.5), found("identity.links-not-brand", 1.4), found("body.other", 1.0)]
    assert reasons(told, ["links.lure-elsewhere"]) == ("links.lure-elsewhere", "identity.links-not-brand", "body.other")


def test_signs_of_the_machine_are_named_after_those_of_the_lie() -> None:
    told = [found("route.no-reverse-name", 0.9), found("body.bulk-offer", 1.2), found("body.wallet", 0.8)]
    assert reasons(told, ()) == ("body.bulk-offer", "body.wallet", "route.no-reverse-name")


def test_signs_of_the_machine_decide_nothing_beside_a_strong_lie() -> None:
    told = [found("route.no-reverse-name", 0.9), found("body.extortion-bluff", 5.0), found("body.wallet", 0.8)]
    assert reasons(told, ()) == ("body.extortion-bluff", "body.wallet")


def test_every_reason_that_is_ranked_is_a_check() -> None:
    read, known = data.toml("reasons"), catalogue()
    named = {*read["echoes"], *(it for some in read["echoes"].values() for it in some), *read["pale"]["ids"]}
    assert named <= set(known)
