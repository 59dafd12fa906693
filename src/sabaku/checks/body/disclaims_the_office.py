"""One check: it handles an authority's matter for a fee, and says in small print that it is no authority."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _greeted, _letter, _links, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.names.endings import is_organisations
from sabaku.text import late

LONG = 4000
_OFFICES = (
    r"(?:governments?|authorit(?:y|ies)|embass(?:y|ies)|homeland|immigration|patent office|trademark office|uspto|euipo|wipo|dvla"
    r"|companies house)"
)
_DISCLAIMS = late.pattern(
    r"\b(?:not|neither|nor|no|isn't|aren't)\b[^.!?\n]{0,30}\b(?:affiliated|associated|connected|endorsed|operated|owned)\b"
    rf"[^.!?\n]{{0,60}}\b{_OFFICES}\b"
    rf"|\bindependent of (?:the |any )[^.!?\n]{{0,30}}\b{_OFFICES}\b"
    r"|(?:政府|官公庁|行政機関|公的機関|大使館|領事館|特許庁|法務局|国土安全保障省|入国管理)[^。\n]{0,16}?(?:とは|との?|の)"
    r"[^。\n]{0,12}?(?:関係(?:は|が|も)?(?:一切)?(?:あり|ござい|ない)|無関係|提携(?:は)?して(?:おり|い)ませ|(?:サイト|機関|窓口)ではあり)"
    r"|(?:公的機関|政府機関|行政機関|公式機関|官公庁)では(?:あり|ござい|ない)"
    r"|\b(?:kein\w{0,2} (?:amtliche|behordliche|staatliche)\w{0,2}|in keiner (?:verbindung|beziehung)[^.!?\n]{0,40}"
    r"(?:behorde|regierung|\bamt))"
    r"|\bn'(?:est|etes|avons)[^.!?\n]{0,30}(?:affilie\w{0,2}|lie\w{0,2})[^.!?\n]{0,40}(?:gouvernement|administration|autorites?)"
    r"|\bno (?:esta\w{0,3}|somos|tiene)[^.!?\n]{0,30}(?:afiliad\w{1,2}|asociad\w{1,2}"
    r"|relacion)[^.!?\n]{0,40}(?:gobierno|autoridad)"
    r"|\bnon (?:e|siamo)[^.!?\n]{0,30}(?:affiliat\w|collegat\w)[^.!?\n]{0,40}(?:governo|autorita)"
)
_HINTS = late.one_of(
    *("affiliat", "associated", "connected", "endorsed", "operated", "owned", "independent of", "政府", "公庁", "機関", "大使館"),
    *("領事館", "特許庁", "法務局", "国土安全", "入国管理", "amtlich", "behord", "staatlich", "verbindung", "beziehung"),
    *("affilie", "lie", "afiliad", "asociad", "relacion", "collegat"),
)
_RUNS_OUT = late.pattern(
    r"\b(?:incomplete|not (?:yet )?(?:complete|approved)|expir\w{1,6}|refused|denied|lapse[sd]?|final (?:reminder|notice))\b"
    r"|失効|有効期限|未完了|搭乗(?:いただけ|でき)|入国(?:いただけ|でき)|最終(?:のお)?(?:通知|案内)"
    r"|\b(?:ablauf\w{0,3}|lauft ab|abgelaufen|unvollstandig|verweigert|expire\w{0,3}|incomplet\w|refus\w{1,3}|caduca\w{0,3}|vence"
    r"|incomplet[ao]|denegad\w|scad\w{1,5}|rifiutat\w)\b"
)
_FEE = late.pattern(
    r"\b(?:fees?|payment|pay)\b[^.!?\n]{0,24}?[$€£] ?\d[\d.,]*|[$€£] ?\d[\d.,]{0,8}[^.!?\n]{0,16}?\b(?:fees?|per person)\b"
    r"|(?:申請料|手数料|代行料|申請費用|料金|更新料|費用)[^。\n]{0,12}?\d[\d,]{2,7} ?(?:円|ドル)|\d[\d,]{2,7} ?円"
    r"|\b(?:gebuhr|frais|tasas?|tariffa|costo)\b[^.!?\n]{0,24}?\d{2,4}"
)


@check(
    id="body.disclaims-the-office",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="公的な手続きの期限を知らせながら、公的機関ではないと断り書きしています",
        en="It warns in an authority's matter, and says in small print that it is none",
    ),
    says=Text(
        ja="「{alarm}」と知らせて「{fee}」を求めていますが、「{small}」と断ってもいます。"
        "公的な手続きは公式の窓口で、はるかに安く(または無料で)できます。",
        en="It warns “{alarm}” and wants “{fee}”, and then says “{small}”. The authority itself does it for far less, "
        "or for nothing.",
    ),
    advice=Text(
        ja="支払わず、必要な手続きかどうかを公的機関の公式サイトで確かめてください。",
        en="Do not pay; look up on the authority's own site whether there is anything to do.",
    ),
    speaks_for=("bulk-spam",),
    experts=("LURE",),
)
def disclaims_the_office(case: Case, it: Observable) -> Iterator[Hit]:
    """ESTA, visa, trade-mark and register services that write as if something of the reader's ran out (国民生活センター, WIPO).

    Innocent causes: agencies that the reader has hired, who answer, call the reader by name or lead to the authority's own
    site as well; insurers' and advisers' newsletters, whose law demands such a line. All are left out.
    """
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > LONG or not _HINTS(text) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    if _greeted.by_readers_name(case) or _story.conversation(case) or _leads_to_the_office(case):
        return
    found = _told.places(case, text, _RUNS_OUT, _FEE, _DISCLAIMS)
    if found:
        alarm, fee, small = (one.found for one in found)
        yield Hit(*found, alarm=alarm, fee=fee, small=small)


def _leads_to_the_office(case: Case) -> bool:
    """Whether an authority's own site is among the links."""
    return any(is_organisations(_links.link(it).host) for it in _said.links(case))
