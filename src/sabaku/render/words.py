"""The phrases that all renderers share, in both languages. Data only."""

from __future__ import annotations

from collections.abc import Mapping

from sabaku.model import Level, Text

TITLE = Text("メール調査報告", "Mail investigation report")
PRODUCT = Text("捌く(sabaku)", "捌く (sabaku)")

LEVELS: Mapping[Level, Text] = {
    "fraud": Text("詐欺メール", "Fraud"),
    "suspicious": Text("要注意", "Suspicious"),
    "no-sign": Text("不審な点は見つかりませんでした", "Nothing found"),
}
LEVEL_NOTES: Mapping[Level, Text] = {
    "fraud": Text("", ""),
    "suspicious": Text("断定はできません。本文のリンクや添付ファイルを開く前に、下の根拠を確かめてください。",
                       "No certainty either way: look at the reasons below before you open a link or a file of this mail."),
    "no-sign": Text("安全の保証ではありません。確認できなかった項目も併せてご覧ください。",
                    "This is no guarantee. See also what could not be examined."),
}  # fmt: skip

LITTLE = Text("はっきりした不審な点は見つかりませんでした", "Nothing decisive found")
"""In place of «nothing found», where something was found against the mail."""
TOO_LITTLE = (
    Text("指摘事項が1件ありますが、「要注意」とするには足りません。", "There is one finding, too little to call it suspicious."),
    Text(
        "指摘事項が{n}件ありますが、「要注意」とするには足りません。", "{n} findings, together too little to call it suspicious."
    ),
)
"""Where something was found against the mail, and yet not enough: one thing, or several."""

UNCLEAR = Text("種別は特定できていません", "kind not determined")

FAMILIES: Mapping[str, Text] = {
    "identity": Text("差出人の名乗り", "Who it says it is from"),
    "route": Text("配送経路", "Route"),
    "auth": Text("送信ドメイン認証", "Sender authentication"),
    "body": Text("件名と本文", "Subject and text"),
    "links": Text("リンク", "Links"),
    "files": Text("添付ファイル", "Attached files"),
    "owners": Text("ドメインとネットワークの持ち主", "Owners of domains and networks"),
    "lists": Text("ブロックリスト登録状況", "List status"),
    "landing": Text("誘導先サイト", "Landing site"),
    "memory": Text("過去の事例", "Earlier cases"),
}

SURE = {"confirmed": Text("確認した事実", "confirmed"), "inferred": Text("推定", "inferred")}
NOT_EXAMINED = Text("未確認", "not examined")

STRENGTHS = (
    (2.4, 4, Text("決定的", "decisive")),
    (1.1, 3, Text("強い", "strong")),
    (0.6, 2, Text("中程度", "moderate")),
    (0.0, 1, Text("弱い", "weak")),
)
"""From which weight (log-odds) on how many dots, and the word."""

# headings
BECAUSE = Text("判定の決め手", "What decides it")
ADVICE = Text("取るべき対応", "What to do")
NOW = Text("いますぐ", "Now")
SOON = Text("落ち着いたら", "Soon")
NEVER = Text("してはいけないこと", "Never")
IF_UNSURE = Text("気になるときは", "If you are in doubt")
SUMMARY = Text("メールの概要", "The mail")
AS_SEEN = Text("受信者に見えるメール", "The mail as its reader sees it")
FINDINGS = Text("指摘事項", "Findings")
GOOD_SIGNS = Text("不審さを弱める材料", "Signs in its favour")
EXPLAINED = Text("解説(判定には数えていません)", "Explained (not counted)")
TRIAL = Text("試行中の検査(判定には含めていません)", "Checks on trial (not counted)")
ROUTE = Text("発信元と配送経路", "Origin and route")
VISIT = Text("訪問の記録", "Visit to")
LINKS = Text("リンク先", "Where the links lead")
FACTS = Text("確認した事実", "Recorded facts")
VERDICT = Text("判定", "Verdict")
GAPS = Text("確認できなかった項目", "What could not be examined")
FULLER = Text("さらに調べるには", "To look further")
SOURCE = Text("メールのソース", "The message source")
HOW_TO_SEE = Text("メールのソースを自分で見るには", "How to see the source yourself")
ABOUT = Text("この報告について", "About this report")
ORIGIN_MAP = Text("発信元", "Origin")
LINK_MAP = Text("リンク先", "Link")
MAPS = Text("おおよその位置", "Approximate places")
CONTENTS = Text("目次", "Contents")

