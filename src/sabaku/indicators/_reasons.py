"""Why an indicator has its role: the sentences, in both languages. Decides nothing."""

from __future__ import annotations

from sabaku.model import Text
from sabaku.names.whose import Judged

DRILL = Judged("unclear", Text("設定に登録された訓練メールの送信元です。", "The sender is a drill sender of the configuration."))
NO_SIGN = Judged("unclear", Text("不審な点が見つかっていないメールです。", "Nothing was found against the mail."))
MINE = Text("詐欺メールの誘導先です。", "The fraudulent mail leads there.")
NAMESAKE = Text(
    "名乗っている事業者の、他の国向けのサイトとみられます。", "It seems to be the site of the named company in another country."
)
UNREACHABLE = Text(
    "外部からは接続できないアドレスです(プライベートアドレスなど)。",
    "Nobody outside can connect to that address (private or reserved).",
)
UNNAMED = Text(
    "メール内にありますが、攻撃者のものと示す根拠がありません。",
    "Nothing shows that it is the attacker's.",
)
PICTURE = Text(
    "画像などの読み込み先で、攻撃者のものと示す根拠がありません。",
    "Only pictures and the like are loaded from there; nothing shows that it is the attacker's.",
)
BROKEN_INTO = Text(
    "以前からある、または組織だけが登録できるドメインにあり、改ざんされた第三者のサイトとみられます。",
    "The domain is not new, or only organisations get such: probably somebody else's site that was broken into.",
)
RENTED = Text(
    "誰でも借りられる {name} の上に攻撃者が用意したものです。", "Put up by the attacker on {name}, which anybody may use."
)
FORGED = Text(
    "無断で名前を使われた、またはアカウントを乗っ取られた第三者とみられます。",
    "Probably somebody whose name was used without leave, or whose account was taken over.",
)
MADE = Text("この詐欺のために用意されたとみられるドメインです。", "The domain was probably made for this fraud.")
SAME = Text("誘導先と同じドメインです。", "It is the domain to which the links lead.")
REPLIES = Text("返信先に指定されたアドレスです。", "Replies are to go to this address.")
WRITTEN = Text("本文で連絡先として示されたアドレスです。", "The text gives this address to write to.")
NOT_SHOWN = Text(
    "差出人は誰でも書き換えられ、攻撃者のものと示す根拠がありません。",
    "Anybody can write any sender; nothing shows that it is the attacker's.",
)
SENT = Text(
    "このメールを送信したIPアドレスです。割り当て先は変わるため、期限を決めてご利用ください。",
    "The mail came from this address. It may pass to somebody else: set a term.",
)
SHARED_LINE = Text("多くの利用者が共用する {name} のIPアドレスです。", "An address of {name}, shared by many.")
WEB_SERVER = Text(
    "誘導先サイトのサーバーのIPアドレスです。無関係なサイトも同居している可能性があります。",
    "The address of the web server; unrelated sites may live there too.",
)
NETWORK = Text("IPアドレスが属するネットワークです。", "The network to which the address belongs.")
CONTACT = Text("詐欺メールが示した連絡先または送金先です。", "The fraudulent mail gives it to call, to pay to or to open.")
PARENT = Text(
    "攻撃者が使ったのはこの下のホスト名で、ドメイン全体が攻撃者のものとは限りません。",
    "The attacker uses a host below it; the whole domain need not be the attacker's.",
)
