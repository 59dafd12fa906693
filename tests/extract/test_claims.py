"""Whom a mail claims to come from: the brand that speaks, not the ones it mentions."""

from __future__ import annotations

from typing import Any

import pytest

from mails import build
from sabaku.app import prepare
from sabaku.model import Case, Home, Input


def case(headers: dict[str, Any], text: str, base: str = "ja", home: tuple[str, ...] = ()) -> Case:
    raw = build({"base": base, "headers": headers, "body": {"text": text}})
    return prepare(Input(raw, home=Home(domains=home)))


def claimed(headers: dict[str, Any], text: str, base: str = "ja", home: tuple[str, ...] = ()) -> list[str]:
    return [it.brand for it in case(headers, text, base, home).claims]


@pytest.mark.parametrize(
    ("headers", "text", "expected"),
    [
        ({"From": "三井住友カード <a@n.example>", "Subject": "お知らせ"}, "ご利用の確認をお願いします。", "smbc-card"),
        ({"From": "a@n.example", "Subject": "【えきねっと】重要なお知らせ"}, "会員情報の更新をお願いします。", "eki-net"),
        (
            {"From": "お知らせ <a@n.example>", "Subject": "重要"},
            "Amazonをご利用いただきありがとうございます。\nアカウントを停止しました。\n\n© Amazon.co.jp",
            "amazon",
        ),
        ({"From": "S M B Cカード <a@n.example>", "Subject": "重要"}, "ご利用の確認をお願いします。", "smbc-card"),
        ({"From": "Аmazon <a@n.example>", "Subject": "重要"}, "アカウントの確認をお願いします。", "amazon"),
        ({"From": "au <a@n.example>", "Subject": "【au】ご利用料金のお知らせ"}, "auをご利用いただきありがとうございます。", "au"),
    ],
)
def test_the_brand_that_speaks(headers: dict[str, str], text: str, expected: str) -> None:
    assert claimed(headers, text)[:1] == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Arnazon", "amazon"),
        ("PayPaI", "paypal"),
        ("A.m.a.z.o.n", "amazon"),
        ("樂天市場", "rakuten"),
        ("アマゾソ", "amazon"),
        ("エボスカード", "epos-card"),
        ("えきねつと", "eki-net"),
        ("三 井 住 友 カ ー ド", "smbc-card"),
        ("くろねこやまと", "yamato"),
        ("瑞穗銀行", "mizuho-bank"),
    ],
)
def test_names_as_forgers_write_them(name: str, expected: str) -> None:
    assert claimed({"From": f"{name} <a@n.example>", "Subject": "重要"}, "アカウントの確認をお願いします。")[:1] == [expected]


def test_people_are_no_brands() -> None:
    for name in ("Anna Arnazon", "John Appel", "Masters"):
        assert claimed({"From": f"{name} <a@n.example>", "Subject": "Lunch"}, "Shall we meet at noon?", "en") == []


def pictures(html: str) -> Case:
    headers = {"From": "お知らせ <a@n.example>", "Subject": "重要なお知らせ"}
    return prepare(Input(build({"base": "ja", "headers": headers, "body": {"html": html}})))


def test_a_logo_says_who_writes() -> None:
    ask = '<p>ご利用の確認をお願いします。<a href="https://n.example/">ログイン</a></p>'
    for html in (
        f'<img src="cid:a" alt="三井住友カード">{ask}',
        f"<title>三井住友カード</title>{ask}",
        '<a href="https://n.example/"><img src="https://n.example/a.png" alt="三井住友カードからのお知らせ"></a>',
    ):
        found = pictures(html)
        assert [it.brand for it in found.claims] == ["smbc-card"]
        claim = next(it for it in found.observables if it.kind == "claim")
        assert claim.shown in found.message.quote(claim.seen)


def test_pictures_at_the_foot_name_others() -> None:
    shops = "".join(f'<img src="cid:{n}" alt="{name}">' for n, name in enumerate(("春の旅", "予約", "三井住友カード")))
    assert pictures(f"<p>{'春のご旅行をご案内します。' * 20}</p>{shops}").claims == ()
    social = '<p>ご利用の確認をお願いします。</p><a href="https://www.mercari.com/"><img src="cid:a" alt="メルカリ"></a>'
    assert not [it for it in pictures(social).observables if it.kind == "brand" and it.role == "shown"]