# labels
SUBJECT = Text("件名", "Subject")
FROM = Text("差出人", "From")
TO = Text("宛先", "To")
JUDGED_FOR = Text("判定で想定した受信者", "Judged for")
TAKEN_BY = Text("(受信側の境界サーバー {host})", " (border server {host})")
NOBODY = Text("不明", "unknown")
SURENESS = {True: Text("確度は高めです。", "Fairly sure."), False: Text("確度は低めです。", "Not very sure.")}
DATE = Text("送信日時(差出人の申告)", "Date (sender's claim)")
RECEIVED = Text("受信日時(境界サーバー)", "Received (border server)")
ORIGIN = Text("発信元IPアドレス", "Origin IP address")
CLAIMS = Text("名乗っている相手", "Claims to be")
GENUINE_SITE = Text("本物のサイトは {site}。ご自分で入力してください", "its genuine site is {site}; type it yourself")
LINK_DOMAINS = Text("リンク先ドメイン", "Link domains")
EXAMINED = Text("調査日時", "Examined")
PROFILE = Text("調査範囲", "Scope")
DIGEST = Text("メールのSHA-256", "SHA-256 of the mail")
DIGEST_CUT = Text("読み取った部分の値です。", "of the part that was read.")
CARRIER = Text("調査依頼の届き方", "How it was handed in")
CARRIERS = {
    "rfc822": Text("添付ファイルとして転送されたメール", "forwarded as an attached message"),
    "attachment": Text("添付ファイルとして転送されたメール", "forwarded as an attached file"),
    "inline": Text("本文に引用して転送されたメール", "forwarded inline"),
    "msg": Text("Outlookのメッセージファイル(.msg)", "an Outlook message file (.msg)"),
    "mbox": Text("mbox形式のメールボックス", "a mailbox file (mbox)"),
    "page": Text("Webメールの画面から取り出したメールのソース", "the source, taken out of a webmail's page"),
    "filter": Text("受信側のフィルターが報告を添えて包んだメール", "wrapped into its report by the receiving side's filter"),
}
FORWARDED_BY = Text("(転送した方:{who})", " by {who}")
INCOMPLETE = Text("。元のヘッダーは失われています", "; the original headers are lost")
MADE_BY = Text("作成", "Made by")
DIGESTS = Text("コード {code} · データ {data} · 重み {weights}", "code {code} · data {data} · weights {weights}")
EVIDENCE = Text("根拠", "Evidence")
EXPECTED = Text("通常なら", "Normally")
STRENGTH = Text("根拠の強さ", "Strength")
SHOWN_AS = Text("表示される文字", "Shown as")
NOTHING = Text("ありません", "none")
NO_SUBJECT = Text("(件名なし)", "(no subject)")
NO_TEXT = Text("(本文に読める文字がありません)", "(no readable text)")

PROFILES = {
    "offline": Text("offline(外部には一切問い合わせない)", "offline (nobody was asked)"),
    "quiet": Text("quiet(自分のDNSリゾルバーのみ)", "quiet (own DNS resolver only)"),
    "full": Text("full(第三者への照会まで)", "full (third parties were asked)"),
    "visit": Text("visit(誘導先サイトの閲覧まで)", "visit (the suspect's site was opened too)"),
}

