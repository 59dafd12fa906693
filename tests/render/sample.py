"""Two reports made by hand, as rich as real ones: the renderers' own fixtures, independent of how a mail is examined."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from sabaku.model import (
    ClaimLine,
    Companion,
    Datum,
    Evidence,
    Fact,
    Finding,
    Form,
    Gap,
    Hop,
    Link,
    LinkLine,
    Listing,
    MessageSummary,
    Network,
    Observable,
    OriginLine,
    Place,
    Question,
    Records,
    Registration,
    Report,
    Run,
    Site,
    Span,
    Text,
    Verdict,
    Versions,
)
from sabaku.render.say import say

KAGOYA_TEXT = """\
平素は当サービスをご利用いただき、誠にありがとうございます。

このたび当サービスでは、
送信メールの信頼性を向上させる送信ドメイン認証技術「DKIM」に対応しました。
これにより、当サービスから送信するメールアドレスに使用されているドメインの、
正当性の検証が受信者側から可能になります。

----------------------------------------------------------------------
■提供開始日
2023年6月12日(火)

■対象サービス
かごや全プラン

アクセス先URLがご不明の場合は、コントロールパネルへログインし、
対象ドメイン選択から「メール管理」の「Webメール」のリンクをご確認ください。

https://fablights.in/Activemail-ne-jp/kagoya/index.php

Active!Mailのログイン画面で、以下の情報を入力し、ログインをお試しください。
ユーザーID:メール確認をされたいメールアドレス
パスワード:そのメールアドレスのパスワード

このページで解決できないお困りごとは以下からお問い合わせください。
https://fablights.in/Xserver-ne-jp/xserver/index.html
"""
SUBJECT = "KAGOYA 【重要】「WEBメール」における TLS1.0/1.1 の無効化について- user@recipient.example"


def _word(text: str) -> str:
    return f"=?UTF-8?B?{base64.b64encode(text.encode()).decode()}?="


def _mail() -> bytes:
    body = base64.encodebytes(KAGOYA_TEXT.replace("\n", "\r\n").encode()).decode()
    head = f"""\
Return-Path: <user@recipient.example>
Delivered-To: user@recipient.example
Received: from mx.recipient.example (localhost [127.0.0.1])
	by store.recipient.example (Postfix) with LMTP id 4QfPzk1RwXz7tC2
	for <user@recipient.example>; Sun, 11 Jun 2023 14:22:09 +0900 (JST)
Received: from [127.0.0.1] (unknown [20.210.172.29])
	by mx.recipient.example (Postfix) with ESMTPS id 4QfPzh6bN1z3xF9
	for <user@recipient.example>; Sun, 11 Jun 2023 14:22:08 +0900 (JST)
Received: from web01.kagoya.example (web01.kagoya.example [192.0.2.10])
	by [127.0.0.1] with HTTP; Sun, 11 Jun 2023 05:22:01 +0000
From: {_word("KAGOYA")} <user@recipient.example>
To: user@recipient.example
Subject: {_word(SUBJECT[:30])}
 {_word(SUBJECT[30:])}
Message-ID: <8a1c0d72-5f3e-11ee-9c55-0242ac120002@recipient.example>
Date: Sun, 11 Jun 2023 05:22:01 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

