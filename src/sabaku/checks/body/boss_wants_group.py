"""One check: a chat group shall be made, and the way into it be sent by mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _letter, _meant, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Span, Text
from sabaku.text import late

SHORT = 1200
_GROUP = late.pattern(
    "(?:グループ|トークルーム)[^。\n]{0,24}?(?:作成|作っ|作り|立ち上げ|新設|開設|用意|準備)|(?:建|创建|創建|新建|建立)[^。\n]{0,8}?群"
)
_WAY_IN = late.pattern(
    "(?:(?:qr|二次元)コード|招待(?:リンク|url|用|コード)|参加用?(?:リンク|url|コード))[^。"
    "\n]{0,30}?(?:返信|返送|送っ|送り|送付|お送り|生成|発行|共有|添付)|群?二[維维][码碼][^。"
    "\n]{0,14}?(?:发|発|發|回|给我|給我)"
)


@check(
    id="body.boss-wants-group",
    over="message",
    group="body",
    title=Text(
        ja="グループを作り、その招待用QRコードを送るよう求めています", en="A chat group is to be made, and its QR code sent back"
    ),
    says=Text(
        ja="「{group}」「{way}」と、社員に作らせたグループへ入り込もうとしています。2025年12月以降、"
        "多くの国内企業に届いている社長なりすましの手口です。",
        en="“{group}”, “{way}”: an employee is to open a group, which the impostor then enters. "
        "Firms in Japan have been sent this in their presidents' names since December 2025.",
    ),
    advice=Text(
        ja="グループを作らず、本人に以前から知っている電話番号で確認してください。",
        en="Make no group; ask that person directly, by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def boss_wants_group(case: Case, it: Observable) -> Iterator[Hit]:
    """The group is new and holds nobody who would object. Left out: a colleague at the proven domain of the house, and a
    warning that quotes such a mail. Innocent cause: colleagues do make groups, but show each other the code."""
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > SHORT or _said.links(case) or case.seen("list", "mailing-list") or _told.warns(case):
        return
    group = _GROUP.search(text)
    found = _told.places(case, text, _GROUP, _WAY_IN)
    if group is None or not found or _firms.of_the_house(case) or _meant.talked_of(case, Span("visible", *group.span())):
        return
    yield Hit(*found, group=found[0].found, way=found[1].found)