# the route
BORDER_LINE = Text("ここより下は、送信者が自由に書ける部分です", "Below this line the sender could have written anything")
RELAY_LINE = Text(
    "ここより下は、メールを中継したサーバーの記録です(受信側では確かめられません)",
    "Below this line stands what the relay recorded, which your side cannot check",
)
STANDINGS = {
    "inside": Text("受信側", "your side"),
    "border": Text("受信側の境界サーバー", "your border server"),
    "relay": Text("中継元の記録", "the relay's record"),
    "claimed": Text("送信者の申告", "the sender's claim"),
}
HELO = Text("HELO名(自己申告)", "HELO name (claimed)")
RDNS = Text("逆引き", "Reverse DNS")
NO_RDNS = Text("なし(確認できた名前がない)", "none (no confirmed name)")
RDNS_UNTOLD = Text("受信サーバーの記録になし", "not recorded by the receiving server")
BY = Text("受け取ったサーバー", "Taken by")
IP = Text("接続元IPアドレス", "Connecting IP")
CLAIMED_IP = Text("送信者側が記した接続元", "Earlier address, unproven")
AT = Text("時刻", "Time")
DELAY = Text("所要", "Took")
NO_ORIGIN = Text("特定できません", "cannot be determined")
NO_HOPS = Text(
    "Receivedヘッダーがないため、配送経路はたどれません。", "There is no Received header, so the route cannot be followed."
)

# facts
STATES = {
    "found": Text("回答あり", "answered"),
    "none": Text("該当なし", "nothing on record"),
    "failed": Text("回答を得られず、未確認", "no answer, so not examined"),
    "not-asked": Text("照会しておらず、未確認", "not asked, so not examined"),
}
SOURCES: Mapping[str, Text] = {
    "abuseipdb": Text("AbuseIPDB", "AbuseIPDB"),
    "auth": Text("送信ドメイン認証の再検証", "Own verification of the sender"),
    "certificate": Text("証明書", "Certificate"),
    "ct": Text("証明書の公開記録", "Logged certificates"),
    "dns": Text("DNS", "DNS"),
    "dnsbl": Text("IPブロックリスト", "DNS block list"),
    "feeds": Text("フィッシングURLリスト", "Phishing URL lists"),
    "geoip": Text("位置情報", "Place of the IP"),
    "neighbours": Text("同じアドレスのサイトの記録", "Recorded sites at the same address"),
    "network": Text("ネットワーク事業者", "Network operator"),
    "rdap": Text("登録情報(RDAP)", "Registration (RDAP)"),
    "registry": Text("登録機関の一覧(IANA)", "List of registries (IANA)"),
    "safebrowsing": Text("Googleセーフブラウジング", "Google Safe Browsing"),
    "securitytxt": Text("事業者のsecurity.txt", "The operator's security.txt"),
    "urlscan": Text("過去の閲覧記録(urlscan.io)", "Earlier captures (urlscan.io)"),
    "virustotal": Text("VirusTotal", "VirusTotal"),
    "visit": Text("サイトの閲覧", "Visit to the site"),
    "warnings": Text("公的な注意喚起", "Official warnings"),
    "whois": Text("登録情報(whois)", "Registration (whois)"),
    "check": Text("検査プログラム", "Check"),
    "time": Text("制限時間内に調べ切れなかった部分", "What time did not suffice for"),
    "letter": Text("読み取れなかった添付文書", "An attached paper that could not be read"),
    "size": Text("メールが大きすぎて読み取らなかった部分", "What was too large to be read"),
    "home": Text("受信側の設定", "Your own settings"),
}
ASKED = Text("回答の日時", "Answered")
DATASET = Text("出典: {name}", "Data: {name}")
ALL_AT = Text("日付のない回答は、いずれも{at}時点のものです。", "Answers without a date of their own are as of {at}.")
CHECK_AT = Text("ご自身での確認先", "Check it yourself at")
OPENS = Text("判定が変わる可能性があります", "could change the verdict")

