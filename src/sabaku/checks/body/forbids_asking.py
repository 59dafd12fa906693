"""One check: the reader is told not to ask whoever would know."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_PAY = late.pattern(r"(?:お?振り?込|送金|お?支払|入金|納付|口座|手続き)")
_FORBIDS = late.pattern(
    r"(?:旧|従来の|以前の|前の|元の|先方|取引先|銀行|警察|管理会社|担当者|家族|社内|他の(?:社員|者|方)"
    r"|第三者)[^。\n]{0,16}?(?:へ|に|と|には|への)(?:の)?"
    r"(?:お?問い?合わせ|ご?連絡|ご?確認|ご?相談|電話)[^。\n]{0,8}?(?:お?控え|ご遠慮|しないで|なさらない|不要|無用|禁)"
    r"|(?:担当|経理|本人|当方|代表|社長)[^。\n]{0,6}?以外[^。\n]{0,8}?(?:照会|お?問い?合わせ|ご?確認|ご?連絡|ご?相談)[^。\n]{0,12}?(?:お断り|禁|お?控え|ご遠慮)"
    r"|(?:家族|友人|第三者|他人|周囲|警察|誰)[^。\n]{0,16}?(?:口外|他言|話さない|話すこと|相談しない"
    r"|漏らさない)[^。\n]{0,14}?(?:禁|ください|でください|罪|で)"
)


@check(
    id="body.forbids-asking",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(ja="確かめられる相手に問い合わせないよう求めています", en="It tells the reader not to ask whoever would know"),
    says=Text(
        ja="「{forbids}」と、確かめる手段をふさいでいます。支払いや手続きを求めながら確認を禁じるのは、"
        "うそが露見するのを避けるためです。",
        en="“{forbids}”: it wants something paid or done, and whoever could tell that it is a lie is not to be asked.",
    ),
    advice=Text(
        ja="禁じられた相手にこそ、以前から知っている連絡先で確かめてください。",
        en="Ask just those, by an address or number that you knew before.",
    ),
    speaks_for=("bec", "advance-fee"),
    experts=("CTX",),
)
def forbids_asking(case: Case, it: Observable) -> Iterator[Hit]:
    """An honest firm has its customers ask. Innocent causes: a lawyer who takes over says that the client is not to be called; so
    it counts little by itself.
    """
    found = _told.together(case, _FORBIDS, _PAY)
    if found:
        yield Hit(found[0], forbids=found[0].found)
