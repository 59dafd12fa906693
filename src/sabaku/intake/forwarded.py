"""Which message is the subject of the investigation: the mail itself, or the one that somebody forwarded in it.

A mail is opened up only where it is plainly a carrier: few words of its own, messages attached (or one quoted below a
mail program's mark: by the reader's own house, or by a stranger who asks about it or adds no word), and a bond between it
and each of them: the message had come to the one who forwards it, or the carrier says «forwarded» or «is this genuine?».
Bounces, digests and list mails stay as they are, and so does a mail that hands its victim a message to open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from sabaku.intake import inline, outlook, packs
from sabaku.mime import limits, parse, scan, words
from sabaku.model import Carrier, Input, Message, Part
from sabaku.names import brands, hosts
from sabaku.text import late
from sabaku.text.caught import caught
from sabaku.text.suspected import SUSPECTED

OWN_WORDS = 2000
"""Characters of a carrier's own text, signature included."""
ATTACHED = frozenset({"message/rfc822", "message/global"})
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")
ASKED = late.pattern(
    r"フィッシング|詐欺|不審|迷惑メール|怪しい|あやしい|なりすまし|偽メール|本物|クリックし|開いてしま|入力して(?:しま|い)|ご?確認(?:を|お願い|くださ)|"
    r"調べて|通報|報告|phish|spam|suspicious|scam|fraud|is this (?:real|legit|genuine)|report(?:ed|ing)?\b|looks? fake|fyi\b",
    re.IGNORECASE,
)
RECEIVED_FOR = late.pattern(r"\bfor <?(" + ADDRESS.pattern + r")", re.IGNORECASE)
FAILED = re.compile(r"\b(?:dmarc|spf)=(?:fail|softfail)|^(?:fail|softfail)\b", re.IGNORECASE)
AUTOMATIC = late.pattern(r"mailer-daemon|postmaster@|<>", re.IGNORECASE)
RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "apparently-to", "resent-to")
TELLING = frozenset({"content-type", "content-disposition", "subject", "from", *RECIPIENTS})
DEPTH = 5
"""Forwards of forwards that are followed."""
TOGETHER = 20
"""Messages attached to one carrier that are examined, each by itself."""


class Inner(NamedTuple):
    """A message found inside another: its bytes and how it was carried."""

    raw: bytes
    carrier: Carrier


def unwrap(given: Input, depth: int = DEPTH) -> Iterator[Input]:
    """The input with the forwarded message as its subject (one for each where several are attached), or the input itself."""
    inner = _inside(given) if depth else []
    if not inner:
        yield given
        return
    before = given.carrier
    cut = len(given.raw) > limits.MESSAGE_BYTES or (before is not None and before.cut)
    for number, it in enumerate(inner, 1):
        carrier = it.carrier if before is None else _outermost(before, it.carrier)
        carrier = msgspec.structs.replace(carrier, cut=cut)
        name = f"{given.name}#{number}" if len(inner) > 1 else given.name
        whole = given.given or given.raw
        # of several, each is identified by its own bytes: the carrier's would be the same for all
        own = None if len(inner) > 1 else whole
        yield from unwrap(msgspec.structs.replace(given, raw=it.raw, name=name, carrier=carrier, given=own), depth - 1)


def _inside(given: Input) -> list[Inner]:
    """The messages that this mail only carries."""
    if not _worth_opening(given):
        return []
    message = parse(given.raw)
    found = attached(message, given)
    if found:
        return found
    cited = quoted(message, given)
    return [cited] if cited is not None else []


def _worth_opening(given: Input) -> bool:
    """Whether the headers alone leave it possible that this is a carrier: nearly all mail is not taken apart twice."""
    raw = given.raw
    start = len(raw) - len(raw.lstrip())
    end = scan.BLANK.search(raw, start)
    head = {key: value for value, key in reversed(_head(raw[start : end.end() if end else len(raw)]))}
    kind = head.get("content-type", "").lower()
    if "name" in kind or "content-disposition" in head or kind.startswith(("message/", "application/")):
        return True
    if kind.startswith("multipart/") and not kind.startswith("multipart/alternative"):
        return True
    subject = head.get("subject", "")
    if inline.FORWARDED.match(subject) or ASKED.search(subject):
        return True
    receivers = " ".join(head.get(key, "") for key in RECIPIENTS)
    return _same_house(_found(head.get("from", "")), _found(receivers), given)


