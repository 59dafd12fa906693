"""Words of a sum that is promised and of the fee that comes first, by language: look-ups, no judgement."""

from __future__ import annotations

import re

from sabaku.checks import _told
from sabaku.text import late

Told = tuple[re.Match[str], re.Match[str]]
"""What is promised, and the fee: where they stand in a folded text."""

# --- in Japanese -------------------------------------------------------------------------------------------------

JA_LONG = 3000
_MONEY = (
    "(?:助成金|補助金|給付金|支援金|還付金|返還金|補償金|解決金|賞金|当選金|当せん金|配当金|遺産|相続財産|預金|融資"
    "|寄付金|被害回復金|賞品)"
)
_CHOSEN = late.pattern(
    rf"{_MONEY}[^。\n]{{0,40}}?(?:選ばれ|選定|選出|当選|当せん|対象(?:と|に|寺院|者)|受け取り|受取|引き取り手|交付が決定"
    rf"|支給が決定)"
    rf"|(?:選ばれ|選定され|当選され|当せんされ|受取人として)[^。\n]{{0,40}}?(?:{_MONEY}|手続き)"
    "|(?:助成金|補助金|給付金|支援金)[^。]{0,80}?(?:受給|採択|支給|もらえ)[^。\n]{0,16}?(?:確実|保証|必ず|100%)"
    "|(?:受給|採択|支給|審査通過|回収|返金)(?:は|が|を)?(?:ほぼ|必ず|100%)?(?:確実|保証)"
    "|(?:被害金|被害額|被害総額|被害に遭われた[^。\n]{0,16}|だまし取られた[^。\n]{0,12}|騙し取られた[^。\n]{0,12}"
    "|失った(?:お金|資金|資産))"
    "[^。\n]{0,30}?(?:取り戻|回収|返金|返還|戻って|回復)|返還(?:予定額|の対象者|対象者)"
    "|(?:自己破産|延滞中|債務整理|ブラック(?:リスト)?|審査に落ち|審査が通ら)[^。\n]{0,24}?(?:ok|でも|ても|可能|方へ|歓迎)"
    "|(?:無審査|審査なし|審査不要|即日|最短[0-9]{1,3}分)(?:で|の)?[^。\n]{0,8}?(?:ご?融資|お貸し)"
    "|(?:受給者|受贈者|受益者|支援対象者|受取対象者)(?:に|として)(?:選|決定|認定|内定|確定)"
    "|(?:未受領金|未払い金|支援金|返還対象額|お預かり金)[^。]{0,60}?(?:引き渡し|お引渡し|お受け取り|受け取り|返還|確定"
    "|準備が整)"
    "|(?:土地|山林|原野|別荘地|区分所有|会員権|リゾート)[^。\\n]{0,40}?(?:購入したい|買い取り(?:たい|希望)|買い手|高値|高く売)"
    "|(?:お会いするだけ|指名が入|サポートをお約束|援助をお約束)"
    "|(?:補助|助成|給付|支援|奨励|協力|応援|見舞)金[^。]{0,60}?(?:交付|支給|給付|助成|採択)(?:が|を|は|に|仮)?(?:決定|内定"
    "|確定|承認|され)"
    "|(?:ご?融資|お貸し)(?:が|は)?(?:可能|決定|承認|できます)"
    "|(?:支援|助成|補助|導入支援|給付)[^。\\n]{0,8}?の(?:対象|対象者|対象企業|受給者)(?:として|に)[^。\\n]{0,8}?(?:登録|選"
    "|決定|認定)"
    "|(?:回収|返還|返金|受け?取り?)(?:可能|見込み?)(?:額|金額)"
    "|(?:未公開株|未上場株|優先株|上場前の?株)[^。]{0,60}?(?:譲|割当|割り当て|限定|購入|買い戻)"
    "|(?:返還|返金)[^。\n]{0,30}?(?:対象額|予定額|金額)[^。\n]{0,20}?(?:確定|決定|btc|円)"
    "|(?:市場価格|相場|定価|通常価格)の(?:半額|半値|[2-5]割|[2-6]0 ?%)"
    "|(?:抽選|プログラム|ビザ|懸賞|キャンペーン)[^。\n]{0,16}?(?:当選|当せん|選ばれ)"
)
"""Money that waits for the reader for being chosen, or goods for half of what they cost."""
_FEE = late.pattern(
    "(?:事務手数料|申請料|輸送料|保険料|手数料|印紙代|収入印紙|ガス代|測量費用?|整地費用?|広告費|登記費用|仲介費用"
    "|ポイント購入|申請費用|審査費用?|追加費用|保証金|着手金|申込金|預り金|預かり金|担保金|登録料|登録費用|手続き?費用"
    "|送金費用|送金手数料|供託金|口座開設費|弁護士費用|調査費用?|信用調査料|解除費用|証明書発行費|年会費|入会金|会費)"
    r"[^。\n]{0,40}?(?:事前|先に|前もって|前払い|先払い|納付が必要|が必要|お振込|振り?込|お支払い|ご負担|ご入金|円分|万[0-9]"
    r"|[0-9]円|千円)"
    "|(?:返済能力|信用(?:力|度|実績)?|ご?本人|入金能力)の?ご?確認のため[^。\n]{0,40}?(?:お?振り?込|ご?入金|お?支払)"
)
_NONE = late.pattern(
    r"[^。\n]{0,20}?(?:こと[はも](?:一切|絶対に|決して)?(?:ございません|ありません|ない)|必要[はも]?(?:ございません"
    r"|ありません|ない)"
    r"|いただいて(?:は)?おりません|いただきません|かかりません|不要)"
)
"""No fee is wanted."""
_LATER = late.pattern(r"融資実行|実行(?:日|時)|差し引|控除|天引|成功報酬|完了後|受け?取り?後|入金後|採択後|交付後")
"""When honest fees are paid: out of the money, or after it has come."""


