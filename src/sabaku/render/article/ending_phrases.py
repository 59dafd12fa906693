"""The sentences of the article's end, and of the card that goes with it. Data only, as in phrases.py."""

from __future__ import annotations

from collections.abc import Mapping

from sabaku.model import Text

AIM = Text("このメールの狙い", "What they are after")
AIMED_AT = Text(
    "「{phrase}」といった文面から、狙われているのは{who}とみられます。", "By words such as “{phrase}” it is aimed at {who}."
)
FURTHER = Text("被害を広げないために", "So that it goes no further")
SUMMARY = Text("まとめ", "To sum up")
SUMMED = Text(
    "このメールからは、詐欺を示す点が{n}件見つかりました。詐欺である確率は、合わせて{share}と見積もっています。",
    "Counted together, {n} things speak for a fraud; they make it {share} likely.",
)
SUMMED_ONE = Text(
    "このメールからは、詐欺を示す点が1件見つかりました。詐欺である確率は{share}と見積もっています。",
    "One thing speaks for a fraud, and makes it {share} likely.",
)
SUMMED_UNSURE = Text(
    "このメールからは、不審な点が{n}件見つかりました。詐欺である確率は{share}と見積もっていますが、断定はできません。",
    "Counted together, {n} things are suspicious. The chance that it is a fraud is put at {share}; it is no certainty.",
)
SUMMED_UNSURE_ONE = Text(
    "このメールからは、不審な点が1件見つかりました。詐欺である確率は{share}と見積もっていますが、断定はできません。",
    "One thing is suspicious. The chance that it is a fraud is put at {share}; it is no certainty.",
)
VICTIM_NAMED = Text(
    "なお、アドレスを使われた組織も被害者とみられます。", "The organisation whose address was used is probably a victim, too."
)
VICTIM_TOO = Text(
    "なお、アドレスを使われた第三者も被害者です。この記事では名前を伏せています。",
    "The third party whose address was used is a victim, too, and is not named here.",
)
BRAND_TOO = Text(
    "名前を使われた{brand}も、もちろん被害者です。この記事は{brand}を批判するものではありません。",
    "{brand}, whose name was used, is a victim as well; nothing here is meant against it.",
)
LESSONS: Mapping[str, Text] = {
    "phishing": Text(
        "知っている名前のメールが届いても、メールのリンクは使わず、いつものブックマークや公式アプリから開く。"
        "この習慣だけで、ほとんどのフィッシングは避けられます。",
        "However well you know the name in a mail, go there by your own bookmark or the official app, never by the link. That "
        "habit alone defeats nearly all phishing.",
    ),
    "credential-phishing": Text(
        "ログインを求めるメールが届いたら、メールのリンクではなく、いつものブックマークや公式アプリから開く。"
        "この習慣だけで、ほとんどのフィッシングは避けられます。",
        "When a mail wants a login, go there by your own bookmark or the official app, never by the link. That habit "
        "alone defeats nearly all phishing.",
    ),
    "card-phishing": Text(
        "カードや支払いの連絡が届いたら、メールのリンクではなく、公式アプリや会員サイトで確かめる。それで十分に防げます。",
        "When a mail is about your card or a payment, look in the official app or on the issuer's own site. That is "
        "all it takes.",
    ),
    "extortion": Text(
        "脅し文句に証拠は一つも付いていません。返信も送金もせず、削除して忘れてしまうのがいちばんです。",
        "For all its threats it offers no proof. Do not answer, do not pay; delete it and think no more of it.",
    ),
    "advance-fee": Text(
        "見知らぬ相手のうまい話や急なお金の頼みには、返信も送金もしないのがいちばんです。",
        "A stranger's bargain, fortune or plea for money is best left with the stranger: do not answer, and do not pay.",
    ),
    "bec": Text(
        "お金や連絡手段の話が出たら、メールに返信せず、知っている番号に電話して本人に確かめる。その一手間が会社を守ります。",
        "When it comes to money or another way to talk, call the person by a number you know. That minute protects the firm.",
    ),
    "malware": Text(
        "心当たりのない添付ファイルは開かない。迷ったら、開く前に管理者へ相談してください。",
        "Do not open a file you did not expect. When in doubt, ask your administrator before, not after.",
    ),
    "callback": Text(
        "メールに書かれた電話番号にはかけない。確かめるときは、公式サイトに載っている番号を使ってください。",
        "Do not call a number from a mail. Use the one on the official site.",
    ),
}
LESSON = Text(
    "次々と新しい手口のメールが届きます。「急がせる」「不安にさせる」メールほど、いったん手を止めて確かめてください。",
    "New tricks arrive every day. The more a mail hurries or frightens you, the more reason to stop and check.",
)

