"""The address grammar: what is read, where it stands, and what is marked as odd."""

from __future__ import annotations

import re

import pytest

from sabaku.app import prepare
from sabaku.extract import mailboxes as grammar
from sabaku.extract.fields import MAX_ALL_CHARS, in_headers
from sabaku.extract.mailboxes import canonical_domain, mailboxes, tokens
from sabaku.mime import parse
from sabaku.model import Input

PLAIN = [
    ("a@b.example", "", "a", "b.example", ()),
    ('"A, B" <a@b.example>', "A, B", "a", "b.example", ()),
    ("楽天<a@b.example>", "楽天", "a", "b.example", ()),
    ("a@b.example (John)", "John", "a", "b.example", ()),
    ("(c(nested)) a @ b.example", "c(nested)", "a", "b.example", ()),
    ("Foo Bar a@b.example", "Foo Bar", "a", "b.example", ()),
    ('"a\\"b" <x@y.example>', 'a"b', "x", "y.example", ()),
    ('"a b"@c.example', "", "a b", "c.example", ()),
    ("x@[192.0.2.1]", "", "x", "[192.0.2.1]", ()),
    ("Re: x <A@B.Example.>", "Re: x", "a", "b.example", ()),
    ("<>", "", "", "", ()),
    ("<<a@b.example>>", "", "a", "b.example", ()),
    ('"<legit@x.example>" <a@b.example>', "<legit@x.example>", "a", "b.example", ()),
    ("Smith, John <a@b.example>", "Smith, John", "a", "b.example", ("bare-comma",)),
    ("Prize, <a@b.example>", "Prize", "a", "b.example", ("bare-comma",)),
    ("a@b.example <A@b.example>", "a@b.example", "a", "b.example", ()),
    ("Foo <@a,@b:victim@c.example>", "Foo", "victim", "c.example", ("source-route",)),
    ("<a@b.example>legit@x.example", "", "a", "b.example", ("trailing-text",)),
    ("legit@x.example <a@b.example>", "legit@x.example", "a", "b.example", ("bare-and-angle",)),
    ('<"evil@e.example\\,"@legit.example>', "", "evil@e.example,", "legit.example", ("quoted-comma",)),
    ("Foo <a@b.example", "Foo", "a", "b.example", ("unclosed",)),
    ("Foo <root>", "Foo", "root", "", ("no-address",)),
    ("Amazon", "Amazon", "", "", ("no-address",)),
]


@pytest.mark.parametrize(("text", "name", "local", "domain", "odd"), PLAIN)
def test_one_mailbox(text: str, name: str, local: str, domain: str, odd: tuple[str, ...]) -> None:
    (box,) = mailboxes(text)
    assert (box.name, box.local, box.domain, box.odd) == (name, local, domain, odd)
    if domain:
        assert canonical_domain(text[slice(*box.domain_at)]) == domain
        assert text[slice(*box.at)].endswith(text[slice(*box.domain_at)])


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("a@b.example, c@d.example", ["b.example", "d.example"]),
        ("a@b.example; c@d.example", ["b.example", "d.example"]),
        ("team: a@b.example, c@d.example;", ["b.example", "d.example"]),
        ("A <a@b.example> <c@d.example>", ["b.example", "d.example"]),
        ("Foo <a@b.example, Bar <c@d.example>", ["b.example", "d.example"]),
        ("undisclosed-recipients:;", []),
        ("", []),
    ],
)
def test_several_mailboxes(text: str, domains: list[str]) -> None:
    assert [box.domain for box in mailboxes(text)] == domains


def test_what_an_encoded_word_decodes_to_is_never_structure() -> None:
    text = "admin@legit.example <x> <a@b.example>"
    (box,) = mailboxes(text, [(0, 23)])
    assert (box.name, box.domain) == ("admin@legit.example <x>", "b.example")


@pytest.mark.parametrize("unit", ['"\\', "(", "<a ", "@a:", "<@a,", "a:", "[", '"', "a@b,", "@ : ;", "<>", "(\\"])
def test_hostile_lengths_stay_linear(unit: str) -> None:
    mailboxes(unit * (60_000 // len(unit)))
    assert "".join(token.text for token in tokens(unit * 50)) == unit * 50


def test_many_long_fields_are_taken_apart_as_far_as_all_together_may_be() -> None:
    message = parse(b"From: a@b.example\n" + (b"From: " + b":" * 20_000 + b"\n") * 80)
    found = in_headers(message)

    assert [it.value for it in found if it.kind == "address"][:1] == ["a@b.example"]
    limits = [it for it in message.found_defects if it.kind == "address-limit"]
    assert sum(it.where.end - it.where.start for it in limits) > 80 * 20_000 - 2 * MAX_ALL_CHARS


@pytest.mark.parametrize("blank", ["", " ", "\t", "  ", "\u3000", "\xa0", "\n", "     "])
@pytest.mark.parametrize(
    "address", ["a@b.example", "A.B+c@Sub.B.Example.", "@b.example", "a@", "a@@b", "a=?x@b", "a\\@b", "ö@b", "a@b\x01"]
)
def test_an_address_alone_is_read_as_the_grammar_reads_it(blank: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = blank + address + blank
    quick = mailboxes(text)
    monkeypatch.setattr(grammar, "_ALONE", re.compile(r"(?!)"))

    assert mailboxes(text) == quick


@pytest.mark.parametrize("joint", [",", ", ", " ,\t", ",\n ", ",,", ";", ", (x), "])
@pytest.mark.parametrize(
    "one", ["a@b.example", "Ann B <A@b.example>", '"Ann" <a@b.example>', "<a@b.example>", '"B, A" <a@b.example>']
)
def test_a_list_of_plain_mailboxes_is_read_as_the_grammar_reads_it(one: str, joint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = joint.join([one, "c@d.example", one, "E F <g@h.example>"])
    quick = mailboxes(text)
    monkeypatch.setattr(grammar, "_listed", lambda text: ())

    assert mailboxes(text) == quick
    assert len([it for it in quick if it.domain]) == 4


EXCHANGE = (
    "Received: from a.prod.outlook.com (10.167.2.5) by b.prod.outlook.com with HTTPS; Tue, 3 Feb 2026 23:45:04 +0000\r\n"
    "{noted}"
    "Received: from out.cloud.example (192.0.2.9) by x.mail.protection.outlook.com (10.167.253.7) with Microsoft SMTP Server"
    " (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9253.12 via Frontend Transport; Tue, 3 Feb 2026 23:45:02 +0000\r\n"
    "{claimed}From: a@sender.example\r\nTo: user@{to}, b@other.example\r\nSubject: x\r\n\r\nx\r\n"
)
NOTED = "ARC-Authentication-Results: i=1; mx.microsoft.com 1; spf=pass smtp.rcpttodomain={to} smtp.mailfrom=sender.example\r\n"


@pytest.mark.parametrize(
    ("noted", "claimed", "to", "expected"),
    [
        (NOTED, "", "recipient.example", ["user@recipient.example"]),
        ("", NOTED, "recipient.example", []),
        ("", "", "recipient.example", []),
        (NOTED, "", "outlook.com", []),
    ],
    ids=["by Exchange", "by the sender", "by nobody", "of a provider"],
)
def test_exchange_notes_the_domain_that_the_mail_was_for(noted: str, claimed: str, to: str, expected: list[str]) -> None:
    raw = EXCHANGE.format(noted=noted.format(to=to), claimed=claimed.format(to=to), to=to)
    case = prepare(Input(raw.encode()))
    assert [it.value for it in case.seen("address", "delivered-to")] == expected
