"""Fraud mails as people described them: a mail rebuilt from a description's fields, and which reasons the fields can show.

How a mail is rebuilt: the text is a digest, so its stage directions are played (DIRECTIONS): «(アドレス)» is the recipient's
address, «署名» begins the signature, «(文が切れる)» ends the line. The recipient gets the address that the description gives
them: the local part by which they were called, the address at the end of the link, the sender's domain where it was their own.

What counts as visible is decided before looking at what is stated, by rules alone (`can_be_seen`): the fields that the reason
is about are given and can be read; a comparison with a brand needs the brand's name; a fault of form (spelling, punctuation,
damage, filler) is only seen in words that the digest quotes, since the rest is the describer's; a detail that the expert
quotes stands in the fields; a demand, a term or a sum is named somewhere in them (TOPICS); what only the recipient knows is
not in a mail. Reasons in which the expert was wrong (they take the brand's own domain for a foreign one, an imitation
for the brand's own, «お客様» for a mail address) are left out.

Judges no mail and knows no check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.header import Header
from typing import Any

from sabaku.extract.phrases import search
from sabaku.names.brands import brands, is_official, standing
from sabaku.names.brandwords import named_in_path
from sabaku.names.lookalike import likeness

TO = "user@recipient.example"
SEEN_IN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("FD", "FRAND", "FTLD", "FLOOK", "FFREE", "FFORGE", "FSP", "FOTHER", "OFFDOM"), ("from_addr",)),
    "FDISP": ("from_display", "from_addr"),
    "SUBJODD": ("subject",),
    **dict.fromkeys(("LD", "LTLD", "LLOOK", "LRED"), ("link_urls",)),
    "RPM": ("return_path",),
    "RLOC": ("received_line",),
    "STAMP": ("has_spam_stamp",),
    "LEGITMIX": ("body_excerpt", "link_urls"),
    "TIME": ("mail_date",),
}
"""Fields that must be given for a reason to be visible at all; other reasons need the text."""
NEVER_SEEN = frozenset(
    (
        *("NOTUSER", "OTHERADDR", "MASS", "OFFWARN", "KNOWN", "NOTAPP", "POLICY"),
        *("LBTN", "LHID", "BLK", "DOWN", "FAKE", "LOGO", "WFOR", "WREG", "CDN", "NODNS", "LIPH"),
        *("RGEO", "RIP", "AUTH", "NOSTAMP", "SELF", "SUBADDR", "TOODD", "XM", "ATT", "SIGMISS"),
    )
)
"""Reasons that no field of a case can show: what the site, the registry, the recipient, a picture, an attached
file or another header knows, and what is missing at the end of a mail of which only an excerpt is told."""
OF_SENDER = frozenset(("FD", "FRAND", "FTLD", "FLOOK", "FFREE", "FFORGE", "FSP", "FOTHER", "OFFDOM", "FDISP"))
"""Reasons about From's address: it must be readable, not masked."""
OF_BRAND = frozenset(("FD", "FDISP", "FSP", "FFORGE", "LD", "OFFDOM", "WRONGBR", "MULTI", "LEGITMIX"))
"""Comparisons with a brand: the fields must name it. (Imitations are not among them: they name the brand themselves.)"""
OF_FORM = frozenset(("JP", "PUNC", "MOJI", "CHF", "TEMPL"))
"""Faults of form: seen in quoted words only."""
OF_OTHER_DOMAIN = frozenset(("FD", "FDISP", "FLOOK"))
"""Wrong where From's domain is the brand's own."""
_QUOTED = re.compile(
    "(?<!CTA)(?:『(?![■▼→▶⇒●・])[^』]{10,}(?<!こちら)』|「(?![■▼→▶⇒●・])[^」]{10,}(?<!こちら)」)(?!が?[((]?文字化け)"
)
"""Words of the mail itself: not a button's label, nor what the digest mended («が文字化け» behind clean text)."""
_PRIVATE = re.compile(r"\brecipient|no such account|could not receive|came through the")
_DENIES = re.compile(r"\b(?:not?|never|says|missing|instead)\b")
_JAPANESE = re.compile("[ぁ-ゖァ-ヶー一-鿿々]{2,}")
TOPICS = {
    "BTC": re.compile("ビットコイン|仮想通貨|暗号資産|btc|bitcoin", re.IGNORECASE),
    "UNSUB": re.compile("配信停止|購読|解除|unsubscribe|配信を", re.IGNORECASE),
    "CARD": re.compile("番号|暗証|パスワード|カード情報|個人情報|入力|pin|card", re.IGNORECASE),
    "THREAT": re.compile(
        "停止|制限|凍結|削除|ロック|解約|失効|退会|法的|訴訟|差し?押|無効|返送|破棄|閉鎖|キャンセル|(?:利用|使用|受信)でき|拡散|損失"
    ),
    "URG": re.compile("[0-9]時間|以内|までに|迄|期限|至急|緊急|早[くめ急]|すぐ|直ち|本日|今日|明日|前に|手遅れ|[0-9]日まで|最終"),
    "DATE": re.compile("[0-9]月|[0-9]日|[0-9][-/.][0-9]|[0-9]:[0-9]"),
    "NUM": re.compile("[0-9](?:円|ドル|,[0-9]|[MGK]B|%)|[¥$][0-9]"),
}
"""What a reason is about must be named somewhere in the digest: one that never mentions a coin cannot show a demand for coins."""
_VISITED = re.compile("several redirects|on the site|landing page")
"""Details that only a visit shows."""
_CLOCK = re.compile(r"\d\d:\d\d")
DIRECTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"宛名は(?:自分の)?(?:メール)?アドレス\+?(様|さん)?[。、]?"), "\n{to} \\1\n"),
    (re.compile(r"[(<<〈](?:受信|受信者の|自分の|店の|宛先の)?(?:メール)?アドレス[)>>〉]"), "{to}"),
    (re.compile(r"数字列(\d+)とアドレス[。、]?"), "\\1\n{to}\n"),
    (re.compile(r"『?([a-z0-9._-]+ ?(?:さん|様))』?[((]宛先(?:の)?ローカル部[))]"), "\\1\n"),
    (re.compile(r"[((](?:ここで)?文が(?:切れ|途切れ)[^))]{0,6}[))]。?"), "\n\n"),
    (re.compile(r"署名[^。、]{0,10}なし。?"), ""),
    (re.compile(r"[。、](?:署名|末尾の署名)(?:は|:|:)? ?"), "。\n\n--\n"),
)
"""Stage directions of the digests, and what a mail has in their place; {to} is the recipient's address."""


