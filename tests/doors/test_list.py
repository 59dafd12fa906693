"""A mailbox as a list, and one mail taken out of it by the name that the list gives."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from intake.test_forwarded_mail import OTHER, RFC822
from intake.test_forwarded_mail import carrier as forward
from mails import build
from sabaku.doors.cli import main
from sabaku.doors.listed import FEW, List

POSTMARK = b"From info@sender.example Thu Feb  5 10:00:05 2026\n"
LURE = """お客様のアカウントに不審なログインがあったため、24時間以内に下記よりパスワードをご確認ください。確認できない場合はアカウントを停止します。
https://amazon-co-jp.account-verify.example/signin
お客様番号 {n}
"""


def mail(n: int, text: str, sender: str = '"Amazon.co.jp" <a@mail.example>') -> bytes:
    return build(
        {"headers": {"From": sender, "To": f"user{n}@recipient.example", "Subject": f"通知 {n}"}, "body": {"text": text}}
    )


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "box.mbox"
    mails = [
        mail(1, "来週の会議の議題をお送りします。", "b@recipient.example"),
        *(mail(n, LURE.format(n=n)) for n in range(2, 6)),
    ]
    path.write_bytes(b"".join(POSTMARK + it + b"\n" for it in mails))
    return path


def test_a_mailbox_on_one_page(box: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", str(box), "--format", "list", "--lang", "ja"]) == 0
    told = capfd.readouterr()
    assert "5通の一覧" in told.out
    assert "同じ内容のもの ほか3通: #3、#4、#5" in told.out
    assert told.out.index("通知 2") < told.out.index("通知 1")
    assert told.err == ""


def test_many_mails_are_listed_the_same_whoever_examines_them(box: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pages = []
    with pytest.MonkeyPatch.context() as patch:
        for compared in (200, 2):  # beyond it, workers examine them
            patch.setattr("sabaku.doors.examine.COMPARED", compared)
            assert main(["examine", str(box), "--format", "list", "--jobs", "2", "--now", "2026-02-05T12:00:00+09:00"]) == 0
            pages.append(capfd.readouterr().out)
    assert pages[0] == pages[1]


def test_reports_one_after_the_other_say_which_they_are_of_and_how_to_get_the_list(
    box: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["examine", str(box), "--lang", "en"]) == 0
    told = capfd.readouterr()
    assert [it for it in told.out.splitlines() if it.startswith("=====")] == [f"===== {box}#{n} =====" for n in range(1, 6)]
    assert "sabaku: 5 mails examined (" in told.err
    assert f"sabaku examine {box} --format list" in told.err


def test_one_mail_of_a_mailbox_by_its_name(box: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", f"{box}#3", "--format", "json", "--case", str(tmp_path / "case")]) == 0
    report = json.loads(capfd.readouterr().out)
    assert (report["message"]["subject"], report["input"]) == ("通知 3", f"{box}#3")
    assert (tmp_path / "case" / "report.json").is_file()


def test_a_number_that_is_not_there_is_said(box: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", f"{box}#9", f"{box}#2", "--format", "json", "--lang", "en"]) == 1
    told = capfd.readouterr()
    assert f"{box}#9: there is no mail of that number or name in it." in told.err
    assert json.loads(told.out)["message"]["subject"] == "通知 2"


def test_a_file_whose_own_name_ends_so_is_that_file(box: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path(f"{box}#1").write_bytes(mail(7, "hello"))
    assert main(["examine", f"{box}#1", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["message"]["subject"] == "通知 7"


def test_a_forwarded_mail_among_several_of_one_carrier(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    carrier = tmp_path / "carrier.eml"
    carrier.write_bytes(forward(RFC822 + b"\n--b\nContent-Type: message/rfc822\n\n" + OTHER, words="この2通は本物でしょうか。"))
    assert main(["examine", f"{carrier}#2", "--format", "json", "--home", "recipient.example"]) == 0
    assert json.loads(capfd.readouterr().out)["message"]["subject"] == "請求"


def test_one_mail_of_a_pack_by_its_name(box: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "all.zip"
    with ZipFile(pack, "w") as archive:
        archive.writestr("a/one.eml", mail(8, "hello"))
        archive.writestr("box.mbox", box.read_bytes())
    for name, subject in (("a/one.eml", "通知 8"), ("box.mbox#4", "通知 4")):
        assert main(["examine", f"{pack}#{name}", "--format", "json"]) == 0
        assert json.loads(capfd.readouterr().out)["message"]["subject"] == subject
    assert main(["examine", f"{pack}#a/two.eml", "--lang", "en"]) == 1
    assert "there is no mail of that number or name in it" in capfd.readouterr().err


def test_no_mail_no_list(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", str(tmp_path / "nowhere.eml"), "--format", "list", "--lang", "en"]) == 1
    told = capfd.readouterr()
    assert told.out == ""
    assert "nowhere.eml: not found" in told.err


def test_kept_cases_as_a_list_by_their_stored_reports(
    box: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(box.parent)  # a long path would be broken over lines
    base = Path("cases")
    assert main(["examine", str(box), "--case", str(base), "--format", "list", "--lang", "ja"]) == 0
    made = capfd.readouterr().out
    assert f"sabaku replay {base}/" in made
    assert main(["replay", str(base), "--format", "list", "--lang", "ja"]) == 0
    kept = capfd.readouterr().out
    assert "5通の一覧" in kept
    assert "ほか3通" in kept
    assert [text.count(f"\n {base}/") for text in (kept, made)] == [2, 2]
    assert main(["replay", str(base), "--format", "list", "--checks", "now", "--lang", "ja"]) == 0
    assert capfd.readouterr().out == kept


def test_a_list_names_cases_that_cannot_be_read_and_takes_no_new_answers(
    box: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    base = tmp_path / "cases"
    assert main(["examine", str(box), "--case", str(base), "--format", "json"]) == 0
    broken = min(base.iterdir())
    (broken / "report.json").write_bytes(b"{")
    capfd.readouterr()
    assert main(["replay", str(base), "--format", "list", "--lang", "en"]) == 1
    told = capfd.readouterr()
    assert "4 mails at a glance" in told.out
    assert f"{broken}: the case cannot be read" in told.err
    assert main(["replay", str(base), "--format", "list", "--again", "--lang", "en"]) == 2
    assert main(["replay", str(tmp_path), "--format", "list", "--lang", "en"]) == 1
    assert main(["replay", str(tmp_path / "nowhere"), "--format", "list", "--lang", "en"]) == 1
    assert "not found" in capfd.readouterr().err


@pytest.mark.parametrize(("mails", "hinted"), [(FEW, False), (FEW + 1, True)])
def test_a_few_reports_are_read_without_a_list(mails: int, hinted: bool, capfd: pytest.CaptureFixture[str]) -> None:
    seen = List("en")
    seen.levels["fraud"] = mails
    seen.hint(["box.mbox"])
    assert ("--format list" in capfd.readouterr().err) == hinted


def test_the_command_for_the_list_can_be_pasted_and_stays_short(capfd: pytest.CaptureFixture[str]) -> None:
    seen = List("en")
    seen.levels["no-sign"] = 40
    seen.hint(["my mail.eml", "b.eml", "c.eml", "d.eml"])
    assert "sabaku examine 'my mail.eml' b.eml c.eml … --format list" in capfd.readouterr().err
