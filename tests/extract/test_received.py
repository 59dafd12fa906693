"""Received fields in the dialects that occur: what each says, and where it says it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from effort import within
from sabaku.extract.received import Reading, canonical, date, read

IP = "203.0.113.7"

DIALECTS: list[tuple[str, dict[str, object]]] = [
    (
        (
            "from [127.0.0.1] (unknown [20.46.118.217]) by mx.example.jp (Postfix) with ESMTP id A1B2 for <admin@example.jp>; "
            "Wed, 27 Oct 2021 11:02:03 +0900 (JST)"
        ),
        {
            "helo": "[127.0.0.1]",
            "rdns": "",
            "ip": "20.46.118.217",
            "by": "mx.example.jp",
            "dialect": "postfix",
            "for_": "admin@example.jp",
        },
    ),
    (
        (
            f"from mail.a.example (host7.isp.example [{IP}]) (using TLSv1.3 with cipher X (256/256 bits)) (No client certificate) "
            "by mx.b.example (Postfix) with ESMTPS id 1; Thu, 5 Feb 2026 10:00:00 +0900"
        ),
        {"helo": "mail.a.example", "rdns": "host7.isp.example", "ip": IP, "confirmed": True, "protocol": "ESMTPS"},
    ),
    (
        "from mail.a.example (mail.a.example [IPv6:2001:db8::25]) by mx.b.example (Postfix) with ESMTPS id 1; 5 Feb 2026 10:00:00 +0900",
        {"ip": "2001:db8::25", "rdns": "mail.a.example", "confirmed": True},
    ),
    (
        f"from relay.b.example (h-7.hoster.example [{IP}] (may be forged)) by mx.b.example (8.17.1/8.17.1) with ESMTPS id 5BKM63",
        {"dialect": "sendmail", "rdns": "h-7.hoster.example", "confirmed": False, "ip": IP, "queue_id": "5BKM63"},
    ),
    (f"from a ([{IP}]) by mx.b.example (8.15.2/8.15.2) with ESMTP id x", {"helo": "a", "rdns": "", "ip": IP}),
    (
        f"from [{IP}] (helo=shop.example) by mx.b.example with esmtps (TLS1.3) (Exim 4.96) (envelope-from <a@b.example>) id 1s1-0 for u@b.example",
        {"helo": "shop.example", "rdns": "", "ip": IP, "dialect": "exim", "for_": "u@b.example"},
    ),
    (
        f"from mail.a.example ([{IP}]:57020 helo=pc) by mx.b.example with esmtp (Exim 4.96) id 1",
        {"helo": "pc", "rdns": "mail.a.example", "ip": IP, "confirmed": True},
    ),
    (
        f"from mail.a.example ([{IP}]) by mx.b.example with esmtp (Exim 4.96) id 1",
        {"helo": "mail.a.example", "rdns": "mail.a.example"},
    ),
    (
        f"from unknown (HELO pc7) (joe@{IP} with login) by smtp.b.example with SMTP; 14 Apr 2026 02:37:26 -0000",
        {"helo": "pc7", "ip": IP, "rdns": ""},
    ),
    (
        f"from host.a.example (HELO a.example) ({IP}) by 0 with SMTP; 4 Jun 2026 20:36:33 -0000",
        {"helo": "a.example", "rdns": "host.a.example", "ip": IP},
    ),
    ("(qmail 30231 invoked by uid 89); 4 Sep 2026 18:21:04 -0000", {"ip": "", "by": "", "dialect": "qmail"}),
    (
        f"from test (test.a.example [::ffff:{IP}]) (AUTH: LOGIN joe@a.example, SSL) by m.b.example with ESMTPSA id 0",
        {"ip": IP, "user": "joe@a.example"},
    ),
    (
        (
            f"from a.example ({IP}) by AB0EE3C.mail.protection.outlook.com (10.167.242.13) with Microsoft SMTP Server (version=TLS1_3, cipher=X)"
            " id 15.20.8769.18 via Frontend Transport; Tue, 27 May 2025 07:40:07 +0000"
        ),
        {"ip": IP, "by_ip": "10.167.242.13", "dialect": "exchange", "queue_id": "15.20.8769.18", "rdns": ""},
    ),
    (
        "from A.prod.outlook.com ([fe80::76c:cb31:2005:d10c%5]) by B.prod.outlook.com ([fe80::1%5]) with mapi id 15.20.1",
        {"ip": "fe80::76c:cb31:2005:d10c"},
    ),
    (
        (
            f"from a.example (a.example. [{IP}]) by mx.google.com with ESMTPS id i1si for <u@b.example> (version=TLS1_2 cipher=X bits=128/128); "
            "Tue, 21 Dec 2021 10:19:47 -0800 (PST)"
        ),
        {"ip": IP, "rdns": "a.example", "dialect": "gmail", "confirmed": True},
    ),
    (
        f"from [192.168.1.7] ([{IP}]) by smtp.gmail.com with ESMTPSA id b12.2020.05.05.06.04.22",
        {"helo": "[192.168.1.7]", "ip": IP},
    ),
    (
        f"from MTIz (unknown [{IP}]) by geopod-ismtpd-8 (SG) with ESMTP id 2ysn Wed, 22 Oct 2025 22:12:42.381 +0000 (UTC)",
        {"ip": IP, "dialect": "sendgrid"},
    ),
    (
        f"from a.example (a.example [{IP}]) by inbound-smtp.us-west-2.amazonaws.com with SMTP id k1",
        {"dialect": "amazon-ses", "ip": IP},
    ),
    (
        f"from e1-19.smtp-out.amazonses.com ([{IP}]) by mfsmax.docomo.ne.jp(DOCOMO Mail Server Ver2.0) with SMTP id k1",
        {"dialect": "docomo", "ip": IP},
    ),
    (
        f'from mo.a.example ([{IP}]:46096 "EHLO x.a.example" rhost-flags-OK-OK-OK-OK) by v.b.example with ESMTP id S1',
        {"helo": "x.a.example", "rdns": "mo.a.example", "ip": IP},
    ),
    (f"from a ([{IP}]) by m.b.example (Lotus Domino Release 8.5.3FP6) with ESMTP id 2011-1", {"ip": IP, "dialect": "domino"}),
    (
        f"from mta.b.example (LHLO mta.b.example) ({IP}) by mbs.b.example with LMTP",
        {"ip": IP, "dialect": "zimbra", "helo": "mta.b.example"},
    ),
    (
        f"from {IP} (EHLO a.example) ([{IP}]) by m.b.example (JAMES SMTP Server 2.3) with ESMTPA ID 13",
        {"ip": IP, "helo": "a.example"},
    ),
    (
        f"from a.example (h.a.example [{IP}]) by m.b.example (Haraka/2.8.25) with ESMTPS id 1",
        {"ip": IP, "rdns": "h.a.example", "confirmed": True},
    ),
    (
        f"from [{IP}] (account a@b.example HELO pc) by m.b.example (CommuniGate Pro SMTP 6.1) with ESMTPA id 9",
        {"helo": "pc", "user": "a@b.example", "ip": IP},
    ),
    (
        f"from {IP} (SquirrelMail authenticated user joe) by m.b.example with HTTP",
        {"ip": IP, "user": "joe", "dialect": "webmail"},
    ),
    (
        f"from imap.isp.example [{IP}] by pc.b.example with IMAP (fetchmail-6.6.1) for <u@localhost> (single-drop)",
        {"ip": IP, "retrieved": True},
    ),
    (f"from 192.0.2.9({IP}) at Thu, 06 Jan 2022 12:15:59 +0900 by m.b.example with ESMTP X", {"ip": IP}),
    (
        f"from app ([unknown] [{IP}]) by v.b.example (Sun Java(tm) System Messaging Server 7u2 (built Apr 16 2009)) with ESMTPA",
        {"ip": IP, "helo": "app"},
    ),
    (
        f"from a.example (a.example [{IP}]) by mfsmax.docomo.example (DOCOMO Mail Server Ver2.0) with SMTP id 1",
        {"dialect": "docomo", "ip": IP},
    ),
    ("from relay.a.example ([Tue, 06 Aug 2024 21:56:45 +0200]) by m.b.example with ESMTP", {"ip": "", "helo": "relay.a.example"}),
    ("by m.b.example (Postfix, from userid 33) id 99AE11", {"ip": "", "helo": "", "by": "m.b.example"}),
]


@pytest.mark.parametrize(("text", "expected"), DIALECTS)
def test_dialect(text: str, expected: dict[str, object]) -> None:
    found = read(text)
    assert {name: getattr(found, name) for name in expected} == expected
    if found.ip and not text[slice(*found.ip_at)].startswith("::ffff"):
        assert canonical(text[slice(*found.ip_at)]) == found.ip
    if found.helo:
        assert text[slice(*found.helo_at)] == found.helo


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("x; Wed, 27 Oct 2021 11:02:03 +0900 (JST)", datetime(2021, 10, 27, 2, 2, 3, tzinfo=UTC)),
        ("x; Tue, 21 Dec 21 10:19:47 PST", datetime(2021, 12, 21, 18, 19, 47, tzinfo=UTC)),
        ("x id y 2025-10-22 22:12:42.394206751 +0000 UTC m=+12116361.1", datetime(2025, 10, 22, 22, 12, 42, tzinfo=UTC)),
        ("x; Sat Feb  5 10:00:00 2026", datetime(2026, 2, 5, 10, tzinfo=UTC)),
        ("x; Fri, 5 Feb 2026 23:59:60 +0000", datetime(2026, 2, 5, 23, 59, 59, tzinfo=UTC)),
        ("x; Fri, 31 Feb 2026 10:00:00 +0000", None),
        ("x; Fri, 5 Feb 2026 10:00:00 +9999", datetime(2026, 2, 4, 10, 1, tzinfo=UTC)),
        ("x; Sat, 5 Feb 49 10:00:00 +0000", datetime(2049, 2, 5, 10, tzinfo=UTC)),
        ("x; Sun, 5 Feb 50 10:00:00 +0000", datetime(1950, 2, 5, 10, tzinfo=UTC)),  # RFC 5322 4.3: from 50 on the last century
        ("no date", None),
    ],
)
def test_date(text: str, at: datetime | None) -> None:
    found, _ = date(text)
    assert found == at
    assert found is None or abs(found.utcoffset() or timedelta()) < timedelta(days=1)


@pytest.mark.parametrize("unit", ["(", "[", "a ", "1.", "1:", "from by ", "((", "helo=", "HELO ?", "a@", ")(", "; ", "(a)("])
def test_hostile_fields_are_read_in_bounded_time(unit: str) -> None:
    assert isinstance(within(1, lambda: read("from " + unit * 20_000)), Reading)
