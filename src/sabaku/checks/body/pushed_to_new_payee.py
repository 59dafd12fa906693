"""One check: whoever pays into the new account is rewarded, and whoever pays into the old one loses their money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 4000
_PUSH = late.pattern(
    r"\b(?:[5-9]|[1-4]\d) ?% (?:early|prompt|advance)[- ]?(?:payment )?(?:discount|reduction|rebate)\b"
    r"|\b(?:bitcoin|btc|usdt|crypto\w{0,8})\b[^.!?\n]{0,30}\b(?:payments?|accepted|welcome)\b"
    r"|\b(?:pay|payments?)\b[^.!?\n]{0,30}\b(?:in|by|with|via) (?:bitcoin|btc|usdt|crypto)"
    r"|\b(?:old|previous|former)\b[^.!?\n]{0,50}\b(?:will be lost|is lost|non-?refundable|(?:not|cannot"
    r"|can't) be (?:refunded|recovered))\b"
    r"|(?:早期|期日前|前倒し|本日中)[^。\n]{0,16}?(?:割引|値引|優待)"
    r"|(?:旧|従来の|以前の|これまでの)(?:口座|振込先)[^。\n]{0,40}?(?:返金|返還|払い戻し|補償)[^。\n]{0,6}?(?:でき|いたし|致し|し)(?:かね|ない|ません)"
    r"|\b(?:alte|vorherige|bisherige)\w? konto\b[^.!?\n]{0,50}\b(?:nicht (?:erstattet|zuruckerstattet)|verloren)"
    r"|\bancien compte\b[^.!?\n]{0,50}\b(?:perdus?|pas rembours\w{1,3})"
    r"|\bcuenta anterior\b[^.!?\n]{0,50}\b(?:perdid\w{1,2}|no se reembols)"
)
"""Two or three in a hundred for prompt payment are a supplier's custom, and left out."""


@check(
    id="body.pushed-to-new-payee",
    over="message",
    said=("payee.changed",),
    group="body",
    sure="inferred",
    title=Text(
        ja="新しい口座への支払いを、割引や「返金できない」という言葉で急がせています",
        en="Reward and loss push towards a new account",
    ),
    says=Text(
        ja="「{phrase}」と口座の変更を知らせ、「{push}」と続けています。解約された口座への振込は銀行が差し戻すもので、"
        "口座が変わったことを理由に支払いが得になったり、失われたりすることはありません。",
        en="“{phrase}”, and then “{push}”. A bank sends back what comes for a closed account, and nobody gives money away "
        "because of a change of bank.",
    ),
    advice=Text(
        ja="支払う前に、以前から知っている電話番号で相手に確認してください。",
        en="Before you pay, ask by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def pushed_to_new_payee(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Rents, school fees and bills that are to go elsewhere (Action Fraud and ISBA on school fees: a discount, coins welcome).

    Innocent causes: the two or three in a hundred that suppliers give for prompt payment; what is talked over in a conversation;
    newsletters of shops. All are left out.
    """
    if _bulk.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case) or _letter.size(case) > LONG:
        return
    push = _PUSH.search(_letter.only(case, _told.flowing(case)))
    if push is not None and not _told.warns(case):
        there = _told.at(case, push)
        yield Hit(_said.quote(phrase), there, phrase=phrase.shown, push=there.found)
