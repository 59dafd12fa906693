"""Each kind of fraud and each pretext: named, its motive told, and advice for now, soon and never, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from mails import build
from sabaku import data
from sabaku.app import examine
from sabaku.checks import catalogue
from sabaku.model import Finding, Input, Lang, Observable, Report, Span, Text
from sabaku.names.brands import brands
from sabaku.render.advice import Advice, advice, pretexts, where_to_look
from sabaku.render.summary import summary
from sabaku.render.teller import Teller

LANGS: tuple[Lang, ...] = ("ja", "en")
NOW = datetime(2026, 2, 5, 12, tzinfo=UTC)


def report(base: str, sender: str, subject: str, text: str) -> Report:
    mail = {"base": base, "headers": {"From": sender, "Subject": subject}, "body": {"text": text}}
    return examine(Input(build(mail), now=NOW))


MAILS = {
    "benefit": (
        "en",
        "Costco Rewards <offers@club-rewards.example>",
        "Your points",
        "Your reward points are about to expire. Redeem your points now:\nhttps://club-rewards.example/claim\n",
        "with a gift or points as the bait",
    ),
    "tax": (
        "ja",
        "国税庁 <info@nouzei-madoguchi.example>",
        "【国税庁】未払い税金のお知らせ",
        (
            "所得税が未納となっております。最終期限までにお支払いがない場合、財産を差し押さえます。\n"
            "24時間以内に下記よりお支払いください。\nhttps://nouzei-madoguchi.example/pay\n\n国税庁"
        ),
        "税金・公的手続きが口実",
    ),
    "tax refund": (
        "en",
        "Internal Revenue Service <irs@refund-desk.example>",
        "Your tax refund",
        (
            "Dear taxpayer,\n\nyou are eligible to receive a tax refund of $842.00. Claim your tax refund here:\n"
            "https://refund-desk.example/claim\n\nInternal Revenue Service"
        ),
        "with a tax refund as the bait",
    ),
    "inquiry": (
        "en",
        "Purchase Department <purchase.desk77@gmail.com>",
        "Inquiry",
        (
            "Dear Sir/Madam,\n\nwe are interested in your products and wish to place a trial order. "
            "Kindly send us your latest catalogue and price list. Please get back to us urgently, your prompt response is awaited.\n\nPurchasing"
        ),
        "with a made-up order as the bait",
    ),
    "refund": (
        "ja",
        "東京電力 <info@denki-henkin.example>",
        "【重要】電気料金の返金のお知らせ",
        (
            "お客様\n\n電気料金を二重請求しておりましたため、返金のお手続きをご案内いたします。\n"
            "24時間以内に、下記よりカード番号の入力をお願いいたします。\nhttps://denki-henkin.example/\n\n東京電力エナジーパートナー"
        ),
        "返金が口実",
    ),
    "survey": (
        "en",
        "Costco <reward@deal-bonus.example>",
        "You have been chosen!",
        (
            "Congratulations! You have been chosen to take part in our short survey.\n\n"
            "Complete the survey and claim your free iPhone. Only pay $1.95 shipping.\nhttps://deal-bonus.example/go"
        ),
        "with a survey's reward as the bait",
    ),
    "contact form": (
        "ja",
        "見本商会 <info@sender.example>",
        "お問い合わせありがとうございます",
        (
            "お問い合わせいただきありがとうございます。以下の内容で受け付けました。\n\n"
            "お名前: 当選おめでとうございます！ 今すぐ受け取る https://prize.example/x\n\n見本商会"
        ),
        "問い合わせフォームの悪用",
    ),
    "parcel": (
        "ja",
        "ヤマト運輸 <info@saihaitatsu.example>",
        "お荷物のお届けについて",
        (
            "お荷物をお届けに上がりましたが、不在のため持ち帰りました。\n下記より再配達料をお支払いください。\n"
            "https://saihaitatsu.example/\n\nヤマト運輸"
        ),
        "荷物の配達が口実",
    ),
    "coins": (
        "en",
        "Ripple Team <team@ripple-event.example>",
        "Token allocation open",
        (
            "You are eligible for the XRP airdrop. Connect your wallet to claim your tokens within 24 hours:\n"
            "https://ripple-event.example/claim"
        ),
        "with cryptocurrency to be claimed as the bait",
    ),
    "prize": (
        "en",
        "Douglas <info@gift-box.example>",
        "Your gift set is waiting",
        "You have been selected to receive a free gift set. Claim your prize now:\nhttps://gift-box.example/x9",
        "with a prize as the bait",
    ),
    "debt": (
        "ja",
        "債権回収事務局 <info@saiken-kaishu.example>",
        "【最終通告】訴訟提起予告通知",
        (
            "有料動画サイトのご利用料金が未納となっております。本日中にご連絡がない場合、民事訴訟の手続きに移行し、\n"
            "給与の差し押さえを行います。訴訟の取り下げをご希望の方は、至急お電話ください。\n03-0000-1234\n料金 298,000円"
        ),
        "架空の料金請求",
    ),
    "police": (
        "ja",
        "警視庁捜査第二課 <sousa2@keishi-sousa.example>",
        "捜査協力のお願い",
        (
            "あなた名義の口座が資金洗浄事件に使われていることが判明しました。\nこのままでは逮捕状を執行します。"
            "身の潔白を証明するため、24時間以内にLINEで事情聴取を受けてください。\nhttps://line-sousa.example/add"
        ),
        "警察などの捜査が口実",
    ),
    "hack": (
        "en",
        "Nobody <a@sender.example>",
        "Waiting for payment",
        (
            "I hacked your device and recorded you with your webcam. Send $900 in Bitcoin to my wallet within 48 hours, or the "
            "video goes to all your contacts."
        ),
        "with a made-up hack or recording as the threat",
    ),
    "fortune": (
        "en",
        "Barrister Cole <cole.chambers77@gmail.com>",
        "Business proposal",
        (
            "Dear friend,\n\nI am the lawyer of a late client who left 9.5 million US dollars and no next of kin. I seek your consent "
            "to present you as the beneficiary of the fund. Kindly reply with your full name and telephone number."
        ),
        "with a fortune as the bait",
    ),
    "work": (
        "ja",
        "中村 <nakamura@zaitaku.example>",
        "在宅で月30万円",
        "スマホだけで簡単に稼げる在宅ワークです。月30万円以上の収入が可能です。\n\nLINE登録はこちら\nhttps://zaitaku.example/",
        "副業・高収入の勧誘が口実",
    ),
}


@pytest.mark.parametrize("name", MAILS)
def test_the_pretext_is_named_with_its_motive_and_its_advice(name: str) -> None:
    base, sender, subject, text, expected = MAILS[name]
    made = report(base, sender, subject, text)
    for lang in LANGS:
        told = advice(made, lang)
        whole(told, lang)
    assert expected in advice(made, "ja" if base == "ja" else "en").kind


def whole(told: Advice, lang: str) -> None:
    """Motive and the three lists, in sentences of the language."""
    assert told.motive.endswith("。" if lang == "ja" else ".")
    assert len(told.lists) == 3
    assert all(lines and len(lines) == len(set(lines)) for _, lines in told.lists)


def test_a_fake_shop_is_a_kind_of_its_own() -> None:
    made = report(
        "ja",
        "時計店 <shop@tokei-copy.example>",
        "人気時計",
        "ロレックスのスーパーコピー専門店です。全品90%OFF、全国送料無料で激安販売中。\nhttps://tokei-copy.example/",
    )
    assert made.verdict.level == "suspicious"
    assert advice(made, "ja").kind == "偽ショッピングサイトへの誘導"
    whole(advice(made, "en"), "en")


WALLET = (
    "en",
    "Trust Wallet <noreply@wallet-desk.example>",
    "Please verify your Trust Wallet",
    "Dear customer,\n\nyour Trust Wallet is not yet verified and will be suspended. Verify your Trust Wallet:\nhttps://tw-desk.test/\n",
)


def test_a_wallets_name_is_enough_to_tell_what_is_after() -> None:
    told = advice(report(*WALLET), "en")
    assert "wallet as the pretext" in told.kind
    assert "recovery phrase" in " ".join(told.lists[0][1] + told.lists[2][1])


def test_a_loan_for_anybody_is_no_fortune() -> None:
    loan = (
        "Dear Sir / Madam,\n\nwe offer all kinds of loan: business loan, project funding. We look for a business relationship.\n"
    )
    it = report("en", "Francisco <sanchez@finance-desk.example>", "Business Loans", loan)
    verdict = structs.replace(it.verdict, level="fraud", category="advance-fee")
    finding = Finding("body.advance-fee", "body", 4.0, Text("", ""), Text("", ""))
    told = structs.replace(it, verdict=verdict, findings=(finding,))
    assert advice(told, "en").kind.endswith("with a loan or an investment as the bait")
    widow = Observable("phrase", "advance-fee.death", "en", Span("visible", 0, 1))
    assert "fortune" in advice(structs.replace(told, observables=(*told.observables, widow)), "en").kind


@pytest.mark.parametrize("category", ["phishing", "credential-phishing", "card-phishing", "disguised", "unclear"])
def test_where_nothing_can_be_clicked_no_link_is_spoken_of(category: str) -> None:
    it = report(
        "en", "Bank desk <desk@bank-desk.example>", "Your account", "Your account is locked. Answer with your password.\n"
    )
    verdict = structs.replace(it.verdict, level="fraud", category=category, because=())
    bare = structs.replace(it, verdict=verdict, findings=())
    for lang, word in (("ja", "リンク"), ("en", "link")):
        assert word not in " ".join(line for _, lines in advice(bare, lang).lists for line in lines)
    linked = report(
        "en", "Bank desk <desk@bank-desk.example>", "Your account", "Your account is locked: https://bank-desk.test/\n"
    )
    assert "no link" in advice(structs.replace(linked, verdict=verdict, findings=()), "en").lists[0][1][0]


def test_where_the_story_says_where_to_look_the_kind_does_not() -> None:
    it = report("ja", "東京電力 <info@denki-desk.example>", "未払い料金", "電気料金が未払いです。\nhttps://denki-desk.test/pay\n")
    told = advice(structs.replace(it, verdict=structs.replace(it.verdict, level="fraud", category="card-phishing")), "ja")
    assert told.kind.endswith("(公共料金が口実)")
    assert not any("会員サイト" in line for line in told.lists[0][1])


def test_an_article_says_where_to_look_as_the_report_does() -> None:
    it = report("ja", "東京電力 <info@denki-desk.example>", "未払い料金", "電気料金が未払いです。\nhttps://denki-desk.test/pay\n")
    carded = structs.replace(it, verdict=structs.replace(it.verdict, level="fraud", category="card-phishing"))
    told = where_to_look(carded, "ja")
    assert "検針票" in told
    assert told in advice(carded, "ja").lists[0][1]
    assert where_to_look(structs.replace(carded, verdict=structs.replace(carded.verdict, category="bec")), "ja") == ""


def test_harmless_mail_has_no_pretext() -> None:
    made = report(
        "ja", "見本運輸 <info@sender.example>", "配達完了のお知らせ", "お荷物をお届けしました。ご利用ありがとうございました。"
    )
    assert advice(made, "ja").kind == ""


def test_every_pretext_refers_to_what_there_is() -> None:
    kinds = {name for name, it in data.toml("kinds").items() if isinstance(it, dict)}
    ids = set(catalogue())
    for it in pretexts():
        assert set(it.by) <= ids
        assert set(it.fits) <= kinds
        assert set(it.brands) <= set(brands())
        assert set(it.sectors) <= {brand.sector for brand in brands().values()}
        assert it.by or it.brands or it.sectors
        assert it.also or it.motive
        for told in (it.name, it.also, it.motive, it.now, it.soon, it.never):
            assert not told or set(told) == set(LANGS)
        for told in (it.also, it.motive, it.now, it.soon):
            assert not told or (told["ja"].endswith("。") and told["en"].endswith("."))
        for told in (it.name, it.never):
            assert not told or not (told["ja"].endswith("。") or told["en"].endswith("."))


def test_no_line_of_advice_says_once_more_what_another_says() -> None:
    """What to do about a superior's order stands in the category's words and again in those of several checks."""
    text = (
        "お疲れ様です。山田です。\n\nいま会議中で電話に出られません。今日中に振込を一件、極秘でお願いしたいのですが、対応できますか。\n"
        "会社のLINEグループを新しく作り、QRコードをこのメールに返信で送ってください。\n"
    )
    it = report("ja", "山田太郎 <shacho.office@gmail.com>", "今日の予定", text)
    assert it.verdict.category == "bec"
    for lang, telling in (("ja", "以前から知っている電話番号"), ("en", "telephone number")):
        now = advice(it, lang).lists[0][1]
        assert sum(telling in line for line in now) == 1, now


def test_advice_that_adds_something_is_told_beside_the_categorys() -> None:
    it = report("ja", "本社 <info@gmail.com>", "件名", "本文")
    verdict = structs.replace(it.verdict, level="fraud", category="bec", because=("x",))
    more = Text("受け取った荷物を、知らない宛先へ送らないでください。", "Send no parcel on to anybody.")
    finding = Finding("x", "body", 3.0, Text("", ""), Text("", ""), advice=more)
    told = structs.replace(it, verdict=verdict, findings=(finding,))
    assert advice(told, "ja").lists[0][1][-1] == more.ja
    assert advice(told, "en").lists[0][1][-1] == more.en


def test_a_page_that_is_attached_is_not_to_be_opened_either() -> None:
    it = report("ja", "三井住友カード <info@card-check.example>", "ご確認", "添付のページでカード番号をご確認ください。")
    page = Finding("files.html-page", "files", 1.1, Text("", ""), Text("", ""))
    verdict, file = (
        structs.replace(it.verdict, level="fraud", category="card-phishing"),
        Observable("file", "a.html", "part", Span("part:2", 0, 1)),
    )
    told = structs.replace(it, verdict=verdict, findings=(page,), observables=(*it.observables, file))
    for lang, says in (("ja", "添付ファイルも開かず"), ("en", "the attached file either")):
        bare = structs.replace(told, observables=it.observables)  # a finding about the text's coding, and nothing attached
        now = [advice(one, lang).lists[0][1] for one in (told, structs.replace(told, findings=()), bare)]
        assert [sum(says in line for line in lines) for lines in now] == [1, 0, 0]
    infected = structs.replace(told, verdict=structs.replace(told.verdict, category="malware"))
    assert "添付ファイルも開かず" not in " ".join(advice(infected, "ja").lists[0][1])  # its own advice says so


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Your Amazon.co.uk account is locked.\nhttps://desk.test/a\nAmazon.co.uk\n", "amazon.co.uk"),
        ("Your Amazon account is locked.\nhttps://amazon.co.uk.desk.test/a\nAmazon\n", "amazon.co.jp"),
        ("Your Amazon account at amazon.com or amazon.co.jp is locked.\nhttps://desk.test/a\nAmazon\n", "amazon.co.jp"),
    ],
)
def test_the_site_to_be_typed_is_that_of_the_country_that_the_mail_names(text: str, site: str) -> None:
    it = Teller(report("en", "Amazon <desk@order-desk.example>", "Your account", text), "en")
    assert any(f"its genuine site is {site};" in row.note for row in summary(it))
