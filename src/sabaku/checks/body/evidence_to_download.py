"""One check: proof of a wrong that is a download."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _hosts, _letter, _links, _said, _story, _told
from sabaku.checks._bulk import mass
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._firms import of_a_firm
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text import late

_WRONG = late.pattern(
    r"(?:著作権|商標権?|肖像権|意匠権|知的財産権?|名誉|プライバシー)[^。\n]{0,30}?(?:侵害|毀損|違反)|無断(?:で)?(?:使用|転載|複製|掲載|利用)"
)
_PROOF = late.pattern(
    r"(?:証拠|侵害[^。\n]{0,8}?(?:一覧|資料|箇所|内容)|対象(?:コンテンツ|作品)|詳細(?:な)?資料|報告書|申立書|通知書"
    r"|(?:原本|(?:該当|使用)(?:する|した|された)?(?:画像|写真))[^。\n]{0,16}?(?:一覧|リスト))"
    r"[^\n]{0,60}?(?:ダウンロード|以下より|下記より|[下以][記下](?:に|の)|リンク|url|こちら|添付|展開)"
)
_LAW = late.pattern(r"訴訟|提訴|法的|損害賠償|告訴|アカウント[^。\n]{0,10}?(?:停止|削除)|(?:24|48|72)時間|[1-7]日以内")
_WRONG_EN = late.pattern(
    r"\b(?:infring\w{1,6}|violat\w{1,5}|stolen|illegally|stole|without (?:my|our|the owner's) (?:permission|consent"
    r"|licen[cs]e))\b"
    r"[^.!?\n]{0,60}?\b(?:copyright\w{0,3}|images?|photos?|photographs?|pictures?|trademarks?|artwork|intellectual property)\b"
    r"|\b(?:copyright\w{0,3}|images?|photos?|photographs?|pictures?|trademarks?|artwork)\b[^.!?\n]{0,60}?"
    r"\b(?:infring\w{1,6}|violat\w{1,5}|illegally|without (?:my|our|the owner's) (?:permission|consent|licen[cs]e))\b"
)
_PROOF_EN = late.pattern(
    r"\b(?:proofs?|evidence|report|(?:list|copies) of (?:the |all )?(?:\w{4,12} )?(?:images|photos|photographs"
    r"|pictures|files|works))\b"
    r"[^!?\n]{0,80}?\b(?:here|below|link|download|attached|following|see)\b"
)
_LAW_EN = late.pattern(
    r"\b(?:legal action|lawsuit|sued?|court|attorneys?|lawyers?|statutory|damages|(?:with)?in (?:24|48|72) hours"
    r"|(?:with)?in [1-7] days)\b"
)
_SPEAKS_OF = ("copyright", "illegal", "permission", "trademark")
LONG = 4000
_PROGRAM = re.compile(r"\.(?:zip|rar|7z|iso|img|exe|msi|scr|js|vbs|lnk|bat|tar|gz)(?:[?#]|$)", re.IGNORECASE)


@check(
    id="body.evidence-to-download",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="権利侵害の「証拠」と称して、ファイルをダウンロードさせようとしています",
        en="“Proof” of a wrong that has to be downloaded",
    ),
    says=Text(
        ja="「{wrong}」「{law}」と訴え、「{proof}」と {file} を開かせようとしています。権利者の代理人を装って、"
        "情報を盗むプログラムを実行させる手口です。",
        en="“{wrong}”, “{law}”, and then “{proof}”: {file}. In the name of whoever holds the rights, a program that "
        "steals passwords is to be started.",
    ),
    advice=Text(
        ja="ファイルを開かず、主張に心当たりがある場合は、相手の事務所を弁護士会の検索などで調べて、電話で確かめてください。",
        en="Do not open the file. If there may be something in the claim, look the law firm up yourself and call.",
    ),
    speaks_for=("malware",),
    experts=("ATT", "THREAT"),
)
def evidence_to_download(case: Case, it: Observable) -> Iterator[Hit]:
    """Sent to firms that run a site or a page, since 2021 in English and 2022 in Japanese.

    Innocent cause: a real letter of a law firm, which comes as paper or PDF, or from the firm's own proven domain; so an
    archive or a program behind the link or in the mail is wanted, or a page in storage that anybody rents.
    """
    away = [one for one in _said.links(case) if _PROGRAM.search(one.value.partition("#")[0])]
    away += [one for one in _said.links(case) if _hosts.is_page_in_store(_links.link(one).host, _links.link(one).path)]
    held = [one for one in case.seen("file", "attachment") if _PROGRAM.search(one.shown)]
    file = next(iter((*away, *held)), None)
    if file is None:
        return
    found = () if of_a_firm(case) else _told.together(case, _WRONG, _PROOF, _LAW) or _in_english(case)
    if found:
        wrong, proof, law = (one.found for one in found)
        yield Hit(
            *found, wrong=wrong, proof=proof, law=law, file=datum("url" if away else "text", file.value if away else file.shown)
        )


def _in_english(case: Case) -> tuple[Evidence, ...]:
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > LONG or not any(it in text for it in _SPEAKS_OF):
        return ()
    if mass(case) or case.seen("list", "mailing-list") or _story.conversation(case) or _told.warns(case):
        return ()
    return _told.places(case, text, _WRONG_EN, _PROOF_EN, _LAW_EN)
