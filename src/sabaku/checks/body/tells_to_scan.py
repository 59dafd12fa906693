"""One check: the way on is a QR code."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_SCAN = late.pattern(
    "(?:qr|二次元|2次元)コード(?:画像)?(?:を|から|より|で)(?:[^。\n]{0,16})(?:読み?取|スキャン|読み?込|アクセス|お?支払|ログイン|確認|手続|認証|ページ)"
    "|スマホで[^。\n]{0,14}(?:qr|二次元)コード|qr[((]|(?:qr|二次元)コード画像"
    "|scan (?:the |this |below )?(?:qr|code|barcode)"
    "|[掃扫](?:描|一[掃扫])?[^。\n]{0,16}(?:二[維维][碼码]|[碼码])|用(?:微信|支付[寶宝])[^。\n]{0,8}[掃扫]"
)
_DEMANDS = ("threat", "credential", "card", "payment", "parcel", "mailbox", "tax", "scare", "prize", "share")


@check(
    id="body.tells-to-scan",
    over="message",
    said=_DEMANDS,
    group="body",
    title=Text(ja="リンクの代わりにQRコードで誘導しています", en="A QR code takes the place of the link"),
    says=Text(
        ja="「{place}」と、QRコードをスマートフォンで読み取らせようとしています。行き先が見えず、会社の対策も働きません。",
        en="“{place}”: it wants a QR code to be read with a telephone, where neither the target shows nor "
        "the office's filters help.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("QR",),
)
def tells_to_scan(case: Case, it: Observable) -> Iterator[Hit]:
    """A code hides its target from filters. Innocent causes: tickets, payment slips, member cards: a light sign, only beside a
    demand, and none where the sender is proven."""
    if _said.has(case, "boss.line") or _results.vouched(case):
        return
    text = _said.folded(case)[: _said.SEARCHED]
    found = _SCAN.search(text) if "qr" in text or "コード" in text or "掃" in text or "扫" in text or "scan" in text else None
    if found:
        place = _said.text(case)[found.start() : found.end()]
        yield Hit(Evidence(Span("visible", *found.span()), found=place), place=place)
