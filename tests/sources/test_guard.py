"""The recipient stays at home, in whatever dress his address comes."""

from __future__ import annotations

import base64
import hashlib
import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaku.model import Question
from sabaku.sources._guard import Secrets

USER = "Taro.Yamada@Recipient.example"
LOWER = USER.lower()
KEEP = Secrets([USER])
DIGESTS = [getattr(hashlib, name)(LOWER.encode()).hexdigest() for name in ("md5", "sha1", "sha256")]


@pytest.mark.parametrize(
    "url",
    [
        f"https://evil.test/?e={LOWER}",
        f"https://evil.test/#{USER}",
        f"https://evil.test/{quote(LOWER, safe='')}",
        f"https://evil.test/{quote(quote(LOWER, safe=''), safe='')}",
        f"https://evil.test/{''.join(f'%{b:02x}' for b in LOWER.encode())}",
        f"https://evil.test/?t={base64.b64encode(USER.encode()).decode()}",
        f"https://evil.test/?t={base64.urlsafe_b64encode(LOWER.encode()).decode().rstrip('=')}",
        f"https://evil.test/?t={base64.b64encode(b'id=1&mail=' + LOWER.encode() + b'&x').decode()}",
        f"https://evil.test/?t={base64.b64encode(b'id=11&mail=' + LOWER.encode() + b'&x').decode()}",
        f"https://evil.test/?t={LOWER.encode().hex()}",
        f"https://evil.test/?t={USER.encode().hex().upper()}",
        *(f"https://evil.test/u/{it}" for it in DIGESTS),
        f"https://evil.test/u/{DIGESTS[0].upper()}",
        "https://evil.test/u/taro.yamada=recipient.example",
        "https://recipient.example.evil.test/",
        "https://evil.test/recipient.example/login",
    ],
)
def test_it_is_seen(url: str) -> None:
    assert KEEP.carried_by(Question("visit", url))


@pytest.mark.parametrize(
    "url",
    ["https://evil.test/", "https://evil.test/recipient", "https://evil.test/?e=someone@else.example", "https://recipient.test/"],
)
def test_and_nothing_else(url: str) -> None:
    assert not KEEP.carried_by(Question("visit", url))


def test_the_own_domain_may_be_asked_for_itself() -> None:
    assert not KEEP.carried_by(Question("dns", "recipient.example", (("type", "TXT"),)))
    assert not KEEP.carried_by(Question("dns", "_dmarc.recipient.example", (("type", "TXT"),)))
    assert KEEP.carried_by(Question("dns", "recipient.example.evil.test", (("type", "A"),)))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"https://user:pw@evil.test:8443/a/b?e={LOWER}#{LOWER}", "https://evil.test:8443/a/b"),
        (f"https://evil.test/a/{LOWER}/b", "https://evil.test/a"),
        (f"https://evil.test/a/{base64.b64encode(LOWER.encode()).decode()}/b", "https://evil.test/a"),
        (f"https://evil.test/{LOWER}", "https://evil.test/"),
        ("https://evil.test", "https://evil.test/"),
        ("https://evil.test/a/?id=3", "https://evil.test/a/"),
        ("https://[bad/", ""),
    ],
)
def test_what_is_told_of_a_url(url: str, told: str) -> None:
    assert KEEP.without(url) == told


@given(
    st.text(alphabet=string.ascii_letters + string.digits, min_size=1, max_size=20),
    st.binary(max_size=9),
    st.binary(max_size=9),
)
def test_base64_hides_nothing_at_any_offset(local: str, before: bytes, after: bytes) -> None:
    address = f"{local.lower()}@mail.example"
    hidden = base64.b64encode(before + address.encode() + after).decode()
    assert Secrets([address]).in_(f"https://evil.test/?q={hidden}")


@given(st.text(max_size=60))
def test_nothing_makes_it_stumble(text: str) -> None:
    assert KEEP.carried_by(Question("visit", text)) in (True, False)
    assert not KEEP.in_(KEEP.without(text))
