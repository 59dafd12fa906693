"""An order or a charge that somebody with a free mailbox announces, and all that they say of it is a picture."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _said, _tied
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author, place
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public

FEW = 60
"""Characters of a text that says nothing of what was bought, by whom and for how much."""
_CHARGE = ("callback.charge", "callback.item", "scare.purchase")


@check(
    id="identity.bill-in-a-picture",
    over="message",
    said=_CHARGE,
    group="identity",
    sure="inferred",
    title=Text("フリーメールから、画像だけの注文・請求の通知です", "A charge announced by a free mailbox, in a picture only"),
    says=Text(
        "「{charge}」と知らせていますが、本文は画像だけで、差出人は誰でも取得できる {domain} のアドレスです。"
        "画像に書いた電話番号へかけさせる手口で、文字がないのはフィルターに読ませないためです。",
        "“{charge}”, and the rest is a picture, from an address at {domain}, where anybody can have one. The number to "
        "call stands in "
        "the picture, so that no filter reads it.",
    ),
    advice=Text(
        "画像の番号に電話せず、契約や請求は公式サイトの会員ページで確かめてください。",
        "Do not call the number in the picture; look on the firm's own site whether you owe anything.",
    ),
    experts=("FFREE", "SCARE"),
    quiet_when=("identity.from-free-mail",),
    speaks_for=("callback",),
    attacks=(52, 73),
)
def bill_in_a_picture(case: Case, charge: Observable) -> Iterator[Hit]:
    """Call-back fraud since 2022: invoices as pictures from mailboxes made by the thousand (FTC, FBI IC3).

    Innocent cause: a friend who passes on a picture of a receipt, in an answer or with a signature, or as a paper of their own.
    """
    sender = author(case)
    text = _said.text(case).strip()
    pictures = case.seen("file", "inline") or case.seen("file", "attachment")
    if sender is None or not is_public(sender.domain) or len(text) > FEW or not pictures or _said.links(case):
        return
    if case.message.named("in-reply-to") or case.seen("list") or (text and _tied.signs(case, sender)):
        return
    if all(_files.file(it).kind in _files.PICTURES for it in pictures):
        yield Hit(
            place(sender),
            _said.quote(charge),
            _files.at(case, pictures[0]),
            charge=charge.shown,
            domain=datum("domain", sender.domain),
        )
