"""How a report shows visited pages: stamped pictures, the way there, each visitor's page; nothing in it is alive."""

from __future__ import annotations

import base64
import io
import re
from datetime import UTC, datetime

import pytest
from PIL import Image

from mails import build
from sabaku import app
from sabaku.model import (
    Face,
    Fact,
    Form,
    Home,
    Input,
    Likeness,
    Listing,
    Offered,
    Question,
    Report,
    Site,
    SiteCertificate,
    Stamped,
    Step,
)
from sabaku.render import html, markdown, pictures, text

AT = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
URL = "https://evil.test/login?a=1"
ONE, TWO, REAL = "1" * 64, "2" * 64, "3" * 64


def png(colour: str, size: tuple[int, int] = (780, 1688)) -> bytes:
    body = io.BytesIO()
    Image.new("RGB", size, colour).save(body, "PNG")
    return body.getvalue()


PICTURES = {ONE: png("white"), TWO: png("blue", (1280, 800)), REAL: png("green")}
PHONE = Face(
    "phone-ja",
    "up",
    final_url="https://end.test/<script>alert(1)</script>",
    title="ログイン <img src=x onerror=alert(1)>",
    brand="xserver",
    why=("title", "layout"),
    kind="hosting",
    forms=(Form(("email", "password"), "drop.test", "elsewhere"),),
    sends_to=(Form((), "api.telegram.org", "telegram"),),
    steps=(Step(URL, "start", 302, 0), Step("https://end.test/", "http", 200, 1240)),
    screenshot=ONE,
    signs=("watches-visitor", "not-a-sign"),
    kits=("step-by-step",),
    certificate=SiteCertificate(issuer="Some CA", not_before=AT, fault="name"),
    downloads=(Offered("a\u202egpj.exe"),),
    likeness=(Likeness("xserver", REAL, "picture", 93, "https://www.xserver.ne.jp/"),),
    refused=("10.1.2.3 private",),
    read_by="ocr",
)
BOT = Face("desktop-bot", "closed", final_url=URL, status=404, title="404", screenshot=TWO)


def report(*faces: Face, level_text: str = "パスワードを再設定してください。") -> tuple[Report, bytes]:
    raw = build({"headers": {"From": "サポート <info@sender.example>"}, "body": {"text": f"{level_text}\n{URL}\n"}})
    main = faces[0]
    site = Site(
        main.state, main.final_url, main.title, main.brand, forms=main.forms, faces=faces, differs=("state",) if faces[1:] else ()
    )
    question = Question("visit", URL)
    case = app.prepare(Input(raw, now=AT, profile="visit", home=Home(domains=("recipient.example",))))
    fact = Fact(question, "found", site, AT)
    return app.conclude(type(case)(case.input, case.message, case.observables, {question: fact})), raw


def page(*faces: Face, lang: str = "ja") -> str:
    told, raw = report(*faces)
    return html.render(told, "ja" if lang == "ja" else "en", raw, PICTURES.get)


@pytest.mark.parametrize(
    ("lang", "stamp", "real"), [("ja", "これは偽サイトです", "本物のサイト"), ("en", "This is the fake", "The genuine site")]
)
def test_fake_and_genuine_stand_side_by_side(lang: str, stamp: str, real: str) -> None:
    whole = page(PHONE, BOT, lang=lang)
    assert whole.count(f'<b class="stamp">{stamp}</b>') == 1
    assert whole.count(f'<b class="stamp">{real}</b>') == 1
    assert len(re.findall(r'<img src="data:image/jpeg;base64,', whole)) == 3
    assert "img-src data:;" in whole
    assert ("訪問者によって表示が変わりました" if lang == "ja" else "Different visitors were shown different things") in whole


def test_nothing_of_the_page_is_alive() -> None:
    whole = page(PHONE, BOT)
    assert "<script" not in whole
    assert "onerror=alert(1)>" not in whole
    assert "https://end.test" not in whole
    assert "https://evil.test" not in whole
    assert "\u202e" not in whole
    assert not re.findall(r'(?:src|href)="(?!data:image/jpeg|#)', whole)


def test_all_that_was_seen_is_told() -> None:
    whole = page(PHONE)
    for words in ("HTTP転送", "1.2 s", "メールアドレス・パスワード", "drop[.]test(別のサイト)", "Telegramのチャット", "レンタルサーバーのログイン画面",
                  "訪問者が機械かどうかを調べる", "段階的に入力させる", "10.1.2.3", "文字認識", "Some CA", "表題、画面の構成"):  # fmt: skip
        assert words in whole, words
    told, raw = report(PHONE, BOT)
    for one in (markdown.render(told, "en", raw), text.render(told, "en", raw, width=200)):
        assert "This is the fake" in one
        assert "a chat on Telegram" in one
        assert "93 percent alike" in one