def test_a_merchant_is_not_the_sender() -> None:
    text = "三井住友カードをご利用いただきありがとうございます。\n\nご利用先:Amazon.co.jp\nご利用金額:63,588円\n\n三井住友カード株式会社"
    assert claimed({"From": "三井住友カード <a@n.example>", "Subject": "【三井住友カード】ご利用のお知らせ"}, text) == [
        "smbc-card"
    ]


def test_the_child_is_meant_where_parent_and_child_are_named() -> None:
    headers = {"From": "Rakuten <a@n.example>", "Subject": "【重要】楽天カードご利用通知"}
    assert claimed(headers, "楽天カードをご利用いただきありがとうございます。") == ["rakuten-card"]


def test_the_parent_stays_where_it_speaks() -> None:
    headers = {"From": "楽天市場 <a@n.example>", "Subject": "【楽天市場】お支払い方法の確認"}
    assert claimed(headers, "楽天市場をご利用いただきありがとうございます。\n楽天カードのお支払いができませんでした。") == [
        "rakuten"
    ]


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ({"From": "Alice <alice@lists.example>", "Subject": "Re: [build] Google test fails on arm64"}, "It fails with the compiler of Apple, too."),
        ({"From": "Tea House <news@tea.example>", "Subject": "New teas"}, "New teas have arrived.\n\nFollow us on Facebook, Instagram and Twitter.\nGet our app in the App Store and on Google Play."),
        ({"From": "Ana Orange <ana@sender.example>", "Subject": "The target for May"}, "Our target for May is on the line. The next meeting is at Ana's."),
        ({"From": "Marc Olive <marc@sender.example>", "Subject": "Holiday"}, "See you in June."),
    ],
)  # fmt: skip
def test_a_company_that_is_only_mentioned(headers: dict[str, str], text: str) -> None:
    assert claimed(headers, text, "en") == []


def test_the_recipients_own_house() -> None:
    headers = {"From": "recipient.example サポート <club@sports.example>", "Subject": "【重要】復旧のお知らせ"}
    it = case(headers, "メールサーバーを認証するには、以下のリンクをクリックしてください。")
    assert [claim.brand for claim in it.claims] == ["home"]
    assert it.message.quote(it.seen("claim")[0].seen) == "recipient.example"


def test_a_colleague_claims_nothing() -> None:
    headers = {"From": "鈴木 <suzuki@recipient.example>", "Subject": "会議室"}
    assert claimed(headers, "明日の会議室を予約しました。", home=("recipient.example",)) == []


def test_brands_are_seen_where_they_stand() -> None:
    text = "かごや全プラン\n\nhttps://lights.example/Xserver-ne-jp/xserver/index.html\n"
    it = case({"From": "KAGOYA <a@n.example>", "Subject": "KAGOYA 【重要】「WEBメール」について"}, text)
    seen = {(one.value, one.role) for one in it.seen("brand")}
    assert {("kagoya", "from"), ("kagoya", "subject"), ("kagoya", "text"), ("xserver", "path")} <= seen
    assert all(one.shown.lower() in it.message.quote(one.seen).lower() for one in it.seen("brand", "from", "subject", "text"))
    assert it.claims[0].brand == "kagoya"
    assert 0 < it.claims[0].confidence < 1


