"""The reasons of the verifiers in words. Texts only; domain names in them are reduced to the characters of host names."""

from __future__ import annotations

import re

from sabaku.model import Text

AND = Text("と", " and ")
_SAFE = re.compile(r"[^A-Za-z0-9._:-]")


def clean(name: str) -> str:
    """A name as it may stand in a sentence."""
    return _SAFE.sub("_", name)[:120]


def fill(text: Text, **names: str | Text) -> Text:
    """A sentence with its names; words of ours (Text) stand in it as they are."""
    safe = {key: value if isinstance(value, Text) else Text(clean(value), clean(value)) for key, value in names.items()}
    return Text(
        text.ja.format(**{key: value.ja for key, value in safe.items()}),
        text.en.format(**{key: value.en for key, value in safe.items()}),
    )


SPF = {
    "pass": Text(
        "{domain} の持ち主は、{ip} から送ることを認めています。"
        "認められているのは {domain} の送信だけで、誠実さの証明ではありません。",
        "The owner of {domain} lets {ip} send for it. That is about {domain} only, and no proof of honesty.",
    ),
    "fail": Text(
        "{domain} の持ち主は、{ip} から送ることを認めていません。",
        "The owner of {domain} does not let {ip} send for it.",
    ),
    "softfail": Text(
        "{domain} の持ち主は、{ip} はおそらく正規の送信元ではないとしています。",
        "The owner of {domain} says that {ip} is probably not authorised.",
    ),
    "neutral": Text(
        "{domain} の持ち主は、{ip} について何も述べていません。",
        "The owner of {domain} says nothing about {ip}.",
    ),
    "none": Text("{domain} はSPFを公開していません。", "{domain} publishes no SPF record."),
    "temperror": Text(
        "DNSの応答が得られず、{domain} のSPFは確認できませんでした。",
        "DNS did not answer, so SPF for {domain} could not be checked.",
    ),
    "permerror": Text(
        "{domain} のSPFの設定に誤りがあり、判定できません({trouble})。",
        "The SPF record of {domain} has a mistake and can't be used: {trouble}.",
    ),
}
NO_SENDERS = Text(
    "{domain} のSPFは、送信元を1つも挙げていません(メールを送らないドメイン)。",
    "The SPF record of {domain} names no senders: it is a domain that sends no mail.",
)
DKIM = {
    "pass": Text(
        "{domain} の鍵による署名で、署名後に変わっていません。{domain} が送ったことを示しますが、誠実さの証明ではありません。",
        "Signed with the key of {domain} and unchanged since. It shows that {domain} sent it, not that it is honest.",
    ),
    "none": Text("署名がありません。", "The mail is not signed."),
    "body": Text(
        "{domain} の署名のあとで本文が変わっています。"
        "「変わった」ことは「偽造」と同じではありません(リストの末尾文などでも起こります)。",
        "The body was changed after {domain} signed it. Changed is not forged: list footers do that, too.",
    ),
    "signature": Text(
        "{domain} の署名が合いません。署名後にヘッダーが変わったか、{domain} の鍵で作られた署名ではありません。",
        "The signature does not fit: headers were changed after signing, or it was not made with the key of {domain}.",
    ),
    "expired": Text(
        "{domain} の署名は正しいものの、届いた時点で有効期限が切れていました。",
        "The signature of {domain} is right, but had expired when the mail arrived.",
    ),
    "no-key": Text(
        "{domain} の公開鍵がDNSにありません(取り除かれたか、初めからない)。"
        "本文のハッシュ値など、鍵の要らない部分は確認済みです。",
        "The public key of {domain} is not in DNS (removed, or never there). What needs no key, the body hash, was checked.",
    ),
    "revoked": Text("{domain} はこの鍵を取り消しています。", "{domain} has revoked this key."),
    "bad-key": Text("{domain} の公開鍵が読み取れません。", "The public key of {domain} can't be read."),
    "other-key": Text("{domain} の鍵は別の方式・用途のものです。", "The key of {domain} is of another kind or purpose."),
    "strict-key": Text(
        "{domain} の鍵はサブドメインの署名を認めていません。", "The key of {domain} does not allow signatures of subdomains."
    ),
    "weak-key": Text("{domain} の鍵が短すぎます(1024ビット未満)。", "The key of {domain} is too short (less than 1024 bits)."),
    "sha1": Text(
        "{domain} の署名は、認められなくなった方式(SHA-1)です。",
        "The signature of {domain} uses SHA-1, which is no longer accepted.",
    ),
    "form": Text("{domain} の署名の形式に誤りがあります({trouble})。", "The signature of {domain} is malformed: {trouble}."),
    "body-unknown": Text(
        "{domain} の署名は合いますが、送られたままの本文が手元にないため、本文のハッシュ値は確認できませんでした。",
        "The signature of {domain} fits, but the body as it was sent is not at hand, so its hash could not be checked.",
    ),
    "written-anew": Text(
        "手元のメールは送られたままの形ではない(Outlookのファイルや、画面から取り出したもの)ため、"
        "{domain} の署名は検証できません。",
        "The mail at hand is not as it was sent (an Outlook file, or taken from a page), so the signature of {domain} cannot be "
        "verified.",
    ),
    "no-answer": Text(
        "DNSの応答が得られず、{domain} の署名は検証できませんでした。",
        "DNS did not answer, so the signature of {domain} could not be verified.",
    ),
    "testing": Text("(鍵は試験中と宣言されています)", " (The key is declared to be in testing.)"),
}
DMARC = {
    "pass": Text(
        "差出人のドメイン {domain} について、{by} が合格しています。",
        "For the From domain {domain} this passes: {by}.",
    ),
    "fail": Text(
        "差出人のドメイン {domain} について、SPFもDKIMも合格していません。",
        "Neither SPF nor DKIM passes for the From domain {domain}.",
    ),
    "other": Text(
        "合格したのは {passed} で、差出人の {domain} とは別の組織です。",
        "What passed is {passed}, another organisation than {domain} in From.",
    ),
    "not-as-sent": Text(
        "手元のメールは送られたままの形ではなく、署名を検証できないため、{domain} についてのDMARCの合否は決められません。",
        "The mail at hand is not as it was sent, so its signature can't be verified, and DMARC for {domain} stays open.",
    ),
    "temperror": Text("DNSの応答が得られず、確認できませんでした。", "DNS did not answer, so it could not be checked."),
    "uncertain": Text(
        "SPFまたはDKIMの確認にDNSの応答が得られなかったため、差出人のドメイン {domain} についての合否は決められません。",
        "DNS did not answer for SPF or DKIM, so whether anything passes for the From domain {domain} stays open.",
    ),
    "no-from": Text("差出人のドメインがありません。", "There is no domain in From."),
    "no-record": Text("{domain} はDMARCを公開していません。", "{domain} publishes no DMARC record."),
    "several-records": Text(
        "{domain} にはDMARCのレコードが2つ以上あり、規格により無効です。",
        "{domain} publishes several DMARC records, which makes them void.",
    ),
    "no-such-domain": Text("しかも {domain} というドメインはDNSに存在しません。", "{domain} does not even exist in DNS."),
    "monitoring": Text(
        "{publisher} の方針は none(何も求めない)で、なりすましは止められません。",
        "The policy of {publisher} is none: it asks receivers to do nothing.",
    ),
    "policy": Text("{publisher} の方針は {policy} です。", "The policy of {publisher} is {policy}."),
    "subdomain-policy": Text(
        "{publisher} がサブドメイン用に定めた方針が当てはまります。", "The policy of {publisher} for its subdomains applies."
    ),
    "testing": Text(
        "方針は試験中(t=y)と宣言されており、受信側は一段弱く扱います。",
        "The policy is declared to be in testing (t=y): receivers apply one step less.",
    ),
    "ways-differ": Text(
        "組織のドメインの決め方が新旧(RFC 9989のツリーウォークと公開サフィックスリスト)で異なり、結果が分かれます。",
        "The two ways to tell the organisation (RFC 9989's tree walk, the older public suffix list) differ here.",
    ),
}
ARC = {
    "none": Text("ARCの記録はありません。", "There is no ARC chain."),
    "pass": Text(
        "{domain} までの中継の記録は正しく封印されています。記録の内容を信じるかどうかは、中継者を信じるかどうかによります。",
        "The record of relaying up to {domain} is properly sealed. Whether to believe it depends on the relays.",
    ),
    "fail": Text(
        "中継の記録(ARC)は検証に失敗しました({trouble})。",
        "The record of relaying (ARC) does not verify: {trouble}.",
    ),
    "temperror": Text("DNSの応答が得られず、確認できませんでした。", "DNS did not answer, so it could not be checked."),
}