# gaps and what would help
NO_GAPS = Text("この調査範囲で、確認できなかった項目はありません。", "Within this scope, nothing was left unexamined.")
UNASKED = Text("は、問い合わせていないため未確認です。", ": not examined, because nobody was asked.")
"""How a gap's sentence ends where its question was simply not asked."""
UNASKED_ALL = Text("問い合わせていないため未確認:{names}。", "Not examined, because not asked about: {names}.")
COMMAND = "sabaku examine --profile {profile} {options}{name}"
AGAIN = "sabaku replay {name} --again --profile {profile}{options}"
FULL_ADDS = Text(
    "full では、ドメインの登録情報(whois・RDAP)、DNS、IPアドレスの位置と事業者、ブロックリストの登録状況を照会します。"
    "照会先(登録機関、DNS、リストの提供者)には、調べたドメイン名・IPアドレス・URLが伝わります。"
    "受信者のアドレスは送らず、送信者側のサーバーにも接続しません。",
    "With full, sabaku looks up the registration of domains (whois, RDAP), DNS, place and operator of IP addresses, "
    "and block lists. "
    "Those who are asked (registries, DNS, list operators) learn which domains, addresses and URLs you look at. "
    "The recipient's address is never sent, and the sender's own servers are not contacted.",
)
VISIT_ADDS = Text(
    "visit では、隔離したブラウザーで誘導先サイトも開き、画面と転送の経過を記録します。"
    "サイトの運営者には、誰かがURLを開いたことが伝わります(受信者を特定する符号は取り除きます)。",
    "With visit, it also opens the landing site in an isolated browser and records what it shows and where it redirects. "
    "Its operator learns that somebody opened the URL (identifiers of the recipient are removed first).",
)

HOW_TO = (
    (
        Text("Thunderbird", "Thunderbird"),
        Text(
            "メールを選び「表示」→「メッセージのソース」(Ctrl+U、Macは⌘U)。",
            "Select the mail, then View → Message Source (Ctrl+U, on a Mac ⌘U).",
        ),
    ),
    (
        Text("Outlook(Windows)", "Outlook (Windows)"),
        Text(
            "メールをダブルクリックで開き「ファイル」→「プロパティ」→「インターネット ヘッダー」。"
            "新しいOutlookでは、メール右上の「…」→「表示」→「メッセージのソースを表示」。",
            "Open the mail in its own window, then File → Properties → Internet headers. "
            "In the new Outlook: … at the top right of the mail → View → View message source.",
        ),
    ),
    (
        Text("Gmail", "Gmail"),
        Text(
            "パソコンのブラウザーで、メール右上の「︙」→「メッセージのソースを表示」。",
            "In a desktop browser: ⋮ at the top right of the mail → Show original.",
        ),
    ),
    (
        Text("iPhone", "iPhone"),
        Text(
            "標準の「メール」ではソースを表示できません。パソコンやWebメールで開いて確認してください。",
            "The built-in Mail app cannot show it. Open the mail on a computer or in webmail.",
        ),
    ),
)

HOW_TO_FORWARD = Text("元のヘッダーを失わずに転送してもらうには", "How to have it forwarded with its headers")

