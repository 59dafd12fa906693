"""One check: an unknown woman describes herself and is looking for a man, any man."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SHORT = 1500
_SHE = late.pattern(
    r"(?:i am|i'm|im|my name is|ich bin|ich heisse|je suis|soy|sou|sono|ik ben)\b[^.!?]{0,40}?"
    r"\b(?:girl|woman|lady|miss|chick|female|widow|frau|madchen|dame|witwe|femme|fille|veuve|mujer|chica|viuda|mulher|garota"
    r"|viuva|donna|ragazza|vedova|vrouw|meisje|weduwe)\b"
    r"|(?:single|lonely|unmarried|divorced)\b[^.!?]{0,30}?\b(?:girl|woman|lady|miss|chick|female)\b"
)
_HIM = late.pattern(
    r"(?:look(?:ing|ed)? (?:for|up)|looking to (?:find|meet)|seek(?:ing)?|search(?:ing)? for"
    r"|(?:want|wish|hope|try|trying|like) to (?:find|meet|know|get to know)"
    r"|suche|kennenlernen|cherche|rencontrer|busco|buscando|conocer|procuro|procurando|conhecer"
    r"|cerco|cercando|conoscere|zoek|leren kennen)\b[^.!?]{0,45}?"
    r"\b(?:man|male|guy|gentleman|gentlemen|dude|boyfriend|husband|men|mann|partner|homme|hombre|homem|uomo)\b"
    r"(?! (?:who (?:lent|gave|helped|left|took|found)|volunteers?|participants?|with an? (?:bass|tenor|good|deep)? ?voice|voices?"
    r"|singers?|students?|staff|models?|nurses?|teachers?|players?|patients?))"
)
_WAY = late.pattern(
    r"(?:[\w.+-]{3,40}@[\w-]{2,40}\.[a-z]{2,}|@[\w.]{5,30}|(?:photo|picture|pic|foto|whatsapp|telegram|instagram|hangout|skype|viber)"
    r"|(?:reply|write|respond|answer|e-?mail|message|contact) (?:to )?(?:me|back))"
)
_WOMAN = late.one_of(
    *("girl", "woman", "lady", "miss", "chick", "female", "widow", "frau", "madchen", "dame", "witwe", "femme", "fille", "veuve"),
    *("mujer", "chica", "viuda", "mulher", "garota", "viuva", "donna", "ragazza", "vedova", "vrouw", "meisje", "weduwe"),
)


@check(
    id="body.lonely-heart",
    over="message",
    group="body",
    title=Text(
        ja="見知らぬ女性が自己紹介し、交際相手を探していると書いています",
        en="An unknown woman describes herself and is looking for a man",
    ),
    says=Text(
        ja="「{she}」と名乗り、「{him}」と書いて、別の連絡先や写真のやり取りへ誘っています。"
        "誰にでも同じ文面を送り、返信した人から送金を引き出すロマンス詐欺の最初のメールに多い形です。",
        en="“{she}”, “{him}”, and a way to write back: romance frauds begin like this, with the same letter to "
        "everybody, and end with money that is sent.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def lonely_heart(case: Case, it: Observable) -> Iterator[Hit]:
    """Nobody looks for love at addresses that were bought. Three things are told: who writes, who is wanted, how to write back.

    Innocent causes: a dating site's notice to its member, which comes from the site's proven domain and leads there; friends.
    """
    text = _letter.only(case, _said.folded(case))
    if (
        _letter.size(case) > SHORT
        or not _WOMAN(text)
        or case.seen("list", "mailing-list")
        or _bulk.mass(case)
        or _story.conversation(case)
    ):
        return
    she = _SHE.search(text)
    him = _HIM.search(text) if she else None
    if she and him and _WAY.search(text) and not _author.own_links(case) and not _firms.firm(case):
        one, other = _told.at(case, she), _told.at(case, him)
        yield Hit(one, other, she=datum("text", one.found), him=datum("text", other.found))
