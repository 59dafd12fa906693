"""The article's own sentences from headline to links, in both languages. Data only; placeholders are filled with safe values."""

from __future__ import annotations

from collections.abc import Mapping

from sabaku.model import Text

# --- headline and introduction -------------------------------------------------------------------------------------

IN_NAME = Text("{brand}をかたる{noun}", "{noun} in the name of {brand}")
OWN_HELP_DESK = Text("社内の窓口", "your own help desk")
IN_OWN_ADDRESS = Text("自分のアドレスから届いたように見せる{noun}", "{noun} that seems to come from your own address")
IN_OWN_NAME = Text("社内の窓口を装う{noun}", "{noun} that poses as your own help desk")
HOOK_SUBJECT = Text("件名は「{subject}」", "“{subject}”")
WITH_HOOK = Text("{what}――{hook}", "{what}: {hook}")
SUSPECT = Text("{brand}を名乗る不審なメール", "A suspicious mail in the name of {brand}")
SUSPECT_NAMELESS = Text("不審なメール", "A suspicious mail")

CAME = Text("{day}、「{subject}」という件名のメールが届きました。", "On {day} a mail came with the subject “{subject}”.")
CAME_UNDATED = Text("「{subject}」という件名のメールが届きました。", "A mail came with the subject “{subject}”.")
CAME_NAMELESS = Text("件名のないメールが届きました。", "A mail came without a subject.")
LOOKS_BRAND = Text(
    "{brand}からの連絡に見えますが、これは詐欺メールです。正体は、{kind}でした。",
    "It looks like a message from {brand}, but it is a fraud: {kind}.",
)
LOOKS_HOME = Text(
    "社内のサーバー担当から届いたように見えますが、これは外部から送られてきた詐欺メールです。正体は、{kind}でした。",
    "It looks as if the house's own help desk had sent it, but it is a fraud from outside: {kind}.",
)
LOOKS_SELF = Text(
    "自分のアドレスから届いたように見えますが、これは外部から送られてきた詐欺メールです。正体は、{kind}でした。",
    "It looks as if the reader had sent it, but it is a fraud from outside: {kind}.",
)
LOOKS_NONE = Text("これは詐欺メールです。正体は、{kind}でした。", "It is {kind}.")
LOOKS_FRAUD = Text("これは詐欺メールです。", "It is a fraud.")
LOOKS_UNSURE = Text(
    "断定はできませんが、不審な点がいくつかあります。リンクや添付ファイルを開く前に、以下を確かめてください。",
    "Certainty is not to be had, but some things in it are suspicious. Read on before you open a link or a file of it.",
)
GIVEN_AWAY = Text("正体を示す手がかりは、メールの中にいくつも残っていました。", "It gives itself away in several places.")
GIVEN_AWAY_ONE = Text("正体を示す手がかりがありました。", "One thing gives it away.")
LETS_SEE = Text("それでは、順に解体していきましょう。", "Let us take it apart, step by step.")

STEPS = Text("このメールが届いたら", "What to do")
AS_SEEN = Text("届いたメール", "The mail itself")
DAY = Text("受信日", "Received")
AS_SEEN_NOTE = Text(
    "受信者に見えていた内容です。リンクは押しても開きません。",
    "This is what its reader saw; words that are quoted below stand as they do here. Nothing in it can be clicked.",
)
AS_SEEN_CUT = Text("長いため、途中までを示しています。", "It is long; this is its beginning.")
AS_SEEN_ALT = Text(
    "届いたメールを安全に再現した画像。件名は「{subject}」。",
    "A safe picture of the mail as it was received. Subject: “{subject}”.",
)

# --- subject and sender --------------------------------------------------------------------------------------------

SUBJECT = Text("まずは件名から", "First, the subject")
SUBJECT_PLAIN = Text(
    "件名そのものには、決め手になるものは見つかりませんでした。ただ、件名だけを見て本物と信じるわけにもいきません。",
    "The subject as such settles nothing; nor is it a reason to trust the mail.",
)
SENDER = Text("差出人は誰なのか", "Who is it from?")
SENDER_PLAIN = Text(
    "差出人の欄は送信者が自由に書けるので、ここに何が書かれていても、それだけでは証拠になりません。",
    "A sender can write anything into this field, so whatever stands here proves nothing by itself.",
)

