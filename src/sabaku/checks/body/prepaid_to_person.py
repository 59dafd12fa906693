"""One check: an order to be paid beforehand, into a private person's account."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _author, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

MOST_TEXT = 20_000
_ORDER = late.pattern(
    "ご?注文(?:番号|内容|ありがとう|いただ|の商品|確認|金額)|商品(?:名|代金|:|の発送)|お買い上げ|order (?:no|number|id|#|total)"
)
_BEFORE = late.pattern(
    "前払い|先払い|(?:銀行)?振込(?:み)?(?:の)?み|銀行振込に限|ご?入金(?:の)?(?:ご?確認|が確認)[^。"
    "\n]{0,12}(?:後|でき次第|出来次第)"
    "|bank transfer only|prepayment|advance payment|only (?:accept|by) (?:zelle|cash ?app|bank transfer|wire)"
)


@functools.cache
def _holder() -> re.Pattern[str]:
    return re.compile(
        r"(?:口座名義人?|名義人?|受取人名?|account (?:name|holder)|beneficiary(?: name)?)[::\s]{0,4}"
        "((?:[ァ-ヴー]{1,12}[ 　・]){1,3}[ァ-ヴー]{1,12}|[一-鿿]{1,4}[ 　][一-鿿]{1,4}|(?:mr|mrs|ms)\\.? "
        "[a-z]{2,20} [a-z]{2,20})(?![^\n]{0,12}(?:会社|カ\\)|\\(カ|事務局))"
    )


_HINTS = ("名義", "受取人", "account name", "account holder", "beneficiary")
_FIRM = late.pattern("カブシキ|ユウゲン|ゴウドウ|株式|有限|合同|会社|商店|ショップ|シヨツプ|クミアイ|ホウジン")


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
    speaks_for=("fake-shop",),
    experts=("CTX",),
)
def prepaid_to_person(case: Case, it: Observable) -> Iterator[Hit]:
    """A shop has an account in its own name (警察庁・消費者庁: 偽ショップの見分け方). Innocent causes: private sellers and
    one-man shops, so the sign alone proves nothing."""
    text = _said.folded(case)[:MOST_TEXT]
    if not any(word in text for word in _HINTS):
        return
    order, before, holder = _ORDER.search(text), _BEFORE.search(text), _holder().search(text)
    if order is None or before is None or holder is None or _FIRM.search(holder[1]) or _author.mass(case):
        return
    shown = [Span("visible", *before.span()), Span("visible", *holder.span(1))]
    told = [case.message.quote(place) for place in shown]
    yield Hit(*(Evidence(place, found=one) for place, one in zip(shown, told, strict=True)), before=told[0], holder=told[1])
