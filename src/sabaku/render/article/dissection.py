"""Tells the head of the mail: subject and stamp, sender, and the header trio, each with the line as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sabaku.model import Datum, Message
from sabaku.render import tame, words
from sabaku.render.article import phrases as p
from sabaku.render.article import subject_phrases as s
from sabaku.render.article.nouns import Block, Para, Quote, Section
from sabaku.render.article.opening import claimed
from sabaku.render.article.telling import paragraphs
from sabaku.render.article.voice import Voice

Hide = Callable[[str], str]
"""Removes the victim from a text of the mail."""
LONG_LINE = 260
BAITED = frozenset(("extortion", "advance-fee", "romance", "callback", "fake-shop"))


def line(voice: Voice, message: Message | None, key: str, hide: Hide) -> str:
    """That header field as it stands in the mail, without the victim; "" where there is none."""
    found = message.text_of(key) if message is not None else ""
    return voice.v(hide(found), LONG_LINE)


def subject(voice: Voice) -> Section:
    """The subject and what stamps say."""
    text = voice.v(voice.report.message.subject, 300) or voice.t(words.NO_SUBJECT)
    told = paragraphs(voice, "subject")
    return Section("subject", voice.t(p.SUBJECT), (Quote(voice.t(words.SUBJECT), text), *(told or [Para(_plain(voice))])))


_LOUD = re.compile(
    r"最終通知|最終警告|最重要|重要|緊急|至急|警告|注意"
    r"|\b(?:urgent|important|immediate(?:ly)?|action required|final notice|last warning|warning|alert|attention)\b",
    re.IGNORECASE,
)


def _plain(voice: Voice) -> str:
    """What can be said of a subject in which nothing was found."""
    subject, (id, brand) = voice.report.message.subject, claimed(voice)
    if brand and id != "home" and brand.lower() in subject.lower():
        return voice.t(s.SUBJECT_NAMES, brand=brand)
    loud = _LOUD.search(subject[:300])
    if loud is not None:
        return voice.t(s.SUBJECT_LOUD, word=loud.group())
    return voice.t(s.SUBJECT_BAIT if voice.report.verdict.category in BAITED else p.SUBJECT_PLAIN)


def sender(voice: Voice) -> Section:
    """From, and to whom it came."""
    message = voice.report.message
    rows = [(voice.t(words.FROM), message.from_), (voice.t(words.TO), message.to)]
    quotes: list[Block] = [Quote(label, voice.v(value, LONG_LINE)) for label, value in rows if value]
    told = paragraphs(voice, "sender")
    return Section("sender", voice.t(p.SENDER), (*quotes, *(told or [Para(voice.t(p.SENDER_PLAIN))])))


def trio(voice: Voice, message: Message | None, hide: Hide) -> Section:
    """Return-Path, Message-ID and the Received line that the border wrote."""
    if lost(voice, message):
        return Section("headers", voice.t(p.TRIO_LOST), (Para(voice.t(p.TRIO_LOST_SAYS), ("route.origin-unknown",)),))
    return Section(
        "headers",
        voice.t(p.TRIO),
        (
            Para(voice.t(p.TRIO_INTRO)),
            *_return_path(voice, line(voice, message, "return-path", hide)),
            *_message_id(voice, line(voice, message, "message-id", hide)),
            *_received(voice, message, hide),
        ),
    )


def lost(voice: Voice, message: Message | None) -> bool:
    """Whether none of the three is there, and so no origin either."""
    kept = message is not None and any(message.text_of(it) for it in ("return-path", "message-id", "received"))
    return not (kept or voice.report.origin.ip or {"route.return-path", "route.received"} & set(voice.findings))


def _return_path(voice: Voice, text: str) -> Sequence[Block]:
    text = text or _value(voice, "route.return-path", "address")
    if not text:
        return [Para(voice.t(p.RETURN_PATH_NONE))]
    sender = voice.v(voice.report.message.from_, LONG_LINE)
    same = text.strip("<> ") and text.strip("<> ").lower() in sender.lower()
    says = voice.joined(voice.t(p.RETURN_PATH), voice.t(p.RETURN_PATH_SAME) if same else "")
    return [Quote("Return-Path", text), Para(says, ("route.return-path",)), *paragraphs(voice, "path")]


def _message_id(voice: Voice, text: str) -> Sequence[Block]:
    if not text:
        return paragraphs(voice, "number")
    return [
        Quote("Message-ID", text),
        Para(voice.t(p.MESSAGE_ID), ("route.message-id",)),
        *paragraphs(voice, "number"),
    ]


def _received(voice: Voice, message: Message | None, hide: Hide) -> Sequence[Block]:
    """The line that shows the origin: the border's own, or the one before a list or forwarder that was looked through."""
    text, seen = _value(voice, "route.received", "line"), _value(voice, "route.received", "ip")
    ip = tame.defang(voice.report.origin.ip or "")
    through = bool(ip) and ip not in (seen, text)
    if through:
        text = voice.v(hide(_line_of(message, voice.report.origin.ip or "")), LONG_LINE)
    if not text:
        return [Para(voice.t(p.RECEIVED_NONE))] if not ip else paragraphs(voice, "stamps")
    reads = voice.joined(_read_so(voice, text, ip), voice.t(p.RECEIVED_UNKNOWN) if "(unknown" in text else "")
    told: list[Block] = [
        Para(voice.t(p.RECEIVED_THROUGH if through else p.RECEIVED), ("route.received",)),
        Quote("Received", text, ("route.received",)),
    ]
    if ip and reads:
        told.append(Para(reads, ("route.received",)))
    return [*told, *paragraphs(voice, "stamps")]


def _read_so(voice: Voice, text: str, ip: str) -> str:
    """How to read that line: Postfix and its like put their own observation in brackets, Exim what the client said."""
    if not ip or ip not in text:
        return ""
    if "helo=" in text.lower():
        return voice.t(p.RECEIVED_EXIM, ip=ip)
    told = re.match(r"from \S{1,255} \((?:\S{1,255} )?\[?" + re.escape(ip), text)
    return voice.t(p.RECEIVED_READ if told else p.RECEIVED_SEEN, ip=ip)


def _line_of(message: Message | None, ip: str) -> str:
    """What the Received field that names this address says of the client; "" where there is none."""
    lines = (it.text for it in message.named("received")) if message is not None else ()
    found = next((" ".join(it.split()) for it in lines if ip in it), "")
    return found.partition(" by ")[0]


def _value(voice: Voice, id: str, name: str) -> str:
    """A value of a finding, safe to print; "" where there is no such finding."""
    one = voice.findings.get(id)
    datum: Datum | None = one.values.get(name) if one is not None else None
    return voice.v(datum.value, LONG_LINE) if datum is not None else ""
