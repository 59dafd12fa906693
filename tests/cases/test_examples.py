"""The two example cases: everything that the administrator found by hand is in the report, proven, in both languages."""

from __future__ import annotations

import functools
import re
import tomllib
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from sabaku import app
from sabaku.doors.config import Settings, home_of
from sabaku.model import Case, Input, Lang, Report, Span

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NOW = {"fukushima": "2021-10-27T21:00:00+09:00", "kagoya": "2023-06-11T21:00:00+09:00"}


@functools.cache
def examined(name: str, tape: bool = True) -> tuple[Case, Report]:
    folder = EXAMPLES / name
    told = tomllib.loads((folder / "home.toml").read_text("utf-8"))
    home = home_of(msgspec.convert(told, Settings), [], "ja")
    given = Input(
        (folder / "mail.eml").read_bytes(), name="mail.eml", now=datetime.fromisoformat(NOW[name]), profile="full", home=home
    )
    case = app.prepare(given)
    case, _ = app.recorded(case, (folder / "tape.jsonl").read_bytes() if tape else b"")
    return case, app.conclude(case)


# What one finding has to hold, in Japanese and in English: all words of a row in the sentence of one finding.
FACTS = {
    "fukushima": [
        ("no stamp although this server tags", ["[spam]"], ["[spam]"]),
        ("sender shown as the own domain", ["recipient.example", "fukushima-tta.jp"], ["recipient.example", "fukushima-tta.jp"]),
        (
            "account that does not exist",
            ["admin@", "登録されているアカウントの中にありません"],
            ["admin@", "not among the accounts"],
        ),
        ("the address of a role", ["admin@", "管理者"], ["admin@", "administrator"]),
        ("Return-Path explained", ["Return-Path"], ["Return-Path"]),
        ("Message-ID explained", ["Message-ID"], ["Message-ID"]),
        ("origin", ["20.46.118.217"], ["20.46.118.217"]),
        ("HELO is only what the client called itself", ["127.0.0.1", "HELO"], ["127.0.0.1", "HELO"]),
        ("no confirmed reverse name", ["unknown", "逆引き"], ["unknown", "reverse"]),
        ("network", ["Microsoft"], ["Microsoft"]),
        ("place", ["さいたま"], ["Saitama"]),
        ("the two places", ["さいたま", "東京"], ["Saitama", "Tokyo"]),
        ("real owner of the sender's domain", ["福島県卓球協会"], ["福島県卓球協会"]),
        ("two times of one outage", ["08:57", "10:40", "10:57", "14:40"], ["08:57", "10:40", "10:57", "14:40"]),
        ("authenticator explained", ["オーセンティケーター", "認証"], ["オーセンティケーター", "uthenticator"]),
        ("mended, yet act now", ["復旧", "手続き"], ["復旧", "demands"]),
        ("the link", ["fotojosue"], ["fotojosue"]),
        ("registrant's country", ["南アフリカ"], ["South Africa"]),
        ("no address", ["fotojosue", "IPアドレス"], ["fotojosue", "address"]),
        ("elsewhere Chicago", ["シカゴ"], ["Chicago"]),
        ("site closed", ["閉鎖"], ["closed"]),
    ],
    "kagoya": [
        ("From = To", ["user@recipient[.]example"], ["user@recipient[.]example"]),
        ("no stamp although this server tags", ["[spam]"], ["[spam]"]),
        ("origin", ["20.210.172.29"], ["20.210.172.29"]),
        ("HELO", ["127.0.0.1", "HELO"], ["127.0.0.1", "HELO"]),
        ("network", ["Microsoft"], ["Microsoft"]),
        ("place", ["大阪"], ["Osaka"]),
        ("weekday wrong", ["月曜日", "火"], ["Monday", "Tuesday"]),
        ("subject about TLS, body about DKIM", ["TLS", "送信ドメイン認証"], ["TLS", "送信ドメイン認証"]),
        ("no DKIM signature although DKIM is announced", ["DKIM", "署名"], ["DKIM", "signature"]),
        ("brand misspelled", ["かごや", "カゴヤ"], ["かごや", "KAGOYA"]),
        ("link's country", ["インド"], ["India"]),
        ("two brands", ["エックスサーバー", "カゴヤ"], ["Xserver", "KAGOYA"]),
        ("address of the link's host", ["103.251.94.111"], ["103.251.94.111"]),
        ("hoster", ["Web Werks"], ["Web Werks"]),
        ("hoster's place", ["ナビムンバイ"], ["Navi Mumbai"]),
        ("listed", ["Safe Browsing", "登録されています"], ["Safe Browsing", "listed"]),
        ("face of Active! mail", ["Active! mail"], ["Active! mail"]),
        ("face of Xserver", ["Xserver"], ["Xserver"]),
        ("password asked", ["パスワード"], ["password"]),
    ],
}
ROWS = [(case, *row) for case, rows in FACTS.items() for row in rows]