def in_japanese(text: str) -> Told | None:
    """The promise and the fee in a folded Japanese letter; None where the fee is paid when the money comes."""
    fee = next((it for it in _FEE.finditer(text) if _NONE.match(text, it.end()) is None), None)
    if fee is None or _LATER.search(text):
        return None
    chosen = _CHOSEN.search(text)
    return (chosen, fee) if chosen else None


# --- in other languages ------------------------------------------------------------------------------------------

LONG = 5000
_HINTS = late.one_of(
    *(
        "fee",
        "tax",
        "charge",
        "deposit",
        "activation",
        "bond",
        "payout",
        "liquidity",
        "duty",
        "refundable",
        "insurance",
        "commission",
    ),
    *("gebuhr", "steuer", "provision", "frais", "taxe"),
    *("tasa", "gastos", "impuesto", "comision", "spese", "tassa", "imposta", "taxa", "despesas", "comissao"),
    *("kosten", "belasting", "commissie"),
)
_ON = r"(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?"
"""On in the sentence, in which a point may stand within a sum."""
_READY = {
    r"guthaben|gelder|gewinn|entschadigung|betrag|summe|auszahlung": r"freigegeben|bereit|genehmigt|verfugbar|wartet",
    r"fonds|gains|somme|indemnisation|montant": r"disponibles?|debloques?|debloquee|approuves?|approuvee|prets?|prete",
    r"fondos|premio|importe|indemnizacion|dinero": r"disponibles?|liberados?|aprobados?|listos?",
    r"fondi|vincita|somma|risarcimento|importo": r"disponibil[ei]|sbloccat[oai]|approvat[oai]|pront[oai]",
    r"fundos|premio|valor|indemnizacao": r"disponive(?:l|is)|liberad[oa]s?|aprovad[oa]s?",
    r"tegoed|bedrag|prijs|vergoeding": r"vrijgegeven|beschikbaar|klaar|goedgekeurd",
}
_WAITS = late.pattern(
    r"(?:\b(?:funds?|money|winnings?|prize|award|btc|bitcoins?|compensation|settlement|withdrawal|payout|payment|assets"
    r"|balance|grant|inheritance|amount)"
    rf"|[$€£]\s?\d[\d.,]*)\b{_ON}\b(?:(?:is|are|has been|have been|was|were) (?:now |already )?(?:available|released"
    r"|(?:pre-?)?approved|ready|unfrozen|recovered|traced|waiting|credited|held)|awaits?|held in your name)\b"
    r"|\b(?:account|wallet) (?:still )?(?:holds|contains) [$€£]? ?\d|\b(?:traced|located"
    r"|recovered) (?:your )?[\d.,]{1,12} ?(?:btc|eth|usdt|usd|bitcoins?)\b"
    r"|\byou (?:will )?(?:receive|have won|won|are entitled to|get) [$€£] ?\d[\d.,]{3,}"
    r"|\b(?:pre-?)?approved(?: for| up to|:)?(?: an?| your)?(?: \w{2,12}){0,3} {0,2}[$€£] ?\d[\d.,]*|\bloan (?:of"
    r"|for) [$€£] ?\d[\d.,]*[^.!?\n]{0,30}?\bapproved\b"
    r"|\b(?:released|recovered|unfrozen|traced) (?:the |your )?(?:frozen |lost |stolen )?(?:assets|funds|money)\b|"
    + "|".join(rf"\b(?:{money})\b{_ON}\b(?:{ready})\b" for money, ready in _READY.items())
)
_CHARGES = r"\b(?:fees?|tax(?:es)?|charges?|stamp duty|commission)\b"
_BEFORE = r"\b(?:before|prior to|first|in advance|upfront|to release|so that (?:it|they|the (?:money|funds)))\b"
_AHEAD = {
    r"\w{0,20}(?:gebuhr|steuer|kosten|provision)": r"vorab|zuvor|im voraus|vor der (?:auszahlung|uberweisung|freigabe)",
    r"frais|taxes?|commission": r"avant|au prealable|d'avance|prealablement",
    r"tasas?|gastos|impuestos?|comision": r"antes|previamente|por adelantado",
    r"spese|tass[ae]|commissione|imposta": r"prima|anticipatamente|in anticipo",
    r"taxas?|despesas|imposto|comissao": r"antes|previamente|antecipadamente|da responsabilidade",
    r"kosten|belasting|commissie": r"vooraf|eerst|van tevoren",
}
_FIRST = late.pattern(
    rf"(?:{_CHARGES}|\bdeposit\b)[^.!?\n]{{0,60}}?{_BEFORE}"
    rf"|\b(?:pay|settle|cover|remit)\b[^.!?\n]{{0,60}}?{_CHARGES}[^.!?\n]{{0,40}}?{_BEFORE}"
    r"|\b(?:release|payout|payment|delivery|withdrawal|transfer) (?:of (?:it|them|the \w{3,12}) )?(?:requires|is subject to"
    r"|needs)\b"
    rf"[^.!?\n]{{0,30}}?{_CHARGES}"
    r"|\b(?:courier|delivery|security|shipping) (?:company|service|firm)\b[^.!?\n]{0,24}\b(?:asks?|charges?|wants?|needs?"
    r"|requires?)\b"
    r"[^.!?\n]{0,30}[$€£] ?\d"
    r"|\b(?:released|paid out|credited|transferred|unlocked|returned)\b[^.!?\n]{0,24}\b(?:once|after|when|as soon as"
    r"|upon)\b[^.!?\n]{0,30}"
    r"\b(?:insurance|fees?|tax(?:es)?|charges?|deposit|premium|commission)\b"
    r"|\brefundable (?:\w{3,12} ){0,2}(?:fee|deposit|payment|premium)\b"
    r"|\b(?:activation|release|unlock\w{0,4}|verification|network|gas|bond|withdrawal|asks? for|requires?"
    r"|needs?)\b[^.!?\n]{0,30}?"
    r"(?:[$€£] ?\d|\d[\d.,]{0,9} ?(?:btc|eth|usdt|usd|eur)\b)[^!?\n]{0,50}?\b(?:required|needed|due|must|necessary|first"
    r"|comes back|returned)\b"
    r"|\b(?:fee|deposit) (?:is|will be) (?:fully )?refund(?:able|ed)\b|"
    + "|".join(rf"\b(?:{fee})\b[^.!?\n]{{0,60}}?\b(?:{before})\b" for fee, before in _AHEAD.items())
)
_LOST = late.pattern(
    r"\b(?:lost (?:money|investment|funds)|lost your money|old (?:trading )?account|trading account|traced to (?:you|your)"
    r"|seizure of|seized from|fraudulent (?:platform|broker|trading)|(?:stolen|taken) from you|dear victim|scam victims?"
    r"|frozen assets"
    r"|your name (?:is|appears) on|beneficiary|winner"
    r"|class action|unclaimed|dormant|no credit check|bad credit|loan (?:application|amount|offer|approval)|restitution"
    r"|wallet address|address of (?:the|your) wallet|certified (?:bank )?draft|drawn (?:among|in our)"
    r"|copy of your (?:passport|id)|begunstigte\w?|verlorene\w? (?:geld|investition)|beneficiaire"
    r"|beneficiario|vincitore|vencedor|begunstigde|opfer|victimes?|vittime)\b"
)
"""What tells of such a story: lost money, a winner, a copy of the passport."""
_TAKEN_OFF = late.pattern(
    r"\b(?:deducted|withheld|taken (?:off|from)|set off|einbehalten|abgezogen|verrechnet|deduits?|deduites?|retenue?s?"
    r"|descontad\w{1,2}|retenid\w{1,2}|dedott[aeio]|trattenut[aeio]|descontad[ao]s?|ingehouden|verrekend)\b"
)
"""That the fee comes out of what is paid, as honest fees do."""


def in_others(text: str) -> Told | None:
    """The promise and the fee in a folded letter of another language; None where the fee is taken off the sum."""
    if not _HINTS(text):
        return None
    first = _FIRST.search(text)
    if first is None or not _LOST.search(text) or _TAKEN_OFF.search(_told.sentence(text, *first.span())):
        return None
    waits = _WAITS.search(text)
    return (waits, first) if waits else None