# --- the header trio -----------------------------------------------------------------------------------------------

TRIO = Text("ヘッダーの「御三家」を読む", "The header trio")
TRIO_INTRO = Text(
    "メールのソースには、画面には出てこない配送の記録が残っています。手がかりになるのは次の三つです。",
    "The source of a mail holds a record of its journey that no screen shows. Three of its lines tell most.",
)
RETURN_PATH = Text(
    "Return-Pathは、メールを配送できなかったときの返送先です。"
    "送信側が名乗った値を受信サーバーが書き写しただけなので、自由に偽れます。",
    "Return-Path is where a mail goes that cannot be delivered. The receiving server merely copies what the "
    "sending side said, so it can be forged at will.",
)
RETURN_PATH_SAME = Text(
    "ここでは差出人と同じアドレスになっていますが、それは本物だという意味ではなく、どちらも送信側が書いたというだけのことです。",
    "Here it is the same address as in From; which makes neither of them true, as the sending side wrote both.",
)
RETURN_PATH_NONE = Text(
    "このメールには、返送先を示すReturn-Pathが残っていません。", "No Return-Path has been kept with this mail."
)
MESSAGE_ID = Text(
    "Message-IDは、メール一通ごとに付けられる識別番号です。付けるのは送信側のソフトで、"
    "@より後ろも含めて自由に書けます。世界に一つだけという保証も、差出人の証明になることもありません。",
    "Message-ID is an identifier. The sending program makes it up, including what follows the @, so it is "
    "neither sure to be unique nor proof of anything about the sender.",
)
RECEIVED = Text(
    "Receivedは、メールを受け取ったサーバーが順に書き足していく通過記録です。いちばん信用できるのは、"
    "受信側のサーバーが自分で書いたこの一行です。",
    "Received is added by each server that takes the mail. The line to rely on is this one, for the receiving "
    "server wrote it itself.",
)
RECEIVED_READ = Text(
    "from の直後にあるのは、接続してきた相手の自己申告です。括弧の中は受信側のサーバーが自分で確かめた結果で、"
    "最後の {ip} が本当の接続元のIPアドレスです。",
    "What follows “from” is the client's own word. In brackets stands what the receiving server found out for "
    "itself; {ip} at the end is the address that really connected.",
)
RECEIVED_EXIM = Text(
    "角括弧の中の {ip} が、受け取ったサーバーが確かめた接続元のIPアドレスです。"
    "「helo=」の後ろは、相手が自分で名乗った名前にすぎません。",
    "{ip} in square brackets is the address that the server saw connecting; what follows “helo=” is merely what "
    "the client called itself.",
)
RECEIVED_SEEN = Text(
    "この行の {ip} が、接続元として記録されたIPアドレスです。",
    "{ip} in this line is the address that was recorded as connecting.",
)
RECEIVED_UNKNOWN = Text(
    "「unknown」は、そのIPアドレスに確認できる名前がなかったという意味です。",
    "“unknown” means that the address has no confirmed name.",
)
RECEIVED_THROUGH = Text(
    "Receivedは、メールを受け取ったサーバーが順に書き足していく通過記録です。"
    "このメールはメーリングリストなどで中継されているので、その手前で最初に受け取ったサーバーが書いた、"
    "この一行が手がかりになります。",
    "Received is added by each server that takes the mail. As this one was passed on by a mailing list or forwarder, "
    "the line to look at is the one that the first server on that way wrote.",
)
RECEIVED_NONE = Text(
    "配送の記録であるReceivedが残っていないため、どこから来たのかはたどれません。",
    "There is no Received line, so where it came from cannot be followed.",
)

TRIO_LOST = Text("ヘッダーは残っていない", "The headers are gone")
TRIO_LOST_SAYS = Text(
    "このメールには、配送の記録であるReturn-Path・Message-ID・Receivedが一つも残っていないため、どこから送られたのかはたどれません。"
    "ふつうに転送すると、こうした記録は失われます。添付ファイルとして転送してもらえれば、発信元まで調べられます。",
    "Neither Return-Path nor Message-ID nor Received has been kept with this mail, so where it was sent from cannot be followed. "
    "An ordinary forward loses them; forwarded as an attachment, a mail keeps them, and its origin can be found.",
)

