"""A notice as a mail file (RFC 5322): what a mail program opens as a draft, and what is sent. No header breaks out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage, Message

from sabaku.render import tame
from sabaku.render.export.given import ADDRESS
from sabaku.render.notice.basis import Notice, Reporter

_POLICY = policy.SMTP.clone(max_line_length=76)
_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,190}@[A-Za-z0-9.\[\]:_-]{1,190}>")


def draft(notice: Notice, reporter: Reporter, code: str) -> bytes:
    """The notice as a mail; date and Message-ID are given by the sending program. The same notice gives the same bytes."""
    if notice.whole:
        return notice.whole
    mail = EmailMessage(policy=_POLICY)
    for name, value in headers_of(reporter, notice.subject, notice.to, notice.answers):
        mail[name] = value
    mail.set_content(notice.text.encode("utf-8", "replace").decode("utf-8"), cte="base64" if not notice.text.isascii() else None)
    for file in notice.attachments:
        _attach(mail, file.name, file.type, file.body)
    if mail.is_multipart():
        mail.set_boundary(f"=_sabaku_{code}_{notice.key.replace('-', '_')}")
    return mail.as_bytes()


def headers_of(reporter: Reporter, subject: str, to: tuple[str, ...], answers: str = "") -> Iterator[tuple[str, str]]:
    """The header fields of a draft; addresses that are none are left out, and so is a Message-ID that is none."""
    sender = mailbox(reporter.contact, reporter.name or reporter.organisation)
    if sender is not None:
        yield "From", str(sender)
    told = [one for one in (mailbox(it) for it in to) if one is not None]
    if told:
        yield "To", ", ".join(str(one) for one in told)
    yield "Subject", tame.tame(subject)[:400]
    if _ID.fullmatch(answers):
        yield "In-Reply-To", answers
        yield "References", answers
    yield "X-Unsent", "1"


def mailbox(address: str, name: str = "") -> Address | None:
    """The address as a mail header takes it, or None where it is no plain address."""
    if not ADDRESS.fullmatch(address.lower()):
        return None
    return Address(tame.tame(name), addr_spec=address)


def _attach(mail: EmailMessage, name: str, type: str, body: bytes) -> None:
    main, _, sub = type.partition("/")
    if main != "message":
        charset = {"charset": "utf-8"} if main == "text" else None
        mail.add_attachment(body, maintype=main, subtype=sub, filename=name, params=charset)
        return
    if not mail.is_multipart():
        mail.make_mixed()
    part = raw_part(type, body)
    part.replace_header("Content-Disposition", f'attachment; filename="{name}"')
    mail.attach(part)  # type: ignore[arg-type]


def raw_part(type: str, body: bytes) -> Message:
    """A part of ASCII bytes that is written as it is: a mail library would parse a mail in it first and write it anew."""
    part = Message(policy=policy.compat32)
    part["Content-Type"] = type
    part["Content-Transfer-Encoding"] = "7bit"
    part["Content-Disposition"] = "inline"
    part.set_payload(body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n").decode("ascii", "replace"))
    return part
