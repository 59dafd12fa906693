"""The list of brands holds what it promises, and looks up whose a host is and what it imitates."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from sabaku import data
from sabaku.checks._genuine import OFFICES
from sabaku.checks._notes import PLATFORMS
from sabaku.extract import spellings
from sabaku.names import brands
from sabaku.names.brandwords import named_in_path
from sabaku.names.hosts import registrable
from sabaku.names.lookalike import any_skeleton, likeness, skeleton

ALL = brands.brands()
KEYS = {
    *("names", "aliases", "weak", "misspelled", "sector", "country", "verified", "unverified", "mail_domains", "subscriber"),
    *("parent", "uses", "product", "never", "lures"),
}
NAMED_OUTSIDE = (
    "kagoya smbc-card amazon mufg-bank rakuten-card saison-card epos-card aeon-card etc-meisai eki-net yamato sagawa japan-post jcb au"
    " docomo softbank sbi-sec nomura apple microsoft paypay mercari line netflix nta active-mail xserver"
)


def test_many_brands_with_the_ids_that_others_rely_on() -> None:
    assert len(ALL) >= 250
    assert set(NAMED_OUTSIDE.split()) <= set(ALL)


@pytest.mark.parametrize("id", ALL)
def test_entry(id: str) -> None:
    told = data.toml("brands")[id]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id)
    assert set(told) <= KEYS
    brand = ALL[id]
    assert brand.names.ja
    assert brand.names.en
    assert all(
        it == it.lower() and " " not in it and "." in it for it in (*brand.domains, *brand.subscriber, *brand.mail_domains)
    )
    assert not set(brand.verified) & set(brand.unverified)
    assert all(brands.page(key).url.startswith("http") and brands.page(key).read for key in brand.verified.values())
    assert not brand.parent or brand.parent in ALL
    assert set(brand.uses) <= set(ALL)
    assert len(told.get("aliases", ())) == len(set(told.get("aliases", ())))


def test_no_spelling_stands_for_two_brands() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for name, id in spellings.patterns():
        meant[brands.squeeze(name)].add(id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_public_suffixes_are_nobodys_domain() -> None:
    for brand in ALL.values():
        for domain in brand.domains:
            assert registrable(domain).count(".") >= 1 or domain == "gov.uk", domain


@pytest.mark.parametrize(
    ("id", "host", "expected"),
    [
        ("smbc-card", "mail.vpass.ne.jp", "verified"),
        ("smbc-card", "dn.smbc.co.jp", "verified"),  # the bank of its group
        ("smbc-card", "vpass.ne.jp.example", ""),
        ("rakuten-card", "emagazine.rakuten.co.jp", "verified"),
        ("docomo", "docomo.ne.jp", "subscriber"),
        ("docomo", "wdy.docomo.ne.jp", "verified"),
        ("yahoo-japan", "yahoo.co.jp", "subscriber"),
        ("yahoo-japan", "mail.yahoo.co.jp", "verified"),
        ("nhk", "www.nhk.jp", "unverified"),
        ("kagoya", "fablights.in", ""),
    ],
)
def test_standing(id: str, host: str, expected: str) -> None:
    assert brands.standing(id, host) == expected


def test_owner_is_the_one_of_the_longest_suffix() -> None:
    assert brands.owners("direct.bk.mufg.jp") == ("mufg-bank",)
    assert brands.owners("www.cr.mufg.jp") == ("mufg-nicos",)
    assert brands.owners("someone.ezweb.ne.jp") == ()


def test_kin_is_no_contradiction() -> None:
    assert "active-mail" in brands.kin("kagoya")
    assert "xserver" not in brands.kin("kagoya")
    assert brands.child_of("rakuten-card", "rakuten")


def test_free_mail_and_subscribers_are_public() -> None:
    assert brands.is_public("gmail.com")
    assert brands.is_public("ezweb.ne.jp")
    assert not brands.is_public("mail.yahoo.co.jp")
    assert not brands.is_public("amazon.co.jp")


@pytest.mark.parametrize(
    ("host", "brand", "how"),
    [
        ("www.smbc-card.com.dcay.example", "smbc-card", "left-label"),
        ("rnercari.example", "mercari", "twins"),
        ("amaz0n.example", "amazon", "twins"),
        ("xn--pple-43d.com", "apple", "twins"),
        ("amazom.example", "amazon", "edit"),
        ("smbc.ne.jp", "smbc-bank", "other-tld"),
        ("eki.net", "eki-net", "other-tld"),
        ("amazon-login.example", "amazon", "combined"),
        ("mercari.fedb.example", "mercari", "label"),
        ("kurashi-tepco.zjf.example", "tepco", "label"),
    ],
)
def test_likeness(host: str, brand: str, how: str) -> None:
    found = likeness(host)
    assert found is not None
    assert (found.brand, found.how) == (brand, how)


@pytest.mark.parametrize(
    "host",
    [
        *("www.amazon.co.jp", "paypay.ne.jp", "yahoo.com", "192.0.2.1", "python.org", "hughes-family.example"),
        *("kinokuniya.example", "", "x" * 300, "a" * 60 + ".example"),
    ],
)
def test_no_likeness(host: str) -> None:
    assert likeness(host) is None


def test_path_names_brands() -> None:
    assert [id for id, _, _ in named_in_path("/Activemail-ne-jp/kagoya/index.php")] == ["active-mail", "kagoya"]
    assert named_in_path("/articles/line/apple/index.html") == ()


def test_skeleton_is_equal_for_what_looks_equal() -> None:
    assert skeleton("rnercari") == skeleton("mercari")
    assert skeleton("paypa1") == skeleton("paypal")


def test_more_letters_pass_for_others_where_a_brand_comes_out_than_between_two_strangers() -> None:
    assert skeleton("brenner") == skeleton("bremer")
    assert any_skeleton("brenner") != any_skeleton("bremer")
    assert any_skeleton("rnuster-5hop") == any_skeleton("mustershop")


@pytest.mark.parametrize("id", sorted(PLATFORMS | OFFICES))
def test_services_that_speak_for_their_customers_are_known_brands(id: str) -> None:
    assert brands.brand(id) is not None
