"""`sabaku notify` as its users meet it: drafts, what leaves, and sending through a real server: asked first, once, recorded."""

from __future__ import annotations

import email
import json
import os
import stat
from datetime import UTC, datetime
from email import policy
from pathlib import Path

import msgspec
import pytest

from doors.smtp_server import CERTIFICATE, smtp_server, tls
from doors.test_export import kept
from sabaku.doors._post import RECORD, keep, send
from sabaku.doors.cli import main
from sabaku.doors.config import ConfigError, Smtp
from sabaku.render.notice.followup import Sent

CONFIG = """
lang = "ja"
[reporter]
organisation = "例示株式会社"
name = "山田花子"
contact = "abuse@reporter.example"
"""


@pytest.fixture
def case(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    return kept(tmp_path, "kagoya", capfd)


def config(tmp_path: Path, more: str = "") -> str:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG + more, "utf-8")
    return str(path)


def smtp(port: int, more: str = "starttls = false") -> str:
    return f'\n[smtp]\nhost = "127.0.0.1"\nport = {port}\n{more}\n'


def test_drafts_are_written_and_what_leaves_is_said(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path)]) == 0
    told = capfd.readouterr().out
    assert "info@antiphishing.jp" in told
    assert "伏せずに外部へ出る情報" in told
    assert "20.210.172.29" in told
    assert "伏せた情報" in told
    body = (case / "notices" / "antiphishing-jp.eml").read_bytes()
    assert email.message_from_bytes(body, policy=policy.default)["to"] == "info@antiphishing.jp"
    assert not (case / RECORD).exists()


def test_to_another_folder(case: Path, tmp_path: Path) -> None:
    assert main(["notify", str(case), "--to", "xarf", "--config", config(tmp_path), "--out", str(tmp_path / "out")]) == 0
    names = {it.name for it in (tmp_path / "out").iterdir()}
    assert {"xarf-phishing-1-hoster.json", "xarf-phishing-1-hoster.eml", "xarf-spam.json", "xarf-spam.eml"} <= names


def test_what_a_desk_does_not_take_is_refused_with_the_reason(
    case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["notify", str(case), "--to", "dekyo", "--config", config(tmp_path)]) == 1
    assert "受付対象ではありません" in capfd.readouterr().err
    assert not (case / "notices").exists()


