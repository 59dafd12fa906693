"""One check: work for which the applicant has to pay first."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text import late

# --- in Japanese -------------------------------------------------------------------------------------------------

_JA_WORK = late.pattern(
    r"採用|求人|面接|ご応募|テレワーク|お仕事|業務委託|アルバイト|副業|在宅ワーク|配達員|モニター(?:募集|報酬|のお仕事"
    r"|として)|オーディション|審査(?:に)?合格"
    r"|モデル(?:募集|として|事務所|のお仕事)|タレント|声優|初回報酬|初月の給与|報酬|制作(?:を)?お願い|取引先登録|調達システム"
    r"|新規取引|講演者"
)
_JA_FEE = late.pattern(
    r"(?:登録料|登録費|研修費|研修費用|制服|教材費|撮影費|レッスン|参加費|システム利用料|チャージ|保証金|保険料|手付金"
    r"|デポジット|(?:初期|登録|撮影|準備|審査|手続き?)費用|サポート費|[1-9][\d,]{2,8} ?円)"
    r"[^。、\n]{0,30}?(?:先に|事前に|前払い|いったん|一旦|お?支払い?(?:いただ|くだ|が必要)|お?振り?込み?(?:いただ|くだ|が必要)"
    r"|が必要|ご負担|ご購入|ご?入金(?:いただ|くだ|が必要)|は?初回[^。\n]{0,12}?相殺)"
)
_JA_BACK = late.pattern(
    r"(?:返金|お返し|返還|相殺|充当|払い戻し|キャッシュバック)(?:いた|し|され|させ|と|[)]|予定)|(?:期日|期限|[0-9]日)(?:を過ぎ"
    r"|まで)[^。\n]{0,20}?(?:取り消し|取消|無効|お?振り?込)"
    r"|(?:初月|初回|報酬|給与|現地)[^。\n]{0,16}?(?:返|相殺|戻)|後払い"
)
"""That it will be paid back, or what happens where it is not paid in time."""

# --- in other languages ------------------------------------------------------------------------------------------

LONG = 5000
_HINTS = late.one_of(
    *("fee", "deposit", "cost", "charge", "gebuhr", "kaution", "kosten", "frais", "caution", "tasa", "gastos", "spese"),
    *("cauzione", "taxa"),
)
_WORK = late.pattern(
    r"\b(?:employment|job|hired|work from home|remote work"
    r"|vacanc(?:y|ies)|position|recruit\w{2,5}|hiring|work permit|salary|wages?|applicants?|candidates?"
    r"|stellenangebot|arbeitsvertrag|gehalt|bewerb\w{2,4}|emploi|salaire|poste|candidats?|empleo|salario|puesto|candidatos?"
    r"|lavoro|stipendio|emprego|trabalho|vaga|vacature|baan|salaris)\b"
)
_FEE = late.pattern(
    r"\b(?:visa|work permit|permit|processing|application|registration|training|background check|uniform|equipment"
    r"|starter kit|medical|security clearance|onboarding"
    r"|documentation|immigration)(?: and [a-z]{3,12})?(?: processing| application| check| kit| deposit)?\s(?:fees?|costs?"
    r"|charges?|deposit)\b[^.!?\n]{0,60}"
    r"|\b(?:responsible for|pay|paying|cover|bear)\b[^.!?\n]{0,30}?\b(?:visa|permit|training|registration|processing"
    r"|background check|equipment)\b[^.!?\n]{0,24}?\b(?:fees?|costs?|charges?)\b"
    r"|\b(?:visums?|bearbeitungs|registrierungs|schulungs|ausbildungs)-?gebuhr\w{0,2}\b[^.!?\n]{0,40}"
    r"|\bfrais de (?:visa|dossier|formation|inscription)\b|\b(?:tasa|gastos) de (?:visado|tramitacion|inscripcion|formacion)\b"
    r"|\b(?:spese|costi) (?:di|per il) (?:visto|pratica|formazione|iscrizione)\b|\btaxa de (?:visto|inscricao|processamento"
    r"|formacao)\b"
    r"|\b(?:visum|registratie|opleidings)kosten\b"
)
_OFFER = late.pattern(
    r"\b(?:(?:is|are) in need of|wanted|we (?:offer|are hiring|are recruiting)"
    r"|you (?:have been|are) (?:selected|shortlisted|hired|offered)|free accommodation|air ?tickets?"
    r"|interested (?:candidates|applicants|persons)|send (?:your|their|us your) (?:cv|resume|passport)|monthly|per month"
    r"|weekly|no experience"
    r"|wir (?:suchen|bieten)|nous (?:recrutons|offrons|recherchons)|buscamos|ofrecemos|cerchiamo|offriamo|procuramos"
    r"|wij zoeken)\b"
)
_NO_COST = late.pattern(
    r"\b(?:reimburs\w{1,5}|refunded by|paid by (?:us|the|our)|(?:we|employer|company|hospital|hotel)(?: will)? (?:pay|cover)s?"
    r"|covered by|no (?:fees?|charges?|costs?)|free of charge|waived|does not (?:include|apply)"
    r"|(?:ubernehmen|ubernimmt|erstatte[nt]|tragt|tragen) (?:wir|der|die|das)|wir (?:ubernehmen|tragen|erstatten)"
    r"|nous prenons en charge|pris en charge|remboursee?s?|a nuestro cargo|reembols\w{1,4}|a nostro carico|rimborsat[aeio]"
    r"|por nossa conta|vergoed\w{0,2})\b"
)
"""That the employer pays, as employers do."""


@check(
    id="body.pay-to-work",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="仕事や採用のために、先に費用を払わせようとしています", en="Work for which one has to pay first"),
    says=Text(
        ja="仕事の話(「{work}」)を持ちかけながら、「{fee}」と費用の負担を求めています。働く側に登録料や研修費、ビザの費用を払わせる仕事は、"
        "実在しないか、払った後に連絡が取れなくなる手口です。",
        en="It is about work (“{work}”), but “{fee}” comes out of the applicant's pocket. Work that has to be paid for does not "
        "exist, or nobody answers after the payment.",
    ),
    advice=Text(
        ja="費用を支払わず、旅券の写しも送らず、会社の名前と代表番号を自分で調べて確かめてください。",
        en="Pay nothing and send no passport; look the firm up yourself and call it by its published number.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def pay_to_work(case: Case, it: Observable) -> Iterator[Hit]:
    """Side jobs and auditions, hotels in Canada, ships, carers in London (国民生活センター; Action Fraud, IRCC, FTC): employers
    pay the recruiter, not the other way round.

    Innocent causes: schools and fairs that sell a course or a stand, universities and agencies that tell of a visa's official
    costs; they write from their own proven domain, or say that they pay them.
    """
    found = _in_japanese(case) if _said.lang(case) == "ja" else _in_others(case)
    if found:
        yield Hit(*found, work=found[0].found, fee=found[1].found)


def _in_japanese(case: Case) -> tuple[Evidence, ...]:
    found = () if _firms.of_a_firm(case) else _told.together(case, _JA_FEE, _JA_WORK, _JA_BACK)
    return (found[1], found[0]) if found else ()


def _in_others(case: Case) -> tuple[Evidence, ...]:
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > LONG
        or not _HINTS(text)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
        or _story.conversation(case)
    ):
        return ()
    if _firms.firm(case) or not _WORK.search(text):
        return ()
    fee = _FEE.search(text)
    if fee is None or _NO_COST.search(_told.sentence(text, *fee.span())):
        return ()
    offer = _OFFER.search(text)
    return (_told.at(case, offer), _told.at(case, fee)) if offer else ()
