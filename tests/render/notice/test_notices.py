"""Reports and letters: as blessed, in the receivers' own formats, without the victim, and only where there is something to report."""

from __future__ import annotations

import email
import json
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from outgoing import REPORTER, SECRETS, base, example, live, made
from sabaku import data
from sabaku.doors._arguments import RECEIVERS as COMMAND
from sabaku.model import Fact, Question, Registration, Site, Text
from sabaku.render.leaks import leaks
from sabaku.render.notice import RECEIVERS, Notice, Refused, Reporter, notices
from sabaku.render.notice.contacts import contacts, usable
from sabaku.render.notice.evidence import headers_only, whole_mail
from sabaku.render.notice.followup import Sent, last, still_alive
from sabaku.render.notice.mail import draft
from sabaku.render.notice.reporter import genuine

GOLDEN = Path(__file__).parent / "golden"
LISTS = ("safebrowsing", "feeds")
CASES = ("kagoya", "fukushima")
REFUSED = {
    ("kagoya", "dekyo"), ("fukushima", "dekyo"), ("kagoya", "brand"), ("fukushima", "brand"), ("kagoya", "owner"),
    ("fukushima", "jpcert"), ("fukushima", "google"), ("fukushima", "microsoft"),
}  # fmt: skip


def written(name: str, to: str, lang: Any = None, reporter: Reporter = REPORTER) -> Iterator[Notice]:
    try:
        yield from notices(base(*example(name), owner=to == "owner", reporter=reporter, lang=lang), to)
    except Refused as refused:
        assert (name, to) in REFUSED
        yield Notice("refused", refused.why, "", refused.why.in_(lang or "ja"))


def told(notice: Notice) -> str:
    """The notice as a person reads it, for the golden file."""
    head = [f"To: {', '.join(notice.to)}", f"Form: {notice.form}", f"Subject: {notice.subject}"]
    more = [f"--- {it.name} ({it.type})\n{it.body.decode('utf-8')}" for it in notice.attachments if it.type != "application/json"]
    if notice.report:
        plain = json.loads(notice.report)
        plain["evidence"][0]["payload"] = "…"
        more.append(json.dumps(plain, ensure_ascii=False, indent=2))
    if notice.whole:
        more.append(re.sub(r"User-Agent: sabaku/\S+", "User-Agent: sabaku/…", notice.whole.decode("ascii").replace("\r\n", "\n")))
    return "\n".join([f"=== {notice.key}", *head, "", notice.text, *more]).replace("\r\n", "\n")


def test_the_command_knows_every_receiver() -> None:
    assert list(RECEIVERS) == COMMAND


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("to", RECEIVERS)
@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, to: str, lang: Any, bless: bool) -> None:
    text = "\n".join(told(it) for it in written(name, to, lang))
    path = GOLDEN / f"{name}.{to}.{lang}.txt"
    if bless:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("to", RECEIVERS)
@pytest.mark.parametrize("name", CASES)
def test_nothing_of_the_victim_and_the_third_party_only_in_his_letter(name: str, to: str, lang: Any) -> None:
    it = base(*live(name), owner=to == "owner", lang=lang)
    for notice in written(name, to, lang):
        body = draft(notice, REPORTER, "00000000")
        assert not leaks({"a.eml": body, "a.json": notice.report, "a.txt": notice.text.encode()}, it.mask)  # type: ignore[arg-type]
        text = notice.text + "".join(one.body.decode("utf-8", "replace") for one in notice.attachments)
        secrets = ("recipient.example", "stray@", "user@") if to == "owner" else SECRETS[name]
        assert not [secret for secret in secrets if secret in text]


@pytest.mark.parametrize("name", CASES)
def test_xarf_is_valid_by_its_own_library(name: str) -> None:
    import xarf

    for notice in written(name, "xarf"):
        report = xarf.parse(notice.report.decode())
        assert not report.errors
        assert not report.warnings
        assert not xarf.schema_validator.validate(json.loads(notice.report))
        assert json.loads(notice.report)["xarf_version"] == "4.2.0"


def test_xarf_says_what_it_has_to() -> None:
    by_key = {it.key: json.loads(it.report) for it in written("kagoya", "xarf")}
    page = by_key["xarf-phishing-1-hoster"]
    assert page["url"] == "https://fablights.in/Activemail-ne-jp/kagoya/index.php"
    assert page["source_identifier"] == "103.251.94.111"
    assert page["target_brand"] == "KAGOYA JAPAN"
    assert "password" in page["credential_fields"]
    assert by_key["xarf-spam"]["source_identifier"] == "20.210.172.29"
    assert by_key["xarf-spam"]["smtp_from"] == "redacted@redacted.invalid"


