"""One check: a file that will not open on a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_ONLY = late.pattern(
    r"(?:windows|ウィンドウズ|パソコン|pc|デスクトップ)(?:の(?:パソコン|pc))?(?:で(?:のみ|しか|だけ)?|から(?:のみ)?"
    r"|環境(?:で|のみ))[^。\n]{0,16}?(?:開いて|ご?覧|実行|起動|開け|展開|閲覧)"
    r"|(?:スマートフォン|スマホ|携帯|タブレット|mac)(?:では|からは|では)[^。\n]{0,14}?(?:開け|開く|閲覧|表示|ご?覧"
    r"|見られ)[^。\n]{0,10}?(?:ません|ない|できません)"
    r"|\b(?:open|view|run|works?|viewed|opened)\b[^.\n]{0,24}\bonly (?:on|with|in) (?:a )?(?:windows|pc|desktop"
    r"|computer)|\b(?:windows|pc|desktop) (?:computer )?only\b"
    r"|\b(?:open|view|run|watch|unpack|extract|start)\b[^.\n]{0,24}\b(?:on|with|from) (?:a |your )?(?:windows|pc|desktop"
    r"|computer|laptop)\b[^.\n]{0,60}?"
    r"\b(?:not|don't|doesn't|won't|cannot|can't)\b[^.\n]{0,24}?\b(?:phones?|mobiles?|macs?|tablets?|ipads?)\b"
)
_FILE = re.compile(r"\.(?:zip|rar|7z|iso|img|exe|msi|scr|js|vbs|lnk|bat|cab|tar|gz)(?:[?#/]|$)", re.IGNORECASE)


@check(
    id="body.only-on-a-computer",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="パソコンでしか開けないファイルを渡そうとしています", en="A file that opens on a computer only"),
    says=Text(
        ja="「{only}」として {file} を開かせようとしています。文書や動画はどの端末でも開けます。パソコンに限るのは、"
        "中身がプログラムであるときの特徴です。",
        en="“{only}”: {file}. A paper or a film opens anywhere; what needs a computer is mostly a program.",
    ),
    advice=Text(
        ja="ファイルを開いたり実行したりしないでください。開いてしまった場合は、その端末で使ったパスワードを別の端末から変更してください。",
        en="Do not open or run the file. If you did, change from another machine all passwords that were used on it.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
)
def only_on_a_computer(case: Case, it: Observable) -> Iterator[Hit]:
    """Sent to creators, applicants and firms: the «contract» is a stealer. Innocent causes: dealers in software, who lead to
    their own proven site and are left out.
    """
    held = [one for one in case.seen("file", "attachment") if _FILE.search(one.shown)]
    away = [one for one in _said.links(case) if _FILE.search(one.value.partition("#")[0])]
    file = next(iter((*held, *away)), None)
    only = _ONLY.search(_told.flowing(case)[: _told.LONG]) if file is not None else None
    if file is None or only is None or case.seen("list", "mailing-list") or _bulk.mass(case) or _firms.of_a_firm(case):
        return
    told = _told.at(case, only)
    yield Hit(told, only=told.found, file=datum("text", file.shown) if held else datum("url", file.value))
