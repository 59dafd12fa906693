"""Whatever stands in the mail, an export stays what it is: no formula, no further line, no escape from quotes, no hidden character."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from outgoing import example, made, outgoing
from sabaku.model import Text
from sabaku.render.export import FORMATS, export
from sabaku.render.export.filters import literal
from sabaku.render.export.given import HOST
from sabaku.render.export.hunt import kql_text
from sabaku.render.export.rules import powershell_text, sieve_text
from sabaku.render.export.tables import safe
from sabaku.render.tame import HIDDEN

NASTY = (
    '=HYPERLINK("https://x.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "'; DROP TABLE x; --", '"; Stop-Computer; "', "$(id)", "`id`",
    "${jndi:ldap://x}", "\u202egpj.exe", "\u200b", "\x1b[31m", "\r\nBcc: all@evil.example", "\n- inject: yes", "| where true", "//",
    "#", "*", "?", "\\", "/", "}", "{{", "]]", "' or '1'='1", "‘’", "%0a", "&&", ";", "\x00", "<script>", "あ", "😀", ": ", "---", "!!python/object",
)  # fmt: skip
TOKENS = st.lists(st.sampled_from(NASTY), min_size=1, max_size=5).map("".join)


def mail(subject: str, path: str, name: str, id: str, mailer: str) -> dict[str, Any]:
    return {
        "headers": {
            "From": f'"{name}" <x@evil-bank.example>',
            "Reply-To": "<collect@gmail.com>",
            "Subject": subject,
            "Message-ID": f"<{id}@evil-bank.example>",
            "X-Mailer": mailer,
            "Received": "from [127.0.0.1] (unknown [192.0.2.99]) by mx.recipient.example (Postfix) with ESMTP id 4F2307292395 "
            "for <user@recipient.example>; Thu,  5 Feb 2026 10:15:02 +0900 (JST)",
        },
        "body": {
            "html": "<p>お客様のアカウントを停止しました。パスワードを入力してください。</p>"
            f'<a href="https://login.evil-bank.example/{_attribute(path)}">確認</a>'
        },
        "home": {"domains": ["recipient.example"]},
        "facts": [_listed(it) for it in ("https://login.evil-bank.example/", "login.evil-bank.example")],
    }


def _attribute(path: str) -> str:
    return path.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace("\x00", "")


def _listed(subject: str) -> dict[str, Any]:
    value = {"is": "listing", "list": "OpenPhish", "listed": True}
    return {"question": f"feeds:{subject}", "state": "found", "at": "2026-02-05T01:00:00Z", "value": value}


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Shrinking such mails takes minutes."""


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(TOKENS, TOKENS, TOKENS, TOKENS, TOKENS)
def test_no_export_is_broken_out_of(subject: str, path: str, name: str, id: str, mailer: str) -> None:
    case, report = made(mail(_line(subject), path, _line(name).replace('"', ""), _line(id), _line(mailer)))
    it = outgoing(case, report, all_roles=True)
    for format in FORMATS:
        text = export(it, format).decode("utf-8")
        assert not re.search(f"[{HIDDEN}]", text), format
        CHECKS.get(format, lambda text: None)(text)


