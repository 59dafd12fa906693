"""A bill or a charge that is put right by telephone, from a free-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _letter, _notes, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author, place
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public

LONG = 3000


@check(
    id="identity.charge-from-free-mail",
    over="message",
    group="identity",
    quiet_when=("identity.from-free-mail",),
    title=Text("請求や引き落としの通知が、フリーメールから届いています", "A charge is announced from a free-mail address"),
    says=Text(
        "「{pretext}」と知らせて {phone} へ電話させようとしていますが、差出人は、誰でも取得できる {domain} のアドレスです。",
        "“{pretext}” and a call to {phone}, but the sender's address is at {domain}, where anybody can have one.",
    ),
    experts=("FFREE", "SCARE"),
    attacks=(73,),
    speaks_for=("callback",),
)
def charge_from_free_mail(case: Case, _: Observable) -> Iterator[Hit]:
    """A firm that charges cards by the thousand has a domain of its own.

    Innocent cause: a tradesman's bill from such an address; it speaks of no automatic charge, renewal or purchase. A club's
    dues are paid into an account that it names: left out.
    """
    sender = author(case)
    if sender is None or not is_public(sender.domain) or _letter.size(case) > LONG:
        return
    pretext = _said.first(case, "callback.charge", "callback.item", "scare.purchase")
    call, phone = _said.first(case, "callback.call"), case.first("phone")
    if pretext and call and phone and not _notes.account(case):
        shown = (datum("code", phone.shown), datum("domain", sender.domain))
        yield Hit(place(sender), _said.quote(pretext), _said.quote(phone), pretext=pretext.shown, phone=shown[0], domain=shown[1])
