"""Addresses as browsers read them, and the tricks of their spelling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaku.extract.tokens import carried, houses, recipients
from sabaku.extract.unwrap import names, opened
from sabaku.extract.urls import mixed, read, unicode_of
from sabaku.model import Envelope, Home, Hop, Input, Observable, Span


@pytest.mark.parametrize(
    ("raw", "host", "tricks"),
    [
        ("https://www.bank.example/a?b#c", "www.bank.example", ()),
        ("https://www.bank.example@evil.test/", "evil.test", ("userinfo",)),
        ("https://www.bank.example\\@evil.test/", "www.bank.example", ("backslash",)),
        ("http:\\\\evil.test", "evil.test", ("backslash",)),
        ("http://0x7f.1/", "127.0.0.1", ("ip", "numeric-ip")),
        ("http://3405803831", "203.0.113.55", ("ip", "numeric-ip")),
        ("http://0313.0.0161.067/", "203.0.113.55", ("ip", "numeric-ip")),
        ("http://203.0.113.55/", "203.0.113.55", ("ip",)),
        ("http://[2001:db8::1]/", "[2001:db8::1]", ("ip",)),
        ("http://ｅｖｉｌ．ｔｅｓｔ/", "evil.test", ("fullwidth", "dots")),
        ("http://evil。test/", "evil.test", ("dots",)),
        ("http://ev\u00adil.test/", "evil.test", ("invisible",)),
        ("http://ⓔvil.test/", "evil.test", ("styled",)),
        ("http://𝐞vil.test/", "evil.test", ("styled",)),
        ("http://ev%69l.test/", "evil.test", ("percent-host",)),
        ("http://\u0430pple.test/", "xn--pple-43d.test", ("idn", "mixed-script")),
        ("https:/evil.test/", "evil.test", ("slashes",)),
        ("https:evil.test", "evil.test", ("slashes",)),
        ("ht\ntps://ev\til.test/", "evil.test", ("control",)),
        ("https://evil.test:8443/", "evil.test", ("port",)),
        ("https://evil.test:443/", "evil.test", ()),
        ("//evil.test/x", "evil.test", ("no-scheme",)),
        ("www.evil.com/x", "www.evil.com", ("no-scheme",)),
        ("hxxps://evil[.]test/x", "evil.test", ("defanged",)),
        ("javascript:alert(1)", "", ("script",)),
        ("data:text/html,x", "", ("data",)),
        ("search-ms:query=x", "", ("scheme",)),
        ("https://a b.test/", "ab.test", ("space",)),
        ("{{link}}", "", ("invalid",)),
        ("", "", ("invalid",)),
        ("http://999.999.1.1/", "", ("invalid",)),
    ],
)
def test_read(raw: str, host: str, tricks: tuple[str, ...]) -> None:
    it = read(raw)
    assert (it.host, it.tricks) == (host, tricks)


def test_base_and_length() -> None:
    assert read("login", "https://evil.test/x/y").href == "https://evil.test/x/login"
    assert read("login").tricks == ("invalid",)
    assert "long" in read("https://evil.test/" + "a" * 3000).tricks
    assert len(read("https://evil.test/" + "a" * 99_999).href) < 9000
    assert read("mailto:a@b.test").quiet


def test_unicode_of() -> None:
    assert unicode_of("xn--wgv71a119e.example") == "日本語.example"
    assert unicode_of("xn--\u00ff.example") == "xn--\u00ff.example"
    assert mixed("p\u0430ypal.test")
    assert not mixed("日本語.test")


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_never_raises(raw: str) -> None:
    it = read(raw)
    assert it.tricks or it.href
    opened(it)


@pytest.mark.parametrize(
    ("raw", "target", "by"),
    [
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.test%2Fx%3Fb%3D1&data=1",
            "https://a.test/x?b=1",
            "Microsoft Safe Links",
        ),
        ("https://urldefense.proofpoint.com/v1/url?u=http://a.test/&k=1", "http://a.test/", "Proofpoint"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.a.test_b-2Dc_d&d=x", "https://www.a.test/b-c/d", "Proofpoint"),
        ("https://urldefense.com/v3/__https://a.test/b*c__;Iw!!x!y$", "https://a.test/b#c", "Proofpoint"),
        ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fa.test%2f&c=E", "https://a.test/", "Barracuda"),
        ("https://secure-web.cisco.com/1x/https%3A%2F%2Fa.test%2F", "https://a.test/", "Cisco"),
        ("https://www.google.co.jp/url?sa=t&url=https%3A%2F%2Fa.test", "https://a.test/", "Google"),
        ("https://www.google.com/amp/s/a.test/x", "https://a.test/x", "Google AMP"),
        ("https://a--b-test.translate.goog/x?_x_tr_sl=auto", "https://a-b.test/x", "Google Translate"),
        ("https://x.r.us-east-1.awstrack.me/L0/https:%2F%2Fa.test%2Fx/1/0100018", "https://a.test/x", "Amazon SES"),
        ("https://www.bing.com/ck/a?p=x&u=a1aHR0cHM6Ly9hLnRlc3QveA&ntb=1", "https://a.test/x", "Bing"),
        ("https://www.google.com/url?q=https://www.google.com/amp/s/a.test/", "https://a.test/", "Google, Google AMP"),
        (
            "https://protect-us.mimecast.com/s/abc?domain=a.test",
            "https://protect-us.mimecast.com/s/abc?domain=a.test",
            "Mimecast",
        ),
        ("https://click.pstmrk.it/3s/a.test%2Fx%3Fy%3D1/abc/def", "https://a.test/x?y=1", "Postmark"),
        ("https://api.viglink.com/api/click?k=1&out=%68%74%74%70://a.test/", "http://a.test/", "Viglink"),
        ("https://protect.checkpoint.com/v2/___https://a.test/x___.YzJl", "https://a.test/x", "Check Point (Harmony)"),
        ("https://link.edgepilot.com/s/1/2?u=https%3A%2F%2Fa.test%2F", "https://a.test/", "Zix (EdgePilot)"),
        ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa.test%2F", "https://a.test/", "DuckDuckGo"),
        ("https://liff.line.me/123-abc", "https://liff.line.me/123-abc", "LINE"),
        ("https://www.google.com/search?q=https://a.test", "https://www.google.com/search?q=https://a.test", ""),
    ],
)
def test_opened(raw: str, target: str, by: str) -> None:
    it = opened(read(raw))
    assert (it.target.href, ", ".join(it.by)) == (target, by)


def test_wrapped_without_end_stays_bounded() -> None:
    raw = "https://a.test/"
    for _ in range(12):
        raw = "https://www.google.com/url?q=" + raw.replace("%", "%25").replace("&", "%26")
    assert len(opened(read(raw)).by) <= 6


@pytest.mark.parametrize(
    ("raw", "inner"),
    [
        ("https://a.test/r?u=https%3A%2F%2Fb.test%2Fx&y=1", "https://b.test/x"),
        ("https://a.test/r/https://b.test/x", "https://b.test/x"),
        ("https://a.test/r/aHR0cHM6Ly9iLnRlc3QveA", "https://b.test/x"),
        ("https://a.test/r?u=https%253A%252F%252Fb.test", "https://b.test/"),
        ("https://a.test/r?u=%68%74%74%70%3A%2F%2Fb.test%2Fx", "http://b.test/x"),
        ("https://a.test/r?u=//b.test/x", "https://b.test/x"),
        ("https://a.test/r?u=68747470733a2f2f622e746573742f78", "https://b.test/x"),
        ("https://a.test/r?u=https://a.test/y", None),
        ("https://a.test/http-and-https", None),
    ],
)
def test_nested(raw: str, inner: str | None) -> None:
    found = opened(read(raw)).nested
    assert (found.href if found else None) == inner


def test_names() -> None:
    assert "google.*" in names("www.google.co.jp")
    assert "bit.ly" in names("www.bit.ly")
    assert names("localhost") == ()


def who(*addresses: str) -> tuple[object, ...]:
    seen = [Observable("address", it.lower(), "to", Span("header:0", 0, 1), it) for it in addresses]
    return recipients(
        Input(b"", home=Home(accounts=("home@recipient.example",)), envelope=Envelope(rcpt_to=("rcpt@recipient.example",))), seen
    )


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("?e=taro.yamada@recipient.example", "plain"),
        ("#taro.yamada%40recipient.example", "plain"),
        ("?e=taro.yamada%2540recipient.example", "plain"),
        ("?e=HOME%40recipient.example", "plain"),
        ("?e=rcpt@recipient.example", "plain"),
        ("s/dGFyby55YW1hZGFAcmVjaXBpZW50LmV4YW1wbGU", "base64"),
        ("s/aWQ9dGFyby55YW1hZGFAcmVjaXBpZW50LmV4YW1wbGUmeD0x", "base64"),
        ("s/7461726f2e79616d61646140726563697069656e742e6578616d706c65", "hex"),
        ("s/d15e3590211edf5b2ecebfe8667acc08", "md5"),
        ("u/taro.yamada/start", "local"),
        ("u/taro.yamadaya/start", ""),
        ("?e=somebody@recipient.example", ""),
        ("", ""),
    ],
)
def test_carried(path: str, how: str) -> None:
    people = who("Taro.Yamada@recipient.example")
    assert carried("https://evil.test/" + path, "evil.test", people) == how  # type: ignore[arg-type]
    assert carried("https://www.recipient.example/" + path, "recipient.example", people) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["no.1@recipient.example", "office@recipient.example"])
def test_a_short_or_plain_word_before_the_at_sign_tells_nobody_alone(address: str) -> None:
    local = address.partition("@")[0]
    assert carried(f"https://evil.test/u/{local}/start", "evil.test", who(address)) == ""  # type: ignore[arg-type]
    assert carried(f"https://evil.test/u/{address}/start", "evil.test", who(address)) == "plain"  # type: ignore[arg-type]


@pytest.mark.parametrize(("role", "owned"), [("border", True), ("inside", True), ("claimed", False)])
def test_whose_house_it_is_only_the_own_side_tells(role: str, owned: bool) -> None:
    it = Observable(
        "hop", "mx.house.example", role, Span("header:0", 0, 1), "", Hop(0, by="mx.house.example", for_="<a@house.example>")
    )
    assert houses(Input(b""), [it]) == (frozenset({"house.example"}) if owned else frozenset())
