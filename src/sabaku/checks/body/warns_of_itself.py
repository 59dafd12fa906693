"""One check: a warning of fraud mail, in a mail that does what it warns of."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.unmeant import house_note

_WARNS = late.pattern(
    "(?:装っ?た|かた(?:る|った)|騙(?:る|った)|装う|なりすまし(?:た|の)?|不審な|偽の|フィッシング(?:詐欺)?の?)[^。\n]{0,12}"
    "(?:メール|メッセージ|フィッシング|SMS|sms|サイト)[^。\n]{0,20}(?:ご?注意|急増|多発|増加|確認されて|対処|ご用心|発生|報告)"
    "|フィッシング(?:詐欺)?(?:に|が|被害)[^。\n]{0,12}(?:ご?注意|急増|多発|増加)|詐欺から身を守る|電子署名を(?:つけて|付けて|付与)"
)
_DEMANDS = (
    "threat",
    "credential.login",
    "credential.verify",
    "card.ask",
    "card.problem",
    "scare.login",
    "scare.virus",
    "deadline.hours",
)


@check(
    id="body.warns-of-itself",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="詐欺メールへの注意を書きながら、同じ手口で誘導しています", en="It warns of fraud mail and does the same"),
    says=Text(
        ja="「{says}」と本物のメールの注意書きを写しながら、同じメールで「{does}」と手続きを求めています。",
        en="It copies the warning of genuine mails (“{says}”), and asks in the same mail: “{does}”.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("CTX", "LEGITMIX"),
)
def warns_of_itself(case: Case, it: Observable) -> Iterator[Hit]:
    """A copied warning makes the rest look honest. Innocent cause: a real firm's warning, which comes from its own address:
    a light sign, and none where the address is proven to be the brand's. What the reader's house puts above mail from outside is
    not the mail's own."""
    if _results.vouched(case) or not (_said.leads(case) or _said.has(case, "deadline.hours")):
        return
    text = _said.text(case)
    says = _WARNS.search(text, house_note(text)[1], _said.SEARCHED)
    does = _said.first(case, *_DEMANDS) if says else None
    if says and does is not None:
        quoted = Evidence(Span("visible", *says.span()), found=says[0])
        yield Hit(quoted, _said.quote(does), says=says[0], does=does.shown)