"""
    return (head + body).replace("\r\n", "\n").encode()


KAGOYA_RAW = _mail()


def _raw(quote: str, raw: bytes) -> tuple[int, int]:
    at = raw.index(quote.encode())
    return at, at + len(quote.encode())


def _body_range(raw: bytes) -> tuple[int, int]:
    return raw.index(b"\n\n") + 2, len(raw)


def _in_header(quote: str, n: int, raw: bytes, expected: str = "", found: str | None = None) -> Evidence:
    return Evidence(Span(f"header:{n}", 0, len(quote)), quote if found is None else found, expected, _raw(quote, raw))


def _in_text(quote: str, text: str, raw: bytes, expected: str = "") -> Evidence:
    at = text.index(quote)
    return Evidence(Span("part:1", at, at + len(quote)), quote, expected, _body_range(raw))


def _finding(
    id: str,
    weight: float,
    title: tuple[str, str],
    says: tuple[str, str],
    evidence: Sequence[Evidence],
    advice: Text | None = None,
    sure: str = "confirmed",
    silenced_by: str = "",
    status: str = "in force",
    more: int = 0,
    **values: Datum,
) -> Finding:
    return Finding(
        id=id,
        group=id.partition(".")[0],
        weight=weight,
        title=Text(*title),
        says=say(Text(*says), values),
        sure=sure,  # type: ignore[arg-type]
        advice=advice,
        values=values,
        evidence=tuple(evidence),
        silenced_by=silenced_by,
        status=status,
        more=more,
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


KAGOYA_NAMES = Text("カゴヤ・ジャパン", "KAGOYA JAPAN")
XSERVER_NAMES = Text("エックスサーバー", "Xserver")


def _kagoya_findings(raw: bytes) -> tuple[Finding, ...]:
    text = KAGOYA_TEXT
    url1 = "https://fablights.in/Activemail-ne-jp/kagoya/index.php"
    url2 = "https://fablights.in/Xserver-ne-jp/xserver/index.html"
    return (
        _finding(
            "links.not-the-brands",
            2.6,
            ("リンク先が名乗っている相手のものではありません", "The links lead away from the claimed sender"),
            (
                "{brand}からの案内としながら、リンクはすべて {domain} に向かっています。{country}の国別ドメイン(ccTLD)です。",
                "The mail says it is from {brand}, but every link leads to {domain}, in the country code domain of {country}.",
            ),
            [_in_text(url1, text, raw, "kagoya.jp / kagoya.net"), _in_text(url2, text, raw, "kagoya.jp / kagoya.net")],
            advice=Text(
                "リンクを開かないでください。必要な手続きは、カゴヤの公式サイトを自分で開いて確認してください。",
                "Do not open the links. Go to Kagoya's own site by yourself to see whether there is anything to do.",
            ),
            brand=Datum("brand", "kagoya", KAGOYA_NAMES),
            domain=Datum("domain", "fablights.in"),
            country=Datum("country", "IN"),
        ),
        _finding(
            "links.second-brand",
            2.4,
            ("無関係な別の事業者の名前がURLに入っています", "A second, unrelated company in the links"),
            (
                "{brand}を名乗るメールなのに、問い合わせ先のURLには競合する {other} の名前が入っています。",
                "The mail claims to be from {brand}, yet its contact link carries the name of {other}, a competitor.",
            ),
            [_in_text("Xserver-ne-jp/xserver", text, raw)],
            brand=Datum("brand", "kagoya", KAGOYA_NAMES),
            other=Datum("brand", "xserver", XSERVER_NAMES),
        ),
        _finding(
            "identity.sender-is-recipient",
            1.4,
            ("差出人と宛先が同じアドレスです", "Sender and recipient are the same address"),
            (
                "差出人も宛先も {address} です。事業者からの通知が、受信者自身のアドレスから届くことはありません。",
                "Both sender and recipient are {address}. No company sends its notices from the reader's own address.",
            ),
            [
                _in_header("user@recipient.example>\nTo", 5, raw, found="user@recipient.example"),
                _in_header("To: user@recipient.example", 6, raw, found="user@recipient.example"),
            ],
            address=Datum("address", "user@recipient.example"),
        ),
        _finding(
            "body.weekday-wrong",
            1.2,
            ("日付と曜日が合いません", "Date and weekday do not agree"),
            (
                "本文は {date}を「{stated}」としていますが、この日は{real}です。",
                "The text calls {date} a {stated}; that day was a {real}.",
            ),
            [_in_text("2023年6月12日(火)", text, raw, "2023年6月12日(月)")],
            date=Datum("date", "2023-06-12"),
            stated=Datum("weekday", "1"),
            real=Datum("weekday", "0"),
        ),
        _finding(
            "body.notice-on-the-day-before",
            0.8,
            ("開始日の前日に届いた案内です", "A notice that came the day before"),
            (
                "提供開始日({date})の前日に届いています。通常、このような案内は数週間から1か月以上前に行われます。",
                "It came on the day before the announced start ({date}). Such notices usually come weeks ahead.",
            ),
            [_in_text("2023年6月12日", text, raw)],
            sure="inferred",
            date=Datum("date", "2023-06-12"),
        ),
        _finding(
            "body.brand-misspelled",
            0.7,
            ("事業者名の表記が公式と異なります", "The company's name is not written as it writes it"),
            (
                "公式の表記は「{official}」ですが、本文では「{written}」と書かれています。",
                "The company writes “{official}”; this mail writes “{written}”.",
            ),
            [_in_text("かごや全プラン", text, raw, "カゴヤ")],
            official=Datum("text", "カゴヤ"),
            written=Datum("text", "かごや"),
        ),
        _finding(
            "body.subject-other-than-text",
            0.9,
            ("件名と本文の話題が異なります", "Subject and text are about different things"),
            (
                "件名は「{subject}」の話ですが、本文は「{body}」の案内です。",
                "The subject is about “{subject}”, the text about “{body}”.",
            ),
            [
                Evidence(Span("header:7", 0, 20), "TLS1.0/1.1 の無効化", "", _raw(_word(SUBJECT[:30]), raw)),
                _in_text("送信ドメイン認証技術「DKIM」に対応しました", text, raw),
            ],
            subject=Datum("text", "TLS1.0/1.1 の無効化"),
            body=Datum("text", "DKIM"),
        ),
        _finding(
            "identity.recipient-in-subject",
            0.5,
            ("件名に受信者のアドレスが入っています", "The recipient's address in the subject"),
            (
                "件名の末尾に {address} が差し込まれています。一斉送信の差し込み印刷の跡です。",
                "The subject ends in {address}: the trace of a mass mailing.",
            ),
            [Evidence(Span("header:7", 40, 62), "user@recipient.example", "", _raw(_word(SUBJECT[30:]), raw))],
            sure="inferred",
            address=Datum("address", "user@recipient.example"),
        ),
        _finding(
            "route.helo-loopback",
            0.9,
            ("送信元が自らを 127.0.0.1 と名乗っています", "The sending machine calls itself 127.0.0.1"),
            (
                "接続してきた {ip} は、HELO名(自己申告)を {helo} としています。逆引きで確認できる名前もありません。正規のメールサーバーでは考えにくい名乗りです。",
                "The client {ip} called itself {helo} in its greeting and has no confirmed reverse name. No proper mail server greets like this.",
            ),
            [_in_header("from [127.0.0.1] (unknown [20.210.172.29])", 3, raw, "mail.kagoya.net")],
            ip=Datum("ip", "20.210.172.29"),
            helo=Datum("code", "[127.0.0.1]"),
        ),
        _finding(
            "route.not-the-brands-network",
            1.3,
            ("カゴヤのネットワークから送られていません", "Not sent from Kagoya's network"),
            (
                "発信元 {ip} は {operator} のネットワークです。{brand}が自社の案内を他社のクラウドから送る理由がありません。",
                "The origin {ip} belongs to {operator}. {brand} has no reason to send its own notices from a competitor's cloud.",
            ),
            [Evidence(Question("network", "20.210.172.29"), "Microsoft Corporation (AS8075)", "KAGOYA JAPAN")],
            sure="inferred",
            ip=Datum("ip", "20.210.172.29"),
            operator=Datum("text", "Microsoft Corporation"),
            brand=Datum("brand", "kagoya", KAGOYA_NAMES),
        ),
        _finding(
            "lists.listed",
            2.8,
            ("リンク先がブロックリストに登録されています", "The links are on a block list"),
            (
                "{list} は {url} を危険なサイト(フィッシング)として登録しています。",
                "{list} lists {url} as dangerous (social engineering).",
            ),
            [
                Evidence(Question("safebrowsing", url1), "SOCIAL_ENGINEERING"),
                Evidence(Question("safebrowsing", url2), "SOCIAL_ENGINEERING"),
            ],
            list=Datum("text", "Google Safe Browsing"),
            url=Datum("url", url1),
        ),
        _finding(
            "landing.asks-for-password",
            2.5,
            ("誘導先はパスワードを求める偽のログイン画面です", "The landing page is a fake login that asks for a password"),
            (
                "{url} は {product} のログイン画面を模し、パスワードの入力を求めます。",
                "{url} imitates the login of {product} and asks for a password.",
            ),
            [Evidence(Question("visit", url1), "Active! mail", "")],
            url=Datum("url", url1),
            product=Datum("text", "Active! mail"),
        ),
        _finding(
            "auth.no-signature",
            0.0,
            ("DKIM署名がありません", "There is no DKIM signature"),
            (
                "DKIM対応を知らせるメール自身に、DKIM署名(電子署名)がありません。",
                "The mail that announces DKIM carries no DKIM signature itself.",
            ),
            [Evidence(Span("headers", 0, 0), "", "DKIM-Signature", None)],
            silenced_by="route.mailing-list",
        ),
        _finding(
            "route.list-known",
            -0.4,
            ("件名の [spam] 表示がありません", "The receiving server put no tag on it"),
            (
                "受信側のサーバーは、このメールを迷惑メールと判定しませんでした。",
                "The receiving server did not judge this mail to be spam.",
            ),
            [Evidence(Span("headers", 0, 0), "", "[spam]")],
        ),
        _finding(
            "identity.return-path",
            0.0,
            ("Return-Path とは", "What Return-Path is"),
            (
                "Return-Path({address})は、不達のときに通知が返る先です。受信側のサーバーが、送信者の申告したエンベロープFromを書き写したもので、送信者が自由に名乗れます。",
                "Return-Path ({address}) is where bounces go. Your server copies it from what the sender gave as envelope sender, so it can be anything.",
            ),
            [_in_header("<user@recipient.example>", 0, raw)],
            address=Datum("address", "user@recipient.example"),
        ),
        _finding(
            "identity.message-id",
            0.0,
            ("Message-ID とは", "What Message-ID is"),
            (
                "Message-ID({mid})は、メールを区別するための識別子です。送信側が書くため偽造できます。",
                "Message-ID ({mid}) identifies a mail. The sender's side writes it, so it can be forged.",
            ),
            [_in_header("<8a1c0d72-5f3e-11ee-9c55-0242ac120002@recipient.example>", 8, raw)],
            mid=Datum("code", "<8a1c0d72-5f3e-11ee-9c55-0242ac120002@recipient.example>"),
        ),
        _finding(
            "route.received",
            0.0,
            ("Received の読み方", "How to read Received"),
            (
                "Receivedは、メールを受け取った各サーバーが上へ上へと書き足す記録です。信用できるのは受信側の境界サーバー({by})が書いた行までで、その下は送信者が自由に書けます。",
                "Each server that takes the mail adds a Received line on top. Only the lines down to your own border server ({by}) can be believed.",
            ),
            [_in_header("from [127.0.0.1] (unknown [20.210.172.29])", 3, raw)],
            by=Datum("domain", "mx.recipient.example"),
        ),
        _finding(
            "body.trial-example",
            0.0,
            ("宛名がありません", "No salutation by name"),
            ("本文に、受信者の氏名や会社名による宛名がありません。", "The text addresses nobody by name."),
            [_in_text("平素は当サービスをご利用いただき", text, raw)],
            status="trial",
        ),
    )


URLS = ("https://fablights.in/Activemail-ne-jp/kagoya/index.php", "https://fablights.in/Xserver-ne-jp/xserver/index.html")


def _links(urls: Iterable[str], domain: str) -> list[Observable]:
    return [
        Observable("link", url, "text", Span("part:1", 0, 5), url, Link(url, domain, domain, "https", url, None, "text", url))
        for url in urls
    ]


KAGOYA_HOPS = (
    Hop(0, "mx.recipient.example", "localhost", "127.0.0.1", "store.recipient.example", "LMTP", at=at("2023-06-11T14:22:09+09:00"), delay=1.0, standing="inside"),
    Hop(1, "[127.0.0.1]", "unknown", "20.210.172.29", "mx.recipient.example", "ESMTPS", at=at("2023-06-11T14:22:08+09:00"), delay=7.0, standing="border"),
    Hop(2, "web01.kagoya.example", "web01.kagoya.example", "192.0.2.10", "[127.0.0.1]", "HTTP", at=at("2023-06-11T05:22:01+00:00"), standing="claimed"),
)  # fmt: skip
ASKED = at("2023-06-11T09:41:12+00:00")


def _kagoya_facts() -> tuple[Fact, ...]:
    return (
        Fact(Question("geoip", "20.210.172.29"), "found", Place("JP", Text("大阪府", "Osaka"), Text("大阪市北区", "Kita-ku, Osaka"), 34.694, 135.502, 20, "city", "DB-IP City Lite", "2026-06-05"), ASKED),
        Fact(Question("network", "20.210.172.29"), "found", Network(8075, "Microsoft Corporation", "US", "20.192.0.0/10", "cloud"), ASKED),
        Fact(Question("dns", "fablights.in", (("type", "A"),)), "found", Records("A", ("103.251.94.111",), 14400), ASKED),
        Fact(Question("geoip", "103.251.94.111"), "found", Place("IN", Text("マハーラーシュトラ州", "Maharashtra"), Text("ナビムンバイ", "Navi Mumbai"), 19.033, 73.03, 50, "city", "DB-IP City Lite", "2026-06-05"), ASKED),
        Fact(Question("network", "103.251.94.111"), "found", Network(133296, "Web Werks India Pvt. Ltd.", "IN", "", "hosting"), ASKED),
        Fact(Question("whois", "fablights.in"), "found", Registration("fablights.in", country="IN", registrar="Endurance Digital Domain Technology LLP", created=at("2021-11-08T00:00:00+00:00"), privacy=True, nameservers=("ns1.example.net", "ns2.example.net")), ASKED),
        Fact(Question("safebrowsing", URLS[0]), "found", Listing("Google Safe Browsing", True, "SOCIAL_ENGINEERING"), ASKED, check_at="https://transparencyreport.google.com/safe-browsing/search"),
        Fact(Question("safebrowsing", URLS[1]), "found", Listing("Google Safe Browsing", True, "SOCIAL_ENGINEERING"), ASKED, check_at="https://transparencyreport.google.com/safe-browsing/search"),
        Fact(Question("visit", URLS[0]), "found", Site("up", URLS[0], "Active! mail ログイン", product="Active! mail", forms=(Form(("user", "password"), "fablights.in"),)), ASKED),
        Fact(Question("visit", URLS[1]), "found", Site("up", URLS[1], "Xserverレンタルサーバー", product="Xserver", forms=(Form(("user", "password"), "fablights.in"),)), ASKED),
        Fact(Question("dns", "recipient.example", (("type", "MX"),)), "found", Records("MX", ("10 mx.recipient.example",), 3600), ASKED),
        Fact(Question("dnsbl", "20.210.172.29", (("list", "zen"),)), "failed", None, ASKED, "timeout"),
    )  # fmt: skip


def kagoya() -> tuple[Report, bytes]:
    """A report full of recorded answers, on a mail whose body is base64."""
    raw = KAGOYA_RAW
    findings = _kagoya_findings(raw)
    report = Report(
        format=1,
        sha256=hashlib.sha256(raw).hexdigest(),
        versions=Versions("0.1.0", "a1b2c3d4e5f60718", "1122334455667788", "99aabbccddeeff00"),
        examined_at=at("2023-06-11T21:00:00+09:00"),
        profile="full",
        message=MessageSummary(
            SUBJECT, "KAGOYA <user@recipient.example>", "user@recipient.example", "Sun, 11 Jun 2023 05:22:01 +0000",
            "<8a1c0d72-5f3e-11ee-9c55-0242ac120002@recipient.example>", KAGOYA_TEXT, KAGOYA_TEXT,
        ),
        origin=OriginLine(
            "20.210.172.29", "192.0.2.10",
            Text("受信側の境界サーバー mx.recipient.example が、この接続元から直接受け取ったと記録しています。",
                 "Your border server mx.recipient.example noted that it took the mail directly from this address."),
            "[127.0.0.1]", "unknown", "mx.recipient.example", 0.97,
        ),
        claims=(ClaimLine("kagoya", KAGOYA_NAMES, 0.95), ClaimLine("xserver", XSERVER_NAMES, 0.3)),
        links=tuple(LinkLine(url, "fablights.in", url) for url in URLS),
        observables=(
            *(Observable("hop", str(hop.n), hop.standing, Span(f"header:{hop.n + 2}", 0, 5), "", hop) for hop in KAGOYA_HOPS),
            *_links(URLS, "fablights.in"),
        ),
        facts=_kagoya_facts(),
        findings=findings,
        gaps=(
            Gap("dnsbl", "failed", ("lists.origin-listed",), 1, Text("IPアドレスのブロックリスト登録状況は、問い合わせましたが回答を得られませんでした。", "DNS block lists: asked, but no answer could be had.")),
            Gap("warnings", "not-asked", ("lists.warned",), 1, Text("公的機関・企業による注意喚起は、問い合わせていないため未確認です。", "official warnings: not examined, because nobody was asked.")),
        ),
        verdict=Verdict(
            "fraud", "credential-phishing", 0.9997,
            ("links.not-the-brands", "links.second-brand", "identity.sender-is-recipient", "lists.listed"), (),
            Text("詐欺メール", "fraud"),
        ),
        run=Run("kagoya.eml", 2.4, (Companion("info.eml", "0" * 64, "info@recipient.example", ("subject", "body", "links")),)),
    )  # fmt: skip
    return report, raw


FUKUSHIMA_HTML = """\
<html><body><p>2021年10月27日08:57-10:40(水)以下の対象サーバーを使用しているお客様で障害が発生しました。現在は復旧しております。</p>
<p>ご迷惑をお掛けし、大変申し訳ございませんでした。</p>
<p>■対象サーバー<br>recipient.example<br>■時間<br>2021年10月27日水曜日10:57から14:40<br>
■内容<br>Webオーセンティケーターエラー<br>■原因<br>電子メールサーバーへのアクセスがオフになっていたため、不安定な状態になりました。</p>
<p>メールサーバーを認証するには、以下のリンクをクリックしてください</p>
<p><a href="https://fotojosue.com/mail/auth/?id=YWRtaW5AcmVjaXBpZW50LmV4YW1wbGU=">https://mail.recipient.example/auth</a></p>
</body></html>
"""
FUKUSHIMA_TEXT = """\
2021年10月27日08:57-10:40(水)以下の対象サーバーを使用しているお客様で障害が発生しました。現在は復旧しております。

