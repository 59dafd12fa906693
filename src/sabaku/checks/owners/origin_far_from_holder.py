"""One check: the sender's organisation is of one prefecture, the mail came from another."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

PREFECTURES = (
    *("北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県"),
    *("東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県"),
    *("滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県"),
    *("香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"),
)


@check(
    id="owners.origin-far-from-holder",
    over="origin",
    group="owners",
    needs=("whois", "geoip"),
    title=Text(ja="発信元の割り当て地が、ドメインの登録者の地域と異なります", en="The origin is not in the holder's prefecture"),
    says=Text(
        ja="差出人のドメイン {domain} の登録者は「{holder}」({prefecture})ですが、"
        "発信元IPアドレスの割り当て地は{place}です。割り当て地は目安です。",
        en="The sender's domain {domain} is held by “{holder}” ({prefecture}), "
        "but the address from which the mail came is in {place}, as far as can be told.",
    ),
    sure="inferred",
    experts=("RGEO", "FOTHER"),
)
def origin_far_from_holder(case: Case, it: Observable) -> Iterator[Hit]:
    """A local association sends from its own town or through a provider, not from a data centre elsewhere.

    A weak hint: providers' servers stand anywhere in the country. Only registrants that bear a prefecture's name are compared,
    and only places that are known better than to the country.
    """
    for sender in _asked.senders(case):
        held = _outside.registration(case, sender.domain)
        holder = held[1].registrant if held else ""
        prefecture = next((name for name in PREFECTURES if name in holder), "")
        found = _outside.places(case, it.value)[:1] if prefecture and it.value else ()
        for fact, place in found:
            if held is not None and place.region is not None and place.region.ja in PREFECTURES and place.region.ja != prefecture:
                yield Hit(
                    _outside.quoted(case, sender.seen),
                    Evidence(held[0].question, found=holder),
                    Evidence(fact.question, found=place.region.ja, expected=prefecture),
                    domain=datum("domain", sender.domain),
                    holder=holder,
                    prefecture=prefecture,
                    place=_named.place(place),
                )
