"""Who can have a name under an ending."""

from __future__ import annotations

import pytest

from sabaku import data
from sabaku.names import endings
from sabaku.names.hosts import suffix


@pytest.mark.parametrize(
    ("host", "ending"),
    [
        ("www.nta.go.jp", "go.jp"),
        ("city.example.lg.jp", "lg.jp"),
        ("irs.gov", "gov"),
        ("gov.uk", "gov.uk"),
        ("saude.sp.gov.br", "gov.br"),
        ("nav.gov.hu", "gov.hu"),
        ("www2.gov.bc.ca", "gov.bc.ca"),
        ("Impots.Gouv.fr.", "gouv.fr"),
        ("polizei.nrw.de", "nrw.de"),
        ("example.go.it", ""),  # a province's ending, where anybody has names
        ("example.lg.ua", ""),
        ("example.mil.example", ""),
        ("mil.de", ""),
        ("gov.example.com", ""),
        ("go.jp.example", ""),
        ("192.0.2.1", ""),
        ("", ""),
    ],
)
def test_a_states_ending(host: str, ending: str) -> None:
    assert endings.state(host) == ending


@pytest.mark.parametrize(
    ("domain", "kind", "organisation", "of_japan"),
    [
        ("mail.example.co.jp", "firm", True, True),
        ("example.lg.jp", "state", True, True),
        ("example.ne.jp", "network", False, True),
        ("example.gr.jp", "association", True, False),
        ("example.edu", "school", True, False),
        ("example.jp", None, False, False),
        ("co.jp", None, False, False),
        ("example.com", None, False, False),
    ],
)
def test_who_can_have_registered_it(domain: str, kind: str | None, organisation: bool, of_japan: bool) -> None:
    assert endings.kind(domain) == kind
    assert endings.is_organisations(domain) is organisation
    assert endings.is_house_of_japan(domain) is of_japan


def test_who_has_such_an_ending_is_told_in_both_languages() -> None:
    told = endings.organisation("example.go.jp")
    assert told is not None
    assert (told.ja, told.en) == ("日本の政府機関", "a government body of Japan")


def test_all_endings_are_those_of_the_public_suffix_list() -> None:
    kept = data.toml("endings")["organisations"]
    assert {it for it in kept if suffix(f"example.{it}") != it} == set()
    assert endings.is_anybodys("volksbank.example.online")
    assert not endings.is_anybodys("volksbank.de")


def test_an_ending_that_only_looks_like_a_countrys() -> None:
    assert endings.resold("mail.example.uk.com") == "uk.com"
    assert endings.resold("uk.com") == ""
    assert endings.resold("example.co.uk") == ""