def _head(head: bytes) -> list[tuple[str, str]]:
    """(value, lower-case name) of the few header fields that tell a carrier, decoded."""
    block = scan.block(head, 0, len(head), True)
    named = [(head[start:stop].decode("latin-1").lower(), head[value:end]) for start, stop, value, end in block.fields]
    return [(_decoded(value), name) for name, value in named if name in TELLING]


def _decoded(value: bytes) -> str:
    text = value.decode("latin-1")
    return words.unfold(text) if words.plain(text) else words.read(value).text


def _outermost(before: Carrier, now: Carrier) -> Carrier:
    """Of a forward of a forward the outer carrier is kept: it is whose words came last.

    A file in which it lay says nothing, nor does a filter.
    """
    if before.how in ("msg", "page", "filter"):
        return msgspec.structs.replace(now, exact=before.exact and now.exact)
    said = "\n".join(it for it in (before.words, now.words if now.how != "filter" else "") if it)
    return msgspec.structs.replace(
        before, words=said, complete=before.complete and now.complete, exact=before.exact and now.exact
    )


def attached(message: Message, given: Input) -> list[Inner]:
    """The messages attached to a plain carrier; none where it is more than that."""
    report = _feedback(message)
    if not report and (_automatic(message) or message.parts[0].type in ("multipart/report", "multipart/digest")):
        return []
    inside = (it for part in _top_level(message) for it in _inner(message, part))
    found = list(dict.fromkeys(itertools.islice(inside, TOGETHER)))
    if not found or (report and len(found) > 1):
        return []
    said = own_words(message)
    if not report and (len(said) > OWN_WORDS or not all(_bound(message, parse(raw), said, given) for raw, _ in found)):
        return []
    if len(found) == 1 and _by_filter(message, parse(found[0][0])):
        return [Inner(found[0][0], Carrier("filter", message.text_of("subject"), words=said))]
    return [Inner(raw, _carrier(message, how, said)) for raw, how in found]


def quoted(message: Message, given: Input) -> Inner | None:
    """The one message forwarded as text by somebody of the reader's own house, or who asks about it, owns up to having been
    caught, or adds no word; or None.

    A stranger's words above a quoted mail may be the fraud, and the mail quoted below them their prop.
    """
    home = _from_home(message, given)
    subject = message.text_of("subject")
    if _automatic(message) or not (home or inline.FORWARDED.match(subject) or ASKED.search(subject)):
        return None
    text = message.view("text").text
    page = message.view("html").text
    if not text and page:
        text = message.view("visible").text
    found = inline.find(text, page, subject)
    if found is None:
        return None
    handed_on = _plainly_forwarded(message, found) if home else not found.words and inline.FORWARDED.match(subject)
    if not (SUSPECTED.search(found.words) or handed_on or _owns_up(found.words)):
        return None
    return Inner(found.raw, msgspec.structs.replace(_carrier(message, "inline", found.words), complete=False))


def _plainly_forwarded(message: Message, found: inline.Inner) -> bool:
    """Whether a colleague hands a mail on, and nobody forges a thread in their name to ask for something."""
    if any(FAILED.search(header.text) for key in ("authentication-results", "received-spf") for header in message.named(key)[:1]):
        return False
    if found.sure or not found.words or ASKED.search(found.words + message.text_of("subject")):
        return True
    return _owns_up(found.words)


def _owns_up(words: str) -> bool:
    """Whether somebody says to have clicked or typed, and brings no link of their own; a paid bill may be the story of a forged
    thread."""
    told = caught(words)
    return told is not None and told[0] != "paid" and "://" not in words


def own_words(message: Message) -> str:
    """What the carrier says itself."""
    return (message.view("text").text or message.view("visible").text).strip()


def _carrier(message: Message, how: str, said: str) -> Carrier:
    kind = "rfc822" if how == "rfc822" else "inline" if how == "inline" else "attachment"
    exact = how not in ("inline", "msg")
    id = message.text_of("message-id").strip()
    sender = message.text_of("from")
    return Carrier(kind, message.text_of("subject"), sender, said, exact=exact, message_id=id)  # type: ignore[arg-type]


def _by_filter(carrier: Message, inner: Message) -> bool:
    """Whether a filter wrapped the mail and kept its sender and Message-ID (SpamAssassin's report_safe): people's programs give
    a forward an id of its own."""
    id = inner.text_of("message-id").strip()
    return bool(id) and carrier.text_of("message-id").strip() == id and _addresses(carrier, "from") == _addresses(inner, "from")


