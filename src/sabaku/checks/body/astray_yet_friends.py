"""One check: a letter that went astray, and whose writer wants to be friends with whoever got it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _greeted, _letter, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SHORT = 1500
_ASTRAY = late.pattern(
    r"人違い|人まちがい|(?:宛先|あて先|アドレス|メアド|送り先|送信先|連絡先|相手)(?:が|を|の|は|、|も)?[^。\n]{0,8}?(?:間違|まちが|違っ|違い|誤)"
    r"|間違(?:い|えて|って)[^。\n]{0,10}?(?:送|メール|届)|誤送信|(?:さん|様|君|ちゃん)のアドレス(?:です|でしょう|では|だと|かと)"
    r"|\b(?:wrong (?:number|address|person|contact|e-?mail|mailbox)|mixed you up|thought (?:you were|this was)"
    r"|(?:is|are) (?:this|you) not \w{2,20}|falsche[nr]? (?:nummer|adresse|person|kontakt)|verwechsel\w{1,3}"
    r"|(?:mauvais|faux) (?:numero|destinataire|contact)|mauvaise (?:adresse|personne)|tromp(?:e|ee) (?:d[e']"
    r"|de) ?(?:numero|adresse|personne)"
    r"|(?:numero|direccion|persona|correo) equivocad[oa]|(?:numero|indirizzo|persona) sbagliat[oa]"
    r"|(?:numero|endereco|pessoa|e-?mail) errad[oa]|verkeerde? (?:nummer|adres|persoon)|(?:zly|zlego) (?:numer|adres)\w{0,2})\b"
    r"|发错|打错|认错人|加错|잘못 (?:보|연락|걸|전송)|ошиб\w{1,4} (?:номером|адресом|адресатом)"
)
_FRIENDS = late.pattern(
    r"(?:友達|友だち|友人|話し相手|メル友|知り合い)(?:に|として|から)[^。\n]{0,10}?(?:な[りれっ]|始め|はじめ|い[いた]|嬉し|うれし|どう)"
    r"|(?:これも|何か|なにか|なん)の?(?:何か|なに)?[かの]{0,2}ご?縁|ご縁(?:だと|かも|を感じ|ですね)|(?:素敵|すてき|素晴らしい|運命|不思議|偶然)[なの]?(?:出会い|巡り合わせ|めぐり合わせ)|仲良く(?:な[りれっ]|して(?:くだ|もら|いた))"
    r"|\b(?:(?:be|become) (?:good |my |your )?friends?|fate|destiny|get to know (?:you|each other) (?:better|more)"
    r"|brought us together"
    r"|freunde? (?:werden|sein)|schicksal|(?:devenir|etre|soyons) amis?|le destin"
    r"|(?:ser|seamos|hacernos) amig[oa]s?|el destino|(?:diventare|essere) amic[ihoae]{1,2}|il destino|(?:ser|sermos) amig[oa]s?"
    r"|o destino|vrienden (?:worden|zijn)|het lot|przeznaczeni\w{1,2}|zaprzyjazni\w{1,4})\b"
    r"|交个朋友|做朋友|缘分|친구(?:가|로|할)|인연|подруж|судьб"
)


@check(
    id="body.astray-yet-friends",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="送り間違いと言いながら、受け取った人と親しくなろうとしています",
        en="Sent to the wrong person, who is to become a friend",
    ),
    says=Text(
        ja="「{astray}」と送り間違いを装い、「{friends}」と続けています。間違いに気づいた人は謝って終わりにするもので、"
        "知らない相手と親しくなろうとするのは、投資や送金に誘うロマンス詐欺の入り口です。",
        en="“{astray}”, and then “{friends}”. Whoever has the wrong address says sorry and goes; "
        "a mistake that turns to friendship is how romance and investment frauds begin.",
    ),
    advice=Text(
        ja="返信しないでください。親切な訂正の返事が、相手の狙いです。",
        en="Do not answer: a kind «you have the wrong person» is what it waits for.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def astray_yet_friends(case: Case, it: Observable) -> Iterator[Hit]:
    """«Wrong number» letters of romance and investment frauds (FBI IC3, 警察庁), in whatever language.

    Innocent causes: friends who joke about a letter that went astray, in answers; clubs and firms that bring people together
    (left out, as are lists and newsletters); a real mistake, which wants no friend.
    """
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > SHORT or _bulk.mass(case) or case.seen("list", "mailing-list") or _author.own_links(case):
        return
    found = _told.places(case, text, _ASTRAY, _FRIENDS)
    if found and not _story.conversation(case) and not _firms.firm(case) and not _greeted.by_readers_name(case):
        yield Hit(*found, astray=found[0].found, friends=found[1].found)
