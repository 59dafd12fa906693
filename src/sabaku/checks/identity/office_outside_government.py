"""A public office of Japan that writes from a domain anybody can register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text import late

_OFFICE = late.pattern(
    "(?:[市区町村](?:役所|役場)|[都道府県]庁(?!前)|税務署|国税局|年金事務所|労働基準監督署|労働局|ハローワーク|公共職業安定所"
    "|警察署|警察本部|警視庁|[都道府県]警|捜査[一二三四1-4]?課|検察庁"
    "|(?<![市区町村都道府県])水道[局部課]|年金(?:事務)?センター|(?:地方|簡易|家庭|高等|最高)裁判所|法務局|保健所|市長公室"
    "|(?:市民税|住民税|市県民税|固定資産税|資産税|納税|収納|保険年金|国保年金|国民健康保険|国保|介護保険|子育て支援)[課室係])"
)
_FUND = re.compile(
    r"\A[^都道府県市区町村省庁]*?(?:補助金|助成金|給付金|支援金|還付金|交付金)[^、。]{0,6}(?:事務局|センター|窓口|室)"
)
"""Offices that firms run for the state too, at domains of their own, in a town's or a ministry's name: judged where they want
a secret or papers and name neither."""
_MINISTRY = late.pattern(
    r"\A[\s【\[「(]{0,3}(?:内閣(?:府|官房)|(?:総務|法務|外務|財務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛)省"
    r"|(?:デジタル|こども家庭|金融|消費者|国税|警察|公安調査|出入国在留管理|資源エネルギー|中小企業|特許|復興)庁)"
)
"""A ministry or agency that is named first: beside others' words its brand may not show it."""
_RUN_FOR = late.pattern(
    r"[都道府県市区町村省庁](?:より|から|の)[^\n。]{0,24}(?:会社|㈱|\(株\))[^\n。]{1,20}(?:受託|委託)"
    r"|(?:業務受託|受託者|受託事業者|委託先)[:・ ]{0,2}(?:株式会社|㈱|\(株\)|[^\s:]{2,12}(?:株式会社|㈱|\(株\)))"
)
"""For which town, and by which firm, such an office is run."""
_PUBLIC = re.compile(
    r"(?:^|\.)(?:[a-z0-9-]+\.)?(?:lg|go|ed|ac)\.jp$"
    r"|(?:^|\.)(?:pref|city|town|vill|metro)\.[a-z0-9.-]{1,80}\.jp$"
)
SHOWN = 200
"""Characters of a name in From in which an office is looked for."""
_SECRET = ("credential.password", "credential.code", "card.ask")
_PAPERS = (*_SECRET, "personal.ask", "credential.verify")
_DEMAND = (
    "payment.unpaid",
    "threat.legal",
    "tax.refund",
    "tax.benefit",
    "refund.refund",
    "payment.pay",
    "payment.transfer",
    "credential.mail",
    "court.summons",
    "court.jail",
    "court.accuse",
    "action.open",
    "threat",
    *_PAPERS,
)
_SERVICES = frozenset(
    (
        *("logoform.jp", "graffer.jp", "e-tumo.jp", "s-kantan.jp", "s-kantan.com", "elg-front.jp", "task-asp.net", "sg-p.jp"),
        "bosai.net",
    )
)
"""Services through which cities take applications and send their letters: they write in the city's name."""


@check(
    id="identity.office-outside-government",
    over="message",
    said=_DEMAND,
    group="identity",
    title=Text("役所を名乗っていますが、国や自治体のドメインではありません", "A public office, but no public domain"),
    says=Text(
        "「{office}」を名乗って「{demand}」と書いていますが、差出人のドメイン {domain} は、"
        "国(.go.jp)や自治体(.lg.jp)だけが使えるドメインではありません。",
        "“{office}” writes “{demand}”, but {domain} in From is none of the domains that only the state (.go.jp) and its cities "
        "and prefectures (.lg.jp) can have.",
    ),
    advice=Text(
        "メールのリンクや電話番号を使わず、役所の公式サイトに載っている番号で確かめてください。",
        "Use neither the links nor the numbers of this mail: ask the office by the number on its own site.",
    ),
    experts=("FDISP", "FD", "FTLD"),
    speaks_for=("phishing",),
    attacks=(15,),
)
def office_outside_government(case: Case, demand: Observable) -> Iterator[Hit]:
    """Refunds, taxes and summonses in the name of an office that every town has; the names of single ministries are brands.

    Innocent causes: cities that have their letters sent by a service (the known ones are left out), an old address
    of a small office at a provider, a fund whose mail says which firm runs it and for whom (left out).
    Reference: JPRS, rules for lg.jp and go.jp.
    """
    if through_list(case) or claims(case) or case.message.named("in-reply-to"):
        return
    for sender in senders(case)[:1]:
        shown = sender.who.shown[:SHOWN]
        office = _OFFICE.search(shown) or _run_for_the_state(case, shown)
        if office is not None and sender.domain and not _is_public(case, sender):
            yield Hit(
                place(sender),
                _said.quote(demand),
                office=Datum("text", sender.who.shown[:60]),
                demand=Datum("text", demand.shown),
                domain=datum("domain", sender.domain),
            )


def _run_for_the_state(case: Case, shown: str) -> re.Match[str] | None:
    """A fund or a ministry in that name, where it wants a secret or papers, or threatens and is to be called; not where the mail
    says which firm runs it."""
    papers = _said.has(case, *_PAPERS)
    if not papers and not (case.seen("phone") and _said.has(case, "threat")):
        return None
    if _RUN_FOR.search(_said.folded(case)) is not None:
        return None
    return (_FUND.search(shown) if papers else None) or _MINISTRY.search(shown)


def _is_public(case: Case, sender: Sender) -> bool:
    """Whether the domain is one that only an office has, or that of a service which provably sends for cities."""
    if _PUBLIC.search(sender.domain):
        return True
    return registrable(sender.domain) in _SERVICES and authentic(case, sender.domain) is not None
