"""One check: somebody far away and alone, as the rogues of romance invent them, would like to know the reader."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _greeted, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._throwaway import thrown_away
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late

LONG = 1600
_FAR = late.pattern(
    r"\b(?:(?:marine|naval|petroleum|offshore|oil|drilling|ship'?s?) engineers?|(?:oil|gas|drilling) (?:rig|platform|field"
    r"|company|industry|pipeline)|pipeline|offshore|north sea|in the gulf|at sea|on (?:a|the|an|my) (?:rig|vessel)"
    r"|deployed|deployment|battalion|regiment|platoon|base camp|my tour|tour of duty|peace-?keep\w{2,5}|(?:united nations"
    r"|nato|un) (?:mission|force\w?"
    r"|doctor|contract|hospital|convoy|staff)|for the united nations"
    r"|(?:military|army|navy|combat|orthop\w{3,6}) (?:doctor|surgeon|nurse|medic|physician|engineer|officer|pilot)"
    r"|(?:u\.?s\.?|american|british) (?:army"
    r"|navy|marines?|air force|soldier)|captain|sergeant|colonel|surgeon|sailor|soldier|refugee camp|doctors without borders"
    r"|schiffs\w{0,3}ingenieur|bohrinsel|olplattform|chirurg\w{0,3}|vereinten? nationen|soldat\w{0,2}|offizier\w{0,2}|kapitan"
    r"|auslandseinsatz|stationiert"
    r"|capitaine|en mission|mission de paix|plate-?forme petroliere|chirurgien\w{0,2}|militaire|nations unies|officier"
    r"|casque\w? bleu\w?"
    r"|ingenier[oa] (?:petrolero|petrolera|naval|marino|marina)|plataforma|cirujan[oa]|naciones unidas|militar|ejercito"
    r"|capitan|mision"
    r"|ingegnere (?:navale|petrolifero)|piattaforma|chirurg[oa]|nazioni unite|esercito|capitano|missione di pace"
    r"|engenheir[oa] (?:naval|de petroleo)|cirurgi[ao]o?|nacoes unidas|exercito|capitao|missao"
    r"|booreiland|verenigde naties|militair|kapitein|missie|platform\w{1,3} wiertn\w{3,5}|wojsk\w{0,5}|kapitanem|misj\w{1,2})\b"
    r"|外科医|軍医|野戦病院|戦場|シリア|イエメン|ソマリア|スーダン|アフガニスタン|陸軍|海軍|空軍|海兵隊|米軍|国連|平和維持"
    r"|国境なき医師団|石油(?:掘削|プラットフォーム|リグ)|海洋(?:エンジニア|技術者)|船長|機関士|パイロット|大尉|少佐|中佐|大佐"
    r"|少将|将軍|戦地|難民キャンプ|任務に就|赴任"
)
"""An officer, a surgeon, an engineer, where nobody can visit them."""
_ALONE = late.pattern(
    r"\b(?:widow(?:er|ed)?|divorced|single (?:father|mother|dad|mom|mum|parent)|boarding school|rais(?:e|ed|ing) (?:my|our"
    r"|him|her|them)[^.!?\n]{0,24}\b"
    r"(?:alone|by myself|on my own)|lost (?:my|his|her|their) (?:\w{2,8} )?(?:wife|husband|spouse|mother|parents)"
    r"|(?:wife|husband|mother)[^.!?\n]{0,32}\b(?:died|passed|left (?:me|us)|is gone)|(?:cancer|accident|illness) (?:took"
    r"|claimed)|no (?:wife|family|siblings)"
    r"|only (?:have )?(?:my|a|one) (?:little )?(?:son|daughter|boy|girl|child)|(?:son|daughter|boy"
    r"|girl)[^.!?\n]{0,20}\b(?:nanny|boarding|caregiver)"
    r"|witwer?|verwitwet|geschieden|alleinerziehend\w{0,2}|internat|(?:frau|mann|mutter)[^.!?\n]{0,30}\b(?:starb|gestorben"
    r"|verstorben|verloren|verlor)"
    r"|(?:verlor|verloren)[^.!?\n]{0,20}\b(?:frau|mann)"
    r"|veuf|veuve|divorcee?|(?:perdu|decede\w?|morte?)[^.!?\n]{0,20}\b(?:femme|epouse|mari)|(?:femme|epouse"
    r"|mari)[^.!?\n]{0,24}\b(?:decedee?|morte?|partie?)"
    r"|(?:pere|mere) (?:celibataire|d'une?)|viud[oa]|divorciad[oa]|perdi a mi (?:esposa|esposo|mujer|marido)|mi (?:esposa"
    r"|esposo|mujer|marido)[^.!?\n]{0,24}\b"
    r"(?:murio|fallecio)|(?:padre|madre) solter[oa]"
    r"|vedov[oa]|divorziat[oa]|(?:pers[oa]|mort[ao]|mancat[ao])[^.!?\n]{0,20}\b(?:moglie|marito)|(?:moglie"
    r"|marito)[^.!?\n]{0,20}\b(?:mort[ao]|mancat[ao])"
    r"|viuv[oa]|(?:perdi|faleceu|morreu)[^.!?\n]{0,20}\b(?:esposa|mulher|marido)"
    r"|weduwnaar|weduwe|(?:vrouw|man)[^.!?\n]{0,20}\b(?:overleden|overleed|stierf|verloren)|wdow(?:cem|iec|a)"
    r"|rozwiedzion\w{1,2})\b"
    r"|(?:妻|夫|主人|家内)(?:は|を|が|に|と|も)[^。\n]{0,20}?(?:亡く|他界|死別|先立|失|死)|離婚|未亡人|シングル(?:ファザー"
    r"|マザー)|男手一つ|寄宿学校"
    r"|一人(?:息子|娘)|(?:娘|息子|子ども)(?:が|を|と)[^。\n]{0,8}?(?:一人|1人|ひとり|二人|2人)"
)
"""Nobody waits for them but a child."""
_WANTS = late.pattern(
    r"\b(?:(?:get|like|love|want|wish|hoping) to know (?:you|each other|more about you)|know (?:you|each other) (?:better|more)"
    r"|(?:be|become|are|like us to be) (?:your |good |great |close )?friends?|(?:your|sincere|honest|true|real|seek\w{0,3}"
    r"|looking for|want|need|offer) (?:\w{2,8} ){0,2}(?:friendship|companion(?:ship)?)|new life|start (?:over|again|talking"
    r"|writing|a)|long[- ]term"
    r"|life partner|soul ?mate|pen ?pals?|where (?:it|this|god|that) (?:takes|leads|goes)|your (?:smile|profile|picture|photo"
    r"|beauty)"
    r"|(?:serious|honest|lasting) (?:relationship|woman|man|lady|person)|(?:send|share)[^.!?\n]{0,12}\b(?:my"
    r"|some) (?:pictures|photos)|talk to (?:you|someone)|writ(?:e|ing) (?:me )?back|tell me about you\w{0,4}|why not (?:say"
    r"|write)"
    r"|(?:naher )?kennen ?(?:zu )?lernen|kennenzulernen|freundschaft|(?:ehrliche|liebe|aufrichtige)[nr]? (?:frau|mann"
    r"|menschen|partnerin)|leben (?:zu )?teilen"
    r"|neu(?:en)? anfang|brieffreund\w{0,8}|schreiben sie mir|ihr (?:profil|lacheln)"
    r"|(?:vous|te) connaitre|votre connaissance|amitie|relation (?:serieuse|sincere|durable)|ame s(?:oe|œ)ur|votre (?:profil"
    r"|sourire)|refaire ma vie|ecrivez-moi|repondez-moi|(?:une|ma|des|mes) photos?|un homme (?:bon|respectueux|serieux"
    r"|sincere|honnete)|une femme (?:serieuse|sincere)"
    r"|conocer(?:te|la|lo|nos)|ser tu amig[oa]|amistad|relacion (?:seria|sincera)|(?:mis|unas) fotos|tu (?:perfil|sonrisa)"
    r"|rehacer mi vida|escribeme"
    r"|conoscer(?:ti|la|ci)|amicizia|relazione (?:seria|sincera)|(?:mie|qualche) foto|donna sincera|ricominciare|(?:tuo"
    r"|suo) (?:profilo|sorriso)|mi scriva"
    r"|conhecer (?:voce|te|melhor)|conhece-l[ao]|amizade|relacionamento|(?:minhas|umas) fotos|recomecar|seu (?:perfil|sorriso)"
    r"|leren kennen|vriendschap|serieuze relatie|opnieuw beginnen|(?:uw|je) (?:profiel|glimlach)|poznac (?:cie|pania|blizej)"
    r"|przyjazn|znajomosc)\b"
    r"|(?:お?友達|友人|ペンフレンド|文通)(?:に(?:な|して)|を|から|相手)|お?知り合い(?:に|になり)"
    r"|お互いを(?:もっと)?(?:よく)?知|(?:あなた|貴女)(?:の)?ことを(?:もっと|よく|知)"
    r"|親しくな|仲良くな|(?:あなた|貴女)の(?:笑顔|お?写真|プロフィール|お人柄)|お話し?(?:できたら|できれば|したい|しませんか)"
    r"|真剣な(?:交際|お付き合い)|日本の女性|写真を(?:お)?送り(?:ます|たい)|(?:あなた|貴女)と(?:話|お話|やり取り|メール)"
    r"|一緒に(?:人生|暮らし)"
)


@check(
    id="body.romance-persona",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="遠い任地にいる独り身の人物が、親しくなりたいと書いています", en="Somebody alone and far away wants to be known"
    ),
    says=Text(
        ja="「{far}」「{alone}」と名乗り、「{wants}」と近づいています。軍人、医師、海上の技術者で、連れ合いを亡くしたという"
        "人物像は、会えない理由と同情を用意するロマンス詐欺の作り話によく使われます。",
        en="“{far}”, “{alone}”, and “{wants}”: officers, surgeons and engineers at sea who have lost their wives are "
        "invented for romance frauds. Such a story tells why they can't be met, and wins pity; money is asked for later.",
    ),
    advice=Text(
        ja="返信せず、写真や個人情報も送らないでください。やり取りを始めている場合は、送金や荷物の受け取りの依頼に応じないでください。",
        en="Do not answer, and send no pictures; if you have begun to write to each other, send no money and take no parcel.",
    ),
    speaks_for=("advance-fee",),
    quiet_when=("body.lonely-heart",),
    experts=("LURE", "CTX"),
)
def romance_persona(case: Case, it: Observable) -> Iterator[Hit]:
    """Three things are told together: an office far away, a life alone, and the wish to know the reader
    (FTC and FBI IC3 on romance frauds; 国民生活センター、国際ロマンス詐欺).

    Judged where it comes from free mail or a throw-away domain. Innocent causes: a new friend's first letter, which answers one
    or leads to a page of their own; firms, newsletters and lists are left out, and so is who greets the reader by name.
    """
    if not any(is_public(it.domain) for it in senders(case)[:1]) and not thrown_away(case):
        return
    if _letter.size(case) > LONG or _letter.own_links(case) or case.seen("list", "mailing-list") or _bulk.mass(case):
        return
    text = _letter.only(case, _told.flowing(case))
    found = _told.places(case, text, _ALONE, _WANTS, _FAR)
    if not found or _story.conversation(case) or _firms.firm(case) or _greeted.by_readers_name(case) or _told.greets_many(case):
        return
    if not _told.warns(case) and not _said.has(case, "newsletter.unsubscribe"):
        alone, wants, far = found
        yield Hit(far, alone, wants, far=far.found, alone=alone.found, wants=wants.found)