# notes
DEFANGED = Text(
    "リンクは押しても開かないよう無害化表記(hxxp、[.])にしています。見えない文字や制御文字は ⟨ZWSP⟩ のように名前で示しています。",
    "Links are defanged (hxxp, [.]) so that nothing can be opened by accident. "
    "Invisible and control characters are shown by name, like ⟨ZWSP⟩.",
)
MODEL = Text(
    "確率は、各指摘事項の重みを合計した推定値です。証明ではありません。根拠はすべて、原文または記録した回答の該当箇所で確かめられます。",
    "The probability is an estimate from the summed weights of the findings, not a proof. "
    "Every reason can be checked at its place in the source or in a recorded answer.",
)
OF_FRAUD = Text("詐欺である確率(推定)", "Estimated probability of fraud")
OF_SPAM = Text("迷惑メールまたは詐欺である確率(推定)", "Estimated probability that it is spam or fraud")
START = Text("出発点 {start}", "start {start}")
CONTRIBUTIONS = Text(
    "内訳(対数オッズ): {listed}。合計は {total} です。",
    "It adds up so (log-odds): {listed}; in all {total}.",
)
UNTRIED = Text(
    "このうち {points} は、分類済みのメールに当てはまる例がまだなく、判断で重みを定めた指摘によるものです。",
    "Of this, {points} comes from findings that no labelled mail has tried yet: their weights are judged.",
)
UNMEASURED = Text("({language}の正規メールでの誤警報は未測定)", "({language} false alarms: not measured)")
SCARCE = Text("({language}の正規メールでの誤警報はほとんど未測定)", "({language} false alarms: hardly measured)")
NOT_MEASURED = Text(
    "{language}の正規メール(銀行・店舗・配送業者などの実際の通知)で誤警報がどれくらい出るかはまだ測定していないため、"
    "このメールの確率は目安とお考えください。",
    "How often legitimate mail in {language} (real notices of banks, shops, couriers) is alarmed at has not been measured yet: "
    "for this mail take the figure as a rough guide.",
)
HARDLY_MEASURED = Text(
    "{language}の正規メールはほとんど測定できていないため、このメールの確率は目安とお考えください。",
    "Legitimate mail in {language} has hardly been measured: for this mail take the figure as a rough guide.",
)
LANGUAGES = {
    "ar": Text("アラビア語", "Arabic"),
    "de": Text("ドイツ語", "German"),
    "el": Text("ギリシャ語", "Greek"),
    "es": Text("スペイン語", "Spanish"),
    "fr": Text("フランス語", "French"),
    "he": Text("ヘブライ語", "Hebrew"),
    "hi": Text("ヒンディー語", "Hindi"),
    "it": Text("イタリア語", "Italian"),
    "ja": Text("日本語", "Japanese"),
    "ko": Text("韓国語", "Korean"),
    "nl": Text("オランダ語", "Dutch"),
    "pl": Text("ポーランド語", "Polish"),
    "pt": Text("ポルトガル語", "Portuguese"),
    "ru": Text("ロシア語", "Russian"),
    "th": Text("タイ語", "Thai"),
    "zh": Text("中国語", "Chinese"),
}
THIS_LANGUAGE = Text("この言語", "this language")
MAP_NOTE = Text(
    "IPアドレスの位置は、割り当て情報に基づくおおよその地点です。送信者の居場所を示すものではありません。"
    "国境の表記は地図データ(Natural Earth)によるもので、領土に関する見解を示すものではありません。",
    "The place of an IP address is approximate and comes from allocation data; it does not show where the sender is. "
    "Borders are drawn as in the map data (Natural Earth) and express no opinion on any territory.",
)

