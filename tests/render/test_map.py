"""The map promises no more than is known, and draws what it shows where it is."""

from __future__ import annotations

import json
import re

import pytest

from sabaku import data
from sabaku.model import Place, Text
from sabaku.render.map import HEIGHT, TALL, WIDTH, Pin, _country_box, _line, _window, svg
from sabaku.render.pins import pin

OSAKA = Pin("大阪市北区", "JP", 34.694, 135.502, 20, "半径約20km")


def test_city_has_needle_circle_scale_and_credit() -> None:
    picture = svg([OSAKA], "ja", "発信元")
    assert 'class="pin"' in picture
    assert 'class="reach"' in picture
    assert "半径約20km" in picture
    assert "Made with Natural Earth" in picture
    assert 'class="land here"' in picture
    assert re.search(r">\d[\d,]* km<", picture)


def test_without_a_radius_the_circle_is_dashed_and_the_precision_told() -> None:
    one = pin(Place("IN", None, Text("ナビムンバイ", "Navi Mumbai"), 19.0, 73.0, None, "city"), "en")
    picture = svg([one], "en", "x")
    assert "reach vague" in picture
    assert "to about a city" in picture


def test_country_only_colours_the_country_and_has_no_needle() -> None:
    picture = svg([Pin("South Africa", "ZA")], "en", "origin")
    assert 'class="land here"' in picture
    assert "pin" not in picture
    assert "reach" not in picture


def test_a_country_is_named_once_on_its_map_unless_a_place_in_it_is() -> None:
    land = Pin("Singapore", "SG")
    alone = svg([land, land], "en", "origin")
    assert alone.count(">Singapore</text>") == 1
    assert 'class="dot"' not in alone

    beside = svg([Pin("Bedok", "SG", 1.32, 103.93, 20, "within about 20 km"), land], "en", "origin")
    assert ">Bedok</text>" in beside
    assert ">Singapore</text>" not in beside


def test_the_name_of_a_country_in_parts_stands_by_its_largest() -> None:
    picture = svg([Pin("United States", "US")], "en", "origin")
    found = re.search(r'y="([\d.]+)">United States</text>', picture)
    assert found is not None
    assert float(found[1]) > HEIGHT / 2  # below Canada, which lies between its parts


@pytest.mark.parametrize("precision", ["country", "unknown"])
def test_a_place_known_to_the_country_is_drawn_as_such(precision: str) -> None:
    place = Place("JP", latitude=35.7, longitude=139.7, radius_km=1, precision=precision)  # type: ignore[arg-type]
    assert pin(place, "ja") == Pin("日本", "JP")


def test_an_anycast_address_has_no_place() -> None:
    assert svg([pin(Place("US", latitude=37.0, longitude=-97.0, precision="anycast"), "en")], "en", "x") == ""


def test_a_cloud_region_has_no_needle() -> None:
    picture = svg([pin(Place("JP", None, Text("大阪", "Osaka"), 34.7, 135.5, 50, "cloud"), "ja")], "ja", "x")
    assert 'class="pin"' not in picture
    assert "vague" in picture


@pytest.mark.parametrize("bad", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf")), (-90.0, 10.0)])
def test_impossible_places_are_not_drawn(bad: tuple[float, float]) -> None:
    assert svg([Pin("nowhere", "JP", *bad, 10)], "ja", "x") == ""


def test_unknown_country_without_point_is_no_map() -> None:
    assert svg([Pin("?", "??")], "ja", "x") == ""
    assert svg([], "ja", "x") == ""


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [
        (135.5, 34.7, "JP"),
        (178.4, -18.1, "FJ"),
        (-179.9, -18.1, "FJ"),
        (177.5, 64.7, "RU"),
        (-87.6, 41.9, "US"),
        (103.8, 1.3, "SG"),
    ],
)
def test_the_point_is_in_the_picture_also_at_the_antimeridian(longitude: float, latitude: float, country: str) -> None:
    one = Pin("x", country, latitude, longitude, 20)
    x, y = _window([one]).at(longitude, latitude)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT


@pytest.mark.parametrize("longitude", [129.5, 135.5, 145.5])
def test_the_label_stays_in_the_picture(longitude: float) -> None:
    picture = svg([Pin("とても長い名前の地方公共団体の市", "JP", 43.0, longitude, 20)], "ja", "x")
    found = re.search(r'<rect class="label" x="([\d.-]+)" y="[\d.-]+" width="([\d.]+)"', picture)
    assert found
    left, wide = float(found[1]), float(found[2])
    assert left >= 0
    assert left + wide <= WIDTH


@pytest.mark.parametrize("latitude", [24.4, 35.0, 45.4])
def test_scale_and_credit_stand_below_the_map_and_what_it_shows(latitude: float) -> None:
    picture = svg([Pin("市", "JP", latitude, 135.5, 20, "半径約20km")], "ja", "x")
    assert f'<rect class="strip" y="{HEIGHT}" width="{WIDTH}" height="{TALL - HEIGHT}"/>' in picture
    assert picture.index('class="strip"') > picture.index('class="reach"')  # drawn over what leaves the map
    below = re.findall(r'class="credit" x="\d+" y="(\d+)"|translate\(12 (\d+)\)', picture)
    assert [int(one or other) - 9 > HEIGHT and int(one or other) < TALL for one, other in below] == [True, True]
    label = re.search(r'<rect class="label" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', picture)
    assert label
    assert float(label[1]) + float(label[2]) <= HEIGHT


def test_labels_of_near_places_do_not_cover_each_other() -> None:
    picture = svg(
        [Pin("さいたま市中央区", "JP", 35.86, 139.65, 20, "半径約20km"), Pin("渋谷区", "JP", 35.66, 139.7, 50, "半径約50km")],
        "ja",
        "x",
    )
    boxes = [
        tuple(map(float, it))
        for it in re.findall(r'<rect class="label" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', picture)
    ]
    (x1, y1, w1, h1), (x2, y2, w2, h2) = boxes
    assert x1 + w1 <= x2 or x2 + w2 <= x1 or y1 + h1 <= y2 or y2 + h2 <= y1


def test_russia_reaches_over_the_antimeridian_in_one_piece() -> None:
    box = _country_box("RU")
    assert box is not None
    assert box[2] - box[0] < 200


def test_hostile_labels_are_escaped() -> None:
    picture = svg([Pin("</text><script>", "JP", 34.7, 135.5, 20)], "ja", "<b>")
    assert "<script" not in picture
    assert "<b>" not in picture


def test_shapes_are_small_and_whole() -> None:
    raw = data.raw("map/world.json")
    assert len(raw) <= 400_000
    world = json.loads(raw)
    assert {"JP", "IN", "ZA", "US", "SG"} <= set(world["countries"])
    for packed in world["arcs"][::50] + world["inner"][::200]:
        points = _line(packed)
        assert len(points) >= 2
        assert all(-180.1 <= x <= 180.1 and -160 <= y <= 160 for x, y in points)
    for polygons in world["countries"].values():
        for _, size, rings in polygons:
            assert size >= 0
            assert all(-len(world["arcs"]) <= index < len(world["arcs"]) for ring in rings for index in ring)