def test_xarf_without_a_reporter_says_what_to_configure() -> None:
    with pytest.raises(Refused) as refused:
        notices(base(*example("kagoya"), reporter=Reporter()), "xarf")
    assert "[reporter]" in refused.value.why.ja


@pytest.mark.parametrize("name", CASES)
def test_arf_is_read_by_a_mail_library(name: str) -> None:
    mail = email.message_from_bytes(next(written(name, "arf")).whole, policy=policy.default)
    assert (mail.get_content_type(), mail.get_param("report-type")) == ("multipart/report", "feedback-report")
    parts = list(mail.iter_parts())
    assert [it.get_content_type() for it in parts] == ["text/plain", "message/feedback-report", "message/rfc822"]
    report = email.message_from_string(parts[1].get_payload()[0].as_string())
    assert report["Feedback-Type"] == "fraud"
    assert report["Version"] == "1"
    assert report["Source-IP"] in ("20.210.172.29", "20.46.118.217")
    assert report["Arrival-Date"]
    assert "Original-Rcpt-To" not in report
    assert not [defect for it in mail.walk() for defect in it.defects]


@pytest.mark.parametrize("to", RECEIVERS)
@pytest.mark.parametrize("name", CASES)
def test_drafts_are_mails(name: str, to: str) -> None:
    for notice in written(name, to):
        first, again = (draft(notice, REPORTER, "00000000") for _ in range(2))
        assert first == again
        mail = email.message_from_bytes(first, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        assert mail["subject"] == notice.subject
        assert mail["to"] == (", ".join(notice.to) or None)
        assert mail["x-unsent"] == "1"
        assert not [defect for it in mail.walk() for defect in it.defects]
        assert max(len(line) for line in first.split(b"\r\n")) <= 998


NASTY = ("\r\nBcc: all@evil.example", "\n\n<html>", "\x00", "=?utf-8?b?Zm9v?=", "\u202e", "あ" * 120, "a" * 1200, "<>", '"', "\\", ",", ";", "(", "\x85", "\u2028")  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(st.lists(st.sampled_from(NASTY), max_size=4).map("".join), st.lists(st.sampled_from(NASTY), max_size=4).map("".join))
def test_no_header_is_added_by_what_stands_in_the_mail(subject: str, name: str) -> None:
    raw = {
        "headers": {"Subject": f"アカウント停止 {_plain(subject)}", "From": f'"{_plain(name)}" <x@evil.example>'},
        "body": {"text": _LURE},
    }
    case, report = made({**raw, "home": {"domains": ["recipient.example"]}, "facts": _LISTED})
    for to in RECEIVERS:
        it = base(case, report, reporter=Reporter(name or "x", name, "abuse@reporter.example"))
        try:
            found = notices(it, to)
        except Refused:
            continue
        for notice in found:
            mail = email.message_from_bytes(draft(notice, it.reporter, "00000000"), policy=policy.default)
            known = {"from", "to", "subject", "x-unsent", "mime-version", "content-type", "content-transfer-encoding"}
            assert {key.lower() for key in mail.keys()} <= known  # noqa: SIM118
            assert mail["bcc"] is None
            assert not [defect for part in mail.walk() for defect in part.defects if "Header" in type(defect).__name__]


def _plain(text: str) -> str:
    return re.sub(r"[\r\n\x00\"\\]", "", text)


_LURE = "お客様のアカウントを停止しました。パスワードを入力してください。\nhttps://login.evil.example/a/b\n"
_LISTED = [
    {
        "question": "feeds:https://login.evil.example/a/b",
        "state": "found",
        "at": "2026-02-05T01:00:00Z",
        "value": {"is": "listing", "list": "OpenPhish", "listed": True},
    }
]


def test_evidence_never_breaks_out_of_its_header() -> None:
    case, report = made({"headers": {"X-Odd": "a\r\n b", "Subject": "あ" * 400, "X-Long": "w " * 3000}, "body": {"text": "x"}})
    mask = base(case, report).mask
    for body in (headers_only(case, mask), whole_mail(case, mask)):
        assert body.isascii()
        mail = email.message_from_bytes(body, policy=policy.default)
        assert {"x-note", "x-was-content-type", "subject"} <= {key.lower() for key in mail.keys()}  # noqa: SIM118
        assert mail["subject"] == "あ" * 400


# --- contacts ----------------------------------------------------------------------------------------------------


def with_facts(name: str, **facts: Any) -> Any:
    case, report = example(name)
    found = {Question.read(key.replace("__", ":")): value for key, value in facts.items()}
    at = report.examined_at
    told = {question: Fact(question, "found", value, at) for question, value in found.items()}
    return structs.replace(case, facts={**case.facts, **told}), report


def test_contacts_are_found_from_answers() -> None:
    case, report = with_facts(
        "kagoya",
        **{
            "rdap__103.251.94.111": Registration("103.251.94.0/24", organisation="Web Werks", abuse="Abuse@WebWerks.example"),
            "rdap__fablights.in": Registration("fablights.in", registrar="Registrar Inc.", abuse="abuse@registrar.example"),
        },
    )
    found = {it.part: it for it in contacts(base(case, report))}
    assert found["hoster"].address == "abuse@webwerks.example"
    assert len(found["hoster"].pages) == 2
    assert found["registrar"].address == "abuse@registrar.example"
    assert found["origin"].form == "https://msrc.microsoft.com/report/abuse"
    letters = {it.key: it for it in notices(base(case, report), "abuse")}
    assert letters["abuse-hoster"].to == ("abuse@webwerks.example",)
    assert letters["abuse-registrar"].to == ("abuse@registrar.example",)


@pytest.mark.parametrize(
    "address", ["abuse@ripe.net", "no-reply@hoster.example", "not an address", "", "a@b", "x@hoster.example\r\nBcc: y@z.example"]
)
def test_addresses_that_are_nobodys_desk_are_ignored(address: str) -> None:
    assert usable(address) in ("", "x@hoster.example")


def test_the_brand_in_the_chain_is_never_written_to() -> None:
    case, report = with_facts(
        "kagoya",
        **{
            "rdap__kagoya.jp": Registration("kagoya.jp", registrar="JPRS", abuse="abuse@kagoya.jp"),
            "visit__https://fablights.in/Activemail-ne-jp/kagoya/index.php": Site(
                "up", chain=("https://fablights.in/Activemail-ne-jp/kagoya/index.php", "https://www.kagoya.jp/")
            ),
        },
    )
    assert not [it for it in contacts(base(case, report)) if "kagoya" in it.address + it.name]


# --- what is refused ---------------------------------------------------------------------------------------------


def refused(told: dict[str, Any], to: str) -> str:
    case, report = made(told)
    with pytest.raises(Refused) as caught:
        notices(base(case, report), to)
    return caught.value.why.ja


def test_the_center_for_advertising_takes_no_fraud() -> None:
    with pytest.raises(Refused) as caught:
        notices(base(*example("kagoya")), "dekyo")
    assert "広告宣伝メール" in caught.value.why.ja
    assert "フィッシング対策協議会" in caught.value.why.ja


def test_advertising_goes_to_its_center() -> None:
    case, report = example("kagoya")
    spam = structs.replace(report, verdict=structs.replace(report.verdict, level="suspicious", category="bulk-spam"))
    found = notices(base(case, spam), "dekyo")
    assert found[0].to == ("meiwaku@dekyo.or.jp",)
    assert found[0].attachments[0].type == "message/rfc822"
    with pytest.raises(Refused) as caught:
        notices(base(case, spam), "antiphishing-jp")
    assert "迷惑メール相談センター" in caught.value.why.ja


@pytest.mark.parametrize("to", [it for it in RECEIVERS if it != "reporter"])
def test_nothing_is_reported_of_an_honest_mail(to: str) -> None:
    assert "不審な点が見つかっていない" in refused({"base": "ja", "home": {"domains": ["recipient.example"]}}, to)


@pytest.mark.parametrize("to", RECEIVERS)
def test_drills_are_never_reported(to: str) -> None:
    raw = {"headers": {"From": "x@training.example"}, "body": {"text": _LURE}, "facts": _LISTED}
    assert "訓練メール" in refused({**raw, "home": {"domains": ["recipient.example"], "drill_senders": ["training.example"]}}, to)


# --- the answer to a colleague -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", CASES)
def test_the_answer_has_at_most_five_lines(name: str, lang: Any) -> None:
    text = next(written(name, "reporter", lang, Reporter())).text
    assert 4 <= len(text.strip().splitlines()) <= 5


def test_nothing_found_is_not_called_genuine() -> None:
    case, report = made({"base": "ja", "home": {"domains": ["recipient.example"]}})
    text = notices(base(case, report, lang="ja"), "reporter")[0].text
    assert "不審な点は見つかりませんでした(安全の保証ではありません)" in text
    assert "本物" not in text


@pytest.mark.parametrize(
    ("lang", "said"), [("ja", "無差別に送られた宣伝(迷惑メール)とみられます"), ("en", "looks like bulk spam")]
)
def test_advertising_is_not_called_fraud(lang: Any, said: str) -> None:
    case, report = made({"base": "ja", "home": {"domains": ["recipient.example"]}})
    advert = structs.replace(report, verdict=structs.replace(report.verdict, level="suspicious", category="bulk-spam"))
    text = notices(base(case, advert, lang=lang), "reporter")[0].text
    assert said in text
    assert "詐欺" not in text
    assert "fraud" not in text


AMAZON = {
    "headers": {
        "From": "Amazon.co.jp <store-news@amazon.co.jp>",
        "Return-Path": "<store-news@amazon.co.jp>",
        "Subject": "ご注文の確認",
    },
    "home": {"domains": ["recipient.example"]},
}
PASS = {
    "question": "auth:dmarc?from=amazon.co.jp",
    "state": "found",
    "at": "2026-02-05T01:00:00Z",
    "value": {"is": "authenticated", "method": "dmarc", "result": "pass", "domain": "amazon.co.jp", "aligned": True},
}


@pytest.mark.parametrize(
    ("link", "facts", "is_genuine"),
    [
        ("https://www.amazon.co.jp/orders", [PASS], True),
        ("https://www.amazon.co.jp/orders", [], False),
        ("https://somebody.example/orders", [PASS], False),
    ],
)
def test_genuine_only_with_authentication_and_own_links(link: str, facts: list[Any], is_genuine: bool) -> None:
    case, report = made({**AMAZON, "body": {"text": f"ご注文ありがとうございます。\n{link}\n"}, "facts": facts})
    assert (genuine(base(case, report)) is not None) == is_genuine
    if is_genuine:
        quiet = structs.replace(report, verdict=structs.replace(report.verdict, level="no-sign", because=()))
        assert "本物" in notices(base(case, quiet, lang="ja"), "reporter")[0].text


# --- reminders ---------------------------------------------------------------------------------------------------


def test_a_reminder_only_while_the_site_lives() -> None:
    case, report = example("kagoya")
    assert report.examined_at is not None
    visited = next(fact.at for key, fact in case.facts.items() if key.source == "visit")
    assert visited is not None
    assert still_alive(case, visited.replace(year=2022))
    assert not still_alive(case, visited)
    assert not still_alive(example("fukushima")[0], visited.replace(year=2020))
    letter = notices(base(case, report, lang="ja", follows=visited), "abuse")[0]
    assert letter.subject.startswith("【再送")
    assert "改めてご連絡" in letter.text


def test_what_was_sent_last() -> None:
    at = example("kagoya")[1].examined_at
    assert at is not None
    one = Sent(at, "abuse", "abuse-hoster", ("a@b.example",), "s", "<i@d>", "0")
    two = structs.replace(one, at=at.replace(year=2024))
    assert last((two, one), "abuse", "abuse-hoster", ("a@b.example",)) == two
    assert last((two, one), "abuse", "abuse-hoster", ("c@b.example",)) is None


# --- the data ----------------------------------------------------------------------------------------------------


def test_desks_say_where_they_were_read() -> None:
    told = data.toml("desks")
    for desk in (*told["desk"].values(), *told["brand"].values(), *told["network"]):
        assert desk["page"].startswith("https://")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", desk["read"])
        assert desk["standing"] in ("page", "secondary", "unverified")
        assert desk.get("address") or desk.get("form") or desk in told["brand"].values()
        assert usable(desk.get("address", "a@b.example"))


def test_a_subject_cannot_add_a_header() -> None:
    notice = Notice(
        "x",
        Text("窓口", "desk"),
        "a\r\nBcc: all@evil.example\u202e",
        "text",
        to=("desk@desk.example", "x@y.example\r\nBcc: z@z.example"),
    )
    mail = email.message_from_bytes(draft(notice, REPORTER, "00000000"), policy=policy.default)
    assert mail["bcc"] is None
    assert mail["to"] == "desk@desk.example"
    assert "\u202e" not in mail["subject"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_site_that_nobody_has_opened_is_not_said_to_stand(lang: Any) -> None:
    """What was neither visited nor listed is known from the mail alone, and so says the letter."""
    case, report = example("kagoya")
    unseen = structs.replace(case, facts={key: it for key, it in case.facts.items() if key.source not in ("visit", *LISTS)})
    letters = notices(base(unseen, report, lang=lang), "abuse")
    (hoster,) = [it for it in letters if it.key == "abuse-hoster"]
    (seen,) = [it for it in written("kagoya", "abuse", lang) if it.key == "abuse-hoster"]
    says, never = {
        "ja": (("へ誘導する", "閲覧していません"), "設置されている"),
        "en": (("that leads to a site on your network", "have not opened"), "is running"),
    }[lang]
    assert all(it in hoster.text for it in says)
    assert never not in hoster.text
    assert never in seen.text
    assert not any(it in seen.text for it in says)
