"""Sentences with their values, each told by its kind in both languages."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from sabaku import data
from sabaku.checks._named import brands_domains, brands_sites, own_names
from sabaku.model import Datum, Text
from sabaku.names.brands import brands
from sabaku.render import when
from sabaku.render.say import _TELL, country, say, say_all, told


@pytest.mark.parametrize(
    ("kind", "value", "ja", "en"),
    [
        ("text", "件名 http://evil.example", "件名 hxxp://evil[.]example", "件名 hxxp://evil[.]example"),
        ("address", "a.b@evil.example", "a.b@evil[.]example", "a.b@evil[.]example"),
        ("domain", "evil.example", "evil[.]example", "evil[.]example"),
        ("ip", "192.0.2.1", "192.0.2.1", "192.0.2.1"),
        ("url", "https://evil.example/x", "hxxps://evil[.]example/x", "hxxps://evil[.]example/x"),
        ("country", "za", "南アフリカ", "South Africa"),
        ("country", "?!", "?!", "?!"),
        ("date", "2023-06-12", "2023年6月12日", "12 June 2023"),
        ("date", "2023-06", "2023年6月", "June 2023"),
        ("date", "--06-12", "6月12日", "12 June"),
        ("date", "next week", "next week", "next week"),
        ("weekday", "1", "火曜日", "Tuesday"),
        ("weekday", "日", "日曜日", "Sunday"),
        ("weekday", "9", "9", "9"),
        ("time", "08:57", "08:57", "08:57"),
        ("time", "08:57-10:40", "08:57〜10:40", "08:57–10:40"),
        ("time", "2023-06-11T14:22:08+09:00", "2023年6月11日(日)14:22:08 +0900", "Sun 11 June 2023, 14:22:08 +0900"),
        ("time", "2023-06-11T14:22", "2023年6月11日(日)14:22", "Sun 11 June 2023, 14:22"),
        ("number", "1234567", "1,234,567", "1,234,567"),
        ("number", "1e16", "1e16", "1e16"),  # no sum that anybody writes out
        ("number", "2.50", "2.5", "2.5"),
        ("number", "nan", "nan", "nan"),
        ("number", "many", "many", "many"),
        ("duration", "11100", "3時間5分", "3 hours 5 minutes"),
        ("duration", "-60", "マイナス1分", "minus 1 minute"),
        ("duration", "0", "0秒", "0 seconds"),
        ("duration", "forever", "forever", "forever"),
        ("code", "[127.0.0.1]", "[127.0.0.1]", "[127.0.0.1]"),
        ("file", "invoice\u202efdp.exe", "invoice⟨RLO⟩fdp.exe", "invoice⟨RLO⟩fdp.exe"),
    ],
)
def test_kinds(kind: str, value: str, ja: str, en: str) -> None:
    datum = Datum(kind, value)  # type: ignore[arg-type]
    assert (told(datum, "ja"), told(datum, "en")) == (ja, en)


def test_every_kind_is_told() -> None:
    from typing import get_args

    from sabaku.model import DatumKind

    assert set(_TELL) == set(get_args(DatumKind))


def test_names_come_before_values() -> None:
    datum = Datum("brand", "kagoya", Text("カゴヤ・ジャパン", "KAGOYA JAPAN"))
    assert say(Text("{b}です。", "It is {b}."), {"b": datum}) == Text("カゴヤ・ジャパンです。", "It is KAGOYA JAPAN.")


def test_long_values_are_cut_in_the_middle_and_say_how_long_they_are() -> None:
    datum = Datum("text", "a" * 3000 + "z" * 3000)
    assert re.fullmatch(r"a+…\(全6,000文字\)…z+", told(datum, "ja"))
    assert re.fullmatch(r"a+…\(6,000 characters\)…z+", told(datum, "en"))


def test_a_value_is_not_read_as_a_sentence() -> None:
    assert say(Text("{a}", "{a}"), {"a": Datum("text", "{b}"), "b": Datum("text", "no")}).en == "{b}"


def test_a_missing_value_stays_visible() -> None:
    assert say(Text("{a}", "{a} x"), {}) == Text("⟨a⟩", "⟨a⟩ x")


def test_times_in_the_readers_zone_with_the_original_beside() -> None:
    datum = Datum("time", "2023-06-11T05:22:01+00:00")
    assert told(datum, "ja", "Asia/Tokyo") == "2023年6月11日(日)14:22:01(日本時間、原文は 05:22:01 +0000)"
    assert told(datum, "en", "Asia/Tokyo") == "Sun 11 June 2023, 14:22:01 (Japan time; written as 05:22:01 +0000)"


def test_the_date_of_the_original_is_told_where_it_differs() -> None:
    at = datetime.fromisoformat("2023-06-10T20:00:00-05:00")
    assert when.moment(at, "en", "Asia/Tokyo") == "Sun 11 June 2023, 10:00 (Japan time; written as 2023-06-10 20:00:00 -0500)"


def test_edges_of_the_calendar_do_not_raise() -> None:
    for text in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert when.moment(datetime.fromisoformat(text), "ja", "Asia/Tokyo")
        assert when.moment(datetime.fromisoformat(text), "en", "America/New_York")


@pytest.mark.parametrize("zone", ["No/Where", "", "../../etc/passwd", "\0"])
def test_an_unknown_zone_is_utc(zone: str) -> None:
    assert when.moment(datetime.fromisoformat("2023-06-11T05:22:01+00:00"), "en", zone).startswith("Sun 11 June 2023, 05:22:01")


def test_every_country_has_both_names() -> None:
    names = data.toml("places")["countries"]
    assert len(names) > 240
    for code, both in names.items():
        assert re.fullmatch("[A-Z]{2}", code)
        assert both["ja"]
        assert both["en"]
    assert country("jp", "ja") == "日本"


def test_what_does_not_vary_is_told_once_behind_what_does() -> None:
    text = Text("{host} の署名が合いません。改変とは限りません。", "The signature of {host} fails. Nothing proves a change.")
    several = say_all(text, [{"host": Datum("domain", it)} for it in ("a.example", "b.example", "a.example")])
    assert several.ja == "a[.]example の署名が合いません。b[.]example の署名が合いません。改変とは限りません。"
    assert several.en == "The signature of a[.]example fails. The signature of b[.]example fails. Nothing proves a change."


def test_at_most_three_are_told_and_none_is_as_it_stands() -> None:
    text = Text("「{word}」です。", "It is “{word}”.")
    several = say_all(text, [{"word": Datum("text", str(n))} for n in range(5)])
    assert several.en == "It is “0”. It is “1”. It is “2”."
    assert say_all(Text("いいえ。はい。", "No. Yes."), [{}, {}]) == Text("いいえ。はい。", "No. Yes.")


def test_what_several_tellings_end_with_alike_is_told_once_at_the_end() -> None:
    text = Text("{m} は {r} です。確認は {at} です。", "{m} gives {r}. It was asked on {at}.")
    day = Datum("date", "2026-02-05")
    several = say_all(text, [{"m": Datum("text", m), "r": Datum("text", "fail"), "at": day} for m in ("SPF", "DMARC")])

    assert several.ja == "SPF は fail です。DMARC は fail です。確認は 2026年2月5日 です。"
    assert several.en == "SPF gives fail. DMARC gives fail. It was asked on 5 February 2026."


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Australian Government", "It claims to come from the Australian Government."),
        ("Ministry of Finance (Japan)", "It claims to come from the Ministry of Finance (Japan)."),
        ("National Tax Agency (Japan)", "It claims to come from the National Tax Agency (Japan)."),
        ("Cox Communications", "It claims to come from Cox Communications."),
        ("Bank of America", "It claims to come from Bank of America."),
    ],
)
def test_an_office_has_its_article(name: str, says: str) -> None:
    who = {"who": Datum("brand", "x", Text("役所", name))}
    assert say(Text("{who}を名乗る。", "It claims to come from {who}."), who).en == says
    begun = say(Text("{who}は", "{who} warns of it."), who).en
    assert begun.startswith("The " if " the " in says else name)


def test_no_link_leads_to_a_host_that_only_sends_mail() -> None:
    assert told(brands_sites(brands()["jcb"]), "en") == "jcb.co.jp"
    assert "mail-jcn" in told(brands_domains(brands()["jcb"]), "en")


@pytest.mark.parametrize("id", brands())
def test_a_brands_own_domains_are_told_plain(id: str) -> None:
    names = own_names(brands()[id])
    own = brands_domains(brands()[id])
    more = (" ほか", " and others") if len(names) > 3 else ("", "")
    assert (told(own, "ja"), told(own, "en")) == ("、".join(names[:3]) + more[0], ", ".join(names[:3]) + more[1])


@pytest.mark.parametrize(
    ("kind", "value", "says"),
    [
        ("country", "US", "in the United States"),
        ("country", "KY", "in the Cayman Islands"),
        ("country", "JP", "in Japan"),
        ("place", "Dallas, United States", "in Dallas, United States"),
        ("text", "United States", "in United States"),
    ],
)
def test_countries_with_an_article(kind: str, value: str, says: str) -> None:
    assert say(Text("", "in {where}"), {"where": Datum(kind, value)}).en == says  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("looking for a \n  gentle man", "looking for a gentle man"),
        ("please\r\ncontact us", "please contact us"),
        ("ご確認\nください", "ご確認ください"),
        ("ご確認\nTelegram", "ご確認 Telegram"),
        ("one\n", "one"),
    ],
)
def test_a_quotation_goes_on_where_a_mail_program_broke_its_line(value: str, told: str) -> None:
    assert say(Text("「{it}」", "“{it}”"), {"it": Datum("text", value)}).en == f"“{told}”"