def test_without_settings_drafts_are_made_and_nothing_is_sent(
    case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('lang = "ja"\n', "utf-8")
    assert main(["notify", str(case), "--to", "abuse", "--config", str(path)]) == 0
    assert main(["notify", str(case), "--to", "abuse", "--config", str(path), "--send", "--yes"]) == 2
    assert "[smtp]" in capfd.readouterr().err
    assert main(["notify", str(case), "--to", "xarf", "--config", str(path)]) == 1


@pytest.mark.enable_socket
def test_sent_once_and_recorded(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with smtp_server() as box:
        words = ["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path, smtp(box.port)), "--send", "--yes"]
        assert main(words) == 0
        assert main(words) == 0
    assert len(box.mails) == 1
    sender, to, body = box.mails[0]
    assert (sender, to) == ("abuse@reporter.example", ("info@antiphishing.jp",))
    mail = email.message_from_bytes(body, policy=policy.default)
    assert mail["date"]
    assert mail["message-id"]
    assert mail["x-unsent"] is None
    assert b"recipient.example" not in body
    record = [json.loads(line) for line in (case / RECORD).read_text("utf-8").splitlines()]
    assert [(it["receiver"], it["to"], it["message_id"]) for it in record] == [
        ("antiphishing-jp", ["info@antiphishing.jp"], mail["message-id"])
    ]
    assert stat.S_IMODE((case / RECORD).stat().st_mode) == 0o600
    told = capfd.readouterr().out
    assert told.index("次の宛先へ送信します") < told.index("送信しました: info@antiphishing.jp")
    assert "送信するものはありません" in told


@pytest.mark.enable_socket
def test_nothing_is_sent_without_a_yes(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with smtp_server() as box:
        words = ["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path, smtp(box.port)), "--send"]
        monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
        assert main(words) == 2
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda _: "")
        assert main(words) == 1
        assert box.mails == []
        monkeypatch.setattr("builtins.input", lambda _: "y")
        assert main(words) == 0
    assert len(box.mails) == 1
    assert "--yes" in capfd.readouterr().err


@pytest.mark.enable_socket
def test_a_refused_mail_is_not_recorded_as_sent(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with smtp_server(refuse="info@antiphishing.jp") as box:
        words = ["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path, smtp(box.port)), "--send", "--yes"]
        assert main(words) == 1
    assert not (case / RECORD).exists()
    assert "送信できませんでした" in capfd.readouterr().err


@pytest.mark.enable_socket
def test_a_server_that_is_not_there(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with smtp_server() as box:
        port = box.port
    words = ["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path, smtp(port)), "--send", "--yes"]
    assert main(words) == 1
    assert "送信できませんでした" in capfd.readouterr().err


@pytest.mark.enable_socket
def test_starttls_and_password(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "password"
    secret.write_text("s3cret\n", "utf-8")
    secret.chmod(0o640)  # a group is others, too
    with smtp_server(user="me", password="s3cret", context=tls()) as box:
        more = f'user = "me"\npassword_file = "{secret}"\nca_file = "{CERTIFICATE}"'
        words = [
            "notify",
            str(case),
            "--to",
            "antiphishing-jp",
            "--config",
            config(tmp_path, smtp(box.port, more)),
            "--send",
            "--yes",
        ]
        assert main(words) == 2, "others may read the password"
        secret.chmod(0o600)
        assert main(words) == 0
        assert box.secure == [True]
        (case / RECORD).unlink()
        monkeypatch.setenv("SABAKU_SMTP_PASSWORD", "wrong")
        assert main(words) == 1
    assert len(box.mails) == 1


def test_a_record_that_leads_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / RECORD).symlink_to(elsewhere)
    with pytest.raises(OSError, match=RECORD):
        keep(tmp_path, Sent(datetime(2026, 2, 5, tzinfo=UTC), "abuse", "key", ("a@desk.example",), "subject", "<id>", "0", None))
    assert not elsewhere.exists()


@pytest.mark.enable_socket
@pytest.mark.parametrize(("host", "fault"), [("127.0.0.1", OSError), ("mail.reporter.example", ConfigError)])
def test_without_tls_a_password_goes_only_to_the_machine_itself(host: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        send(Smtp(host=host, port=1, user="me", starttls=False), "s3cret", b"", "me@reporter.example", ("a@desk.example",))


@pytest.mark.enable_socket
def test_an_unknown_certificate_is_not_trusted(case: Path, tmp_path: Path) -> None:
    with smtp_server(context=tls()) as box:
        words = [
            "notify",
            str(case),
            "--to",
            "antiphishing-jp",
            "--config",
            config(tmp_path, smtp(box.port, "")),
            "--send",
            "--yes",
        ]
        assert main(words) == 1
    assert box.mails == []


def test_a_password_is_not_sent_in_the_clear(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    more = '\n[smtp]\nhost = "mail.reporter.example"\nstarttls = false\nuser = "me"\n'
    words = ["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path, more), "--send", "--yes"]
    assert main(words) == 2
    assert "TLS" in capfd.readouterr().err


@pytest.mark.enable_socket
def test_a_reminder_is_sent_while_the_site_lives(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    to = _known_hoster(case)
    with smtp_server() as box:
        words = [
            "notify",
            str(case),
            "--to",
            "abuse",
            "--lang",
            "ja",
            "--config",
            config(tmp_path, smtp(box.port)),
            "--send",
            "--yes",
        ]
        assert main(words) == 0
        assert main(words) == 0
        assert len(box.mails) == 1, "no newer answer says that the site lives"
        _sent_before_the_visit(case)
        assert main(words) == 0
        assert main(words) == 0
    assert [mail[1] for mail in box.mails] == [(to,), (to,)]
    again = email.message_from_bytes(box.mails[1][2], policy=policy.default)
    assert "再送" in again["subject"]
    record = [json.loads(line) for line in (case / RECORD).read_text("utf-8").splitlines()]
    assert record[1]["follows"][:19] == record[0]["at"][:19]


def _known_hoster(case: Path) -> str:
    """Adds an answer to the case that names the hoster's desk, as a fuller examination would have."""
    network = {
        "objectClassName": "ip network",
        "startAddress": "103.251.94.0",
        "endAddress": "103.251.94.255",
        "name": "EXAMPLE-NET",
        "entities": [{"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@hoster.example"]]]}],
    }
    line = {"question": "rdap:103.251.94.111", "at": "2023-06-11T09:00:00Z", "raw": json.dumps(network)}
    tape = case / "tape.jsonl"
    lines = sorted([*tape.read_text("utf-8").splitlines(), json.dumps(line)], key=lambda it: json.loads(it)["question"])
    tape.write_text("\n".join(lines) + "\n", "utf-8")
    return "abuse@hoster.example"


def _sent_before_the_visit(case: Path) -> None:
    """Puts the record back in time, so that the visit of the case came after it."""
    path = case / RECORD
    told = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    early = datetime.fromisoformat("2023-06-11T08:00:00+00:00").isoformat()
    path.write_bytes(b"".join(msgspec.json.encode({**it, "at": early}) + b"\n" for it in told))


def test_a_broken_record_stops_everything(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (case / RECORD).write_text("{}\n", "utf-8")
    assert main(["notify", str(case), "--to", "abuse", "--config", config(tmp_path)]) == 2
    assert RECORD in capfd.readouterr().err


def test_the_owner_is_named_in_his_letter_only(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = kept(tmp_path, "fukushima", capfd)
    for to in ("owner", "abuse", "antiphishing-jp", "police", "reporter"):
        assert main(["notify", str(folder), "--to", to, "--lang", "ja", "--config", config(tmp_path)]) == 0
    for path in (folder / "notices").iterdir():
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        parts = [it.get_content() for it in mail.walk() if it.get_content_type() == "text/plain"]
        text = "".join(it if isinstance(it, str) else it.decode() for it in parts) + path.read_text("utf-8")
        assert ("福島県卓球協会" in text) == (path.name == "owner.eml"), path.name
        assert "recipient.example" not in text
    assert os.listdir(folder / "notices")  # noqa: PTH208


def test_a_leak_stops_everything(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from sabaku.render.redact import Redaction

    monkeypatch.setattr(Redaction, "text", lambda self, text: text)
    assert main(["notify", str(case), "--to", "antiphishing-jp", "--config", config(tmp_path)]) == 1
    assert "伏せるべき情報が残っています" in capfd.readouterr().err
    assert not (case / "notices").exists()


@pytest.mark.parametrize(("drawn", "sent"), [("Login  Password", True), ("user@recipient.example", False)])
def test_a_picture_of_the_site_goes_along_only_if_nothing_of_the_victim_is_in_it(
    case: Path, tmp_path: Path, drawn: str, sent: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("tesserocr")
    _seen(case, drawn)
    for to, name in (("abuse", "abuse-hoster.eml"), ("xarf", "xarf-phishing-1-hoster.eml")):
        assert main(["notify", str(case), "--to", to, "--lang", "ja", "--config", config(tmp_path)]) == 0
        told = capfd.readouterr().out
        body = (case / "notices" / name).read_bytes()
        if to == "abuse":
            mail = email.message_from_bytes(body, policy=policy.default)
            assert ("screenshot-1.png" in [it.get_filename() for it in mail.walk()]) == sent
            assert ("サイトの画面" in told) == sent
        else:
            report = json.loads((case / "notices" / "xarf-phishing-1-hoster.json").read_bytes())
            assert ("image/png" in [it["content_type"] for it in report["evidence"]]) == sent


def _seen(case: Path, drawn: str) -> None:
    """Puts a screenshot into the case, as a visit would have: with these words in it."""
    import hashlib
    import io

    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (900, 160), "white")
    ImageDraw.Draw(picture).text((40, 50), drawn, fill="black", font=ImageFont.load_default(size=48))
    page = io.BytesIO()
    picture.save(page, "PNG")
    digest = hashlib.sha256(page.getvalue()).hexdigest()
    (case / "blobs").mkdir()
    (case / "blobs" / digest).write_bytes(page.getvalue())
    tape = case / "tape.jsonl"
    lines = [json.loads(line) for line in tape.read_text("utf-8").splitlines()]
    for it in lines:
        if it["question"].startswith("visit:"):
            it["raw"] = json.dumps({**json.loads(it["raw"]), "screenshot": digest})
    tape.write_text("".join(json.dumps(it) + "\n" for it in lines), "utf-8")


def _reported(tmp_path: Path, capfd: pytest.CaptureFixture[str], id: str = "<report-7@own.example>") -> Path:
    """A folder of two cases: colleagues of one house handed on the same lure."""
    lure = (Path(__file__).parents[2] / "examples" / "kagoya" / "mail.eml").read_bytes()
    mails = []
    for who in ("sato", "suzuki"):
        head = f"From: {who}@own.example\nTo: help@own.example\nSubject: Fwd: test\nMessage-ID: {id}\nMIME-Version: 1.0\n"
        head += (
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n確認をお願いします。\n"
        )
        path = tmp_path / f"{who}.eml"
        path.write_bytes(head.encode() + b"--b\nContent-Type: message/rfc822\n\n" + lure + b"\n--b--\n")
        mails.append(str(path))
    assert main(["examine", *mails, "--case", str(tmp_path / "cases"), "--format", "json", "--config", config(tmp_path)]) == 0
    capfd.readouterr()
    return tmp_path / "cases"


@pytest.mark.enable_socket
def test_everybody_who_reported_a_lure_is_answered_at_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cases = _reported(tmp_path, capfd)
    with smtp_server() as box:
        words = ["notify", str(cases), "--to", "reporter", "--config", config(tmp_path, smtp(box.port)), "--send", "--yes"]
        assert main(words) == 0
        assert main(words) == 0
    assert sorted(to for _, to, _ in box.mails) == [("sato@own.example",), ("suzuki@own.example",)]
    for _, _, body in box.mails:
        mail = email.message_from_bytes(body, policy=policy.default)
        assert mail["in-reply-to"] == mail["references"] == "<report-7@own.example>"
    assert all((case / RECORD).exists() for case in cases.iterdir())


def test_an_id_that_is_none_is_not_answered(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cases = _reported(tmp_path, capfd, "<a@own.example> <b@own.example>")
    assert main(["notify", str(cases), "--to", "reporter", "--config", config(tmp_path), "--out", str(tmp_path / "out")]) == 0
    drafts = sorted((tmp_path / "out").glob("*/reporter.eml"))
    assert len(drafts) == 2
    assert not any(b"In-Reply-To" in it.read_bytes() for it in drafts)


def test_a_desk_is_written_to_about_one_case(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cases = _reported(tmp_path, capfd)
    assert main(["notify", str(cases), "--to", "abuse", "--config", config(tmp_path)]) == 2
    assert "ケースを1件だけ指定してください" in capfd.readouterr().err
    assert not list(cases.glob("*/notices"))


def test_of_many_those_that_cannot_be_read_are_named_and_the_others_done(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one, other = sorted(_reported(tmp_path, capfd).iterdir())
    (one / "tape.jsonl").write_text("{", "utf-8")
    assert main(["notify", str(one), str(other), "--to", "reporter", "--config", config(tmp_path)]) == 1
    assert str(one) in capfd.readouterr().err
    assert (other / "notices" / "reporter.eml").exists()
    assert not (one / "notices").exists()


def test_the_header_that_goes_along_says_in_what_characters_it_is(case: Path, tmp_path: Path) -> None:
    assert main(["notify", str(case), "--to", "abuse", "--config", config(tmp_path)]) == 0
    mail = email.message_from_bytes((case / "notices" / "abuse-hoster.eml").read_bytes(), policy=policy.default)
    (headers,) = [it for it in mail.walk() if it.get_filename() == "headers.txt"]
    assert "Subject: KAGOYA 【重要】" in headers.get_content()