WITH_PRETEXT = Text("{kind}({pretext})", "{kind}, {pretext}")
TRICK_NAMES = {
    "userinfo": Text("@より前に別のホスト名を置いて見せかけている", "shows another host name in front of the @"),
    "percent-host": Text("ホスト名を%表記で隠している", "hides the host name in percent signs"),
    "numeric-ip": Text("IPアドレスを数値で隠している", "writes the IP address as a number"),
    "idn": Text("国際化ドメイン名", "internationalised domain name"),
    "invisible": Text("見えない文字が入っている", "contains invisible characters"),
    "backslash": Text("\\ を / の代わりに使っている", "uses \\ in place of /"),
    "fullwidth": Text("全角文字のホスト名", "host name in full-width characters"),
    "port": Text("通常と異なるポート番号", "unusual port number"),
    "data": Text("data: で内容そのものを埋め込んでいる", "carries its content in a data: URL"),
    "control": Text("制御文字が入っている", "contains control characters"),
    "space": Text("空白が入っている", "contains spaces"),
    "relative": Text("ホスト名のない相対リンク", "relative link without a host"),
    "no-scheme": Text("スキーム(httpsなど)を省いた書き方", "written without a scheme (https)"),
    "defanged": Text("無害化表記で書かれている", "written in defanged form"),
    "slashes": Text("// の数が通常と異なる", "unusual number of slashes"),
    "scheme": Text("Web以外のリンク", "not a link to the web"),
    "mixed-script": Text("別の文字体系の文字が混ざったホスト名", "host name of mixed scripts"),
    "slash-lookalike": Text("/ に似た別の文字を使っている", "uses letters that look like a slash"),
    "ip": Text("IPアドレスのまま", "a bare IP address"),
    "dots": Text("句点などを . の代わりに使っている", "uses other stops in place of dots"),
    "styled": Text("飾り文字のホスト名", "host name in ornamental letters"),
    "long": Text("極端に長いURL", "extremely long"),
    "blob": Text("blob: で内容を差し替える", "carries its content in a blob: URL"),
    "script": Text("スクリプトを動かす", "runs a script"),
    "invalid": Text("URLとして正しくない", "not a valid URL"),
    "nested": Text("URLの中に別のURLがある", "contains another URL"),
}
TOKEN = Text("受信者を特定する符号つき", "carries an identifier of the recipient")
TRAITS = {
    "subject": Text("件名", "subject"),
    "body": Text("本文", "text"),
    "links": Text("リンク", "links"),
    "sender": Text("差出人", "sender"),
    "origin": Text("発信元", "origin"),
}
COMPANIONS = Text("同時に調べたほかのメール", "Other mails examined together")
UNREADABLE = Text("規格どおりに読めなかった箇所", "What could not be read as the standards want it")
DECODED_BELOW = Text(
    "ここからの本文は {encoding} で符号化されています。復号した内容は下に示します。",
    "The text from here on is encoded in {encoding}; it is shown decoded below.",
)
SKIPPED_LINES = Text("{n}行を省略", "{n} lines left out")
SKIPPED_CHARACTERS = Text("…{n}文字を省略…", "…{n} characters left out…")
AS_WRITTEN = Text("ヘッダーと本文(原文のまま)", "Headers and body, as they are written")
LINES_OF = Text("{n}行", "lines: {n}")
DECODED = Text("復号した本文", "The text, decoded")
PART = Text("パート{path}({coded})", "part {path} ({coded})")
SAFE_COPY = Text(
    "安全のため、文字だけで再現しています。リンクは押しても開きません。",
    "Reproduced as text only, for safety. No link can be opened.",
)
SOURCE_NOTE = Text(
    "番号は指摘事項の根拠がある場所です。番号を押すと指摘事項へ戻ります。",
    "Numbers mark what the findings cite. Press a number to go back to its finding.",
)
SOURCE_CUT = Text(
    "メールが大きいため、ソースは先頭の{mb}MBだけを示し、復号した本文は省いています。",
    "The mail is large: of its source only the first {mb} MB are shown, and its decoded texts are left out.",
)
NO_SOURCE = Text("メールのソースは、この報告に添えられていません。", "The message source does not come with this report.")
SEE_MARK = Text("ソースの{n}を見る", "see {n} in the source")
SUBJECT_MATTER = Text("対象", "About")
ANSWER = Text("回答", "Answer")
ASKED_OF = Text("照会先", "Source")
MORE = Text("ほか{n}件", "{n} more")

# the files that it brings
ATTACHED, FILES = FAMILIES["files"], Text("添付ファイルの一覧", "The files it brings")
SUMS = Text(
    "16進数64桁の値は、ファイルの SHA-256 です。ファイルは実行していません。",
    "The 64 hexadecimal digits are a file's SHA-256. Nothing in them was run.",
)
UNNAMED_FILE = Text("(名前なし)", "(no name)")
LOCKED_FILE = Text("パスワード付き", "locked by a password")
PACKED_FILE = Text("上のファイルの中", "inside the file above")
MORE_LINES = Text("(以下{n}行を省略)", "(lines left out: {n})")
