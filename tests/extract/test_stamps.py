"""Tags on the subject and filters' fields: decoded, never believed."""

from __future__ import annotations

import pytest

from sabaku.data import toml
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
        ("X-MailGates", "(flag:3,DYNAMIC,RELAY,NOHOST:PASS)(compute_score:DELIVER,40 ,3)", [("mailgates", "DELIVER", "clean")]),
        ("X-matriXscan-msec-AV", "Clean", [("matrixscan", "Clean", "unknown")]),
        ("X-SecurityPolicyCheck", "OK by SHieldMailChecker v2.6.2", [("shieldmailchecker", "OK", "unknown")]),
        ("X-SecurityPolicyCheck-GC", "OK by FENCE-Mail", [("shieldmailchecker", "OK", "unknown")]),
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
        ("X-Vade-Verdict", "clean", [("vade", "clean", "clean")]),
        ("X-RazorGate-Vade-Verdict", "clean 0", [("vade", "clean", "clean")]),
        ("X-VR-SPAMSTATE", "OK", [("vade", "OK", "clean")]),
        ("X-VADE-SPAMSTATE", "commercial:mce", [("vade", "commercial", "bulk")]),
        ("X-CMAE-Score", "100", [("cloudmark", "100", "spam")]),
        ("X-CMAE-Score", "0", [("cloudmark", "0", "clean")]),
        ("X-HiNet-Brightmail", "Spam", [("cloudmark", "Spam", "spam")]),
        ("X-PMX-Spam", "Gauge=IIIIIIII, Probability=8%, Report='x'", [("sophos", "8", "clean")]),
        ("X-PMX-Spam", "Gauge=XXXXXXXXX, Probability=98%, Report='x'", [("sophos", "98", "spam")]),
        ("X-Spam-Score", "100.00%", [("hosting-mf", "100.00", "spam")]),
        ("X-Spam-Score", "5.43", []),
        ("X-IMAIL-SPAM-DNSBL", "(zen,1a2b,192.0.2.1)", [("imail", "(zen,1a2b,192.0.2.1)", "suspect")]),
        ("X-IMAIL-THREAD", "x", []),
        ("X-YahooFilteredBulk", "192.0.2.1", [("yahoo", "192.0.2.1", "bulk")]),
        ("Spam-Test", "True ; 7.3 / 5.0", [("sun", "True", "spam")]),
        ("X-SPAM-MARK", "by Spam Filter Rule", [("mailsuite", "by Spam Filter Rule", "spam")]),
        ("X-titech-spam", "Inspected", [("titech", "Inspected", "spam")]),
        ("X-Ironport", "Suspected", [("tsukuba", "Suspected", "suspect")]),
        ("X-FG", "Spam", [("fortinet", "Spam", "spam")]),
        ("X-Bogosity", "Ham, tests=bogofilter, spamicity=0.000000", [("bogofilter", "Ham", "clean")]),
        ("X-SpamExperts-Class", "unsure", [("spamexperts", "unsure", "suspect")]),
        ("X-Alimail-AntiSpam", "AC=SUSPECT; BC=0.666849|-1; BR=01201311R", [("alimail", "SUSPECT", "suspect")]),
        ("X-SpamTest-Status", "Not detected", [("kaspersky", "Not detected", "clean")]),
        ("X-Acme-Spam-Status", "Yes, score=9.1 required=5.0", [("spamassassin", "Yes", "spam")]),
        ("X-VA-Spam-Flag", "YES", [("spamassassin", "YES", "spam")]),
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


def test_every_filter_says_where_its_dialect_was_read_and_can_be_told() -> None:
    told = toml("filters")
    assert all(len(it["source"]) > 12 for it in (*told["filter"], *told["tag"]))
    names = {it["id"] for it in told["filter"]}
    for field in told["field"]:
        verdicts = (
            field.get("ranges") or [field["any"]] if "any" in field or "ranges" in field else list(field["values"].values())
        )
        assert field["filter"] in names
        for it in verdicts:
            value = {"verdict", "ja", "en"} <= set(it)
            assert value, field["header"]
