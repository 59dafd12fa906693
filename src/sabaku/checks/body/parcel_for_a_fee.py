"""One check: a small fee before a parcel."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import of_a_firm
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_FEE = late.pattern(
    r"(?:再配達|配達|お届け|配送|通関|税関|輸入|荷物|小包|保管|転送|住所)[^。\n]{0,50}?(?:手数料|追加料金|関税|送料|配送料|保管料|事務費|処理費用?)"
    r"[^。\n]{0,40}?(?:必要|お?支払|未払|発生|不足|[1-9][\d,]{1,4} ?円)"
    r"|(?:送料|不足分|追加送料|関税|通関料|保管料)[^。\n]{0,16}?[1-9]\d{1,3} ?円[^。\n]{0,16}?(?:お?支払|必要|不足)"
)
_HELD = late.pattern(
    r"不在|(?:荷物|小包)[^。\n]{0,12}?(?:お預かり|留め)|持ち(?:帰|戻)|保留|留め置|差し止め|配達(?:が)?でき|お届け(?:が|する)?(?:ことが)?でき|差出人(?:に|へ)(?:返|戻)|返送|廃棄|住所[^。\n]{0,8}?(?:不明|不備|不完全|誤)"
)


@check(
    id="body.parcel-for-a-fee",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(
        ja="荷物の再配達や通関の手数料を、リンク先で払わせようとしています",
        en="A small fee is wanted before a parcel is delivered",
    ),
    says=Text(
        ja="「{held}」として、「{fee}」とリンク先での支払いを求めています。再配達は無料で、関税は配達時に支払うか、事前に本人が申し込んだ方法で支払います。"
        "少額の支払いはカード番号を盗むための口実です。",
        en="“{held}”, and so “{fee}”, to be paid behind a link. Redelivery costs nothing, and duty is paid at the "
        "door or as agreed; the small sum is there to get the card number.",
    ),
    advice=Text(
        ja="リンクで支払わず、配送会社の公式サイトに追跡番号を入れて確かめてください。",
        en="Pay nothing by the link; enter the tracking number on the carrier's own site.",
    ),
    speaks_for=("card-phishing",),
    experts=("LURE", "CTX"),
)
def parcel_for_a_fee(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: JC3 and the carriers' own warnings. Innocent causes: carriers that clear customs, whose proven mail is left out;
    forwarding services with which the reader has an account.
    """
    if not _said.leads(case):
        return
    found = _told.together(case, _HELD, _FEE)
    if found and not of_a_firm(case):
        yield Hit(*found, held=found[0].found, fee=found[1].found)