def _line(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ").replace("\x00", "")


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert all(len(row) == 13 for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r|" and cell]


def _sigma(text: str) -> None:
    import yaml

    for rule in yaml.safe_load_all(text):
        assert set(rule) == {
            "title", "id", "status", "description", "author", "date", "tags", "logsource", "detection", "falsepositives", "level",
        }  # fmt: skip
        assert rule["detection"]["condition"] == "1 of selection_*"
    from sigma.collection import SigmaCollection

    assert not SigmaCollection.from_yaml(text).errors


def _kql(text: str) -> None:
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"', "S", "\n".join(line for line in text.splitlines() if not line.startswith("//")))
    assert re.fullmatch(r"[A-Za-z0-9_\s=|(),\[\];>~-]*", bare), bare


def _stix(text: str) -> None:
    import stix2
    from stix2patterns.validator import run_validator

    stix2.parse(text, allow_custom=False)
    patterns = [it["pattern"] for it in json.loads(text)["objects"] if it["type"] == "indicator"]
    assert patterns
    assert not [it for it in patterns if run_validator(it, stix_version="2.1")]


def _misp(text: str) -> None:
    from pymisp import MISPEvent

    MISPEvent().from_json(text)


def _thehive(text: str) -> None:
    alert = json.loads(text)
    assert set(alert) == {
        "type", "source", "sourceRef", "title", "description", "severity", "date", "tags", "tlp", "observables",
    }  # fmt: skip
    assert "\n" not in alert["title"]
    values = [it["data"] for it in alert["observables"]]
    assert len(values) == len(set(values))


def test_what_a_mail_says_is_no_markdown_in_an_alert() -> None:
    case, report = example("kagoya")
    says = Text("「![x](//evil.example/x) <b>」", "“![x](//evil.example/x) <b>”")
    first = structs.replace(next(it for it in report.findings if it.weight > 0), says=says)
    it = outgoing(case, structs.replace(report, findings=(first,)))
    assert json.loads(export(it, "thehive"))["description"] == "- 「\\!\\[x\\](//evil\\[.\\]example/x) \\<b\\>」"


def _names(text: str) -> None:
    for line in text.splitlines():
        if line[:1] in "0:":
            assert HOST.fullmatch(line.split()[1]), line


def _rpz(text: str) -> None:
    import dns.zone

    names = {str(name) for name in dns.zone.from_text(text, origin="rpz.", relativize=False)}
    assert "evil-bank.example.rpz." in names
    assert not [name for name in names if "gmail" in name]


def _postfix(text: str) -> None:
    for line in text.splitlines():
        assert not line or line.startswith("#") or re.search(r" (REJECT|HOLD) sabaku [0-9a-f]{8}$", line), line
        if line.startswith("/"):
            re.compile(line[1 : line.rindex("/ HOLD")])


def _spamassassin(text: str) -> None:
    for line in text.splitlines():
        assert re.match(r"#|uri |header |meta |describe |score ", line), line
        if line.startswith("uri"):
            assert re.search(r" m\{(?:[^{}#\\]|\\.)*\}i$", line), line


def _log_search(text: str) -> None:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            words = list(lexer)
            assert words[0] in ("zgrep", "journalctl", "grep", "doveadm"), line
            assert not [word for word in words if word in (";", "&&", "&", "||", "<", "(", ")")], line


def _mailbox(text: str) -> None:
    sieve = next(line for line in text.splitlines() if line.startswith("if anyof"))
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "S", sieve)
    assert re.fullmatch(r"if anyof \((?:body :text :contains|address :is S|[\[\], S]|\))+ \{", bare), bare


CHECKS = {
    "csv": _csv, "csv-defanged": _csv, "sigma": _sigma, "kql": _kql, "stix": _stix, "misp": _misp, "thehive": _thehive, "hosts": _names, "rpz": _rpz,
    "postfix": _postfix, "spamassassin": _spamassassin, "log-search": _log_search, "mailbox-rule": _mailbox,
}  # fmt: skip


@given(st.text())
def test_quoted_strings_read_back_as_they_were(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', sieve_text(text), re.DOTALL)
    inner = powershell_text(text)[1:-1]
    assert not re.search("['‘’‚‛]", re.sub("(['‘’‚‛])\\1", "", inner))
    assert re.fullmatch(r'"(?:[^"\\\n]|\\.)*"', kql_text(text))


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
def test_a_literal_matches_itself_only(text: str) -> None:
    assert re.fullmatch(literal(text), text)
    assert not re.fullmatch(literal(text), f"{text}x")


@pytest.mark.parametrize("format", FORMATS)
def test_a_mail_without_links_or_headers_is_exported_too(format: str) -> None:
    case, report = made({"base": "bare"})
    assert export(outgoing(case, report), format) or format == "jsonl"  # no value, no line


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert safe("https://x.example/=1") == "https://x.example/=1"
    assert safe("") == ""


def test_the_victim_is_in_no_row_not_even_masked() -> None:
    case, report = example("kagoya")
    rows = list(csv.reader(io.StringIO(export(outgoing(case, report, all_roles=True), "csv").decode(), newline="")))
    assert "attacker" in {row[2] for row in rows}
    assert "victim" not in {row[2] for row in rows}
