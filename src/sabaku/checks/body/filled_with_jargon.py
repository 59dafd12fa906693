"""One check: an administrator's jargon in a mail to customers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import brand
from sabaku.text import late

_TERMS = late.pattern(
    "ゼロトラスト|webhook|api(?:鍵|キー)|相関(?:検知|分析)|監視基盤|監査ログ|リスク(?:指標|スコア)|接続元検証|多層防御|振る舞い検知|ふるまい検知"
    "|\\bsiem\\b|エンドポイント|フィンガープリント|デバイス指紋|セッション(?:トークン|管理|破棄)|トークン(?:の失効|無効化|再発行)|鍵の(?:失効|ローテーション)"
    "|アクセス制御リスト|権限昇格|ペイロード|テレメトリ|検知エンジン|スコアリング|承認経路|ハッシュ値|暗号鍵|ログ相関|脅威インテリジェンス|異常検知モデル"
)
LEAST = 3
"""Different terms that one mail needs."""
_DEMANDS = ("threat", "credential", "card", "scare", "deadline")
_OFFICES = ("hoster", "webmail", "isp", "security")


@check(
    id="body.filled-with-jargon",
    over="message",
    said=_DEMANDS,
    lang="ja",
    group="body",
    title=Text(ja="利用者向けのメールに、技術者の専門用語が並んでいます", en="An administrator's jargon in a mail to customers"),
    says=Text(
        ja="「{first}」「{second}」「{third}」など、一般の利用者に宛てた連絡では使わない専門用語が並んでいます。"
        "文章生成ツールなどで膨らませた埋め草とみられます。",
        en="“{first}”, “{second}”, “{third}”: jargon that no firm writes to its customers; filler, probably from a "
        "text generator.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("TEMPL", "CTX"),
)
def filled_with_jargon(case: Case, it: Observable) -> Iterator[Hit]:
    """Generators pad a demand with what sounds like security. Innocent cause: mail among administrators and to developers:
    only where a company of the public (no hoster) is claimed and something is demanded."""
    first = case.first("claim")
    if first is None or case.seen("list", "mailing-list"):
        return
    known = brand(first.value)
    if known is None or known.sector in _OFFICES:
        return
    found: dict[str, re.Match[str]] = {}
    for one in _TERMS.finditer(_said.folded(case)[: _said.SEARCHED]):
        found.setdefault(one[0], one)
    if len(found) >= LEAST:
        places = [Span("visible", *one.span()) for one in list(found.values())[:LEAST]]
        shown = [_said.text(case)[place.start : place.end] for place in places]
        quoted = [Evidence(place, found=text) for place, text in zip(places, shown, strict=True)]
        yield Hit(*quoted, first=shown[0], second=shown[1], third=shown[2])
