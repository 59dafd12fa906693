"""Which addresses stand for a recipient, and who says so: the server, the operator, delivery, or only the sender."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.model import Case, Hop, Message, Span, Text
from sabaku.text.forms import ADDRESS

MOST_ADDRESSES = 500
WHY = {
    "to": Text("宛先(To)のアドレスです。", "An address in To."),
    "cc": Text("同報先(Cc)のアドレスです。", "An address in Cc."),
    "delivered-to": Text(
        "実際に配送されたアドレスです(Delivered-Toなど)。", "The address to which it was delivered (Delivered-To and the like)."
    ),
    "delivered-claimed": Text(
        "配送先の欄(Delivered-Toなど)に書かれたアドレスですが、受信側の記録より下にあります。",
        "An address in Delivered-To or the like, below what the recipient's side wrote.",
    ),
    "for": Text("Receivedヘッダーの for に書かれた宛先です。", "The recipient in the `for` of a Received header."),
    "envelope": Text("エンベロープの宛先です(RCPT TO)。", "The envelope recipient (RCPT TO)."),
    "home": Text("設定に書かれた、自分のアカウントです。", "An account of the house, from the configuration."),
    "carrier": Text("このメールを転送した人のアドレスです。", "The address of who forwarded the mail."),
    "field": Text("配送の記録に書かれた受信者のアドレスです。", "A recipient's address in a field that delivery wrote."),
}
_FIELDS = re.compile(
    r"(?:x-)?(?:envelope-to|forwarded-to|forwarded-for|resent-to|resent-cc|original-recipient|original-rcpt|recipient|recipients"
    r"|rcpt-?to|delivered-to-\w+|apparently-(?:resent-)?to|(?:mail-)?followup-to|final-recipient|qmail-scanner-rcpt-to|real-to|to"
    r"|ms-exchange-\w+-recipient\w*|failed-recipients|spam-rcpt|catchall-to|for|loop)"
)


Mailbox = tuple[str, str, Span | None]
"""An address in lower case, where it comes from (a key of WHY), its place."""


def mailboxes(case: Case) -> Iterator[Mailbox]:
    """Every address that stands for a recipient, the surest witness first."""
    seen: set[str] = set()
    for address, role, place in (*_delivered(case), *_fields(case.message), *_told(case), *_written(case)):
        low = address.strip("<> \t").lower()
        if "@" in low.strip("@") and 3 <= len(low) <= 320 and low not in seen and len(seen) < MOST_ADDRESSES:
            seen.add(low)
            yield low, role, place


def _told(case: Case) -> Iterator[Mailbox]:
    """By the operator, and by the mail in which it was forwarded."""
    given = case.input
    for account in (*given.home.accounts, *given.home.role_accounts):
        for domain in ("",) if "@" in account else given.home.domains:
            yield f"{account}@{domain}" if domain else account, "home", None
    if given.carrier is not None:
        yield from ((it, "carrier", None) for it in ADDRESS.findall(given.carrier.sender))


def _delivered(case: Case) -> Iterator[Mailbox]:
    """By the server that took it, and by fields that the recipient's side wrote."""
    yield from ((it, "envelope", None) for it in (case.input.envelope.rcpt_to if case.input.envelope else ()))
    yield from ((it.value, "delivered-to", it.seen) for it in case.seen("address", "delivered-to"))
    yield from _for(case, "for", "inside", "border")


def _written(case: Case) -> Iterator[Mailbox]:
    """By fields that the sender may have written."""
    for role in ("to", "cc", "delivered-claimed"):
        yield from ((it.value, role, it.seen) for it in case.seen("address", role))
    yield from _for(case, "to", "claimed")


def _for(case: Case, role: str, *standing: str) -> Iterator[Mailbox]:
    for it in case.seen("hop", *standing):
        if isinstance(it.detail, Hop) and it.detail.for_:
            yield it.detail.for_, role, it.seen


def _fields(message: Message) -> Iterator[Mailbox]:
    """Addresses in further fields that only delivery writes."""
    for n, header in enumerate(message.headers[:400]):
        if header.key not in ("to", "for") and _FIELDS.fullmatch(header.key):
            for found in ADDRESS.finditer(header.text[:4096]):
                yield found.group(), "field", Span(f"header:{n}", *found.span())
