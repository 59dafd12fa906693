"""What is secret in a case, how it is masked, and what must stay readable."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import msgspec
import pytest

import mails
from sabaku.app import conclude, offline, prepare, recorded
from sabaku.model import Carrier, Case, Envelope, Home, Input, Text
from sabaku.render import json as as_json
from sabaku.render import text as as_text
from sabaku.render.redact import Redaction, Secret, redaction, review

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NOTHING = Text("", "")


def case(headers: dict[str, object] | None = None, body: dict[str, object] | None = None, **given: object) -> Case:
    told = {"base": "en", "headers": headers or {}, **({"body": body} if body else {})}
    return offline(prepare(Input(mails.build(told), **given)))  # type: ignore[arg-type]


def kinds(hidden: Redaction, kind: str) -> set[str]:
    return {it.value for it in hidden.secrets if it.kind == kind}


def example(name: str, **asked: bool) -> tuple[Case, Redaction]:
    import tomllib

    folder = EXAMPLES / name
    home = msgspec.convert(tomllib.loads((folder / "home.toml").read_text("utf-8"))["home"], Home)
    kept = prepare(Input((folder / "mail.eml").read_bytes(), home=home))
    full, _ = recorded(kept, (folder / "tape.jsonl").read_bytes())
    return full, redaction(full, **asked)


# --- what is secret ----------------------------------------------------------------------------------------------


def test_every_witness_of_delivery_is_heard() -> None:
    hidden = redaction(
        case(
            {
                "Delivered-To": "anna.berg@recipient.example",
                "X-Forwarded-To": "anna@second.example",
                "To": "Sales <sales@recipient.example>",
                "Cc": "carl@third.example",
            },
            envelope=Envelope(rcpt_to=("a.berg@recipient.example",)),
            carrier=Carrier("attachment", sender="Dora Klein <dora@helpdesk.example>"),
        )
    )
    assert {
        "anna.berg@recipient.example",
        "anna@second.example",
        "sales@recipient.example",
        "carl@third.example",
        "a.berg@recipient.example",
        "user@recipient.example",  # the base's `for`
        "dora@helpdesk.example",
    } <= kinds(hidden, "address")
    assert {"recipient.example", "second.example", "helpdesk.example"} <= kinds(hidden, "domain")


def test_public_domains_and_brands_are_nobodys_house() -> None:
    hidden = redaction(case({"Delivered-To": "somebody@gmail.com", "Received": "", "To": "somebody@gmail.com"}))
    assert "gmail.com" not in kinds(hidden, "domain")
    assert hidden.text("Gmail told somebody@gmail.com: see mail.google.com") == "Gmail told ***@*****.***: see mail.google.com"


def test_the_sender_is_evidence_even_where_to_repeats_him() -> None:
    hidden = redaction(case({"To": "alice@sender.example", "Delivered-To": "user@recipient.example"}))
    assert hidden.text("From: alice@sender.example") == "From: ***@sender.example"
    assert hidden.text("https://sender.example/login") == "https://sender.example/login"


def test_a_sender_who_spoofs_the_own_domain_is_masked_and_the_sentence_stands() -> None:
    full, hidden = example("kagoya")
    report = hidden.report(conclude(full))
    finding = next(it for it in report.findings if it.id == "identity.self-sent")
    assert "***@*****.***" in finding.says.ja
    assert "recipient.example" not in as_json.render(report).decode()


def test_names_come_from_to_and_from_the_salutation() -> None:
    hidden = redaction(
        case({"To": "Jonathan Walters <jw@recipient.example>"}, {"text": "Dear Mr. Walters,\n\nyour parcel waits.\n"})
    )
    assert hidden.text("Jonathan Walters, J. Walters, WALTERS") == "****, J. ****, ****"
    japanese = redaction(case({"To": "山田 太郎 <yamada@recipient.example>"}, {"text": "山田太郎 様\n\nお荷物のお届けです。\n"}))
    assert japanese.text("山田太郎様、山田 太郎 様、山田様") == "○○様、○○ 様、○○様"


def test_a_boss_in_whose_name_an_order_is_given_tells_whose_house_it_is() -> None:
    body = {"text": "田中さん\n\n今、会議中で電話に出られません。至急、振込が必要です。\n\n学長 山本 健一\n"}
    hidden = redaction(case({"From": "学長 山本 健一 <office1@gmail.com>"}, body))

    assert hidden.text("学長 山本 健一 <office1@gmail.com>") == "学長 ○○ <office1@gmail.com>"
    assert hidden.text("山本より") == "○○より"


@pytest.mark.parametrize(
    "account", ["yamamoto.kenichi.ceo1962", "yamamotokenichi", "ceoyamamoto", "kenichi_y.office", "gakucho-ttsuji"]
)
def test_a_boss_whose_name_the_senders_account_spells(account: str) -> None:
    body = {"text": "今、会議中で電話に出られません。至急、振込が必要です。\n"}
    letter = case({"From": f"学長 山本健一 <{account}@gmail.com>"}, body)
    line = f"「{account}」を名乗り、{account}@gmail.com から"

    assert redaction(letter, codes=True).text(line) == "「***」を名乗り、***@gmail.com から"
    assert redaction(letter).text(line) == line  # who acts on it needs the address


@pytest.mark.parametrize("account", ["office1", "jkl82.x", "mail.president", "ceo-desk-4411", "hgrtwq"])
def test_an_account_that_spells_no_name_stays_readable(account: str) -> None:
    body = {"text": "今、会議中で電話に出られません。至急、振込が必要です。\n"}
    line = f"{account}@gmail.com"

    assert redaction(case({"From": f"学長 山本健一 <{line}>"}, body), codes=True).text(line) == line
    assert (
        redaction(case({"From": "山本健一 <yamamoto@gmail.com>"}, {"text": "お荷物"}), codes=True).text("yamamoto") == "yamamoto"
    )


@pytest.mark.parametrize(
    "signed", ["山本", "山本より", "学長の山本です。", "お疲れさまです。山本です。", "山本です。急ぎの件があります。"]
)
def test_a_boss_who_signs_with_half_of_a_name_written_in_one(signed: str) -> None:
    body = {"text": f"今、会議中で電話に出られません。至急、振込が必要です。\n{signed}\n"}
    hidden = redaction(case({"From": "学長 山本健一 <office1@gmail.com>"}, body))

    assert hidden.text(signed) == signed.replace("山本", "○○")
    assert hidden.text("学長 山本健一") == "学長 ○○"


def test_a_sender_who_is_nobodys_boss_stays_readable() -> None:
    hidden = redaction(case({"From": "山本 健一 <office1@gmail.com>"}, {"text": "お荷物のお届けです。\n"}))

    assert hidden.text("山本 健一") == "山本 健一"


def test_a_name_that_is_also_a_word_is_masked_with_its_capital() -> None:
    hidden = redaction(case({"To": "Will Hart <wh@recipient.example>"}, {"text": "Dear Will,\n\nyour account will be closed.\n"}))
    assert (
        hidden.text("Will, your account will be closed. Dear will, ?n=will")
        == "****, your account will be closed. Dear ****, ?n=****"
    )


@pytest.mark.parametrize("line", ["お客様", "Amazon お客様", "Dear Customer,", "Dear valued user,", "会員の皆様", "Hello there!"])
def test_a_salutation_that_fits_everybody_names_nobody(line: str) -> None:
    hidden = redaction(case(body={"text": f"{line}\n\nplease log in\n"}))
    assert not kinds(hidden, "name")


@pytest.mark.parametrize(("subject", "named"), [("Michael, your parcel waits", True), ("However, your parcel waits", False)])
def test_a_subject_may_begin_with_a_name(subject: str, named: bool) -> None:
    hidden = redaction(case({"Subject": subject}))
    assert hidden.text(subject) == ("****, your parcel waits" if named else subject)


def test_words_that_everybody_uses_are_no_secret_accounts() -> None:
    hidden = redaction(case({"To": "mail@recipient.example", "Delivered-To": "support@recipient.example"}))
    told = "The mail says that support will close your mailbox."
    assert hidden.text(told) == told
    assert hidden.text("to support@recipient.example") == "to support@○○○○"


def test_a_short_account_is_masked_where_it_is_meant() -> None:
    hidden = redaction(case({"To": "may@recipient.example"}))
    assert hidden.text("You may pay in may") == "You may pay in may"
    told = redaction(case({"To": "tom@recipient.example"}))
    assert told.text("Dear tom, see https://evil.example/?u=tom&x=1 (tomorrow)") == (
        "Dear ***, see https://evil.example/?u=***&x=1 (tomorrow)"
    )
    assert told.url("https://evil.example/reset/tom/now") == "https://evil.example/reset/***/now"


def test_machines_of_the_house_are_masked_and_the_client_stays() -> None:
    hops = [
        (
            "from mx1.recipient.example (mx1.recipient.example [10.1.2.3]) by store7.recipient.example (Postfix) with LMTP id A1 "
            "for <user@recipient.example>; Thu, 5 Feb 2026 09:15:03 +0000"
        ),
        (
            "from [127.0.0.1] (unknown [192.0.2.25]) by mx1.recipient.example (Postfix) with ESMTP id B2 "
            "for <user@recipient.example>; Thu, 5 Feb 2026 09:15:02 +0000"
        ),
    ]
    hidden = redaction(case({"Received": hops}))
    assert hidden.text("mx1.recipient.example [10.1.2.3] store7.recipient.example") == "mx1.○○○○ [***.***.***.***] ***.○○○○"
    assert hidden.text("from [127.0.0.1] (unknown [192.0.2.25])") == "from [127.0.0.1] (unknown [192.0.2.25])"


def test_tokens_of_pixels_and_of_leaving_are_masked() -> None:
    page = (
        '<p>News</p><img src="https://track.sender.example/o/9f3b61c07d2e48aa91.gif?l=7" width="1" height="1">'
        '<a href="https://sender.example/unsubscribe?k=Zm9vYmFyMTIzNDU2Nzg5">leave</a><a href="https://sender.example/item/12345">x</a>'
    )
    hidden = redaction(case(body={"html": page}))
    assert kinds(hidden, "token") == {"9f3b61c07d2e48aa91", "Zm9vYmFyMTIzNDU2Nzg5"}
    assert (
        hidden.url("https://track.sender.example/o/9f3b61c07d2e48aa91.gif?l=7") == "https://track.sender.example/o/****.gif?l=7"
    )
    assert not kinds(redaction(case(body={"html": '<img src="https://a.example/i/holiday-2025-logo-320px.png">'})), "token")
    assert hidden.url("https://sender.example/item/12345") == "https://sender.example/item/12345"


def test_the_pixel_behind_hundreds_of_coded_links_is_masked() -> None:
    def code(n: object) -> str:
        return hashlib.sha256(str(n).encode()).hexdigest()[:26]

    links = "".join(f'<p><a href="https://shop.example/c?x={code(n)}">{n}</a>' for n in range(300))
    given = case(body={"html": f'{links}<img src="https://shop.example/open/{code("who")}.gif">'})
    left = redaction(given, codes=True).source(given.message).decode()

    assert not [n for n in (*range(300), "who") if code(n) in left]


@pytest.mark.parametrize("line", ["I know your password is Blue7horse, as you see.", "Blue7horse is your password. Surprised?"])
def test_a_password_that_is_quoted_as_proof_is_masked(line: str) -> None:
    hidden = redaction(case({"Subject": "user Blue7horse"}, {"text": f"{line}\n\nI recorded you. Send 1000 USD in bitcoin.\n"}))
    assert "Blue7horse" not in hidden.text(line + " user Blue7horse")
    assert hidden.text("your password is old") == "your password is old"


def test_companions_and_their_files_name_nobody() -> None:
    from sabaku.model import Companion, Run

    full = case()
    other = Companion("/home/dora/second.eml", "0" * 64, "someone@gmail.com", ("subject",))
    report = msgspec.structs.replace(conclude(full), run=Run("-", 1.0, (other,)))
    run = redaction(full).report(report).run
    assert run is not None
    assert run.companions[0].input == "second.eml"
    assert run.companions[0].to == "***@*****.***"


def test_a_third_party_whose_domain_was_abused_is_masked_but_not_for_himself() -> None:
    full, hidden = example("fukushima")
    report = as_json.render(hidden.report(conclude(full))).decode()
    assert "fukushima" not in report
    assert "卓球協会" not in report
    assert "△△△△.jp" in report
    own, told = example("fukushima", owner=True)
    letter = as_json.render(told.report(conclude(own))).decode()
    assert "fukushima-tta.jp" in letter
    assert "福島県卓球協会" in letter
    assert "recipient.example" not in letter


def test_terms_of_the_operator_are_masked_in_every_form() -> None:
    hidden = redaction(case(), terms=["Projekt Nordlicht"])
    assert hidden.text("PROJEKT NORDLICHT") == "****"
    assert "Nordlicht" not in hidden.text("x Projekt%20Nordlicht y")
    assert hidden.text(base64.b64encode(b"the Projekt Nordlicht").decode()) == "****"


# --- how it is masked --------------------------------------------------------------------------------------------


@pytest.fixture
def hidden() -> Redaction:
    return Redaction(
        (
            Secret("taro.yamada@recipient.example", "address", "***@*****.***", NOTHING),
            Secret("recipient.example", "domain", "○○○○", NOTHING),
            Secret("山田太郎", "name", "○○", NOTHING),
        )
    )


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("Dear Taro.Yamada@Recipient.Example!", "Dear ***@*****.***!"),
        ("ｔａｒｏ．ｙａｍａｄａ＠ｒｅｃｉｐｉｅｎｔ．ｅｘａｍｐｌｅ", "***@*****.***"),
        ("taro.yamada&#64;recipient&#x2e;example", "***@*****.***"),
        ("taro.yamada@reci\u200bpient.exam\u00adple", "***@*****.***"),
        ("taro.yamada [at] recipient[.]example", "***@*****.***"),
        ("<bounce+taro.yamada=recipient.example@evil.example>", "<bounce+***@*****.***@evil.example>"),
        ("SRS0=x=yy=recipient.example=taro.yamada@fwd.example", "SRS0=x=yy=***@*****.***@fwd.example"),
        ("https://evil.example/?e=taro.yamada%2540recipient.example&x=1", "https://evil.example/?e=***@*****.***&x=1"),
        ("https://evil.example/dGFyby55YW1hZGFAcmVjaXBpZW50LmV4YW1wbGU=/a", "https://evil.example/****/a"),
        ("https://recipient.example.evil.example/", "https://○○○○.evil.example/"),
        ("recipient-example.evil.example", "○○○○.evil.example"),
        ("x@recipient.example", "***@*****.***"),
        ("info@mail.recipient.example", "info@○○○○"),
        ("srv-tokyo3.mail.recipient.example", "***.mail.○○○○"),
        ("myrecipient.example is another", "myrecipient.example is another"),
        ("taro.yamada\n  @recipient.example", "***@*****.***"),
        ('{"n": "\\u5c71\\u7530\\u592a\\u90ce"}', '{"n": "○○"}'),
        ("%E5%B1%B1%E7%94%B0%E5%A4%AA%E9%83%8E様", "○○様"),
        ("nothing here", "nothing here"),
        ("", ""),
    ],
)
def test_masks(hidden: Redaction, written: str, masked: str) -> None:
    assert hidden.text(written) == masked
    assert hidden.text(masked) == masked


def test_nothing_raises(hidden: Redaction) -> None:
    for text in (
        "\ud800 taro.yamada@recipient.example \udfff",
        "%",
        "%E5",
        "&#x110000;",
        "\\ud83d",
        "=" * 100,
        "A" * 20_000,
        "%41" * 5000,
    ):
        assert "taro.yamada" not in hidden.text(text)


def test_a_mail_to_hundreds_masks_them_all() -> None:
    everybody = [f"person{n}@house{n}.example" for n in range(300)]
    told = redaction(case({"To": ", ".join(everybody)}))
    text = " ".join(everybody)
    assert told.text(text).count("***@*****.***") == 300


def test_places_of_evidence_stay_places() -> None:
    full, told = example("kagoya")
    source = told.source(full.message)
    assert len(source) == len(full.message.raw)
    assert b"recipient.example" not in source
    assert b"fablights" not in full.message.raw  # it is in base64
    before, after = conclude(full), told.report(conclude(full))
    assert [it.raw for one in after.findings for it in one.evidence] == [it.raw for one in before.findings for it in one.evidence]


def test_an_attachment_that_tells_is_blanked() -> None:
    body = {"text": "see the file\n", "files": [{"name": "list.csv", "type": "text/csv", "text": "1;user@recipient.example\n"}]}
    full = case(body=body)
    source = redaction(full).source(full.message)
    assert base64.encodebytes(b"1;user@recipient.example\n").strip() not in source
    assert prepare(Input(source)).message.parts[2].filename == "list.csv"


def test_what_the_forwarder_wrote_and_where_the_file_lay_is_private() -> None:
    full = case(carrier=Carrier("attachment", "Fw: strange", "Dora <dora@recipient.example>", "I am ill, call me at home. Dora"))
    from sabaku.model import Run

    report = msgspec.structs.replace(conclude(full), run=Run("/home/dora/mails/one.eml", 1.0))
    told = redaction(full).report(report)
    assert told.message.carrier is not None
    assert (told.message.carrier.words, told.message.carrier.sender, told.message.carrier.subject) == ("", "", "")
    assert "Dora" not in as_text.render(told, "en", full.message.raw)
    assert told.run is not None
    assert told.run.input == "one.eml"


def test_the_review_tells_reason_and_place_and_no_secret() -> None:
    full, told = example("kagoya")
    rows = review(told.secrets, full.message)
    assert rows[0].where.en == "X-Original-To header (line 2 of the source)"
    assert rows[0].why.ja.endswith("。")
    assert not any("recipient.example" in it.hint for it in rows)
    assert any(it.hint == "user@recipient.example" for it in review(told.secrets, full.message, clear=True))


# --- numbers by which the sender knows the recipient again ---------------------------------------------------------

NUMBER = "8x7Vhmfl8wrcKV88xtuir1pS2Mi3UxKPAbyI8x"
OTHER = "4RBbql39431otFr1163ocnlotvtac14302TG"


def linked(url: str) -> Case:
    return case(body={"text": f"Log in: {url}\n"})


@pytest.mark.parametrize("name", ["email", "e-mail", "rcpt", "uid", "user_id", "subscriber"])
def test_a_value_that_is_named_for_the_recipient_is_masked_everywhere(name: str) -> None:
    url = f"https://evil.example/go?x=1&{name}={NUMBER}&y=2"
    assert redaction(linked(url)).url(url) == f"https://evil.example/go?x=1&{name}=****&y=2"


def test_a_long_code_is_masked_for_readers_and_told_to_desks() -> None:
    url = f"http://evil.example/{OTHER}"
    assert redaction(linked(url)).url(url) == url
    assert redaction(linked(url), codes=True).url(url) == "http://evil.example/****"


def test_words_in_a_link_are_no_codes() -> None:
    url = "https://evil.example/account/verification/customer-service-portal?page=security-settings-overview"
    assert redaction(linked(url), codes=True).url(url) == url


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("https://a.example/?u=user@recipient.example\n\nPayPal Support", "https://a.example/?u=***@*****.***\n\nPayPal Support"),
        ("Mail\nuser@recipient.example\nTeam", "Mail\n***@*****.***\nTeam"),
        ("us\ner@recipient.example, log in", "***@*****.***, log in"),
    ],
)
def test_words_of_the_lines_around_an_address_stay(text: str, masked: str) -> None:
    assert redaction(case({"To": "user@recipient.example"})).text(text) == masked
