"""Recorded answers as values: what every reader makes of what really comes, and that garbage stays garbage."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaku.data import kept
from sabaku.model import Form, Listing, Question, Records, Registration, Site, Warned
from sabaku.sources import all_sources
from sabaku.sources._expressions import canonical, expressions
from sabaku.sources._registration import hidden, moment
from sabaku.sources._source import Settings
from sabaku.sources.feeds import Feeds, plain
from sabaku.sources.tape import Entry, fact_of
from sabaku.sources.visit import Visit

SOURCES = all_sources(Settings())
JST = timezone(timedelta(hours=9))

JP = """[ JPRS database provides information on network administration. ]

Domain Information: [ドメイン情報]
[Domain Name]                   EXAMPLE-CARD.JP

[登録者名]                      テスト株式会社
[Registrant]                    Test Corporation

[Name Server]                   ns1.dns.test
[Name Server]                   ns2.dns.test
[Signing Key]

[登録年月日]                    2026/01/20
[有効期限]                      2027/01/31
[状態]                          Active
[最終更新]                      2026/01/21 01:05:09 (JST)

Contact Information: [公開連絡窓口]
[名前]                          代行プロキシ
[Name]                          Some Proxy
[Email]                         proxy@dns.test
"""
CO_JP = """Domain Information: [ドメイン情報]
a. [ドメイン名]                 EXAMPLE-CARD.CO.JP
e. [そしきめい]                 てすとかぶしきがいしゃ
f. [組織名]                     テスト株式会社
g. [Organization]               Test Corporation
k. [組織種別]                   株式会社
p. [ネームサーバ]               ns1.dns.test
[状態]                          Connected (2027/01/31)
[登録年月日]                    1997/01/23
[接続年月日]                    1997/02/01
[最終更新]                      2026/02/01 01:02:33 (JST)
"""
JP_E = """Domain Information:
[Domain Name]                   EXAMPLE-CARD.JP

[Registrant]                    Test Corporation

[Name Server]                   ns1.dns.test
[Created on]                    2026/01/20
[Expires on]                    2027/01/31
[Status]                        Active
[Last Updated]                  2026/01/21 01:05:09 (JST)
"""
COM = """   Domain Name: EVIL-LOGIN.TEST
   Registrar WHOIS Server: whois.registrar.test
   Updated Date: 2026-02-04T04:00:00Z
   Creation Date: 2026-02-03T04:00:00Z
   Registry Expiry Date: 2027-02-03T04:00:00Z
   Registrar: Bad Registrar, Inc.
   Registrar Abuse Contact Email: abuse@registrar.test
   Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
   Name Server: NS1.DNS.TEST
