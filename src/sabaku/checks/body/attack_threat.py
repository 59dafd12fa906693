"""One check: pay, or something will be attacked."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _letter, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late


@check(
    id="body.attack-threat",
    over="message",
    group="body",
    title=Text(ja="支払わなければ攻撃や危害を加えると脅しています", en="Pay, or you will be attacked"),
    says=Text(
        ja="「{threat}」と脅し、「{demand}」と支払いを求めています。こうした脅迫は、同じ文面で多数に送られています。",
        en="“{threat}” and “{demand}”: an attack is threatened unless money is paid. Such threats are sent to many in "
        "the same words.",
    ),
    speaks_for=("extortion",),
    experts=("BLUFF", "BTC"),
)
def attack_threat(case: Case, it: Observable) -> Iterator[Hit]:
    """Servers brought down, data sold, bombs, hired killers: the story changes, the wallet stays.

    A way to pay is wanted beside the threat, so that news and advice about such attacks stay out.
    """
    found = _reviews(case)
    if found is not None:
        yield found
        return
    threat = _said.first(case, "extortion.attack")
    demand = _said.first(case, "extortion.pay") or case.first("wallet")
    if demand is None and _said.has(case, "extortion.silence") and _from_anybody(case):
        demand = case.first("amount")
    if threat is None and _said.has(case, "extortion.pay") and not _told.warns(case):
        threat = _said.first(case, "extortion.silence")  # woe to those who call the police
    if threat is None or demand is None or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    if case.seen("wallet") or _said.has(case, "extortion.silence", "deadline", "extortion.hacked"):
        yield Hit(_said.quote(threat), _said.quote(demand), threat=threat.shown, demand=demand.shown)


def _from_anybody(case: Case) -> bool:
    return any(is_public(it.domain) for it in senders(case)[:1])


SHORT = 2500
_REVIEWS = late.pattern(
    r"\b(?:1|one|single|negative|bad|fake)[- ](?:stars?[- ])?(?:reviews?|ratings?)\b|\b(?:1|ein)[- ]sterne?[- ](?:bewertung"
    r"|rezension)\w{0,2}\b"
    r"|\b(?:negative|schlechte)n? (?:bewertung|rezension)en\b|\b(?:avis|commentaires) (?:negatifs?|1 etoile)\b|\b(?:resenas"
    r"|opiniones) (?:negativas|de 1 estrella)\b"
    r"|\brecensioni (?:negative|a 1 stella|a una stella)\b|\b(?:negatieve|slechte) (?:reviews|recensies|beoordelingen)\b"
    r"|(?:低評価|悪評|[星☆★]1つ?)の?(?:口コミ|クチコミ|レビュー)|(?:口コミ|クチコミ|レビュー)(?:欄)?(?:に|へ)[^。\n]{0,16}?(?:低評価|悪評|[星☆★]1)|差评"
)
_RATED = late.one_of(
    *("review", "rating", "bewertung", "rezension", "avis", "commentaires", "resenas", "opiniones", "recension"),
    *("recensies", "beoordelingen", "口コミ", "クチコミ", "レビュー", "差评"),
)
_MORE = late.pattern(
    r"\b(?:more (?:by|next|every|tomorrow|on|will|to come|coming)|next (?:batch|week|wave)|keep (?:coming|posting)|(?:post"
    r"|leave|write|publish)\w{0,3} (?:more|another|hundreds|dozens"
    r"|\d{2,4})|make (?:them|it|this) stop|hold the|unless|otherwise|if you (?:don't|do not|refuse|ignore)"
    r"|sonst|andernfalls|folgen weitere|sinon|si no|de lo contrario|altrimenti|anders)\b"
    r"|投稿される(?:予定|こと)|(?:停止|中止|削除)をご?希望|(?:さらに|追加で|もっと|続け)[^。\n]{0,20}(?:投稿|書き込|増え)|(?:支払わな|応じな)(?:い|ければ)|否则"
)
_PRICE = late.pattern(
    r"(?:[$€£]\s?\d|\b\d[\d.,]{0,9}\s?(?:[$€£]|usd|eur|gbp|dollars?|euros?|pounds?)|\d ?円|万円)"
    r"(?:[^.!?。\n]|(?<=\d)\.(?=\d)){0,60}?"
    r"(?:\b(?:paypal|gift ?cards?|bitcoins?|btc|usdt|crypto|zelle|paysafe\w{0,5}|karten|cartes?|tarjetas?)\b|ギフト|振り?込|送金"
    r"|ビットコイン|暗号資産|仮想通貨|usdt|paypay)"
)
"""A sum, and a way by which strangers are paid: what a repair or a voucher costs is none."""


def _reviews(case: Case) -> Hit | None:
    """Bad reviews that stop for money: what is threatened, that it goes on, and the price (Google's warning of 2025)."""
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > SHORT
        or not _RATED(text)
        or _bulk.mass(case)
        or _author.own_links(case)
        or case.seen("list", "mailing-list")
        or _firms.firm(case)
    ):
        return None
    found = _told.places(case, text, _REVIEWS, _MORE, _PRICE)
    if not found:
        return None
    reviews, more, price = (one.found for one in found)
    return Hit(*found, threat=f"{reviews} … {more}", demand=price)
