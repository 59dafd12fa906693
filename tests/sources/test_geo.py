"""The shipped table of networks, and places from the operator's own databases."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import within
from sabaku import data
from sabaku.data import geo, kept
from sabaku.model import Network, Place, Question, Text
from sabaku.sources import geoip, network
from sabaku.sources._source import Settings

PLACES = geoip.make(Settings())
NETWORKS = network.make(Settings())


@pytest.mark.parametrize(
    ("ip", "country", "asn", "organisation", "use"),
    [
        ("20.46.118.217", "JP", 8075, "Microsoft Corporation", "cloud"),
        ("20.210.172.29", "JP", 8075, "Microsoft Corporation", "cloud"),
        ("103.251.94.111", "IN", 133296, "Web Werks India Pvt. Ltd.", "hosting"),
        ("8.8.8.8", "US", 15169, "Google LLC", "cloud"),
        ("::ffff:8.8.8.8", "US", 15169, "Google LLC", "cloud"),
        ("2001:4860:4860::8888", "US", 15169, "Google LLC", "cloud"),
        ("2a01:4f8::1", "DE", 24940, "Hetzner Online GmbH", "hosting"),
    ],
)
def test_known_addresses(ip: str, country: str, asn: int, organisation: str, use: str) -> None:
    place = PLACES.look(Question("geoip", ip)).value
    found = NETWORKS.look(Question("network", ip)).value
    assert isinstance(place, Place)
    assert isinstance(found, Network)
    assert place.country == country
    assert (found.asn, found.organisation, found.country, found.use) == (asn, organisation, country, use)
    assert (place.dataset_date, found.dataset_date) == ("2026-06-17", "2026-06-17")


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.1.2.3", "255.255.255.255", "0.0.0.0", "::1", "fe80::1", "", "x", "1.2.3", "1.2.3.4.5", "\0"]
)
def test_addresses_that_nobody_has(ip: str) -> None:
    assert geo.table().at(ip) == geo.NOWHERE
    assert NETWORKS.look(Question("network", ip)).state == "none"
    assert PLACES.look(Question("geoip", ip)).state == "none"


@given(st.integers(0, 2**32 - 1))
def test_no_ipv4_address_makes_it_stumble(number: int) -> None:
    row = geo.table().at(str(ipaddress.IPv4Address(number)))
    assert len(row.country) in (0, 2)


@given(st.integers(0, 2**128 - 1))
def test_no_ipv6_address_makes_it_stumble(number: int) -> None:
    row = geo.table().at(str(ipaddress.IPv6Address(number)))
    assert len(row.country) in (0, 2)


def test_the_edges_of_a_range_are_right() -> None:
    """1.0.0.0/24 is Cloudflare's; the address after it is somebody else's."""
    assert geo.table().at("1.0.0.0").asn == geo.table().at("1.0.0.255").asn == 13335
    assert geo.table().at("1.0.1.0").asn != 13335
    assert geo.table().at("0.255.255.255").asn == 0


def test_a_look_up_takes_microseconds() -> None:
    table = geo.table()
    ips = [str(ipaddress.IPv4Address(n * 42949)) for n in range(20_000)]
    within(0.5, lambda: [table.at(ip) for ip in ips])  # 3 µs each measured


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a table"):
        geo.Table(memoryview(b"something else entirely"))


def test_uses_are_of_the_networks_that_they_name() -> None:
    for it in data.toml("networks")["network"]:
        for asn in it["asns"]:
            assert it["name"].lower() in geo.table().name(asn).lower(), (asn, it["name"])


def test_no_network_is_named_twice() -> None:
    asns = [asn for it in data.toml("networks")["network"] for asn in it["asns"]]
    assert len(asns) == len(set(asns))


def city(name: str, record: dict[str, object]) -> kept.City:
    return kept.City(name, "2026-06-05", SimpleNamespace(get=lambda _: record))


MAXMIND = {
    "country": {"iso_code": "JP"},
    "city": {"names": {"en": "Osaka", "ja": "大阪市"}},
    "subdivisions": [{"names": {"en": "Ōsaka", "ja": "大阪府"}}],
    "location": {"latitude": 34.69, "longitude": 135.5, "accuracy_radius": 20},
}
DBIP = {"country_code": "JP", "state1": "Tokyo", "city": "Shibuya", "latitude": "35.66", "longitude": "139.7"}


def with_cities(*cities: kept.City) -> geoip.Geoip:
    source = geoip.Geoip(None)
    source._cities = cities
    return source


def test_a_city_with_its_radius() -> None:
    place = with_cities(city("city", MAXMIND)).look(Question("geoip", "133.242.0.1")).value
    assert place == Place("JP", Text("大阪府", "Ōsaka"), Text("大阪市", "Osaka"), 34.69, 135.5, 20, "city", "city", "2026-06-05")


def test_a_cloud_is_said_to_be_one() -> None:
    place = with_cities(city("dbip", DBIP)).look(Question("geoip", "20.46.118.217")).value
    assert isinstance(place, Place)
    assert (place.precision, place.city, place.radius_km, place.latitude) == ("cloud", Text("Shibuya", "Shibuya"), 50, 35.66)


def test_anycast_is_said_to_be_that() -> None:
    place = with_cities(city("dbip", DBIP)).look(Question("geoip", "1.1.1.1")).value
    assert isinstance(place, Place)
    assert place.precision == "anycast"


@pytest.mark.parametrize(
    "record", [{}, {"country": {}}, {"country": []}, {"city": "x"}, {"country_code": None, "latitude": "north"}]
)
def test_a_poor_record_leaves_it_to_the_table(record: dict[str, object]) -> None:
    place = with_cities(city("odd", record)).look(Question("geoip", "133.242.0.1")).value
    assert isinstance(place, Place)
    assert (place.country, place.precision) == ("JP", "country")


def test_databases_that_disagree_are_both_asked() -> None:
    source = with_cities(city("one", MAXMIND), city("two", DBIP))
    first = source.look(Question("geoip", "20.46.118.217")).value
    second = source.look(Question("geoip", "20.46.118.217", (("by", "two"),))).value
    assert isinstance(first, Place)
    assert isinstance(second, Place)
    assert (first.city, second.city) == (Text("大阪市", "Osaka"), Text("Shibuya", "Shibuya"))


def test_a_broken_database_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "broken.mmdb").write_bytes(b"no database")
    assert list(kept.cities(tmp_path)) == []


@pytest.mark.parametrize("ip", ["20.46.118.217", "8.8.8.8"])
def test_what_is_recorded_reads_the_same(ip: str) -> None:
    for source, question in ((PLACES, Question("geoip", ip)), (NETWORKS, Question("network", ip))):
        value = source.look(question).value
        assert source.read(msgspec.json.encode(value)) == value
