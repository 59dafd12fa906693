"""To does not name the recipient."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims, own
from sabaku.checks._who import through_list
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.whose import authentic, delivered


@check(
    id="identity.to-not-recipient",
    over="message",
    group="identity",
    quiet_when=("route.mailing-list",),
    title=Text("宛先(To)に受信者のアドレスがありません", "To does not hold the recipient's address"),
    says=Text(
        "会社から利用者への連絡を装っていますが、宛先(To)は {to} で、実際に届いた {address} が入っていません。",
        "It poses as a company's notice to its customer, but To says {to} and does not name {address}, to which it came.",
    ),
    experts=("TOODD",),
)
def to_not_recipient(case: Case, _: Observable) -> Iterator[Hit]:
    """A notice to one customer is addressed to that customer; mass mail is sent by blind copies.

    Judged only where a brand is claimed and a server noted to whom it was delivered. Innocent causes: forwarding, aliases,
    mailing lists, newsletters sent as blind copies; what the brand itself provably sent is left out.
    """
    sender = own(case)
    if sender is not None and authentic(case, sender[1].domain) is not None:
        return
    addresses = delivered(case)
    if not addresses or not claims(case) or through_list(case) or case.seen("list"):
        return
    named = {one.value for one in case.seen("address", "to", "cc")}
    if named & set(addresses):
        return
    header = next(iter(case.message.named("to")), None)
    if header is not None and header.text.strip():
        where, shown = case.message.span_of(header), header.text.strip()
        to = Datum("text", shown[:80])
    else:
        where, shown = Span("headers", 0, len(case.message.view("headers").text)), ""
        to = Datum("text", "", Text("空欄", "nobody"))
    yield Hit(Evidence(where, found=shown, expected=addresses[0]), to=to, address=Datum("address", addresses[0]))
