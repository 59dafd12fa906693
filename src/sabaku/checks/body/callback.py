"""One check: an alarming purchase and a telephone number instead of a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _genuine, _notes, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._foreign import foreign
from sabaku.model import Case, Observable, Text


@check(
    id="body.callback",
    over="message",
    group="body",
    title=Text(ja="リンクの代わりに電話をかけさせようとしています", en="It wants a telephone call instead of a click"),
    says=Text(
        ja="「{pretext}」と知らせ、{phone} へ電話させようとしています。電話口で遠隔操作や送金をさせる手口です。",
        en="“{pretext}”, and a call to {phone} is to put it right: on the telephone they take over the computer or the money.",
    ),
    advice=Text(
        ja="メールに書かれた番号には電話せず、契約書や公式サイトの番号にかけてください。",
        en="Do not call the number in the mail; use the one on your contract or the official site.",
    ),
    quiet_when=("body.help-by-remote",),
    speaks_for=("callback",),
    experts=("SCARE",),
    attacks=(73,),
)
def callback(case: Case, it: Observable) -> Iterator[Hit]:
    """A mail without links passes filters. Innocent cause: receipts name a hotline too, but they have links to the shop.

    A brand's own proven mail is left out, a proven firm's that poses as nobody else and bills nothing, and a bill with the
    account to pay into, as of a club. A platform that carries a stranger's note under its own name has links of its own: there
    the note is judged.
    """
    pretext = _said.first(
        case, "callback.item", "callback.charge", "scare.purchase", "card.problem", "scare.virus", "scare.login"
    )
    if pretext is None and _said.has(case, "callback.remote") and not _firms.firm(case):
        pretext = _said.first(case, "refund.refund", "callback.remote")
    phone = case.first("phone")
    call = _notes.to_call(case, phone)
    if _genuine.of_the_brand(case) or _notes.account(case) or _own_house(case):
        return
    if pretext and call and phone and (not _said.leads(case) or _notes.stranger(case)):
        yield Hit(_said.quote(pretext), call, _said.quote(phone), pretext=pretext.shown, phone=datum("code", phone.shown))


def _own_house(case: Case) -> bool:
    """Whether a firm writes in its own proven name and reads the answers, and no purchase is told of: a bank asks to be rung."""
    return not _said.has(case, "callback.item", "callback.charge") and _firms.of_a_firm(case) and foreign(case) is None