# --- origin --------------------------------------------------------------------------------------------------------

ORIGIN = Text("発信元をたどる", "Where it came from")
ORIGIN_AT = Text("発信元は{place}", "It came from {place}")
ORIGIN_BY = Text("発信元は{network}のネットワーク", "It came from the network of {network}")
ORIGIN_AT_BY = Text("発信元は{place}、{network}のネットワーク", "It came from {place}, from the network of {network}")
ORIGIN_INTRO = Text(
    "このメールを送り込んできたのは、IPアドレス {ip} のコンピューターです。",
    "The machine that delivered this mail has the IP address {ip}.",
)
ORIGIN_UNKNOWN = Text("発信元のIPアドレスは分かりませんでした。{reason}", "The address it came from cannot be told. {reason}")
ORIGIN_NETWORK = Text("このIPアドレスを管理しているのは{network}です。", "It belongs to the network of {network}.")
ORIGIN_PLACE = Text(
    "割り当て地を調べると、{source}では「{place}」付近となっていました。", "It is placed near {place} ({source})."
)
ORIGIN_COUNTRY = Text("{source}によると、{place}に割り当てられたアドレスです。", "It is assigned to {place} ({source}).")
ORIGIN_PLACES = Text(
    "割り当て地は、調べる先によって答えが違います。{list}。どちらも目安と考えてください。",
    "Where it stands depends on whom one asks: {list}. Both are estimates.",
)
ONE_OF_PLACES = Text("{source}では「{place}」", "{place} ({source})")
PLACE_CLOUD = Text(
    "クラウド事業者がデータセンターの場所として登録しているもので、送った人間がそこにいるという意味ではありません。",
    "That is where the cloud operator lists its machines; it does not tell where the person sits who used them.",
)
PLACE_ROUGH = Text("IPアドレスから分かるのは、おおよその位置だけです。", "An address tells no more than a rough place.")
PLACE_COUNTRY = Text("分かるのは国までで、それより細かい場所は分かりません。", "No more than the country is known.")
PLACE_ANYCAST = Text(
    "世界各地の拠点で共有されているアドレスなので、一つの場所には定まりません。",
    "The address is shared by sites all over the world and has no one place.",
)
MAP_ORIGIN = Text("発信元 {ip} の割り当て地", "Where {ip}, the origin, is registered")
MAP_LINK = Text("リンク先 {name} の設置場所", "Where {name}, the linked site, stands")
MAP_ALT = Text("地図。{what}は{place}。{note}", "Map. {what}: {place}{note}")
MAP_CREDIT = Text("おおよその位置です。地図データ: Natural Earth", "Approximate. Map data: Natural Earth")

AUTH = Text("送信ドメイン認証の結果", "What authentication says")

# --- the text ------------------------------------------------------------------------------------------------------

TEXT = Text("本文を読む", "Reading the text")
TEXT_HOOK = Text("本文を読む――{hook}", "The text: {hook}")
TEXT_INTRO = Text(
    "続いて本文です。落ち着いて読むと、引っかかるところがいくつも出てきます。",
    "Now for the text. Read with a cool head, it gives one pause more than once.",
)
TEXT_INTRO_ONE = Text("続いて本文です。", "Now for the text.")
TEXT_PLAIN = Text(
    "続いて本文です。文面だけからは、決め手になるものは見つかりませんでした。文章がよくできていることは、"
    "本物の証拠にはなりません。",
    "Now for the text. Its wording alone settles nothing, and good writing is no proof that a mail is genuine.",
)
SMALL: Mapping[str, Text] = {
    "subject": Text("細かく見ると、{list}など、件名だけでも引っかかる点があります。", "On a closer look, {list}."),
    "sender": Text("ほかにも、{list}など、差出人まわりには気になる点があります。", "Besides, {list}."),
    "stamps": Text(
        "付け加えると、{list}という点も、きちんとしたメールサーバーらしくありません。",
        "Besides, {list}: not how a proper mail server looks.",
    ),
    "origin": Text("付け加えると、{list}といった点も気になります。", "To which may be added: {list}."),
    "text": Text(
        "ほかにも、{list}といった、詐欺メールによくある特徴が見られます。",
        "Smaller things add up as well: {list}.",
    ),
}
SMALL_FIRST: Mapping[str, Text] = {
    "sender": Text("{list}など、差出人まわりには気になる点があります。", "Some things about the sender are odd: {list}."),
    "text": Text("{list}といった、詐欺メールによくある特徴が見られます。", "Small things add up: {list}."),
}
"""The same where nothing weightier has been told before."""
SMALL_ONE_FIRST = Text("{list}ことが気になります。", "One thing stands out: {list}.")
SMALL_ONE = Text("{list}ことも気になります。", "One more thing: {list}.")
GLYPHS = Text("見た目の似た文字を拡大したもの", "The characters, enlarged")
GLYPH_WRITTEN = Text("メールの中の文字", "in the mail")
GLYPH_USUAL = Text("普通に書いた場合", "as one would write it")

