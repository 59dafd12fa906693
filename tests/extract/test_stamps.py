"""Tags on the subject and filters' fields: decoded, never believed."""

from __future__ import annotations

import pytest

from sabaku.extract.stamps import canonical, decode, find, kind_of, tags
from sabaku.mime import parse
from sabaku.model import AuthResult, Header, Input


@pytest.mark.parametrize(
    ("subject", "tag", "kind"),
    [
        ("[spam] 重要なお知らせ", "[spam]", "spam"),
        ("***SPAM*** hello", "***spam***", "spam"),
        ("＊＊＊迷惑メール＊＊＊ ご案内", "***迷惑メール***", "spam"),
        ("[迷惑メール] ご案内", "[迷惑メール]", "spam"),
        ("【迷惑メール】ご案内", "[迷惑メール]", "spam"),
        ("[SPAM?] hello", "[spam?]", "spam"),
        ("{Spam?} hello", "{spam?}", "spam"),
        ("[meiwaku]ご案内", "[meiwaku]", "spam"),
        ("[BULK] news", "[bulk]", "spam"),
        ("(SPAM) news", "[spam]", "spam"),
        ("[SPAM 7.2] news", "[spam]", "spam"),
        ("[SPAM：85%] news", "[spam]", "spam"),
        ("SPAM: news", "[spam]", "spam"),
        ("Re: [spam] news", "[spam]", "spam"),
        ("[ML:123] [spam] news", "[spam]", "spam"),
        ("【重要】[spam] お知らせ", "[spam]", "spam"),
        ("news [SPAM]", "[spam]", "spam"),
        ("[フィッシング詐欺の疑い] 口座の確認", "[フィッシング詐欺の疑い]", "phishing"),
        ("[社外] ご案内", "[社外]", "external"),
        ("[EXTERNAL] invoice", "[external]", "external"),
    ],
)
def test_tags(subject: str, tag: str, kind: str) -> None:
    found = [subject[start:end] for start, end in tags(subject)]
    assert [canonical(it) for it in found] == [tag]
    assert kind_of(found[0]) == kind


@pytest.mark.parametrize(
    "subject",
    ["【楽天】ご案内", "[重要] お知らせ", "How to fight spam", "[dev] spam filter", "(株)例示商事", "", "[", "*** 限定 ***"],
)
def test_no_tags(subject: str) -> None:
    assert list(tags(subject)) == []


def header(name: str, text: str) -> Header:
    return Header(name, name.lower(), text, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("X-Spam-Flag", "YES", [("spamassassin", "YES", "spam")]),
        ("X-Spam-Status", "No, score=-2.6 required=5.0 tests=BAYES_00", [("spamassassin", "No", "clean")]),
        ("X-Acme-MailScanner-SpamCheck", "not spam, SpamAssassin (score=0)", [("mailscanner", "not spam", "clean")]),
        (
            "X-Forefront-Antispam-Report",
            "CIP:203.0.113.5;CTRY:JP;LANG:ja;SCL:9;SRV:;IPV:NLI;SFV:SPM;H:a.example;PTR:x;CAT:HPHISH;SFS:(1);DIR:INB;",
            [
                ("microsoft", "SPM", "spam"),
                ("microsoft", "HPHISH", "phishing"),
                ("microsoft", "NLI", "unknown"),
                ("microsoft", "9", "spam"),
            ],
        ),
        ("X-MS-Exchange-Organization-SCL", "-1", [("microsoft", "-1", "allowed")]),
        ("X-OCN-SPAM-CHECK", "100.00%", [("ocn", "100.00", "spam")]),
        ("X-MD-Class", "spam", [("necchu", "spam", "spam")]),
        ("X-TERRACE-SPAMMARK", "NO (SR:28.34) (by Terrace)", [("terrace", "NO", "clean")]),
        ("Authentication-Results", "spf=none; compauth=fail reason=601", [("microsoft", "fail", "suspect")]),
        ("X-Spam-Status", "", []),
        ("X-Unknown", "YES", []),
    ],
)
def test_fields(name: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = list(decode(header(name, text)))
    assert [(it.filter, it.value, it.verdict) for it in found] == expected
    assert [text[it.start : it.end] for it in found] == [it.value for it in found]


def test_only_fields_above_the_senders_part_are_the_receivers() -> None:
    raw = (
        b"X-Spam-Flag: NO\r\nReceived: from a (unknown [203.0.113.7]) by mx.recipient.example (Postfix) with ESMTP id 1; Thu, 5 Feb 2026 10:00:00 +0900\r\n"
        b"X-Spam-Status: Yes, score=9\r\nReceived: from b by a; Thu, 5 Feb 2026 10:00:00 +0900\r\nX-Spam-Status: No, score=-5\r\nSubject: [spam] x\r\n\r\nx\r\n"
    )
    every = list(find(parse(raw), Input(raw), ()))
    assert [it.value for it in every if it.role == "subject"] == ["[spam]"]
    assert [it.detail.trusted for it in every if isinstance(it.detail, AuthResult)] == [True, True, False]