@pytest.mark.parametrize("text", ["", "\x00" * 50, "楽天" * 5000, "Amazon " * 20000, "「" * 10000])
def test_odd_texts_do_no_harm(text: str) -> None:
    it = case({"Subject": "【" * 500 + "Amazon"}, text)
    assert not [defect for defect in it.message.defects if defect.kind == "finder-broken"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("GLS distribution", "Your parcel could not be delivered.", ["gls"]),
        ("GLS distribution", "See you on Friday at the meeting.", []),
        ("UPS | Seguimiento del paquete", "Hola", ["ups"]),
        ("Communication from: UPS", "Hello", ["ups"]),
        ("Ledger Scan", "Please connect your wallet and enter your recovery phrase.", ["ledger"]),
        ("Ledger Accounting Ltd", "Please find your invoice attached.", []),
        ("Ups and downs", "Your parcel could not be delivered.", []),
    ],
)
def test_an_ordinary_word_is_the_name_where_the_mail_is_of_its_trade(name: str, text: str, expected: list[str]) -> None:
    assert claimed({"From": f"{name} <a@n.example>", "Subject": "News"}, text, "en") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Angebote@Lidl.de", ["lidl"]),
        ("user@gmail.com", []),
        ("user@docomo.ne.jp", []),
        ("Anna Petrov@Lidl.de via lists", ["lidl"]),
    ],
)
def test_a_brands_address_in_the_name_is_read_as_the_sender(name: str, expected: list[str]) -> None:
    assert claimed({"From": f'"{name}" <a@n.example>', "Subject": "News"}, "Hello", "en") == expected


def test_a_list_writes_its_authors_addresses_into_the_name() -> None:
    passed = {
        "Return-Path": "<list-bounces@lists.example>",
        "List-Id": "<list.lists.example>",
        "List-Post": "<mailto:list@lists.example>",
        "X-Mailman-Version": "2.1.39",
        "Precedence": "list",
        "To": "list@lists.example",
        "Received": [
            "from lists.example (lists.example [198.51.100.40]) by mx.recipient.example; Thu, 5 Feb 2026 10:15:02 +0900",
            "from mail.members.example (mail.members.example [192.0.2.25]) by lists.example; Thu, 5 Feb 2026 10:15:01 +0900",
        ],
    }
    assert claimed({"From": '"anna@lidl.de" <list@lists.example>', "Subject": "News", **passed}, "Hello", "en") == []
    pretends = {"From": '"offers@lidl.de" <a@n.example>', "Subject": "News", "List-Id": "<offers.lidl.de>"}
    assert claimed(pretends, "Hello", "en") == ["lidl"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DocuSign 電子署名", ["docusign"]),
        ("Instagram 著作権センター", ["instagram"]),
        ("警視庁 サイバー犯罪対策課", ["keishicho"]),
        ("警視庁前の喫茶店", []),
        ("ETC協同組合 事務センター", []),
    ],
)
def test_an_office_behind_an_ordinary_word_makes_it_a_name(name: str, expected: list[str]) -> None:
    assert claimed({"From": f"{name} <a@n.example>", "Subject": "重要"}, "本日中にご確認ください。") == expected


def test_a_gift_card_that_is_promised_claims_no_brand() -> None:
    headers = {"From": "調査事務局 <a@n.example>", "Subject": "【謝礼あり】調査ご協力のお願い(Amazonギフト券3,000円分)"}
    assert claimed(headers, "ご回答いただいた方から抽選で、Amazonギフト券を差し上げます。\nhttps://n.example/q") == []


def test_a_gift_card_that_is_sent_claims_no_brand() -> None:
    headers = {"From": "調査事務局 <a@n.example>", "Subject": "謝礼(Amazonギフトカード500円分)をお送りします"}
    text = (
        "お礼として、Amazonギフトカードをお送りします。\n番号:AQ7X-9KLM2P\nhttps://www.amazon.co.jp/gc/redeem にて入力してください。\n"
        "※Amazon、Amazon.co.jpはAmazon.com, Inc.またはその関連会社の商標です。\n調査事務局"
    )
    assert claimed(headers, text) == []


def test_a_shops_branch_in_a_mall_is_the_shops() -> None:
    text = "靴のみほん 楽天市場店です。\nご返金いたします。お問い合わせはこちら\n靴のみほん 楽天市場店"
    assert claimed({"From": "靴のみほん 楽天市場店 <a@n.example>", "Subject": "ご返金のご連絡【靴のみほん】"}, text) == []
    assert claimed({"From": "楽天市場 <a@n.example>", "Subject": "ご返金のご連絡【楽天市場】"}, "楽天市場です。") == ["rakuten"]


