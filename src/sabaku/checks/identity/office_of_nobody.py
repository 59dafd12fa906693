"""From's name is an office or a trade, and nothing in the mail says whose."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._offices import office
from sabaku.checks._unnamed import named, stranger
from sabaku.checks._who import place
from sabaku.model import Case, Datum, Observable, Text

_WANTS = (
    *("threat", "deadline", "credential", "card.ask", "parcel", "crypto", "prize", "scare", "payment", "share", "refund"),
    *("tax", "survey", "mailbox", "court", "callback.call", "personal.ask"),
)


@check(
    id="identity.office-of-nobody",
    over="message",
    said=_WANTS,
    group="identity",
    sure="inferred",
    title=Text("業種や役割だけを名乗り、どこの会社か書かれていません", "It gives an office or a trade for a name, and no firm"),
    says=Text(
        "差出人は「{name}」とだけ名乗って「{wants}」と書いていますが、自分の会社名も所在地も示しておらず、"
        "差出人のドメイン {domain} からも、どこの誰なのか分かりません。どの会社の利用者にも当てはまるように書かれた文面です。",
        "It calls itself only “{name}” and writes “{wants}”, but names no firm and no place, and its domain "
        "{domain} does not tell whose it is. Written like this, it fits the customers of any firm.",
    ),
    advice=Text(
        "契約している会社や役所の公式サイトを、検索や書類の記載から開いて確かめてください。",
        "Ask the firm or office with which you really have to do, by its own site or its papers.",
    ),
    experts=("NOBR", "FDISP"),
    quiet_when=("identity.house-desk-elsewhere",),
    speaks_for=("phishing",),
)
def office_of_nobody(case: Case, _: Observable) -> Iterator[Hit]:
    """«Parcel Service», «証券口座管理センター» fit every reader; whoever wants something of a customer says whose office it is.

    Judged where the mail leads somewhere, or wants a call, money or papers. Left out: colleagues, known companies and public
    offices by their domains, whoever names a firm or a postal address or, in Japanese, has in the last lines anything that is
    no such word. Innocent causes: a small organiser who is known to all readers.
    Law wants a firm's name and address in commercial mail (特定電子メール法 4, 特定商取引法 11).
    """
    sender, wants = stranger(case), _said.first(case, *_WANTS)
    if sender is None or wants is None or not office(sender.who.shown) or _told.warns(case):
        return
    leads = _said.leads(case) or case.seen("phone") or case.seen("link", "qr") or _said.has(case, "payment.transfer")
    if leads and not named(case, sender.domain):
        shown = Datum("text", sender.who.shown[:80])
        yield Hit(place(sender), _said.quote(wants), name=shown, wants=wants.shown, domain=datum("domain", sender.domain))
