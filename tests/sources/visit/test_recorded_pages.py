"""Visits to the gallery as they were recorded, through the reader: right facts on each page, without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gallery.expected import wrong
from gallery.server import pages
from sabaku.model import Site
from sabaku.names import brands
from sabaku.sources import all_sources

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))
VISIT = all_sources()["visit"]


def site(path: Path) -> Site:
    found = VISIT.read(path.read_bytes())
    assert isinstance(found, Site)
    return found


def face(**told: Any) -> Site:
    one = {"visitor": "phone-ja", "url": "https://evil.test/a", "final_url": "https://evil.test/a", "status": 200, **told}
    found = VISIT.read(json.dumps({"url": "https://evil.test/a", "faces": [one]}).encode())
    assert isinstance(found, Site)
    return found


PASSWORD = {"action": "/p", "method": "post", "inputs": [{"type": "password", "name": "pw"}]}


def test_every_page_of_the_gallery_was_recorded() -> None:
    assert {it.stem for it in RECORDED} == set(pages())
    assert len(RECORDED) >= 25


@pytest.mark.parametrize("path", RECORDED, ids=lambda it: it.stem)
def test_the_facts_are_right(path: Path) -> None:
    assert wrong(site(path), pages()[path.stem].expect) == []


@pytest.mark.parametrize("path", RECORDED, ids=lambda it: it.stem)
def test_a_face_says_why(path: Path) -> None:
    for it in site(path).faces:
        assert bool(it.brand) == bool(it.why)
        assert not it.brand or brands.brand(it.brand) is not None


@pytest.mark.parametrize(
    ("title", "text", "forms", "brand"),
    [
        ("Microsoft アカウント", "サインイン", [PASSWORD], "microsoft"),
        ("Sign in", "Microsoft\nSign in", [PASSWORD], "microsoft"),
        ("お支払い方法", "VISA JCB American Express PayPay がご利用いただけます", [PASSWORD], ""),
        ("楽天カードをかたるフィッシングに注意", "楽天カードを装うメールが届いています", [], ""),
        ("楽天カード", "楽天e-NAVI ログイン", [PASSWORD], "rakuten-card"),
        ("フィッシングに注意 三井住友カード", "カード番号を入力してください", [PASSWORD], "smbc-card"),
        ("写真館のご案内", "配送はヤマト運輸です", [], ""),
        ("会員ログイン", "みどり書店\nGoogleでログイン\nAmazonアカウントでログイン", [PASSWORD], ""),
        ("会員ログイン", "みどり書店\nメールアドレス\nパスワード\nまたは\nGoogle\nLINE", [PASSWORD], ""),
        ("ログイン ‹ みどり工務店 — WordPress", "みどり工務店", [PASSWORD], ""),
        ("会員ログイン", "みどり書店\nヤマト運輸の配送遅延について", [PASSWORD], ""),
        ("Log in", "Green Books\nThis site is protected by reCAPTCHA and the Google Privacy Policy applies.", [PASSWORD], ""),
        ("My account", "Green Books\nGet our app\nApp Store\nGoogle Play", [PASSWORD], ""),
        ("ログイン", "Roundcube\nユーザー名", [PASSWORD], "roundcube"),
        ("Webmail Login", "cPanel\nUsername", [PASSWORD], "cpanel"),
        ("本人確認", "日本郵便\nお荷物の配送状況", [PASSWORD], "japan-post"),
        ("", "", [], ""),
    ],
)
def test_whose_face(title: str, text: str, forms: list[Any], brand: str) -> None:
    assert face(title=title, text=text, forms=forms).brand == brand


def test_pictures_from_the_brands_own_host_speak_for_it() -> None:
    logo = {"url": "https://www.kuronekoyamato.co.jp/logo.png", "host": "www.kuronekoyamato.co.jp", "type": "image"}
    lent = face(title="再配達", text="クロネコメンバーズ", forms=[PASSWORD], resources=[logo])
    assert lent.brand == "yamato"
    assert "resources" in lent.faces[0].why
    counter = {"url": "https://www.google-analytics.com/a.js", "host": "www.google-analytics.com", "type": "script"}
    assert face(title="再配達", text="受け取り", forms=[PASSWORD], resources=[counter, counter]).brand == ""


def test_a_learnt_page_tells_the_face() -> None:
    like = [{"brand": "kagoya", "reference": "a" * 64, "by": "picture", "percent": 97}]
    found = face(title="ログイン", text="", forms=[PASSWORD], likeness=like)
    assert found.brand == "kagoya"
    assert found.faces[0].likeness[0].percent == 97
    assert face(title="ログイン", forms=[PASSWORD], likeness=[{**like[0], "percent": 70}]).brand == ""


@pytest.mark.parametrize(
    ("action", "to"),
    [
        ("https://evil.test/x.php", "same"),
        ("https://www.evil.test/x.php", "same"),
        ("https://drop.test/x.php", "elsewhere"),
        ("https://api.telegram.org/bot1:x/sendMessage", "telegram"),
        ("https://formsubmit.co/abc", "mailer"),
        ("https://docs.google.com/forms/d/e/1/formResponse", "form-service"),
        ("https://docs.google.com/document/d/1", "elsewhere"),
        ("https://notformsubmit.co/abc", "elsewhere"),
        ("javascript:void(0)", ""),
        ("https://[bad/", ""),
    ],
)
def test_where_a_form_goes(action: str, to: str) -> None:
    assert face(forms=[{**PASSWORD, "action": action}]).forms[0].to == to


LONG = "Windowsの使い方を説明します。" * 80


@pytest.mark.parametrize(
    ("text", "forms", "sign", "there"),
    [
        ("私はロボットではありません", [], "human-check", True),
        ("お問い合わせ 私はロボットではありません", [PASSWORD], "human-check", False),
        ("Windowsキー + R を押し、Ctrl + V で貼り付けてください", [], "paste-command", True),
        (LONG + "Windowsキー + R を押し、powershell を開きます。Ctrl + V も使えます。", [], "paste-command", False),
        ("Ctrl + V で貼り付けます", [], "paste-command", False),
        ("Select your country or region", [], "geofence", False),
        ("This page is not available in your country.", [], "geofence", True),
        ("Enter the device code at microsoft.com/devicelogin", [], "device-code", True),
    ],
)
def test_what_a_page_says_of_itself(text: str, forms: list[Any], sign: str, there: bool) -> None:
    assert (sign in face(text=text, forms=forms).faces[0].signs) is there


def test_a_long_page_that_says_no_longer_available_is_not_closed() -> None:
    assert face(title="春の新作", text="この商品は no longer available です。" + "商品の説明です。" * 400).state == "up"
    assert face(title="404 Not Found", text="x" * 5000).state == "closed"
    assert face(title="", text="The page is no longer available.").state == "closed"


def test_short_words_of_fields_stand_alone() -> None:
    def asked(**field: str) -> tuple[str, ...]:
        return face(forms=[{"inputs": [{"type": "text", **field}]}]).forms[0].fields

    assert asked(name="hotpepper") == ()
    assert asked(name="hotelCode") == ()
    assert asked(name="smsOtp") == ("otp",)
    assert asked(name="cardPin") == ("pin",)
    assert asked(name="spinner") == ()


def test_what_one_visitor_saw_and_another_did_not() -> None:
    url = "https://evil.test/a"
    shown = {"visitor": "phone-ja", "url": url, "final_url": url, "status": 200, "forms": [PASSWORD]}
    away = {"visitor": "desktop-bot", "url": url, "final_url": "https://www.google.com/", "status": 200}
    found = VISIT.read(json.dumps({"url": url, "faces": [away, shown]}).encode())
    assert isinstance(found, Site)
    assert [it.visitor for it in found.faces] == ["phone-ja", "desktop-bot"]
    assert found.state == "up"
    assert set(found.differs) == {"state", "host", "asks"}


def test_all_at_the_genuine_site_is_no_cloak() -> None:
    url, end = "https://click.evil.test/r", "https://www.xserver.ne.jp/"
    one = {"url": url, "final_url": end, "status": 200}
    alone = VISIT.read(json.dumps({"url": url, "faces": [one]}).encode())
    both = VISIT.read(json.dumps({"url": url, "faces": [one, one]}).encode())
    assert isinstance(alone, Site)
    assert isinstance(both, Site)
    assert (alone.state, both.state) == ("cloaked", "up")


HOSTILE: list[Any] = [
    None, 0, -1, 10**30, 1.5, True, "", "x" * 50_000, "\ud800", "\x00", [], [[]], {}, {"a": {}}, [None], ["\udfff"],
    "https://[bad/", "blob:", "data:text/html,x", "javascript:1", {"url": 1}, [{"url": [], "host": {}, "inputs": "x"}],
]  # fmt: skip
KEYS = [
    "visitor",
    "url",
    "final_url",
    "chain",
    "status",
    "error",
    "cut",
    "title",
    "lang",
    "text",
    "html",
    "screenshot",
    "favicon",
    "forms",
    "links",
    "frames",
    "resources",
    "certificate",
    "scripts",
    "downloads",
    "dialogs",
    "popups",
    "sockets",
    "workers",
    "auth",
    "blocked",
    "hosts",
    "took_ms",
    "ocr",
    "endpoints",
    "likeness",
    "state",
]


@pytest.mark.parametrize("key", KEYS)
def test_whatever_stands_there_is_read(key: str) -> None:
    for value in HOSTILE:
        for told in ({key: value}, {"faces": [{key: value}, {"final_url": "https://evil.test/", key: value}]}):
            found = VISIT.read(json.dumps(told).encode())
            assert isinstance(found, Site)
            for times in (it.certificate for it in found.faces if it.certificate):
                assert times.not_before is None