def test_what_both_saw_is_told_once() -> None:
    other = Face(
        **{**{name: getattr(PHONE, name) for name in PHONE.__struct_fields__}, "visitor": "desktop-bot", "screenshot": TWO}
    )
    whole = page(PHONE, other)
    assert whole.count("レンタルサーバーのログイン画面") == whole.count("Some CA") == 1
    assert "上と同じ" in whole


def test_only_a_page_that_asks_is_called_a_fake() -> None:
    for face in (
        BOT,
        Face("phone-ja", "up", final_url=URL, title="日記", screenshot=ONE),
        Face("phone-ja", "cloaked", final_url="https://www.google.com/", screenshot=ONE),
    ):
        assert "これは偽サイトです" not in page(face)
    genuine = Face("phone-ja", "up", final_url="https://www.xserver.ne.jp/", brand="xserver", forms=PHONE.forms, screenshot=ONE)
    assert "これは偽サイトです" not in page(genuine)
    assert '<b class="stamp">本物のサイト</b>' in page(genuine)


def test_without_pictures_the_words_remain() -> None:
    told, raw = report(PHONE)
    whole = html.render(told, "ja", raw)
    assert "<img" not in whole
    assert "img-src" not in whole
    assert "メールアドレス・パスワード" in whole


def test_a_copy_of_the_picture_says_what_it_is() -> None:
    made = Image.open(io.BytesIO(base64.b64decode(pictures.data_uri(PICTURES[ONE], fake=True).partition(",")[2])))
    assert made.size[0] <= pictures.WIDEST
    assert made.size[1] <= pictures.TALLEST
    frame = made.convert("RGB").getpixel((1, 1))
    assert isinstance(frame, tuple)
    assert frame[0] > 120 > frame[1]
    assert pictures.data_uri(b"no picture", fake=True) == ""
    assert pictures.data_uri(None, fake=True) == ""


TOKEN = "https://evil.test/login?id=a8f3k2d9c7"


def instead(lang: str, **more: object) -> tuple[str, str, str]:
    """A report (text, Markdown, HTML) of a visit that was made with a decoy in the place of the link's token."""
    raw = build({"headers": {"From": "サポート <info@sender.example>"}, "body": {"text": f"ログイン\n{TOKEN}\n"}})
    case = app.prepare(Input(raw, now=AT, profile="visit", home=Home(domains=("recipient.example",))))
    question = Question("visit", "https://evil.test/login?id=b7e2j1c8d6", (("decoys", "query.id:token"),))
    listed = Question("safebrowsing", "https://evil.test/login")
    site = Site("up", PHONE.final_url, PHONE.title, faces=(PHONE,), decoys=("query.id token", "path.2 address"), **more)  # type: ignore[arg-type]
    facts = {question: Fact(question, "found", site, AT), listed: Fact(listed, "found", Listing("Google", True), AT)}
    told = app.conclude(type(case)(case.input, case.message, case.observables, facts))
    ja = "ja" if lang == "ja" else "en"
    return text.render(told, ja), markdown.render(told, ja), html.render(told, ja, raw, PICTURES.get)


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("ja", "クエリid(受信者ごとに異なるとみられる値)、パスの2番目(宛先のメールアドレス)"),
        ("en", "query id (looks made for one reader), part 2 of the path (the recipient's address)"),
    ],
)
def test_a_visit_with_decoys_stands_with_the_link_and_says_so(lang: str, says: str) -> None:
    for told in instead(lang):
        assert says in re.sub(r"\s+", " " if lang == "en" else "", told).replace("&#39;", "'").replace("\\", "")
        assert "query.id:token" not in told
        assert "b7e2j1c8d6" in told
    assert instead(lang)[2].count("data:image/jpeg;base64,") == 2


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_time_stamp_is_told_with_the_way_to_verify_it(lang: str) -> None:
    whole = instead(lang, stamped=Stamped("tsa.test", AT, "4" * 64, "5" * 64))
    for told in whole:
        flat = re.sub(r"\s+", "", told).replace("\\", "")
        assert f"opensslts-verify-data{'4' * 64}-in{'5' * 64}-CAfiletsa-ca.pem" in flat
        assert "tsa[.]test" in flat
    for told in instead(lang, stamped=Stamped("tsa.test", why="refused by the authority")):
        assert ("タイムスタンプ局が拒否した" if lang == "ja" else "refusedbytheauthority") in re.sub(r"\s+", "", told)
        assert "openssl" not in told
