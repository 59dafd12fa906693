"""One check: Japanese that no Japanese office writes."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_GRAMMAR = late.pattern(
    "(?:ください|下さい|しました|ません|される|された|[らま]れる|します)の(?:お知らせ|お願い|ご案内|ご連絡|通知)"
    "|[一-鿿ァ-ヶー]が(?:ご)?(?:利用|使用|一時|取引)?(?:停止|制限|凍結)のお(?:知らせ|願い)"
    "|(?:情報|アカウント|パスワード|手続き|設定|口座|カード|注文|住所|本人)の(?:お|ご)?"
    "(?:設定|更新|確認|手続き|登録|変更|認証|検証|入力|再登録)(?:してください|して下さい)"
    "|[一-鿿ァ-ヶー](?:をを|がを|はを|をが|はにて|でにて)(?![っゃゅょ])"
    "|[一-鿿]か(?:実施|検出|確認|停止|制限)され(?:て|ました|ます)|[一-鿿]か(?:必要です|完了しました|できません)"
    "|[0-9０-９]{1,2}時間(?:に|の)以内"
    "|番号[ ::]{0,2}[0-9A-Za-z-]{2,24} ?の下[でに]"
)
"""What no native writer produces: a sentence taken for a noun, two particles in a row, a particle without its dots."""


_ACTIVE = late.pattern(
    "が(?:検出|検知|発見|感知)し(?:ました|た|まし)|が(?:一時的?に?|自動的に)?(?:制限|凍結|ロック)しま(?:した|す)"
    "|(?:ですです|ましたました|ませんません|くださいください|いたしますいたします|必要ありです)"
)


_MAY = late.one_of(
    *(f"{it}の" for it in ("ください", "下さい", "しました", "ません", "される", "された", "られる", "まれる", "します")),
    *("停止のお", "制限のお", "凍結のお", "をを", "がを", "はを", "をが", "はにて", "でにて", "時間に以内", "時間の以内"),
    *("か実施され", "か検出され", "か確認され", "か停止され", "か制限され", "か必要です", "か完了しました", "かできません"),
    *("の下で", "の下に"),
    *(
        f"の{polite}{it}し"
        for polite in ("", "お", "ご")
        for it in ("設定", "更新", "確認", "手続き", "登録", "変更", "認証", "検証", "入力", "再登録")
    ),
)
"""One of them stands in every such slip."""
_THINGS = (
    "異常",
    "問題",
    "不正",
    "ログイン",
    "取引",
    "アクセス",
    "エラー",
    "活動",
    "行為",
    "アカウント",
    "口座",
    "カード",
    "機能",
)
"""What is found or limited, and does neither: «異常が検出しました»."""
MOST = 20_000


def _slip(text: str) -> tuple[int, int] | None:
    """Where the grammar breaks, or a thing does what is done to it."""
    found = _GRAMMAR.search(text) if _MAY(text) else None
    if found:
        return found.span()
    for it in _ACTIVE.finditer(text):
        thing = next((one for one in _THINGS if text.endswith(one, 0, it.start())), "")
        if thing or it[0][0] != "が":
            return it.start() - len(thing), it.end()
    return None


_CLAUSE = late.pattern(r"[^、。\n]{1,24}")


def _with_what_follows(case: Case, at: Span) -> Span:
    """The phrase, and where it is only the beginning of a clause («さもなければ、»), what it goes on with."""
    text = case.message.view(at.view).text
    more = _CLAUSE.match(text, at.end) if text[at.end - 1 : at.end] == "、" else None
    return Span(at.view, at.start, more.end()) if more else at


@check(
    id="body.odd-japanese",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="日本語が不自然です", en="Unnatural Japanese"),
    says=Text(
        ja="「{phrase}」は、日本の事業者の文面としては不自然な表現です(誤字、または機械翻訳とみられます)。",
        en="“{phrase}” is not how a Japanese office writes (a slip, or machine translation).",
    ),
    speaks_for=("phishing",),
    experts=("JP",),
)
def odd_japanese(case: Case, it: Observable) -> Iterator[Hit]:
    """The third commonest reason of experts (159 of 806). Innocent cause: foreign firms' clumsy translations: two slips
    weigh no more than one."""
    for phrase in _said.said(case, "odd.typo", "odd.translated")[:3]:
        if _said.in_japanese(case, phrase.seen):
            clause = _with_what_follows(case, phrase.seen)
            yield Hit(Evidence(clause, found=case.message.quote(clause)), phrase=case.message.quote(clause))
    title, view = _said.subject(case)
    for name, text in ((view, title), ("visible", _said.text(case)[:MOST])):
        where = _slip(text) if name else None
        if where:
            place = text[where[0] : where[1]]
            yield Hit(Evidence(Span(name, *where), found=place), phrase=place)
            return