ご迷惑をお掛けし、大変申し訳ございませんでした。

■対象サーバー
recipient.example
■時間
2021年10月27日水曜日10:57から14:40
■内容
Webオーセンティケーターエラー
■原因
電子メールサーバーへのアクセスがオフになっていたため、不安定な状態になりました。

メールサーバーを認証するには、以下のリンクをクリックしてください

https://mail.recipient.example/auth
"""
FUKUSHIMA_URL = "https://fotojosue.com/mail/auth/?id=YWRtaW5AcmVjaXBpZW50LmV4YW1wbGU="
FUKUSHIMA_SUBJECT = "【重要】2021年10月27日(水)のサービス復旧のお知らせ。"
FUKUSHIMA_RAW = (
    f"""\
Return-Path: <fukushima.tta-01@fukushima-tta.jp>
X-Original-To: admin@recipient.example
Received: from [127.0.0.1] (unknown [20.46.118.217])
	by mx.recipient.example (Postfix) with ESMTP id 4HfQk21rXyz9sT
	for <admin@recipient.example>; Wed, 27 Oct 2021 15:12:40 +0900 (JST)
From: "{FUKUSHIMA_TEXT[:0]}{_word("recipient.example サポート")}" <fukushima.tta-01@fukushima-tta.jp>
To: admin@recipient.example
Subject: {_word(FUKUSHIMA_SUBJECT)}
Message-ID: <2a3804e0-f3b2-7334-e984-90acdf9f237c@fukushima-tta.jp>
Date: Wed, 27 Oct 2021 06:12:38 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

