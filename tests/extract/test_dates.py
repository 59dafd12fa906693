"""Dates are read as stated, in every form that mails use, with the role that the words around give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaku.extract.dates import stated, value_of


@pytest.mark.parametrize(
    ("text", "value", "weekday"),
    [
        ("2021年10月27日08:57-10:40(水)以下の対象サーバー", "2021-10-27T08:57/10:40", 2),
        ("■時間\n2021年10月27日水曜日10:57から14:40", "2021-10-27T10:57/14:40", 2),
        ("提供開始日 2023年6月12日(火)", "2023-06-12", 1),
        ("１０／２７（水）まで", "--10-27", 2),
        ("令和5年6月12日", "2023-06-12", None),
        ("令和元年5月1日(水)", "2019-05-01", 2),
        ("有効期限 R5.6.12", "2023-06-12", None),
        ("平成31年4月30日", "2019-04-30", None),
        ("2023/06/12 15:30", "2023-06-12T15:30", None),
        ("2023-06-12", "2023-06-12", None),
        ("二〇二三年六月十二日", "2023-06-12", None),
        ("十二月二十五日", "--12-25", None),
        ("午後3時から午後5時30分", "T15:00/17:30", None),
        ("10時～15時半", "T10:00/15:30", None),
        ("深夜25:00", "T25:00", None),
        ("Monday, June 12, 2023 at 3:00 PM", "2023-06-12T15:00", 0),
        ("on 12 June 2023", "2023-06-12", None),
        ("Tue, 13th of June", "--06-13", 1),
        ("12.06.2023", "2023-06-12", None),
        ("06/25/2023", "2023-06-25", None),
        ("2024年2月30日", "2024-02-30", None),
        ("2025年11月分", "2025-11", None),
        ("am Montag, den 12. Juni 2023 um 15:00 Uhr", "2023-06-12T15:00", 0),
        ("Mo., 12.06.2023", "2023-06-12", 0),
        ("bis Freitag, 16.06.", "--06-16", 4),
        ("15. März 2026", "2026-03-15", None),
        ("avant le lundi 12 juin 2023 à 15h30", "2023-06-12T15:30", 0),
        ("1er août 2025", "2025-08-01", None),
        ("vendredi 06/02/2026", "2026-02-06", 4),
        ("el miércoles, 4 de febrero de 2026 a las 10:00", "2026-02-04T10:00", 2),
        ("segunda-feira, 9 de março de 2026", "2026-03-09", 0),
        ("terça-feira, 10/03/2026", "2026-03-10", 1),
        ("lunedì 9 febbraio 2026 alle ore 9:00", "2026-02-09T09:00", 0),
        ("1° luglio 2026", "2026-07-01", None),
        ("vóór vrijdag 6 februari 2026", "2026-02-06", 4),
        ("06.02.2026 (Freitag)", "2026-02-06", 4),
        ("February 6, 2026 (Friday)", "2026-02-06", 4),
        ("24時間以内に", "PT24H", None),
        ("within 48 hours", "PT48H", None),
        ("3営業日以内", "P3D", None),
    ],
)
def test_one_date(text, value, weekday):
    ((start, end, when),) = stated(text)
    assert (value_of(when), when.weekday) == (value, weekday)
    assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "03-1234-5678",
        "192.0.2.25",
        "12,000円",
        "1/2の確率",
        "price 12 may be right",
        "© 2019 Example",
        "06/07/2023",
        "2023/13/45",
        "order 12 3456",
        "5 out of 10",
        "check out 12 hotels",
        "a 3 set match",
        "version 2.10. is here",
    ],
)
def test_no_date(text):
    assert list(stated(text)) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("お支払い期限：2025年6月30日", "deadline"),
        ("2025年6月30日(月)までにお手続きください", "deadline"),
        ("24時間以内に", "deadline"),
        ("障害発生日時：2025年6月30日", "outage"),
        ("■提供開始日\n2025年6月30日", "start"),
        ("ご利用日時：2025/06/30 12:10", "event"),
        ("発行日 2025年6月30日", "issued"),
        ("2025年6月30日", ""),
        ("expires on June 30, 2025", "deadline"),
    ],
)
def test_role(text, role):
    assert [when.role for _, _, when in stated(text)] == [role]


def test_day_first_where_the_language_says_so():
    ((_, _, when),) = stated("avant le 06/07/2023", day_first=True)
    assert (value_of(when), when.role) == ("2023-07-06", "deadline")


@given(st.text(alphabet="0123456789年月日時分:/-.() 水まで令和元十二", max_size=80))
def test_places_are_inside_and_in_order(text):
    last = 0
    for start, end, _ in stated(text):
        assert last <= start < end <= len(text)
        last = end