def _top_level(message: Message) -> list[Part]:
    """The parts of the carrier itself, not those of messages inside it."""
    inside = tuple(f"{part.path}." for part in message.parts if part.type in ATTACHED)
    return [part for part in message.parts if not (inside and part.path.startswith(inside))]


def _inner(message: Message, part: Part) -> Iterator[tuple[bytes, str]]:
    """The messages in a part: as it is, encoded, a file of a mail program, or a ZIP file of nothing but such files."""
    name = part.filename.lower()
    if name.endswith(".zip") and part.type not in ATTACHED:
        found = [_file(it) for it in packs.only_mails(message.bytes_of(part), TOGETHER)]
        yield from (it for it in found if it is not None and None not in found)
    elif part.type in ATTACHED or name.endswith((".eml", ".msg")) or part.type == "application/vnd.ms-outlook":
        mail = _file(message.bytes_of(part))
        if mail is not None:
            yield (mail[0], "rfc822") if part.type in ATTACHED and mail[1] != "msg" else mail


def _file(body: bytes) -> tuple[bytes, str] | None:
    """The message in a saved file, and how it was saved; None where there is none."""
    built = body.startswith(outlook.MAGIC)
    if built:
        try:
            body = outlook.build(body).raw
        except outlook.NotOutlook:
            return None
    return (body, "msg" if built else "attachment") if looks_like_mail(body) else None


def looks_like_mail(raw: bytes) -> bool:
    """Whether bytes begin with header fields of a message: a sender and one more that every mail has."""
    text = raw[:65536].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    block = scan.block(text, 0, len(text), True)
    names = {text[start:end].lower() for start, end, _, _ in block.fields}
    return b"from" in names and bool(names & {b"date", b"received", b"subject", b"message-id", b"to"})


def _feedback(message: Message) -> bool:
    """An abuse report (RFC 5965): its third part is what it is about."""
    root = message.parts[0]
    return root.type == "multipart/report" and any(part.type == "message/feedback-report" for part in message.parts)


def _automatic(message: Message) -> bool:
    """Bounces, automatic answers and list mail: nobody forwards with them."""
    if any(message.named(key) for key in ("list-id", "list-post", "x-failed-recipients", "x-mailing-list")):
        return True
    if message.text_of("auto-submitted").lower().startswith("auto-") or message.text_of("precedence").lower() in (
        "list",
        "bulk",
        "junk",
    ):
        return True
    path = message.text_of("return-path")
    return bool(AUTOMATIC.search(message.text_of("from")) or (path and AUTOMATIC.search(path)))


def _addresses(message: Message, *keys: str) -> set[str]:
    return {it for key in keys for header in message.named(key) for it in _found(header.text)}


def _found(text: str) -> set[str]:
    """The addresses in a header value, in lower case."""
    return {it.lower().rstrip(".") for it in ADDRESS.findall(text[:20000])}


def _domains(addresses: set[str]) -> set[str]:
    return {hosts.registrable(it.rpartition("@")[2]) for it in addresses}


def _from_home(message: Message, given: Input) -> bool:
    """Whether the mail comes from the reader's own house."""
    return _same_house(_addresses(message, "from"), _addresses(message, *RECIPIENTS), given)


def _same_house(senders: set[str], receivers: set[str], given: Input) -> bool:
    """Whether the sender's domain is the reader's own, or writer and receiver share theirs. A mail to oneself is often forged."""
    if senders & receivers:
        return False
    own = {hosts.registrable(it) for it in given.home.domains}
    return bool(_domains(senders) & (own or _domains(receivers) - brands.freemail()))  # free mail is no house


def _bound(carrier: Message, inner: Message, own: str, given: Input) -> bool:
    """Whether carrier and message belong together as forwarder and forwarded."""
    senders = _addresses(carrier, "from", "sender", "return-path")
    if senders & _addresses(inner, *RECIPIENTS) or _received_for(inner) & senders:
        return True
    subject, within = carrier.text_of("subject"), inner.text_of("subject")
    said = bool(
        inline.FORWARDED.match(subject) or (len(within) > 5 and within in subject) or ASKED.search(subject) or ASKED.search(own)
    )
    return said and (_from_home(carrier, given) or not own or bool(ASKED.search(own + subject)))


def _received_for(message: Message) -> set[str]:
    return {it.lower() for header in message.named("received") for it in RECEIVED_FOR.findall(header.text[:4000])}