{FUKUSHIMA_HTML}"""
).encode()


def _fukushima_findings(raw: bytes) -> tuple[Finding, ...]:
    def html(quote: str, expected: str = "") -> Evidence:
        at = FUKUSHIMA_HTML.index(quote)
        return Evidence(Span("part:1", at, at + len(quote)), quote, expected, _raw(quote, raw))

    return (
        _finding(
            "body.two-times",
            1.6,
            ("障害の時刻が本文の中で食い違っています", "Two different times for the same outage"),
            (
                "冒頭では {one}、箇条書きでは {other} とされ、開始も終了も一致しません。",
                "The first line says {one}, the list says {other}: neither start nor end agree.",
            ),
            [html("2021年10月27日08:57-10:40(水)"), html("2021年10月27日水曜日10:57から14:40")],
            one=Datum("time", "08:57-10:40"),
            other=Datum("time", "10:57-14:40"),
        ),
        _finding(
            "identity.display-name-own-domain",
            2.0,
            ("表示名が受信者自身のドメインを名乗っています", "The display name claims the recipient's own domain"),
            (
                "表示名は「{name}」ですが、アドレスは無関係な {domain} です。このドメインの持ち主も、名前を使われた被害者と考えられます。",
                "The display name is “{name}”, but the address is at the unrelated {domain}. Its owner is probably a victim too.",
            ),
            [
                _in_header(
                    "<fukushima.tta-01@fukushima-tta.jp>\nTo",
                    3,
                    raw,
                    "recipient.example",
                    found="fukushima.tta-01@fukushima-tta.jp",
                )
            ],
            sure="inferred",
            name=Datum("text", "recipient.example サポート"),
            domain=Datum("domain", "fukushima-tta.jp"),
        ),
        _finding(
            "links.shown-other",
            2.2,
            ("表示されるリンク先と実際のリンク先が違います", "The link shows one place and leads to another"),
            ("画面では {shown} と表示されますが、実際には {url} が開きます。", "It shows {shown}, but opens {url}."),
            [html(FUKUSHIMA_URL, "mail.recipient.example")],
            shown=Datum("url", "https://mail.recipient.example/auth"),
            url=Datum("url", FUKUSHIMA_URL),
        ),
        _finding(
            "identity.unknown-account",
            0.9,
            ("存在しないアカウント宛てのメールです", "Sent to an account that does not exist"),
            (
                "宛先 {address} は、実在しないアカウントです(宛先不明メール)。",
                "There is no account {address}: this is a stray mail.",
            ),
            [_in_header("X-Original-To: admin@recipient.example", 1, raw, found="admin@recipient.example")],
            address=Datum("address", "admin@recipient.example"),
        ),
        _finding(
            "route.received",
            0.0,
            ("Received の読み方", "How to read Received"),
            (
                "Receivedは、メールを受け取った各サーバーが書き足す記録です。",
                "Each server that takes the mail adds a Received line.",
            ),
            [_in_header("from [127.0.0.1] (unknown [20.46.118.217])", 2, raw)],
        ),
    )


def fukushima(profile: str = "offline") -> tuple[Report, bytes]:
    """A report with an empty tape: what is not known has to be said."""
    raw = FUKUSHIMA_RAW
    hop = Hop(0, "[127.0.0.1]", "unknown", "20.46.118.217", "mx.recipient.example", at=at("2021-10-27T15:12:40+09:00"), delay=2.0, standing="border")  # fmt: skip
    link = Link(FUKUSHIMA_URL, "fotojosue.com", "fotojosue.com", "https", "https://mail.recipient.example/auth", None, "a[href]", FUKUSHIMA_URL, token=True)  # fmt: skip
    report = Report(
        format=1,
        sha256=hashlib.sha256(raw).hexdigest(),
        versions=Versions("0.1.0", "a1b2c3d4e5f60718", "1122334455667788", "99aabbccddeeff00"),
        examined_at=at("2021-10-27T21:00:00+09:00"),
        profile=profile,  # type: ignore[arg-type]
        message=MessageSummary(
            FUKUSHIMA_SUBJECT, '"recipient.example サポート" <fukushima.tta-01@fukushima-tta.jp>', "admin@recipient.example",
            "Wed, 27 Oct 2021 06:12:38 +0000", "<2a3804e0-f3b2-7334-e984-90acdf9f237c@fukushima-tta.jp>", FUKUSHIMA_TEXT, "",
        ),
        origin=OriginLine(
            "20.46.118.217", None,
            Text("受信側の境界サーバー mx.recipient.example が、この接続元から直接受け取ったと記録しています。",
                 "Your border server mx.recipient.example noted that it took the mail directly from this address."),
            "[127.0.0.1]", "unknown", "mx.recipient.example", 0.97,
        ),
        claims=(ClaimLine("home", Text("受信者自身の組織(recipient.example)", "the recipient's own house (recipient.example)"), 0.9),),
        links=(LinkLine(FUKUSHIMA_URL, "fotojosue.com", "https://mail.recipient.example/auth"),),
        observables=(
            Observable("hop", "0", "border", Span("header:2", 0, 5), "", hop),
            Observable("link", FUKUSHIMA_URL, "href", Span("html", 0, 5), FUKUSHIMA_URL, link),
        ),
        facts=(
            Fact(Question("geoip", "20.46.118.217"), "found", Place("JP", precision="country", radius_km=None), at("2021-10-27T12:00:00+00:00")),
            Fact(Question("network", "20.46.118.217"), "found", Network(8075, "Microsoft Corporation", "US", use="cloud"), at("2021-10-27T12:00:00+00:00")),
            Fact(Question("whois", "fotojosue.com"), "not-asked"),
        ),
        findings=_fukushima_findings(raw),
        gaps=(
            Gap("whois", "not-asked", ("owners.foreign",), 2, Text("ドメインの登録情報(whois)は、問い合わせていないため未確認です。", "the domain's registration (whois): not examined, because nobody was asked.")),
            Gap("dns", "not-asked", ("owners.no-address",), 3, Text("DNSの登録内容は、問い合わせていないため未確認です。", "DNS records: not examined, because nobody was asked.")),
            Gap("visit", "not-asked", ("landing.asks-for-password",), 1, Text("誘導先サイトの表示内容は、問い合わせていないため未確認です。", "what the landing site shows: not examined, because nobody was asked.")),
        ),
        verdict=Verdict("fraud", "credential-phishing", 0.974, ("links.shown-other", "identity.display-name-own-domain", "body.two-times"), (), Text("詐欺メール", "fraud")),
        run=Run("mail.eml", 1.9),
    )  # fmt: skip
    return report, raw