TERMS = Text("言葉の説明", "Words explained")
FACTS = Text("調べた事実", "The facts")
FACTS_NOTE = Text("外部に問い合わせて得た回答と、その日時です。", "What was answered by whom, and when.")
FACTS_KEPT = Text(
    "手元に保存した公開データから分かったことと、そのデータの日付です。",
    "What public tables kept on this machine say, and their dates.",
)
HOW = Text("調べ方と、調べられなかったこと", "How it was examined, and what was not")
HOW_MADE = Text(
    "このメールは、調査ツール「捌く(sabaku)」で解析し、その結果をもとに記事を作成しました。調べたのは{at}です。",
    "The mail was examined with 捌く (sabaku), and this article was made from the result. The examination is of {at}.",
)
HOW_SCOPES: Mapping[str, Text] = {
    "offline": Text(
        "外部には一切問い合わせず、メールそのものと、手元に保存した公開データだけで調べています。",
        "Nobody outside was asked; only the mail itself and public tables kept on this machine were looked at.",
    ),
    "quiet": Text("問い合わせ先は、自分のDNSリゾルバーだけです。", "Only our own DNS resolver was asked."),
    "full": Text(
        "ドメインの登録情報やIPアドレスの情報などは、第三者の公開サービスに問い合わせています。"
        "受信者を特定できる情報は送っていません。",
        "Registers, DNS and lists of third parties were asked; nothing that would tell who received the mail was sent to them.",
    ),
    "visit": Text(
        "誘導先のサイトも、隔離した環境から開いて確かめました。受信者を特定できる符号は取り除いています。",
        "The linked site itself was opened in isolation, with everything removed that would tell who received the mail.",
    ),
}
HOW_OPEN = Text("一方、次の項目は調べられていません。", "What could not be looked at:")
HOW_NO_GAPS = Text("この範囲で、調べられなかった項目はありません。", "Within this scope nothing was left out.")
HOW_ESTIMATE = Text(
    "確率は各指摘の重みを合計した推定値です。根拠は、どれもメールの原文か記録した回答の中にあります。",
    "The probability is an estimate from the summed weights of the findings; each of them rests on a place in the "
    "mail or a recorded answer.",
)
MASKED = Text("伏せ字と崩したアドレスについて", "Why there are asterisks")
MASKED_VICTIM = Text(
    "この記事では、受信者のアドレスやドメイン、氏名など、受け取った人の手がかりになるものを{marks}に置き換えています。",
    "Whatever could tell who received the mail, such as addresses, domains and names, is replaced by {marks} here.",
)
MASKED_BY = Text("「*」", "*"), Text("「○○○○」", "○○○○")
MASKED_THIRD = Text("「△△△△」は、名前を勝手に使われた第三者です。", "△△△△ stands for a third party whose name was abused.")
MASKED_STARS = Text(
    "リンクは、うっかり開いてしまわないように「h**ps」や「[.]」を使ってわざと崩してあります。"
    "元に戻して開くことは絶対におやめください。",
    "Links are broken on purpose, with h**ps and [.], so that nobody opens them by accident. Please never put them "
    "back together.",
)
MASKED_HXXP = Text(
    "リンクは、うっかり開いてしまわないように「hxxps」や「[.]」を使ってわざと崩してあります。"
    "元に戻して開くことは絶対におやめください。",
    "Links are broken on purpose, with hxxps and [.], so that nobody opens them by accident. Please never put them "
    "back together.",
)
SEE = Text("メールのソースを自分で見るには", "How to see the source of a mail yourself")
SEE_INTRO = Text(
    "怪しいメールが届いたら、ご自分でもヘッダーを確かめてみてください。主なメールソフトでの開き方です。",
    "When a doubtful mail reaches you, have a look at its headers. This is how it is done in common programs.",
)
BECKY = (
    Text("Becky!", "Becky!"),
    Text(
        "メールを選び「ファイル」→「名前を付けて保存」でEML形式(.eml)にし、テキストエディターで開きます。",
        "Select the mail, save it as .eml (File → Save as) and open that in a text editor.",
    ),
)

# --- the card ---------------------------------------------------------------------------------------------------

CARD_SUBJECT = Text("件名", "Subject")
SIGNS = Text("見分けるポイント", "How to tell")
DO = Text("届いたら", "What to do")
HELP = Text(
    "相談先: 警察相談専用電話 #9110、消費者ホットライン 188、フィッシング対策協議会 www.antiphishing.jp",
    "Help in Japan: police #9110, consumer hotline 188, Council of Anti-Phishing Japan www.antiphishing.jp",
)
CARD_LEVELS: Mapping[str, Text] = {
    "fraud": Text("詐欺メールに注意", "Beware: fraudulent mail"),
    "suspicious": Text("不審なメールに注意", "Beware: suspicious mail"),
}