>>> Last update of whois database: 2026-02-05T00:00:00Z <<<
Registrant Name: REDACTED FOR PRIVACY
Registrant Organization: Privacy service provided by Somebody
Registrant State/Province: GAUTENG
Registrant Country: za
"""


def whois(text: str, charset: str = "utf-8") -> Registration:
    value = SOURCES["whois"].read(text.encode(charset))
    assert isinstance(value, Registration)
    return value


@pytest.mark.parametrize("charset", ["utf-8", "iso2022_jp"])
def test_jprs_in_japanese(charset: str) -> None:
    it = whois(JP, charset)
    assert (it.name, it.registrant, it.organisation) == ("example-card.jp", "テスト株式会社", "Test Corporation")
    assert it.created == datetime(2026, 1, 20, tzinfo=JST)
    assert it.expires == datetime(2027, 1, 31, tzinfo=JST)
    assert it.updated == datetime(2026, 1, 21, 1, 5, 9, tzinfo=JST)
    assert it.nameservers == ("ns1.dns.test", "ns2.dns.test")
    assert not it.privacy, "the contact is a proxy, the holder is not hidden"


def test_jprs_of_a_company() -> None:
    it = whois(CO_JP)
    assert (it.name, it.registrant, it.organisation) == ("example-card.co.jp", "テスト株式会社", "Test Corporation")
    assert (it.created, it.expires) == (datetime(1997, 1, 23, tzinfo=JST), datetime(2027, 1, 31, tzinfo=JST))
    assert it.status == ("Connected",)


def test_jprs_in_english() -> None:
    it = whois(JP_E)
    assert (it.name, it.organisation, it.created) == ("example-card.jp", "Test Corporation", datetime(2026, 1, 20, tzinfo=JST))


def test_key_and_value() -> None:
    it = whois(COM)
    assert (it.name, it.registrar, it.abuse) == ("evil-login.test", "Bad Registrar, Inc.", "abuse@registrar.test")
    assert (it.country, it.state, it.privacy) == ("ZA", "GAUTENG", True)
    assert it.created == datetime(2026, 2, 3, 4, tzinfo=UTC)
    assert it.status == ("clientTransferProhibited",)


@pytest.mark.parametrize(
    "text",
    [
        "No match for domain",
        "NOT FOUND",
        "No Data Found",
        "Status: free",
        "Domain evil.test is free",
        "該当するデータがありません。",
    ],
)
def test_nobody_holds_it(text: str) -> None:
    assert SOURCES["whois"].read(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-02-03T04:05:06Z", datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2026-02-03T04:05:06.123456Z", datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2026-02-03T04:05:06+09:00", datetime(2026, 2, 3, 4, 5, 6, tzinfo=JST)),
        ("2026-02-03T04:05:06-03:30", datetime(2026, 2, 3, 7, 35, 6, tzinfo=UTC)),
        ("2026-02-03 04:05:06", datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2026/02/03", datetime(2026, 2, 3, tzinfo=UTC)),
        ("2026.02.03", datetime(2026, 2, 3, tzinfo=UTC)),
        ("20260203", datetime(2026, 2, 3, tzinfo=UTC)),
        ("03-Feb-2026", datetime(2026, 2, 3, tzinfo=UTC)),
        ("3 February 2026", datetime(2026, 2, 3, tzinfo=UTC)),
        ("2026/02/03 04:05:06 (JST)", datetime(2026, 2, 3, 4, 5, 6, tzinfo=JST)),
        ("2026-02-31", None),
        ("2026-02-03T99:00:00Z", datetime(2026, 2, 3, tzinfo=UTC)),
        ("before 1996", None),
        ("", None),
    ],
)
def test_dates_of_registries(text: str, at: datetime | None) -> None:
    assert moment(text) == at


@pytest.mark.parametrize(
    "name",
    [
        "REDACTED FOR PRIVACY",
        "Domains By Proxy, LLC",
        "Whois Privacy Protection Service by onamae.com",
        "Withheld for Privacy ehf",
    ],
)
def test_names_of_nobody(name: str) -> None:
    assert hidden(name)


@pytest.mark.parametrize("name", ["福島県卓球協会", "Proximus", "Test Corporation", ""])
def test_names_of_somebody(name: str) -> None:
    assert not hidden(name)


def test_rdap_of_an_address() -> None:
    told = {
        "objectClassName": "ip network",
        "startAddress": "192.0.2.0",
        "endAddress": "192.0.2.255",
        "name": "EXAMPLE-NET",
        "country": "JP",
        "entities": [{"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@net.test"]]]}],
    }
    it = SOURCES["rdap"].read(json.dumps(told).encode())
    assert it == Registration("192.0.2.0 - 192.0.2.255", registrant="EXAMPLE-NET", country="JP", abuse="abuse@net.test")


def test_rdap_redaction_is_said() -> None:
    told = {"objectClassName": "domain", "ldhName": "evil.test", "redacted": [{"name": {"description": "Registrant Name"}}]}
    it = SOURCES["rdap"].read(json.dumps(told).encode())
    assert isinstance(it, Registration)
    assert it.privacy


@pytest.mark.parametrize(
    ("raw", "records"),
    [
        (b"; A\n", Records("A", ())),
        (b"; A\nx.test. 300 IN A 192.0.2.1\nx.test. 60 IN A 192.0.2.2\n", Records("A", ("192.0.2.1", "192.0.2.2"), 60)),
        (b"x.test. IN MX 10 MX.X.test.\n", Records("MX", ("10 mx.x.test",))),
        (b'; TXT\nx.test. 5 IN TXT "a;b\\" " "c\\255"\n', Records("TXT", ('a;b" c\xff',), 5)),
        (b"; A\nx.test. 60 IN CNAME y.test.\ny.test. 60 IN A 192.0.2.1\n", Records("A", ("192.0.2.1",), 60)),
        (b"; A\nx.test. 60 IN CNAME y.test.\n", Records("A", ())),
    ],
)
def test_dns_lines(raw: bytes, records: Records) -> None:
    assert SOURCES["dns"].read(raw) == records


@pytest.mark.parametrize(
    ("raw", "listing"),
    [
        (b"zen.spamhaus.org", Listing("Spamhaus ZEN", False)),
        (b"zen.spamhaus.org 127.0.0.10", Listing("Spamhaus ZEN", True, "PBL", "127.0.0.10")),
        (b"dbl.spamhaus.org 127.0.1.104", Listing("Spamhaus DBL", True, "abused legit phish", "127.0.1.104")),
        (b"multi.surbl.org 127.0.0.72", Listing("SURBL", True, "phish, abuse", "127.0.0.72")),
        (b"multi.uribl.com 127.0.0.2", Listing("URIBL", True, "black", "127.0.0.2")),
    ],
)
def test_block_list_codes(raw: bytes, listing: Listing) -> None:
    assert SOURCES["dnsbl"].read(raw) == listing


@pytest.mark.parametrize(
    "raw",
    [
        b"zen.spamhaus.org 127.255.255.254",
        b"dbl.spamhaus.org 127.0.1.255",
        b"multi.surbl.org 127.0.0.1",
        b"multi.uribl.com 127.0.0.1",
        b"other.test 127.0.0.2",
    ],
)
def test_error_codes_are_no_listings(raw: bytes) -> None:
    with pytest.raises(ValueError, match="list"):
        SOURCES["dnsbl"].read(raw)


def visited(**told: object) -> Site:
    site = SOURCES["visit"].read(json.dumps({"url": "https://evil.test/login", **told}).encode())
    assert isinstance(site, Site)
    return site


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"status": 200, "text": "ログイン"}, "up"),
        ({"status": 404}, "closed"),
        ({"status": 200, "title": "Account Suspended"}, "closed"),
        ({"status": 200, "text": "お探しのページは見つかりませんでした。"}, "closed"),
        ({"status": 403, "title": "Suspected Phishing"}, "blocked"),
        ({"status": 200, "text": "This domain is parked"}, "parked"),
        ({"status": 502}, "error"),
        ({"error": "dns"}, "gone"),
        ({"error": "tls"}, "error"),
        ({"status": 200, "final_url": "https://www.google.com/"}, "cloaked"),
        ({"status": 200, "final_url": "https://www.xserver.ne.jp/"}, "cloaked"),
        ({"status": 200, "final_url": "https://www.evil.test/x"}, "up"),
        ({"state": "closed"}, "closed"),
        ({"state": "odd", "status": 200}, "up"),
    ],
)
def test_state_of_a_site(told: dict[str, object], state: str) -> None:
    assert visited(**told).state == state


@pytest.mark.parametrize(
    ("title", "text", "brand"),
    [
        ("Xserverアカウント ログイン", "", "xserver"),
        ("", "Xserverレンタルサーバー ログイン", "xserver"),
        ("", "Active! mail ログイン", "active-mail"),
        ("ログイン", "KAGOYA JAPAN", "kagoya"),
        ("ログイン", "会員の方はこちら", ""),
        ("myxserverx", "", ""),
    ],
)
def test_the_face_that_a_site_wears(title: str, text: str, brand: str) -> None:
    assert visited(title=title, text=text).brand == brand


def test_what_a_form_asks_for() -> None:
    inputs = [
        {"type": "hidden", "name": "password"},
        {"type": "text", "label": "ユーザーID"},
        {"type": "password"},
        {"type": "tel", "autocomplete": "cc-number"},
        {"type": "text", "placeholder": "セキュリティコード"},
        {"type": "text", "name": "exp_month"},
        {"type": "submit", "name": "card-number"},
        {"type": "text"},
    ]
    site = visited(forms=[{"action": "https://drop.test/a.php", "inputs": inputs}])
    assert site.forms == (Form(("user", "password", "card", "cvv", "expiry"), "drop.test", "elsewhere"),)


def test_a_visit_without_a_browser_is_not_asked() -> None:
    assert Visit().lacks == "browser"


def lists(folder: Path) -> Feeds:
    db = sqlite3.connect(folder / kept.LISTS)
    db.executescript(kept.SCHEMA)
    db.execute(
        "insert into lists values ('JPCERT/CC', 'https://list.test/', 'free', '2026-02-01', '2019-01-04', '2026-01-31', 2)"
    )
    rows = [
        ("JPCERT/CC", "evil.test/login", "evil.test", "evil.test", "2026-01-30", "phishing", "三井住友カード"),
        ("JPCERT/CC", "sites.google.com/view/evil", "sites.google.com", "google.com", "2026-01-30", "phishing", "Amazon"),
    ]
    db.executemany("insert into entries values (?, ?, ?, ?, ?, ?, ?)", rows)
    db.commit()
    db.close()
    return Feeds(kept.lists(folder))


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("https://evil.test/login", True),
        ("http://EVIL.test/login/?id=7#x", True),
        ("https://evil.test/other", True),
        ("https://sub.evil.test/login", False),
        ("https://sites.google.com/view/evil", True),
        ("https://sites.google.com/view/other", False),
        ("https://good.test/", False),
        ("https://[bad/", False),
    ],
)
def test_kept_lists(tmp_path: Path, url: str, listed: bool) -> None:
    fact = lists(tmp_path).look(Question("feeds", url))
    assert isinstance(fact.value, Listing)
    assert (fact.value.listed, fact.value.covers) == (listed, "2026-01-31")
    assert fact.at == datetime(2026, 2, 1, tzinfo=UTC)
    if listed:
        assert fact.value.detail.startswith("2026-01-30")


def test_no_kept_lists_is_not_a_no(tmp_path: Path) -> None:
    source = Feeds(kept.lists(tmp_path))
    assert source.lacks == "list"
    assert source.look(Question("feeds", "https://evil.test/")).state == "not-asked"
    (tmp_path / kept.LISTS).write_bytes(b"no database, but long enough to look like something")
    assert kept.lists(tmp_path) is None


def test_plain_urls() -> None:
    assert plain("HTTPS://User@Evil.Test:8080/A/?b#c") == "evil.test:8080/A"


def test_official_warnings() -> None:
    fact = SOURCES["warnings"].look(Question("warnings", "xserver"))  # type: ignore[union-attr]
    assert isinstance(fact.value, Warned)
    assert (fact.value.by, fact.value.date) == ("フィッシング対策協議会", "2021-10-18")
    assert SOURCES["warnings"].look(Question("warnings", "nobody")).state == "not-asked"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("http://host/%25%32%35", "host/%25"),
        ("http://host/%2525252525252525", "host/%25"),
        ("http://%31%36%38%2e%31%38%38%2e%39%39%2e%32%36/%2E%73%65%63/", "168.188.99.26/.sec/"),
        ("http://host%23.com/%257Ea%2521b%2540c", "host#.com/~a!b@c"),
        ("http://www.evil.test/blah/..", "www.evil.test/"),
        ("http://www.evil.test/a/./b/", "www.evil.test/a/b/"),
        ("http://www.evil.test/blah#frag", "www.evil.test/blah"),
        ("http://www.EVIL.test.../", "www.evil.test/"),
        ("http://www.evil.test/foo\tbar\rbaz\n2", "www.evil.test/foobarbaz2"),
        ("http://www.evil.test/q?r?", "www.evil.test/q?r?"),
        ("http://user@www.evil.test:1234/", "www.evil.test/"),
        ("http://evil.test//two?more//slashes", "evil.test/two?more//slashes"),
        ("http://evil.test?x=1", "evil.test/?x=1"),
        ("http://日本語.test/", "xn--wgv71a119e.test/"),
        ("ftp://evil.test/", ""),
        ("evil.test/", ""),
    ],
)
def test_canonical_urls(url: str, form: str) -> None:
    assert "".join(canonical(url)) == form


def test_expressions_of_a_url() -> None:
    assert set(expressions("http://a.b.c/1/2.html?param=1")) == {
        f"{host}{path}" for host in ("a.b.c", "b.c") for path in ("/1/2.html?param=1", "/1/2.html", "/", "/1/")
    }
    assert len(expressions("http://a.b.c.d.e.f.g/1/2/3/4/5/6.html?q=1")) == 30
    assert set(expressions("http://192.0.2.1/1/")) == {"192.0.2.1/1/", "192.0.2.1/"}


@pytest.mark.parametrize("name", sorted(SOURCES))
@given(
    raw=st.one_of(
        st.binary(max_size=80),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda it: (
                st.lists(it, max_size=4)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "objectClassName",
                            "ldhName",
                            "entities",
                            "vcardArray",
                            "asked",
                            "answer",
                            "fullHashes",
                            "forms",
                            "inputs",
                            "events",
                            "url",
                        ]
                    ),
                    it,
                    max_size=4,
                )
            ),
            max_leaves=12,
        ).map(lambda it: json.dumps(it).encode()),
    )
)
def test_no_answer_makes_a_reader_stumble(name: str, raw: bytes) -> None:
    fact = fact_of(Entry(Question(name, "x"), "found", None, raw), SOURCES[name])
    assert fact.state in ("found", "none", "failed")
    assert (fact.state == "found") == (fact.value is not None)
