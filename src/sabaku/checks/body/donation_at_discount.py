"""One check: a donation at a discount."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_TOWN = late.pattern(r"ふるさと納税|ふるさとの?納税|返礼品")
_OFF = late.pattern(
    r"(?:最大|全品|今だけ|本日限り|寄[付附]金額?|返礼品)[^。\n]{0,16}?\d{2} ?% ?(?:off|オフ|割引|引き|還元|キャッシュバック)"
    r"|(?:寄[付附]金?額|返礼品)[^。\n]{0,10}?(?:半額|割引|値引|セール)"
    r"|(?:納税|返礼品|寄[付附])(?:(?!店|ショップ|人気|様|お持ち)[^。\n]){0,24}?\d{2} ?% ?(?:off|オフ|割引)"
)


@check(
    id="body.donation-at-discount",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="寄付であるふるさと納税に「割引」があるとうたっています", en="A discount on a donation"),
    says=Text(
        ja="「{town}」に「{off}」とあります。ふるさと納税は自治体への寄付なので、寄付額の割引はありません。偽サイトへ誘導して、"
        "カード番号や代金をだまし取る手口です。",
        en="“{town}”, and “{off}”: these are donations to a town, and there is no discount on them. Fake shops use "
        "the name to take cards and money.",
    ),
    advice=Text(
        ja="自治体の公式サイトから、寄付を受け付けているサイトを確かめてください。",
        en="See on the town's own site which portals take donations for it.",
    ),
    speaks_for=("card-phishing",),
    experts=("LURE", "CTX"),
)
def donation_at_discount(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 消費者庁 and 総務省 on fake portals. Innocent causes: portals' own newsletters, which can be
    unsubscribed from."""
    if not _said.links(case):
        return
    found = _told.together(case, _TOWN, _OFF)
    if found:
        yield Hit(*found, town=found[0].found, off=found[1].found)
