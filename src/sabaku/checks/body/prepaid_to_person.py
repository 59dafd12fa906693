"""One check: an order to be paid beforehand, into a private person's account."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _said
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import is_public
from sabaku.text import late

MOST_TEXT = 20_000
_ORDER = late.pattern(
    r"ご?注文(?:番号|内容|ありがとう|いただ|の商品|確認|金額)|商品(?:名|代金|:|の発送)|お買い上げ|order (?:no|number|id|#|total)"
    r"|\b(?:bulk|wholesale|minimum) (?:order|purchase|price|quantit(?:y|ies))|\bmoq\b|\bprice list\b|\bin stock\b"
    r"|\b(?:units|pieces|pallets?) (?:available|left|of)\b"
    r"|\b(?:grosshandel|mindestbestell|restposten|lagerbestand|preisliste)\w{0,8}"
    r"|\b(?:vente en gros|prix de gros|destockage|al por mayor|all'ingrosso|groothandel)\b"
)
_BEFORE = late.pattern(
    "前払い|先払い|(?:銀行)?振り?込み?のみ|銀行振込に限|ご?入金(?:の)?(?:ご?確認|が確認)[^。"
    "\n]{0,12}(?:後|でき次第|出来次第)"
    "|bank transfer only|\\b(?:100 ?%|full|t/t|tt)(?: payment)? (?:in )?advance\\b|\\bpay(?:ment)? (?:in advance|before "
    "(?:shipment|shipping|dispatch|delivery))"
    "|\\bvorkasse\\b|\\bvorauszahlung\\b|\\bpaiement (?:d'avance|anticipe)\\b|\\bpago (?:por "
    "adelantado|anticipado)\\b|\\bpagamento anticipato\\b|\\bvooruitbetaling\\b"
    "|prepayment|advance payment|only (?:accept|by) (?:zelle|cash ?app|bank transfer|wire)"
)


_HOLDER = late.pattern(
    r"(?:口座名義人?|名義人?|受取人名?|account (?:name|holder)|beneficiary(?: name)?|kontoinhaber"
    r"|titulaire(?: du compte)?|titular|intestatario)[::\s]{0,4}"
    "((?:[ァ-ヴー]{1,12}[ 　・]){1,3}[ァ-ヴー]{1,12}|[一-鿿]{1,4}[ 　][一-鿿]{1,4}|(?:mr|mrs|ms)\\.? "
    "[a-z]{2,20} [a-z]{2,20}|[a-z]{2,20} (?:[a-z]\\. )?[a-z]{2,20}(?=[ "
    "\t]*(?:\n|$)))(?![^\n]{0,12}(?:会社|カ\\)|\\(カ|事務局))"
)


_HINTS = (
    "名義",
    "受取人",
    "account name",
    "account holder",
    "beneficiary",
    "kontoinhaber",
    "titulaire",
    "titular",
    "intestatario",
)
_FIRM = late.pattern(
    "カブシキ|ユウゲン|ゴウドウ|株式|有限|合同|会社|商店|ショップ|シヨツプ|クミアイ|ホウジン"
    r"|\b(?:ltd|limited|llc|inc|gmbh|ag|kg|bv|nv|sarl|sas|srl|spa|sl|lda|co|company|corp|trading|shop|store|group|services"
    r"|enterprises?|club|verein|foundation)\b"
)


@check(
    id="body.prepaid-to-person",
    over="message",
    group="body",
    title=Text(ja="代金を個人名義の口座へ前払いさせようとしています", en="Prepayment into a private person's account"),
    says=Text(
        ja="注文の代金を「{before}」とし、振込先は個人名義「{holder}」の口座です。商品を送らない偽ショップの支払い方法です。",
        en="The order is to be paid “{before}”, into the account of a private person, “{holder}”. "
        "That is how fake shops are paid.",
    ),
    sure="inferred",
    quiet_when=("body.firm-paid-as-person",),
    speaks_for=("fake-shop",),
    experts=("CTX",),
)
def prepaid_to_person(case: Case, it: Observable) -> Iterator[Hit]:
    """A shop has an account in its own name (警察庁・消費者庁: 偽ショップの見分け方). Innocent causes: private sellers and
    shops of one person, so the sign alone proves nothing."""
    text = _said.folded(case)[:MOST_TEXT]
    if not any(word in text for word in _HINTS):
        return
    order, before, holder = _ORDER.search(text), _BEFORE.search(text), _HOLDER.search(text)
    if order is None or before is None or holder is None or _FIRM.search(holder[1]) or _bulk.mass(case):
        return
    houses = "".join(it.domain for it in senders(case)[:1])
    if any(len(word) > 2 and word in houses for word in holder[1].split()) and not is_public(houses):
        return  # a firm of that name
    shown = [Span("visible", *before.span()), Span("visible", *holder.span(1))]
    told = [case.message.quote(place) for place in shown]
    yield Hit(*(Evidence(place, found=one) for place, one in zip(shown, told, strict=True)), before=told[0], holder=told[1])
