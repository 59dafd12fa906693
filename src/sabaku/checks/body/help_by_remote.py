"""One check: a scare, a number, and somebody at the reader's computer."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_FOUND = late.pattern(
    r"(?:ウイルス|ウィルス|マルウェア|トロイの木馬|スパイウェア|不審な通信|不正な通信|不正アクセス|ハッキング|情報(?:の)?(?:漏えい|漏洩|流出)|感染)"
    r"[^。\n]{0,30}?(?:検出|検知|感染|確認|発見|遮断)(?:されました|されています|しました|いたしました|されており|しています)"
)
_REMOTE = late.pattern(
    r"電源を?(?:切らず|落とさず|切らないで|落とさないで|切ったり|切る、)|再起動(?:しない|せず|したり)|遠隔(?:操作|サポート|診断|で)|リモート(?:サポート|操作|接続|で)"
    r"|画面(?:を)?(?:共有|閉じない)|サポートソフト|anydesk|teamviewer|ultraviewer"
)


@check(
    id="body.help-by-remote",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(ja="ウイルスなどで脅し、電話や遠隔操作に誘導しています", en="A scare, a telephone number, and remote control"),
    says=Text(
        ja="「{scare}」と脅し、「{remote}」として、電話番号 {phone} へかけさせようとしています。遠隔操作で入り込み、"
        "修理代を払わせたり、ネットバンキングから送金したりする、サポート詐欺の手口です。",
        en="“{scare}”, then “{remote}”, and the number {phone}: the callers are let into the computer, bill for "
        "repairs and empty the bank account.",
    ),
    advice=Text(
        ja="電話をかけず、遠隔操作のソフトを入れないでください。入れてしまった場合は、ネットワークから切り離してください。",
        en="Do not call, and install nothing. If you did, take the computer off the network.",
    ),
    speaks_for=("callback",),
    experts=("THREAT", "CTX"),
)
def help_by_remote(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: IPA, 偽のセキュリティ警告. Innocent causes: the reader's own administrators, whose mail comes from inside; a
    firm's warnings of such calls.
    """
    phone = case.first("phone")
    if phone is None or _house.inside(case):
        return
    found = _told.together(case, _FOUND, _REMOTE)
    if found:
        number = datum("code", phone.shown)
        yield Hit(*found, _said.quote(phone), scare=found[0].found, remote=found[1].found, phone=number)