@pytest.mark.parametrize(("name", "what", "ja", "en"), ROWS, ids=[f"{it[0]}: {it[1]}" for it in ROWS])
def test_fact_is_told(name: str, what: str, ja: list[str], en: list[str]) -> None:
    _, report = examined(name)
    for lang, words in (("ja", ja), ("en", en)):
        told = [it.says.ja if lang == "ja" else it.says.en for it in report.findings]
        plain = [re.sub(r"\[\.\]", ".", it) for it in told]
        wanted = [it.replace("[.]", ".") for it in words]
        assert any(all(word in sentence for word in wanted) for sentence in plain), f"{what} ({lang}): {words}\n" + "\n".join(
            told
        )


@pytest.mark.parametrize("name", FACTS)
def test_verdict(name: str) -> None:
    _, report = examined(name)

    assert report.verdict.level == "fraud"
    assert report.verdict.category == "credential-phishing"
    assert 3 <= len(report.verdict.because) <= 4
    assert [it for it in report.gaps if it.reason == "broken"] == []


@pytest.mark.parametrize("name", FACTS)
def test_with_an_empty_tape_it_is_still_a_fraud_and_the_gaps_are_said(name: str) -> None:
    _, report = examined(name, tape=False)

    assert report.verdict.level == "fraud"
    silent = {it.source for it in report.gaps}
    assert {"visit", "geoip", "network"} <= silent
    assert silent & {"whois", "rdap"}


def test_brands() -> None:
    _, kagoya = examined("kagoya")
    _, fukushima = examined("fukushima")

    assert kagoya.claims[0].brand == "kagoya"
    assert fukushima.claims[0].brand == "home"


def test_active_mail_is_no_contradiction() -> None:
    """KAGOYA really offers Active! mail: only Xserver contradicts."""
    _, report = examined("kagoya")
    says = {it.id: it.says.ja for it in report.findings}

    for id in ("links.two-brands", "landing.second-brand"):
        assert "エックスサーバー" in says[id]
        assert "Active! mail" not in says[id]


@pytest.mark.parametrize("name", FACTS)
def test_evidence_is_really_there(name: str) -> None:
    case, report = examined(name)
    for it in report.findings:
        assert it.evidence, f"{it.id} gives no evidence"
        for evidence in it.evidence:
            if isinstance(evidence.where, Span):
                assert evidence.found in case.message.quote(evidence.where), it.id
            else:
                assert evidence.where in case.facts, it.id


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_golden_reports(name: str, lang: Lang, bless: bool) -> None:
    from sabaku.render import markdown, text

    case, report = examined(name)
    for suffix, told in (
        ("txt", text.render(report, lang, case.input.raw, colour=False, width=100)),
        ("md", markdown.render(report, lang, case.input.raw)),
    ):
        golden = EXAMPLES / name / f"report.{lang}.{suffix}"
        told = re.sub(r"\b[0-9a-f]{16}\b", "0" * 16, told)  # digests of code and data move with every change
        if bless:
            golden.write_text(told, "utf-8", newline="\n")
        assert golden.exists(), "no golden file: pytest --bless"
        assert told == golden.read_text("utf-8")
