"""A Japanese desk or office writes, and nothing in the mail says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku import late
from sabaku.brands import is_public, owners
from sabaku.checks import _house, _said, _told
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._unnamed import named
from sabaku.checks.identity._who import author, claims, domain, place, through_list
from sabaku.fold import fold
from sabaku.hosts import registrable
from sabaku.model import Case, Datum, Observable, Text

_DESK = late.pattern(
    r"(?:センター|窓口|事務局|事務所|サポート|デスク|担当|受付|係|課|室|部|委員会|チーム|グループ|管理|運営|審査|サービス|機構|協議会|倶楽部|クラブ)\W*\Z"
)
_WANTS = (
    *(
        "threat",
        "deadline.hours",
        "deadline.days",
        "deadline.term",
        "credential",
        "card.ask",
        "payment",
        "refund",
        "personal.ask",
    ),
    *("tax", "prize", "scare", "crypto", "court", "callback.charge"),
)
_PUBLIC = re.compile(r"(?:^|\.)(?:lg|go|ed|ac)\.jp$")


@check(
    id="identity.desk-of-no-firm",
    over="message",
    group="identity",
    lang="ja",
    sure="inferred",
    title=Text("会社名も署名もなく、どこの窓口からのメールか分かりません", "A desk, and nothing says whose"),
    says=Text(
        "「{name}」を名乗って「{wants}」と求めていますが、本文には会社名も所在地も署名もなく、"
        "ドメイン {domain} の持ち主を示すものがありません。",
        "“{name}” wants “{wants}”, but the text has no firm, no address and no signature, and nothing tells whose domain "
        "{domain} is.",
    ),
    experts=("NOBR", "FDISP"),
    quiet_when=("identity.trade-for-a-name", "identity.desk-of-nobody", "identity.speaks-for-nobody"),
    speaks_for=("credential-phishing", "card-phishing"),
)
def desk_of_no_firm(case: Case, _: Observable) -> Iterator[Hit]:
    """Law wants a firm's name and address in commercial mail (特定電子メール法 4, 特定商取引法 11); a forger leaves them out.

    Weaker than identity.trade-for-a-name, since the name may mean something to its readers. Innocent cause: a small organiser
    who forgot to sign.
    """
    sender = author(case)
    if sender is None or not _DESK.search(fold(sender.who.shown).strip()) or through_list(case) or case.seen("list"):
        return
    own = registrable(sender.domain)
    if is_public(own) or own in _house.own_domains(case) or owners(own) or _PUBLIC.search(sender.domain) or claims(case):
        return
    wants = _said.first(case, *_WANTS)
    leads = _said.leads(case) or case.seen("phone") or case.seen("link", "qr") or _said.has(case, "payment.transfer")
    if wants is None or not leads or _told.warns(case) or of_a_firm(case):
        return
    if not named(case, own.partition(".")[0]):
        shown = Datum("text", sender.who.shown[:80])
        yield Hit(place(sender), _said.quote(wants), name=shown, wants=wants.shown, domain=domain(own))