def test_a_registrar_writes_about_the_readers_domain() -> None:
    headers = {"From": "お名前.com <info@onamae.com>", "Subject": "ドメイン更新期限日のお知らせ(30日前) recipient.example"}
    text = "ご登録ドメインの更新期限日が近づいております。\n【ドメイン】 recipient.example\nサーバーとメールがご利用いただけなくなります。"
    assert claimed(headers, text, home=("recipient.example",)) == ["onamae"]


@pytest.mark.parametrize(
    "sender",
    [
        "Peter Rossmann <peter.rossmann@firm.example>",
        "P. Rossmann <p.rossmann@firm.example>",
        "Marie-Claude Desjardins <mdesjardins@firm.example>",
        "Carlos Santander <santander.carlos@firm.example>",
        "Ayuntamiento de Santander <prensa@ayto.example>",
        "Visa Section <visa@consulate.example>",
        "Student Visa Desk <visa@university.example>",
    ],
)
def test_people_and_places_and_papers_that_bear_a_brands_name(sender: str) -> None:
    assert claimed({"From": sender, "Subject": "Next meeting"}, "The next meeting is on Thursday.", "en") == []


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Ihr Rossmann <ihr.rossmann@x.example>", "rossmann"),
        ("Rossmann Gewinnspiel <rossmann.gewinnspiel@x.example>", "rossmann"),
        ("Peter Rossmann <gewinn@x.example>", "rossmann"),
        ("Banco Santander <banco.santander@x.example>", "santander"),
        ("Visa Support <support@x.example>", "visa"),
    ],
)
def test_a_company_is_nobodys_surname(sender: str, expected: str) -> None:
    assert claimed({"From": sender, "Subject": "Next meeting"}, "The next meeting is on Thursday.", "en")[:1] == [expected]


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (
            {"From": "NTT西日本特約店 株式会社みほんコム 西尾 <nishio@mihon-com.example>", "Subject": "切替に関するご提案"},
            "NTT西日本の特約店をしております、株式会社みほんコムの西尾と申します。月額料金の削減が見込めます。",
        ),
        (
            {
                "From": "PayPay加盟店サポート代理店 株式会社みほんナビ <info@navi.example>",
                "Subject": "PayPay決済手数料に関するご案内",
            },
            "株式会社みほんナビと申します。PayPayの導入サポートを行っております。\nお申し込みはPayPay公式サイトから行えます。",
        ),
        (
            {"From": "株式会社みほんスイッチ <c@switch.example>", "Subject": "ご案内(中部電力ミライズをご利用のお客様へ)"},
            "株式会社みほんスイッチの原です。中部電力ミライズの低圧契約をご利用の事業者様へご案内しております。",
        ),
        (
            {
                "From": "長野県見本協同組合 ETC係 <etc@kumiai.example>",
                "Subject": "ETCコーポレートカード 11月ご利用分 請求書の送付",
            },
            "長野県見本協同組合 ETC係です。11月ご利用分のETCコーポレートカードの請求書をお送りします。",
        ),
        (
            {"From": "ホテル見本 木下 <k@hotel.example>", "Subject": "Booking.comからの不審なメールについて"},
            "先週、当館のBooking.com管理画面が不正アクセスを受けました。不審なメールが届いた場合は、リンクを開かないでください。",
        ),
    ],
)
def test_who_deals_in_a_brand_says_that_he_is_somebody_else(headers: dict[str, str], text: str) -> None:
    assert claimed(headers, text) == []


