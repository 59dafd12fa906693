"""The sender's name is a trade or a desk, in Japanese, and no firm is named anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.brands import owners
from sabaku.checks import _house, _said, _told
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._unnamed import named, only_trade
from sabaku.checks.identity._who import author, claims, domain, place, through_list
from sabaku.fold import fold
from sabaku.hosts import registrable
from sabaku.model import Case, Datum, Observable, Text

_WANTS = (
    *("threat", "deadline", "credential", "card.ask", "parcel", "crypto", "prize", "scare", "payment", "share", "refund"),
    *("tax", "survey", "mailbox", "court", "callback.call", "personal.ask"),
)
_PUBLIC = re.compile(r"(?:^|\.)(?:lg|go|ed|ac)\.jp$")


@check(
    id="identity.trade-for-a-name",
    over="message",
    group="identity",
    lang="ja",
    sure="inferred",
    title=Text("業種や役割だけを名乗り、どこの会社か書かれていません", "A trade or a desk for a name, and no firm"),
    says=Text(
        "差出人は「{name}」とだけ名乗って「{wants}」と書いていますが、会社名も所在地もどこにもなく、"
        "ドメイン {domain} の持ち主も分かりません。どの会社の利用者にも当てはまるように書かれた文面です。",
        "It calls itself no more than “{name}” and writes “{wants}”, but names no firm and no address, nor whose domain {domain} "
        "is. So it fits the customers of any firm.",
    ),
    advice=Text(
        "契約している会社や役所の公式サイトを、検索や書類の記載から開いて確かめてください。",
        "Ask the firm or office with which you really have to do, by its own site or its papers.",
    ),
    experts=("NOBR", "FDISP"),
    speaks_for=("credential-phishing", "card-phishing"),
)
def trade_for_a_name(case: Case, _: Observable) -> Iterator[Hit]:
    """«証券口座管理センター», «お客様窓口»: who wants something of a customer says which firm he is, and signs with it.

    Judged where the mail leads somewhere, or wants a call, money or papers. Left out: colleagues, offices at public domains, and
    whoever names a firm, a postal address, or in his last lines anything that is no such word. Innocent causes: a small
    organiser whose readers all know him.
    """
    sender = author(case)
    if (
        sender is None
        or not only_trade(fold(sender.who.shown))
        or through_list(case)
        or claims(case)
        or case.seen("list")
        or _told.warns(case)
    ):
        return
    own = registrable(sender.domain)
    if own in _house.own_domains(case) or owners(own) or _PUBLIC.search(sender.domain) or of_a_firm(case):
        return
    wants = _said.first(case, *_WANTS)
    leads = _said.leads(case) or case.seen("phone") or _said.has(case, "payment.transfer") or case.seen("link", "qr")
    if wants is not None and leads and not named(case, own.partition(".")[0]):
        shown = Datum("text", sender.who.shown[:80])
        yield Hit(place(sender), _said.quote(wants), name=shown, wants=wants.shown, domain=domain(own))