# --- the link ------------------------------------------------------------------------------------------------------

LINK = Text("リンクはどこへ続くのか", "Where the link leads")
LINK_TO = Text("リンク先は {domain}", "The link leads to {domain}")
LINK_INTRO = Text(
    "本文のリンクです。押してしまわないよう、アドレスはわざと崩して書いてあります。",
    "This is the link, its address broken on purpose so that nobody opens it by accident.",
)
LINKS_INTRO = Text(
    "本文のリンクは次のとおりです。押してしまわないよう、アドレスはわざと崩して書いてあります。",
    "These are its links, the addresses broken on purpose so that nobody opens them by accident.",
)
NO_LINK_LEFT = Text("このメールの中には、開けるリンクが見当たりませんでした。", "No link that can be opened was found in it.")
NO_LINK_GENUINE = Text(
    "このメールにあるリンクは、正規のサイトなどへのものだけで、偽サイトへのリンクは見当たりませんでした。",
    "The links in this mail lead only to genuine sites and the like; none to a fake one was found.",
)
NO_LINK_FILE = Text(
    "このメールにはリンクがありません。開かせたいのは添付ファイルのほうです。",
    "There is no link in this mail; what it wants to be opened is the attached file.",
)
NO_LINK = Text(
    "このメールにはリンクがありません。返信や送金など、別の方法で引き込もうとしています。",
    "There is no link in this mail; it wants to draw its reader in some other way.",
)
MORE_LINK = Text("ほかに1件のリンクがありました。", "There is one more link.")
MORE_LINKS = Text("ほかに{n}件のリンクがありました。", "There are {n} more links.")
LINK_LABEL = Text("リンク", "Link")
HOLDER = Text("登録情報(whois)を見ると、{domain} の{list}となっています。", "By the register (whois), {list} of {domain}.")
HOLDER_NAME = Text("登録者は「{value}」", "the holder is “{value}”")
HOLDER_WHERE = Text("登録者の所在地は{value}", "the holder is in {value}")
HOLDER_BY = Text("登録事業者は{value}", "the registrar is {value}")
HOLDER_SINCE = Text("登録日は{value}", "the date of registration is {value}")
RESOLVES = Text("{name} のIPアドレスを引くと、{ips} という答えが返ってきました。", "Asked for {name}, the DNS answers {ips}.")
HOSTED = Text("このIPアドレスを使っているのは{network}", "That address is in use by {network}")
HOSTED_AT = Text("で、割り当て地は{place}付近です。", ", near {place}.")
HOSTED_END = Text("です。", ".")
ELSEWHERE = Text("別の資料では、設置場所は{place}付近とされています。", "Another source places the site near {place}.")
LISTED_ALL = Text(
    "{list}に問い合わせたところ、{what}すでに詐欺サイトとして登録されていました({at}の回答)。",
    "{list}, when asked, had {what} down as fraudulent already (answer of {at}).",
)
LISTED_ONE = Text("このURLは", "it")
LISTED_BOTH = Text("どちらのURLも", "both of them")
LISTED_MANY = Text("{n}件のURLが", "{n} of the addresses")
LISTED_NOT = Text(
    "{list}では、{at}の時点で登録が見当たりませんでした。載っていないから安全、とは言えません。",
    "On {at}, {list} did not have it. That a site is not listed does not make it safe.",
)
