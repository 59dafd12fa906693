"""One check: a secret deal for which money is to be made ready."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _house, _told
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_DEAL = late.pattern(
    r"(?:買収|合併|m&a|株式取得|資本提携|事業譲渡|出資|極秘(?:の)?(?:案件|プロジェクト)|機密案件)[^。\n]{0,40}?(?:交渉"
    r"|手続き|進め|締結|案件|準備|最終|契約|について|の件)"
)
_SECRET = late.pattern(
    r"(?:口外|他言|他の(?:社員|者|役員|従業員)[^。\n]{0,10}?(?:話|伝|漏|知)|極秘|内密|秘密厳守|守秘|機密"
    r"|インサイダー)[^。\n]{0,24}?(?:でき|しない|せず|ください|無用|お願い|厳禁|保持|規制|扱|案件|事項|に)"
)
_PAY = late.pattern(
    r"(?:送金|振り?込|手付金|預託金|契約金|支払い?|残高|資金)[^。\n]{0,30}?(?:準備|手配|実行|指示|お願い|教え|確認|進め"
    r"|完了|してください)"
)


@check(
    id="body.secret-deal",
    over="message",
    lang="ja",
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
        en="Do not start any payment; ask the person himself, face to face or by a number that you knew before.",
    ),
    speaks_for=("bec",),
    experts=("LURE", "THREAT", "CTX"),
)
def secret_deal(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: IPA, ビジネスメール詐欺 (経営者等へのなりすまし). Innocent causes: a real deal among those who work on it, whose
    mails come from the house itself or from a firm's proven domain and answer each other.
    """
    found = () if _house.inside(case) or of_a_firm(case) else _told.together(case, _DEAL, _SECRET, _PAY)
    if found:
        deal, secret, pay = (one.found for one in found)
        yield Hit(*found, deal=deal, secret=secret, pay=pay)