def rebuilt(told: Mapping[str, Any]) -> bytes:
    """A mail with what the case tells, and nothing more."""
    address = _address(str(told.get("from_addr") or ""))
    display, to = str(told.get("from_display") or ""), recipient(told)
    lines = [
        f"Return-Path: <{told.get('return_path') or address}>",
        *([_received(told, to)] if told.get("origin_ip") or told.get("received_line") else []),
        *([f"From: {_word(display)} <{address}>".replace("  ", " ")] if display or address else []),
        f"To: {to}",
        f"Subject: {_word(str(told.get('subject') or ''))}",
        *([f"Date: {date}"] if (date := _date(str(told.get("mail_date") or ""))) else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    text = "\n".join([_played(str(told.get("body_excerpt") or ""), to), *map(_url, told.get("link_urls") or ())])
    return ("\n".join(lines) + "\n\n" + text + "\n").encode("utf-8", "replace")


def recipient(told: Mapping[str, Any]) -> str:
    """The recipient's address as far as the description gives it; a neutral one otherwise."""
    body, findings = str(told.get("body_excerpt") or ""), " ".join(map(str, told.get("findings") or ()))
    domain = TO.partition("@")[2]
    if "recipient's domain as display name" in findings:
        domain = str(told.get("from_display"))
    elif "recipient's own domain" in findings:
        domain = _address(str(told.get("from_addr") or "")).rpartition("@")[2] or domain
    linked = (re.search(r"#([\w.+-]+@[\w.-]+)$", str(url)) for url in told.get("link_urls") or ())
    whole = next((it[1] for it in linked if it), "")
    if whole and "recipient address in URL" in findings:
        return whole
    called = re.search("『?([a-z][a-z0-9._-]{2,30}) ?(?:さん|様)』?[((]宛先(?:の)?ローカル部", body)
    return f"{called[1]}@{domain}" if called else f"user@{domain}"


def _played(text: str, to: str) -> str:
    """The digest with its stage directions played."""
    for direction, instead in DIRECTIONS:
        text = direction.sub(instead.replace("{to}", to), text)
    return text.strip("\n")


def _address(text: str) -> str:
    """The address as told; the blogger's stars and dots become letters so that the rest of it can be read."""
    first = re.split(" / | (?=[^ -~])", text)[0].replace("…", "x").replace("***", "x").strip()
    if re.fullmatch(r"@?[a-z0-9.-]+\.[a-z]{2,}", first):
        first = "info@" + first.removeprefix("@")
    masked = re.fullmatch(r"(.)\1+@(.)\2+\.\w+", first)
    return first if first.isascii() and " " not in first and not masked else ""


def _url(text: str) -> str:
    return re.sub(r"^[a-z]{2,5}:(?=//)", "https:", text.replace("*", "x").replace("●", "x").replace("…", "x"))


def _word(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=900).encode()


def _received(told: Mapping[str, Any], to: str) -> str:
    line = str(told.get("received_line") or f"from unknown (unknown [{told.get('origin_ip')}])").replace("\n", " ")
    return f"Received: {line} by mx.recipient.example (Postfix) with ESMTP id 1A2B3C for <{to}>; Thu, 5 Feb 2026 10:15:02 +0900"


def _date(text: str) -> str:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?", text)
    if not found:
        return ""
    y, m, d, hour, minute = (int(it) if it else 9 for it in found.groups())
    try:
        return datetime(y, m, d, hour, minute).strftime("%a, %d %b %Y %H:%M:00 +0900")  # noqa: DTZ001  a header's text
    except ValueError:
        return ""


# --- the brand ---------------------------------------------------------------------------------------------------


def meant(told: Mapping[str, Any]) -> frozenset[str]:
    """The ids that the expert's name of the brand stands for; empty where it names none of the list."""
    label = str(told.get("brand_impersonated") or "")
    return frozenset(it.key for it in search(label) if it.list == "brand") | frozenset(
        it.id for it in brands().values() if label in (it.names.ja, it.names.en)
    )


def shown_in_fields(told: Mapping[str, Any], ids: frozenset[str]) -> bool:
    """Whether the fields name the brand, by a name, an alias, or a host that says so."""
    texts = [str(told.get(key) or "") for key in ("subject", "from_display", "from_addr", "body_excerpt")]
    named = {it.key for text in texts for it in search(text) if it.list == "brand"}
    hosts = [str(told.get("from_addr") or "").rpartition("@")[2], *(told.get("link_domains") or ())]
    named |= {like.brand for host in hosts if host and (like := likeness(host))}
    named |= {id for url in told.get("link_urls") or () for id, _, _ in named_in_path(url)}
    return bool(named & ids)


# --- what can be seen --------------------------------------------------------------------------------------------


def can_be_seen(told: Mapping[str, Any], code: str) -> bool:
    """Whether the fields can show this reason at all: decided by rules about kinds of reasons, not by what is stated."""
    if not is_given(told, code):
        return False
    detail = _detail(told, code)
    rules = (
        code not in OF_SENDER or bool(_address(str(told.get("from_addr") or ""))),
        code not in OF_BRAND or not meant(told) or shown_in_fields(told, meant(told)),
        code not in OF_FORM or bool(_QUOTED.search(str(told.get("body_excerpt"))) or _JAPANESE.search(detail)),
        code != "FRAND" or not str(told.get("from_addr")).startswith("@") or not is_official(str(told["from_addr"])[1:]),
        code != "TIME" or bool(_CLOCK.search(str(told.get("mail_date")))),
        code != "FOREIGN" or not re.search("[ぁ-ゖ]", str(told.get("body_excerpt"))) or "Korean" in detail,
        code != "CTX" or not _PRIVATE.search(detail),
        not _VISITED.search(detail),
        code not in TOPICS or bool(TOPICS[code].search(f"{told.get('subject')} {told.get('body_excerpt')}")),
        _in_fields(told, detail),
    )
    return all(rules)


def is_given(told: Mapping[str, Any], code: str) -> bool:
    """Whether the fields that the reason is about are there at all: the first of the rules, and the loosest figure."""
    return code not in NEVER_SEEN and all(told.get(key) for key in SEEN_IN.get(code, ("body_excerpt",)))


def mistaken(told: Mapping[str, Any], code: str) -> bool:
    """Whether the expert calls a domain foreign that is the brand's own (read on its pages), or its own one that is not."""
    domain = _address(str(told.get("from_addr") or "")).rpartition("@")[2].lower()
    whose = {standing(id, domain) for id in meant(told)} if domain else set()
    if code == "ADDRSAL" and "お客様" in _detail(told, code):
        return True
    return (code in OF_OTHER_DOMAIN and bool(whose & {"verified", "unverified"})) or (code == "FSP" and whose == {""})


def _detail(told: Mapping[str, Any], code: str) -> str:
    """What the expert adds in brackets at the end of their reason."""
    found = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)$", reason(told, code).strip())
    return found[1] if found and not found[1].startswith(_FIXED) else ""


_FIXED = ("lookalike or brand word", "From is self-declared", "borrowed or hijacked", "unrelated provider", "or its local part")
"""Brackets that belong to the wording of a reason."""


def _in_fields(told: Mapping[str, Any], detail: str) -> bool:
    """Whether something of what the detail quotes (numbers, Japanese) stands in the fields; True where it quotes nothing."""
    fields = " ".join(
        str(told.get(key) or "") for key in ("subject", "from_display", "from_addr", "body_excerpt", "link_urls", "mail_date")
    )
    numbers = {it.lstrip("0") for it in re.findall(r"\d{2,}", detail.replace(",", ""))}
    words = _JAPANESE.findall(detail) + re.findall(r"\b[A-Z]\d+\b", detail)
    if _DENIES.search(detail) or not (numbers or words):
        return True
    there = {it.lstrip("0") for it in re.findall(r"\d+", fields.replace(",", ""))}
    return bool(numbers & there) or any(word in fields for word in words)


def reason(told: Mapping[str, Any], code: str) -> str:
    """What the expert wrote for this code."""
    place = told["finding_codes"].index(code)
    return str(told["findings"][place]) if place < len(told["findings"]) else ""
