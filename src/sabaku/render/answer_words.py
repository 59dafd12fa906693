"""What the codes in recorded answers are called: uses of networks, precision of places, states of sites, fields. Data only."""

from __future__ import annotations

from sabaku.model import Text

USES = {
    "cloud": Text("クラウド", "cloud"),
    "hosting": Text("ホスティング", "hosting"),
    "cdn": Text("CDN(配信代行)", "content delivery network"),
    "isp": Text("インターネット接続事業者", "internet provider"),
    "mobile": Text("携帯電話回線", "mobile network"),
    "vpn": Text("VPN", "VPN"),
    "tor": Text("Torの出口", "Tor exit"),
    "company": Text("企業のネットワーク", "company network"),
}
PRECISIONS = {
    "city": Text("市区町村程度の精度", "to about a city"),
    "region": Text("都道府県・州程度の精度", "to about a region"),
    "country": Text("国のみ判明", "country only"),
    "cloud": Text(
        "クラウド事業者の登録上の位置。利用者の居場所ではありません", "where the cloud operator lists it; not where its user is"
    ),
    "anycast": Text(
        "世界各地の拠点で共有されるアドレスのため、位置は定まりません",
        "shared by sites all over the world, so it has no one place",
    ),
    "unknown": Text("精度不明", "precision unknown"),
}
SITE_STATES = {
    "up": Text("サイトは公開中", "the site is up"),
    "closed": Text("サイトは閉鎖済み", "the site has been closed"),
    "blocked": Text("閲覧がブロックされるサイト", "the site is blocked"),
    "parked": Text("ドメイン業者の仮ページ(パーキング)", "the domain is parked"),
    "error": Text("サイトはエラーを返す", "the site answers with an error"),
    "cloaked": Text("訪問者によって表示を変えるサイト", "the site shows different things to different visitors"),
    "gone": Text("サイトに到達できない", "the site cannot be reached"),
}
FIELDS = {
    "password": Text("パスワード", "a password"),
    "email": Text("メールアドレス", "a mail address"),
    "card": Text("カード番号", "a card number"),
    "cvv": Text("セキュリティコード", "a card security code"),
    "expiry": Text("カードの有効期限", "a card's expiry date"),
    "birthday": Text("生年月日", "a date of birth"),
    "address": Text("住所", "a postal address"),
    "name": Text("氏名", "a name"),
    "phone": Text("電話番号", "a phone number"),
    "otp": Text("ワンタイムパスワード", "a one-time code"),
    "user": Text("ユーザーID", "a user name"),
    "pin": Text("暗証番号", "a PIN"),
    "account": Text("口座番号", "an account number"),
    "my_number": Text("マイナンバー", "a national identity number"),
}
RESULTS = {
    "pass": Text("合格", "pass"),
    "fail": Text("不合格", "fail"),
    "softfail": Text("不合格(softfail)", "softfail"),
    "neutral": Text("判断なし(neutral)", "neutral"),
    "none": Text("設定なし", "none"),
    "temperror": Text("一時的に検証できず", "temporary error"),
    "permerror": Text("設定の誤りで検証できず", "permanent error"),
}
NARROWS = {"before": Text("以前の回答", "earlier answer"), "of": Text("パッシブDNS", "passive DNS")}
