"""Decoys: nothing of the recipient is left, the shape stays, and what identifies nobody is not touched."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaku.sources._browser.decoys import Decoys
from sabaku.sources._guard import Secrets

ADDRESS = "taro.yamada@recipient.example"
SECRETS = Secrets([ADDRESS])
DECOYS = Decoys(SECRETS, b"seed")
B64 = base64.b64encode(ADDRESS.encode()).decode()


@pytest.mark.parametrize(
    ("url", "decoys"),
    [
        (f"https://evil.test/login?email={ADDRESS}", [("query.email", "address")]),
        (f"https://evil.test/login?e={ADDRESS.upper().replace('@', '%40')}", [("query.e", "address")]),
        (f"https://evil.test/#{ADDRESS}", [("fragment", "address")]),
        (f"https://evil.test/#{B64}", [("fragment", "address")]),
        (f"https://evil.test/?x={B64.rstrip('=')}", [("query.x", "address")]),
        (f"https://evil.test/?x={ADDRESS.encode().hex()}", [("query.x", "address")]),
        (f"https://evil.test/?h={hashlib.md5(ADDRESS.encode()).hexdigest()}", [("query.h", "address")]),
        (f"https://evil.test/{ADDRESS}/x", [("path.1", "address")]),
        ("https://evil.test/?d=recipient.example", [("query.d", "address")]),
        ("https://evil.test/?u=taro.yamada", [("query.u", "address")]),
        ("https://recipient.example.evil.test/", [("host", "address")]),
        ("https://taro:x@evil.test/", [("user", "address")]),
        ("https://evil.test/?id=a8f3k2d9c7", [("query.id", "token")]),
        ("https://evil.test/?t=3f2504e0-4f89-11d3-9a0c-0305e82c3301", [("query.t", "token")]),
        ("https://evil.test/r/9f86d081884c7d659a2feaa0c55ad015", [("path.2", "token")]),
        ("https://evil.test/?a=1&uid=20931184", [("query.uid", "token")]),
        ("https://evil.test/?k=QmFzZTY0VG9rZW5BYmNk", [("query.k", "token")]),
    ],
)
def test_what_is_replaced(url: str, decoys: list[tuple[str, str]]) -> None:
    told = DECOYS.told(url)
    assert list(told.decoys) == decoys
    assert not SECRETS.in_(told.url)
    assert "recipient.example" not in told.url
    assert told.url != url


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.test/",
        "https://fablights.in/Activemail-ne-jp/kagoya/index.php",
        "https://evil.test/Xserver-ne-jp/xserver/index.html?lang=ja-JP&mode=login&page=2",
        "https://bit.ly/3xYzAbC",
        "https://evil.test/wp-content/plugins/woocommerce2023/login_form.php",
        "https://evil.test/news/2026-02-05/windows-1252?date=2026-02-05#section-2",
        "http://evil.test:8080/a/b/?q=password&next=/account/login",
        "https://xn--eckwd4c7c.test/%E3%83%AD%E3%82%B0%E3%82%A4%E3%83%B3",
    ],
)
def test_what_identifies_nobody_stays_as_it_is(url: str) -> None:
    assert DECOYS.told(url) == (url, ())


@pytest.mark.parametrize(
    ("was", "shape"),
    [
        ("a8f3k2d9c7", r"[a-z]\d[a-z]\d[a-z]\d[a-z]\d[a-z]\d"),
        ("9f86d081884c7d659a2feaa0c55ad015", r"[0-9a-f]{32}"),
        ("3F2504E0-4F89-11D3-9A0C-0305E82C3301", r"[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}"),
        ("20931184", r"\d{8}"),
        ("AbC%2F12345x", r"[A-Z][a-z][A-Z]%2F\d{5}[a-z]"),
    ],
)
def test_a_decoy_has_the_shape_of_what_it_replaces(was: str, shape: str) -> None:
    assert re.fullmatch(shape, DECOYS.shaped(was))
    assert DECOYS.shaped(was) != was


def test_an_address_is_another_of_the_same_length_in_the_same_encoding() -> None:
    plain = DECOYS.told(f"https://evil.test/#{ADDRESS}").url.partition("#")[2]
    assert re.fullmatch(r"[a-z]{4}\.[a-z]{6}@[a-z]{9}\.example", plain)
    coded = DECOYS.told(f"https://evil.test/#{B64}").url.partition("#")[2]
    assert base64.b64decode(coded).decode() == plain
    assert len(coded) == len(B64)


def test_the_same_case_has_the_same_decoys_and_another_has_others() -> None:
    url = f"https://evil.test/?e={ADDRESS}&id=a8f3k2d9c7"
    assert DECOYS.told(url) == Decoys(SECRETS, b"seed").told(url)
    assert DECOYS.told(url) != Decoys(SECRETS, b"other").told(url)


def test_an_operator_may_let_tokens_stay_but_never_addresses() -> None:
    told = Decoys(SECRETS, b"seed", tokens=False).told(f"https://evil.test/?id=a8f3k2d9c7&e={ADDRESS}")
    assert "id=a8f3k2d9c7" in told.url
    assert told.decoys == (("query.e", "address"),)


@pytest.mark.parametrize(
    "url", ["", "mailto:a@b.test", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[::1", "http://a:99999/"]
)
def test_what_is_no_web_address_is_not_told(url: str) -> None:
    assert DECOYS.told(url).url == ""


@given(
    st.text(max_size=300), st.sampled_from([ADDRESS, B64, ADDRESS.replace("@", "%40"), ADDRESS.upper(), ADDRESS.encode().hex()])
)
def test_whatever_the_link_is_the_recipient_is_not_in_it(text: str, mark: str) -> None:
    for url in (f"https://evil.test/?{text}={mark}", f"https://evil.test/{mark}#{text}", f"https://evil.test/{text}"):
        told = DECOYS.told(url).url
        assert not told or mark not in told
