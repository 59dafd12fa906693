"""One check: a secret deal for which money is to be made ready."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _letter, _said, _story, _told
from sabaku.checks._bulk import mass
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import of_a_firm
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text import late

_DEAL = late.pattern(
    r"(?:買収|合併|m&a|株式取得|資本提携|事業譲渡|出資)[^。\n]{0,40}?(?:交渉"
    r"|手続き|進め|締結|案件|準備|最終|契約|について|の件|の関係|のため|(?:公表|発表|開示)前)"
    r"|(?:極秘|機密)(?:の)?(?:案件|プロジェクト)"
)
_SECRET = late.pattern(
    r"(?:口外|他言|(?:誰|だれ|社内の(?:方|人|者)|家族)に?も?[^。\n]{0,6}?(?:話さ|言わ|伝え|漏ら|知らせ|相談し)|ご?相談[^。\n]{0,4}?控え|他の(?:社員|者|役員|従業員)[^。\n]{0,10}?(?:話|伝|漏|知)|極秘|内密|秘密厳守|守秘|機密"
    r"|インサイダー)[^。\n]{0,24}?(?:でき|しない|せず|ください|無用|お願い|厳禁|保持|規制|扱|案件|事項|に)"
)
_PAY = late.pattern(
    r"(?:送金|振り?込|手付金|預託金|契約金|支払い?|残高|資金)[^。\n]{0,30}?(?:準備|手配|実行|指示|お願い|教え|確認|進め"
    r"|完了|してください|預け|できるよう|必要|ご?返信|ご?返答)"
)
_ENVOY = late.pattern(r"(?:弁護士|税理士|コンサルタント|代理人)[^。\n]{0,30}?(?:連絡が|指示|電話が)")
"""Who will tell about the money later, while the boss is not to be asked."""

_DEAL_ELSE = late.pattern(
    r"\b(?:(?:acquir(?:e|ing)|buy(?:ing)?|take over|taking over) (?:a|an|another|one of)[^.\n]{0,24}\b(?:company|firm|competitor"
    r"|supplier|business)|acquisition|take-?over|merger|buy-?out|(?:firmen|unternehmens)(?:ubernahme|kauf)"
    r"|ubernahme (?:einer|eines|der)"
    r"|(?:operation|dossier)[^.\n]{0,12} (?:confidentielle?|strategique|dont|en cours)|rachat d|acquisition d"
    r"|prise de participation|adquisicion de|acquisizione di|aquisicao de|bedrijfsovername)\b"
)
_SECRET_ELSE = late.pattern(
    r"\b(?:(?:do not|don't|must not|cannot|nobody|no one|not a word|without)[^.\n]{0,40}?\b(?:speak|talk|discuss|mention|tell"
    r"|telling|share|know|knowing|consult)\b|strictly (?:confidential|between us)|between (?:us|you and me)\b"
    r"|keep (?:this|it)[^.\n]{0,24}(?:confidential|secret|between|yourself)|utmost (?:discretion|confidentiality)"
    r"|niemand\w{0,2}[^.\n]{0,40}(?:sprechen|erfahr|informier|weiss)|streng vertraulich|(?:noch )?(?:nicht"
    r"|nichts)[^.\n]{0,16} (?:gesprochen|erzahlt|gesagt) werden"
    r"|absolute\w? (?:verschwiegenheit|diskretion)|(?:n'en|ne) (?:parl|communiqu)(?:ez|erez)"
    r"|strictement confidentiel|maxima (?:discrecion|reserva)|massima riservatezza|strikt vertrouwelijk|maximo sigilo)"
)
_PAY_ELSE = late.pattern(
    r"\b(?:down ?payment|wire (?:transfer|the)|(?:bank(?:ing)?|payment) (?:coordinates|details|instructions)|available balance"
    r"|balance[^.\n]{0,24}available|(?:prepare|make|initiate|execute|process) (?:a|the|this) (?:transfer|payment|wire)"
    r"|release the (?:funds|payment)|escrow (?:account|details)|(?:first|initial) (?:tranche|instal?lment)"
    r"|leave our account|anzahlung|\w{0,8}uberweisung|kontostand|virement|acompte|transferencia|anticipo|bonifico"
    r"|acconto|sinal|aanbetaling|overboeking)\b"
)


@check(
    id="body.secret-deal",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="極秘の買収などを理由に、送金の準備を指示しています", en="A secret deal, and money to be made ready for it"),
    says=Text(
        ja="「{deal}」「{secret}」として、「{pay}」と指示しています。社長や弁護士を装い、"
        "秘密を理由に周囲へ確認させず送金させる、"
        "ビジネスメール詐欺の手口です。",
        en="“{deal}”, “{secret}”, and so “{pay}”: in the name of the head of the firm or a lawyer, secrecy keeps "
        "the reader from asking back.",
    ),
    advice=Text(
        ja="送金の手続きを始めず、指示した本人に、以前から知っている電話番号か対面で確認してください。",
        en="Do not start any payment; ask that person directly, face to face or by a number that you knew before.",
    ),
    speaks_for=("bec",),
    experts=("LURE", "THREAT", "CTX"),
)
def secret_deal(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: IPA, ビジネスメール詐欺 (経営者等へのなりすまし). Innocent causes: a real deal among those who work on it, whose
    mails come from the house itself or from a firm's proven domain and answer each other.
    """
    found = () if _house.inside(case) or of_a_firm(case) else _in_japanese(case) or _elsewhere(case)
    if found:
        deal, secret, pay = (one.found for one in found)
        yield Hit(*found, deal=deal, secret=secret, pay=pay)


def _in_japanese(case: Case) -> tuple[Evidence, ...]:
    return _told.together(case, _DEAL, _SECRET, _PAY) or _told.together(case, _DEAL, _SECRET, _ENVOY)


SHORT = 2000


def _elsewhere(case: Case) -> tuple[Evidence, ...]:
    """The same in the languages of Europe, in a short letter. That a mailbox bears its writer's name proves nothing: whoever
    poses as a director buys a domain and calls a mailbox so."""
    if _said.lang(case) in _FAR_EAST or _letter.size(case) > SHORT or mass(case) or case.seen("list", "mailing-list"):
        return ()
    if _told.warns(case) or _story.conversation(case):
        return ()
    return _told.places(case, _letter.only(case, _told.flowing(case)), _DEAL_ELSE, _SECRET_ELSE, _PAY_ELSE)


_FAR_EAST = ("ja", "zh", "ko")
