"""From recorded visits to what a reader is told: a mail that leads to a page of the gallery, examined."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from gallery.server import pages
from mails import build
from sabaku import app
from sabaku.model import Home, Input, Question, Report
from sabaku.names import brands
from sabaku.render import html, markdown, text
from sabaku.sources.tape import Entry, Tape, dumps

RECORDED = Path(__file__).parent / "recorded"
AT = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
TOLD = {
    "active-mail": {"product-face", "kit", "certificate-faulty"},
    "xserver": {"second-brand", "kit"},
    "card-form": {"brand-face", "asks-card", "asks-one-time-code"},
    "bank": {"brand-face"},
    "carrier": {"brand-face"},
    "courier-phone-only": {"brand-face", "asks-card", "cloaked-from-bots"},
    "cloaked-brand": {"asks-card", "cloaked-from-bots"},
    "microsoft-365": {"brand-face"},
    "js-drawn": {"brand-face", "posts-elsewhere"},
    "image-only": {"brand-face", "text-in-picture"},
    "iframe": {"brand-face"},
    "meta-refresh": {"brand-face", "leads-on"},
    "telegram": {"sends-to-chat", "brand-face"},
    "known-kit": {"kit", "brand-face"},
    "blob": {"hidden-document", "brand-face"},
    "self-signed": {"certificate-faulty"},
    "downloads": {"offers-file"},
    "paste-command": {"paste-command"},
    "private-redirect": {"reaches-inside"},
    "popups": {"holds-visitor"},
    "dialogs": {"holds-visitor"},
    "bot-check": {"human-check"},
    "geofence": {"geofence"},
    "abuse-page-ja": {"stopped-by-provider", "closed"},
    "abuse-page-en": {"stopped-by-provider", "closed"},
    "warning-page": {"blocked"},
    "parked": {"parked"},
    "closed": {"closed"},
    "gone": {"closed"},
    "device-code": {"device-code"},
    "form-service": {"sends-to-service", "brand-face"},
    "member-login": set(),
    "blog-login": set(),
    "company": set(),
    "article": set(),
    "genuine": set(),
}


@cache
def mail(name: str) -> bytes:
    page = pages()[name]
    claim = brands.brand(page.told.get("claim", ""))
    who = claim.names.ja if claim else "お客様窓口"
    headers = {"From": f"{who} <info@sender.example>", "Subject": f"【{who}】ご確認のお願い"}
    return build({"headers": headers, "body": {"text": f"{who}よりお知らせです。\n詳しくはこちらをご覧ください。\n{page.url}\n"}})


@cache
def report(name: str) -> Report:
    case = app.prepare(Input(mail(name), now=AT, profile="visit", home=Home(domains=("recipient.example",))))
    entry = Entry(Question("visit", pages()[name].url), "found", AT, (RECORDED / f"{name}.json").read_bytes())
    return app.conclude(app.recorded(case, dumps(Tape([entry])))[0])


@pytest.mark.parametrize("name", TOLD)
def test_what_the_reader_is_told(name: str) -> None:
    told = {it.id.removeprefix("landing."): it.weight for it in report(name).findings if it.group == "landing"}
    assert TOLD[name] <= set(told)
    if not TOLD[name]:
        assert max(told.values(), default=0) <= 0


@pytest.mark.parametrize("name", pages())
def test_every_report_can_be_shown(name: str) -> None:
    shown = report(name)
    for lang in ("ja", "en"):
        whole = html.render(shown, lang, mail(name), lambda sha256: None)
        assert "src=" not in whole
        for one in (whole, markdown.render(shown, lang), text.render(shown, lang)):
            assert pages()[name].url not in one.replace("&#34;", '"')


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        ("private-redirect", "ポートのため、接続していない", "not entered: its port is"),
        ("endless-redirect", "転送が終わらない", "it redirects without end"),
        ("hangs-up", "空の応答を返す", "it answers with nothing"),
    ],
)
def test_why_there_is_no_page_is_told(name: str, ja: str, en: str) -> None:
    assert ja in html.render(report(name), "ja", mail(name), lambda sha256: None)
    assert en in html.render(report(name), "en", mail(name), lambda sha256: None)
