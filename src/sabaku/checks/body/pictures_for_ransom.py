"""One check: private pictures, a price, and who else will see them."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _letter, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SHORT = 2500
_SHOWN = late.one_of(
    *("picture", "photo", "video", "image", "nude", "everything", "bilder", "fotos", "foto", "intim", "写真", "動画", "画像"),
)
_HELD = late.pattern(
    r"\b(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:saved|kept|recorded|copied|screenshot\w{0,3}) (?:everything|it all"
    r"|all of it|your|the|those|these|every)\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:got |have )?(?:everything|all your (?:pictures|photos|videos|contacts|followers))\b"
    r"|\b(?:nudes?|naked|intimate|private) (?:pictures?|photos?|videos?|images?)\b|\byour nudes\b"
    r"|\b(?:nacktbilder|intime[nr]? (?:bilder|fotos|videos)|photos intimes|videos? intimes?|fotos intimas|videos? intimos?"
    r"|foto intime|naaktfoto's)\b"
    r"|(?:裸|性的な|恥ずかしい|プライベートな)(?:の)?(?:写真|動画|画像)"
)
_EXPOSED = late.pattern(
    r"\b(?:go(?:es)?|send|sent|post(?:ed)?|share[ds]?|forward(?:ed)?|publish(?:ed)?|show)\b[^.!?\n]{0,30}?\b(?:to |with )?"
    r"(?:every(?:one|body)|(?:all )?your (?:family|friends|followers|contacts|mother|parents|school|class\w{0,5}|colleagues"
    r"|boss|wife|husband))\b"
    r"|\ban (?:alle )?(?:alle|deine|ihre) (?:freunde|follower|kontakte|familie|eltern|mutter|kollegen)\b|\ba (?:tous"
    r"|toute) (?:tes|vos"
    r"|ta|votre) (?:amis|contacts|famille|abonnes)\b"
    r"|\ba (?:todos|toda) (?:tus|sus|tu|su) (?:amigos|contactos|familia|seguidores)\b|\ba tutti i (?:tuoi|suoi) (?:amici"
    r"|contatti|parenti|follower)\b"
    r"|\bnaar (?:al )?(?:je|uw) (?:vrienden|familie|volgers|contacten)\b|(?:家族|友達|友人|フォロワー|連絡先|職場"
    r"|学校)[^。\n]{0,16}?(?:送|ばらま|公開|拡散)"
)
_PRICE = late.pattern(
    r"(?:[$€£]\s?\d|\b\d[\d.,]{0,9}\s?(?:[$€£]|usd|eur|gbp|dollars?|euros?|pounds?)|\d ?円|万円)[^.!?。\n]{0,60}"
    r"\b(?:cards?|paypal|bitcoin|btc|crypto|usdt|karten|guthaben|cartes?|tarjetas|carte|kaarten|paysafe\w{0,5}|hours?|stunden"
    r"|heures|horas|ore|uur)"
    r"|(?:\d ?円|万円)[^。\n]{0,40}?(?:カード|ギフト|振り?込|送金|時間)"
)


_ELSE = late.pattern(
    r"\b(?:otherwise|or else|or (?:they|it|this|i)\b|if (?:you (?:don't|do not|refuse|ignore|block)|not)|unless|it's gone"
    r"|(?:i|we)(?:'ll| will) delete|don't block"
    r"|last mistake|sonst|andernfalls|sinon|si no|de lo contrario|altrimenti|anders|senao|caso contrario)\b|払わな|さもない"
    r"|消して|ブロックし"
)


@check(
    id="body.pictures-for-ransom",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="写真や動画をばらまくと脅し、お金を求めています", en="Pay, or your pictures go to everybody"),
    says=Text(
        ja="「{held}」として、「{price}」を払わなければ「{exposed}」と脅しています。払っても要求は終わりません。",
        en="“{held}”, “{price}”, or “{exposed}”. Whoever pays is asked again.",
    ),
    advice=Text(
        ja="支払わず、やり取りを止めて画面を保存し、警察や相談窓口に連絡してください。未成年の場合は一人で抱えず、大人に話してください。",
        en="Do not pay. Keep what was written and tell the police or a help line; if you are young, tell an adult.",
    ),
    speaks_for=("extortion",),
    experts=("BLUFF", "CTX"),
)
def pictures_for_ransom(case: Case, it: Observable) -> Iterator[Hit]:
    """Sextortion after a chat, mostly of young men, for gift cards (FBI and Europol since 2022, IPA).

    Innocent causes: advice on such threats, which comes from a site with a page of its own; friends who share pictures of a
    party and its bill threaten nobody.
    """
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > SHORT
        or not _SHOWN(text)
        or _author.own_links(case)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
        or _firms.firm(case)
    ):
        return
    if _story.conversation(case) or not _ELSE.search(text):
        return
    found = _told.places(case, text, _HELD, _PRICE, _EXPOSED)
    if found:
        held, price, exposed = (one.found for one in found)
        yield Hit(*found, held=held, price=price, exposed=exposed)
