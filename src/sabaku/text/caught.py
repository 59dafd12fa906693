"""Whether a forwarder's own words say that somebody has already done what a mail wants: clicked, opened, typed, paid.

Reads the words of one person who asks for help, in Japanese and English; judges no mail. What they deny, ask, fear for the
future or says of a genuine site does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

from sabaku.text import late

Deed = Literal["paid", "typed", "opened", "clicked"]
MOST = 4000
"""Characters of the words that are read; who writes more is writing something else."""

_BROKEN = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff、])\n(?=[\u3040-\u30ff\u4e00-\u9fff])")
_WRAPPED = re.compile(r"(?<=[a-zI,'])\n(?=[a-z])")
"""Where a mail program has broken a sentence into lines."""
_SENTENCE = re.compile(r"[^。．!?\n]++[。．!?]?")
_CLAUSE = re.compile(r"(?>(?!\bbut\b|\bhowever\b|\bthough\b|[.,;:。!?\n]).)++[.,;:。!?]?")

# --- Japanese: the thing, then the deed as something that has been done --------------------------------------------------


def _did(*verbs: str) -> str:
    """The forms of verbs that say "it is done"; each verb as stem/te-form without て, and て or で."""
    forms = []
    for verb in verbs:
        stem, bare, te = verb.split("/")
        ta, chau = ("だ", "じゃ") if te == "で" else ("た", "ちゃ")
        forms.append(
            f"{stem}(?:ました|済み|ずみ)|{bare}(?:{te}(?:しま[いっ]|(?:い|おり)?ます|(?:い|おり)?ました|から)|{chau}[いっ]|{ta}(?!い))"
        )
    return "(?P<did>(?:" + "|".join(forms) + r")(?>[たて](?!い))?+)(?>の|ん)?+" + _NOT_ASKED


_NOT_ASKED = (
    r"(?!(?:で(?:しょう|す))?か(?:[?。\s]|は|どうか|確認|教え|$)|(?:方|人|かた|者)(?:は|が|も|いま)|場合|(?:とき|時)(?:は|に(?:は|どう))|際(?:は|に)|"
    r"ら(?:[^。!?\n]{0,24}か[?。\s]?$|[^。!?\n]{0,24}(?:くださ|下さ)|終わり|大変|まず|危)|こと[はがのも](?:あり|な|ござ|無)|覚えは|形跡|はず|なのに|つもり|わけ(?:では|じゃ))"
)
_DO = "し/し/て", "いたし/いたし/て"
_GOODS = r"(?:(?:ギフト|プリペイド|プリカ|電子マネー|itunes|google ?play|apple|アマゾン|amazon|コンビニで)[^。!?\n]{0,16})"
_PRIVATE = (
    r"(?:パスワード|pw|pass|暗証|id|アカウント|カード|番号|コード|情報|住所|名前|氏名|電話|生年月日|免許|身分証|口座|個人"
    r"|ワンタイム|認証)[^。!?\n]{0,14}"
)
_FILE = r"(?:添付|ファイル|pdf|excel|word|zip|エクセル|ワード|圧縮|書類|請求書|見積|html)[^。!?\n]{0,14}"
_LINK = r"(?:リンク|url|アドレス|サイト|ページ|ボタン|画像|バナー|飛び先|こちら|qr|画面|先)[^。!?\n]{0,10}"
_JA: Mapping[Deed, tuple[re.Pattern[str], ...]] = {
    "paid": (
        late.pattern(
            r"(?:振り?込み?|支払い?|送金|入金|課金|決済|納付|購入)(?:を)?" + _did(*_DO, "済ませ/済ませ/て", "実行し/実行し/て")
        ),
        late.pattern(_did("振り込み/振り込ん/で", "振込み/振込ん/で", "支払い/支払っ/て", "払い/払っ/て", "払込み/払込ん/で")),
        late.pattern(r"(?:支払い?|振り?込み?|送金|入金|決済)(?P<did>済み|ずみ)(?!の?はず|なのに)"),
        late.pattern(_GOODS + _did("送り/送っ/て", "伝え/伝え/て", "教え/教え/て", "買い/買っ/て", "購入し/購入し/て")),
        late.pattern(r"(?:カード|コード)を" + _did("買い/買っ/て")),
    ),
    "typed": (
        late.pattern(
            r"(?:入力|(?:ログ|サイン)(?:イン|オン)(?:を)?|返信)(?:を)?" + _did(*_DO, "試み/試み/て", "済ませ/済ませ/て")
        ),
        late.pattern(r"入力(?P<did>済み|ずみ)"),
        late.pattern(_PRIVATE + r"(?:登録|送信|提供)(?:を)?" + _did(*_DO)),
        late.pattern(r"(?:登録|送信)" + r"(?P<did>してしま[いっ])"),
        late.pattern(_did("打ち込み/打ち込ん/で", "書き込み/書き込ん/で")),
        late.pattern(
            _PRIVATE
            + _did("入れ/入れ/て", "打ち/打っ/て", "教え/教え/て", "伝え/伝え/て", "送り/送っ/て", "書い/書い/て", "渡し/渡し/て")
        ),
        late.pattern(r"(?P<did>(?:教え|伝え)て(?:しま[いっ]))"),
    ),
    "opened": (
        late.pattern(
            _FILE
            + _did(
                "開き/開い/て",
                "開け/開け/て",
                "クリックし/クリックし/て",
                "押し/押し/て",
                "解凍し/解凍し/て",
                "ダウンロードし/ダウンロードし/て",
            )
        ),
        late.pattern(r"(?:マクロ|コンテンツ|編集)[^。!?\n]{0,10}有効[^。!?\n]{0,6}" + _did(*_DO, "押し/押し/て")),
        late.pattern(r"(?:実行|インストール|解凍)(?:を)?" + _did(*_DO)),
        late.pattern(r"(?:アプリ|ソフト|プログラム)[^。!?\n]{0,8}" + _did("入れ/入れ/て", "起動し/起動し/て")),
        late.pattern(
            r"(?P<did>遠隔操作され(?:ました|てしま|た))|遠隔操作を"
            + _did("許可し/許可し/て", "許し/許し/て").replace("(?P<did>", "(?:")
        ),
    ),
    "clicked": (
        late.pattern(r"(?:クリック|タップ|アクセス)(?:を)?" + _did(*_DO)),
        late.pattern(r"(?:クリック|タップ|アクセス)(?P<did>済み|ずみ)"),
        late.pattern(
            _LINK
            + _did(
                "開き/開い/て",
                "開け/開け/て",
                "押し/押し/て",
                "踏み/踏ん/で",
                "見/見/て",
                "飛び/飛ん/で",
                "行き/行っ/て",
                "入り/入っ/て",
                "触り/触っ/て",
                "読み取り/読み取っ/て",
            )
        ),
        late.pattern(
            r"(?<!メールを)(?<!メールは)(?P<did>(?:押し|開い|踏ん|飛ん)(?:て|で)しま[いっ]|(?:押し|開い|踏ん|飛ん)(?:ちゃ|じゃ)[いっ]|(?:押し|開い)たところ)"
        ),
    ),
}
_GENUINE_JA = re.compile(r"公式|正規の|本物の|ブックマーク|直接(?:公式|ログ|アクセス)|いつもの|別の端末から|公式アプリ")

# --- English: who, then the deed -----------------------------------------------------------------------------------------

_THING = r"(?:link|url|button|site|web ?site|web ?page|page|address|qr ?code)"
_PAPER = r"(?:attach\w{0,5}|file|pdf|zip|excel|word|document|doc|docx|xlsx?|spreadsheet|invoice|html?|archive|iso)"
_OWN = r"(?:password|passcode|credential|card|code|details|number|pin|account|information|info|data|login|ssn|address|name|id)"
_FEW = r"(?:\s{1,3}[\w'’$€£.-]{1,20}){0,5}?\s{1,3}"
_EN: Mapping[Deed, tuple[re.Pattern[str], ...]] = {
    "paid": (
        late.pattern(r"\b(?P<did>paid|wired|transferred)\b(?! attention)"),
        late.pattern(
            rf"\b(?P<did>sent|made|did){_FEW}(?:money|payments?|bitcoins?|btc|funds|cash|deposit|transfer|euros?|dollars|pounds|yen)\b"
        ),
        late.pattern(r"\b(?P<did>(?:payment|transfer|money) (?:has been|was|is already) (?:made|sent|done))\b"),
        late.pattern(
            rf"\b(?P<did>bought|purchased|sent){_FEW}(?:gift ?cards?|vouchers?|steam cards?|itunes cards?|google play cards?)\b"
        ),
    ),
    "typed": (
        late.pattern(
            r"\b(?P<did>entered|typed(?: in)?|submitted|filled (?:in|out|it)|logged (?:in|on|into)|signed (?:in|on|up|into))\b"
        ),
        late.pattern(r"\b(?P<did>did (?:enter|type|submit|fill|log in|sign in|give))\b"),
        late.pattern(rf"\b(?P<did>put|gave|given|provided|replied|sent|handed|shared|told|supplied){_FEW}\w{{0,12}}{_OWN}s?\b"),
    ),
    "opened": (
        late.pattern(
            rf"\b(?P<did>opened|unzipped|extracted|executed|ran|launched|double-?\s?clicked)\b(?:{_FEW}\w{{0,10}}{_PAPER}s?\b)"
        ),
        late.pattern(
            r"\b(?P<did>(?:ran|executed|installed) (?:the|it|that|this|a|an|some)|enabled (?:the )?(?:macros?|content|editing))\b"
        ),
        late.pattern(r"\b(?P<did>downloaded\b[^.!?\n]{0,40}\b(?:ran|opened|installed|executed|started))\b"),
        late.pattern(
            r"\b(?P<did>(?:let|allowed) (?:them|him|her|someone|somebody) (?:connect|in|on|to|access|take)"
            r"|gave (?:them |him |her )?(?:remote )?access)\b"
        ),
    ),
    "clicked": (
        late.pattern(
            r"\b(?P<did>(?<!double-)(?<!double )clicked(?: on)?|tapped(?: on)?|did click|did tap)\b"
            r"(?! (?:away|delete|report|spam))"
        ),
        late.pattern(
            r"\b(?P<did>opened|followed|visited|pressed|hit|scanned|accessed|went to|did (?:open|follow|visit))"
            rf"{_FEW}{_THING}s?\b"
        ),
        late.pattern(rf"(?P<did>\b(?:went to) (?:the|that) {_THING})"),
    ),
}
_NOT_EN = re.compile(
    r"\b(?:not|never|nothing|nobody|no ?one|none|neither|nor|almost|nearly|about to|if|whether|should|before|any(?:one|body)|you"
    r"|in case|unless|without|safe to|(?:it|mail|message|letter|page) (?:says?|claims?|asks?|wants?|pretends?)|supposedly"
    r"|instead of|who)\b|n['’]t\b"
)
_GENUINE_EN = re.compile(
    r"\b(?:real|official|genuine|actual|legitimate|directly|our own|bookmark\w{0,2}"
    r"|(?:in|through|via) (?:the|my|their) (?:\w{1,12} )?app)\b"
)


def caught(words: str) -> tuple[Deed, str] | None:
    """The gravest deed that the words tell, and the words for it as they are written; None where they tell none."""
    text = unicodedata.normalize("NFKC", words[:MOST].replace("\r\n", "\n"))
    text = _WRAPPED.sub(" ", _BROKEN.sub("", text))
    for deed in ("paid", "typed", "opened", "clicked"):
        said = next((it for it in (*_japanese(text, deed), *_english(text, deed)) if it), "")
        if said:
            return deed, said
    return None


def _japanese(text: str, deed: Deed) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if _GENUINE_JA.search(sentence):
            continue
        for pattern in _JA[deed]:
            if found := pattern.search(sentence.lower()):
                yield sentence[slice(*_whole(found))]


def _whole(found: re.Match[str]) -> tuple[int, int]:
    """The deed with the noun before it: «クリック» and «しました» together, at most a few characters."""
    start = found.start()
    return (start if found.end("did") - start <= 16 else found.start("did")), found.end("did")


def _english(text: str, deed: Deed) -> Iterator[str]:
    for clause in _CLAUSE.findall(text):
        low = clause.lower()
        for pattern in _EN[deed]:
            found = pattern.search(low)
            if (
                found
                and not _NOT_EN.search(low, 0, found.start())
                and not _GENUINE_EN.search(low)
                and not clause.rstrip().endswith("?")
            ):
                yield clause[slice(*found.span("did"))]