@pytest.mark.parametrize(
    ("headers", "text", "expected"),
    [
        ({"From": "PayPay加盟店サポート <a@n.example>", "Subject": "重要"}, "アカウントの確認をお願いします。", "paypay"),
        ({"From": "NTT西日本 代理店 <a@n.example>", "Subject": "重要"}, "ご利用料金のお支払いを確認してください。", "ntt-west"),
        (
            {"From": "株式会社ジェーシービー <a@n.example>", "Subject": "【JCBカード】重要なお知らせ"},
            "株式会社ジェーシービーです。JCBカードのご利用を確認してください。",
            "jcb",
        ),
    ],
)
def test_a_brand_in_from_is_claimed_whatever_stands_behind_it(headers: dict[str, str], text: str, expected: str) -> None:
    assert claimed(headers, text)[:1] == [expected]


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (
            {"From": "みほん社労士事務所 <info@sr.example>", "Subject": "【日本年金機構】算定基礎届の調査について"},
            "お世話になっております。みほん社労士事務所の永井です。\n日本年金機構から、調査の案内が届いているかと思います。",
        ),
        (
            {"From": "JAみほん 営農部 <einou@ja-mihon.example>", "Subject": "JAバンク口座振替のお知らせ(資材代)"},
            "JAみほん営農部です。\n11月分の資材代をJAバンクの口座から振替させていただきます。",
        ),
        (
            {"From": "永野 <n@patent.example>", "Subject": "メルカリ出品への権利侵害申立てについて"},
            "弁理士の永野です。\nメルカリに出品されていた模倣品について、削除申立てを行いました。",
        ),
    ],
)
def test_who_says_his_own_name_speaks_of_the_brand(headers: dict[str, str], text: str) -> None:
    assert claimed(headers, text) == []


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (
            {"From": "田中 <a@n.example>", "Subject": "【Amazon】重要なお知らせ"},
            "Amazonカスタマーサービスの田中です。アカウントの確認をお願いします。",
        ),
        (
            {"From": "カスタマーセンター <a@n.example>", "Subject": "【Amazon】重要"},
            "カスタマーセンターです。アカウントの確認をお願いします。",
        ),
        (
            {"From": "大切なお知らせ <a@n.example>", "Subject": "【Amazon】重要"},
            "大切なお知らせです。Amazonアカウントの確認をお願いします。",
        ),
    ],
)
def test_who_says_that_he_is_of_the_brand_or_nobody_claims_it(headers: dict[str, str], text: str) -> None:
    assert claimed(headers, text)[:1] == ["amazon"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Google Classroomに入れません",
            "岩瀬先生\n\n2年3組の岡です。タブレットを変えたら入れなくなりました。パスワードを忘れてしまいました。",
        ),
        (
            "Dropboxのリンク送ります",
            "森さん\n小春です。ラフ3案をDropboxに入れました。\nhttps://www.dropbox.com/scl/fo/8xK2\nB案がおすすめです!",
        ),
        ("PayPal payment for the cover design", "Hi Aya,\nI just sent the second half of the payment via PayPal.\nMark"),
    ],
)
def test_somebody_writes_from_his_own_mailbox(subject: str, text: str) -> None:
    assert claimed({"From": "mark.koharu.oka@gmail.com", "Subject": subject}, text) == []


def test_a_name_before_a_strangers_link_is_no_excuse() -> None:
    text = "お客様\n担当部の田中です。アカウントを停止しました。ご確認ください。\nhttps://login.stranger.example/"
    assert claimed({"From": "k2291@gmail.com", "Subject": "【Amazon】重要なお知らせ"}, text)[:1] == ["amazon"]


@pytest.mark.parametrize(
    "name", ["お届けセンター", "配送のご案内", "お荷物お問い合わせ窓口", "宅配便 不在連絡(自動配信専用・返信不可)"]
)
def test_a_desk_without_a_house_names_nobody_else(name: str) -> None:
    found = claimed(
        {"From": f"{name} <a@n.example>", "Subject": "お荷物のお届けについて"},
        "ヤマト運輸よりお知らせです。\n不在のため持ち帰りました。\nhttps://n.example/x\n",
    )
    assert found == ["yamato"]


def test_a_shop_with_a_name_of_its_own_only_speaks_of_its_carrier() -> None:
    assert not claimed({"From": "柿農園 <a@n.example>", "Subject": "商品を発送しました"}, "ヤマト運輸でお届けします。\n柿農園\n")


def test_a_site_that_hands_out_a_password_speaks_as_itself_whatever_name_was_typed() -> None:
    headers = {"From": "WordPress <wordpress@shop.example>", "Subject": "[Shop] Your username and password info"}
    text = "Username: www.prize.example - 1.310 BTC\nTo set your password: https://shop.example/wp-login.php?action=rp&key=x"
    assert claimed(headers, text, "en") == []
    assert claimed(headers, text.replace("shop.example", "elsewhere.example"), "en") == ["wordpress"]
