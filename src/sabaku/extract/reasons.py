"""Why an origin was taken for one, in words. Texts only: which one applies is decided in route.py."""

from __future__ import annotations

from sabaku.model import Text

REASONS = {
    "envelope": Text(
        ja="受信サーバーがSMTP接続の相手として直接確認したIPアドレスです。",
        en="It is the address that the receiving server itself saw as the other end of the SMTP connection.",
    ),
    "home": Text(
        ja="設定された受信側の境界サーバー {by} が、接続元として自ら記録したIPアドレスです。",
        en="It is the client address that your border server {by}, as named in the configuration, recorded itself.",
    ),
    "known-receiver": Text(
        ja="受信事業者の境界サーバー {by} が、接続元として自ら記録したIPアドレスです。その上の行は同じ事業者の内部配送です。",
        en="It is the client address that the mail provider's border server {by} recorded itself; "
        "the lines above are its internal chain.",
    ),
    "own-domain": Text(
        ja="自組織のドメインに属する境界サーバー {by} が、接続元として自ら記録したIPアドレスです。",
        en="It is the client address that the border server {by}, in your own domain, recorded itself.",
    ),
    "first-public": Text(
        ja="上(受信者側)から順にたどり、外部のIPアドレスから初めて受け取ったサーバー {by} を受信側の境界と推定しました。",
        en="Walking down from the recipient's side, {by} is the first server that received the mail from a public address: "
        "inferred to be the border.",
    ),
    "own-machine": Text(
        ja="外部から受け取った記録がありません。受信側の組織自身のサーバーから出たメールで、"
        "そのIPアドレスを {by} が記録しています。",
        en="No field records a client from outside: the mail left a machine of the recipient's own house, "
        "whose address {by} recorded.",
    ),
    "retrieved": Text(
        ja="メールボックスから取り込まれたメールです。そのメールボックスの境界サーバー {by} が記録した接続元です。",
        en="The mail was fetched from a mailbox; this is the client address that the mailbox's border server {by} recorded.",
    ),
    "unconfirmed-relay": Text(
        ja="受信側の中継サーバーを名乗る {relay} を自組織のものとみなし、その記録 ({by}) を採りました。"
        "逆引きでは裏付けられないため確度は低めです。設定で境界サーバーを指定すると確実になります。",
        en="{relay}, which calls itself a relay of the recipient's own, was taken for one, and its record ({by}) used. "
        "Its reverse name does not confirm that, so this is less sure; name your border servers in the configuration.",
    ),
    "relayed": Text(
        ja="{kind}「{relay}」を経由したメールです。受信側の境界が見たのは中継元の {outer} で、"
        "ここに示すのは中継元の受信サーバー {by} が投稿元として記録したIPアドレスです。",
        en="The mail came through {kind} {relay}. The recipient's border saw the relay {outer}; "
        "shown is the submitting address that the relay's own server {by} recorded.",
    ),
    "relay-only": Text(
        ja="{kind}「{relay}」を経由したメールです。ここに示すのは受信側の境界が見た中継元のIPアドレスです。",
        en="The mail came through {kind} {relay}. Shown is the relay's own address, as the recipient's border saw it.",
    ),
    "results": Text(
        ja="Receivedからは確認できないため、認証結果のヘッダーに書かれた接続元を採りました。偽造の可能性が残ります。",
        en="No Received field tells it, so the client address was taken from the authentication results, which could be forged.",
    ),
    "local": Text(
        ja="外部から受け取った記録がありません。受信側の内部で作られたメールか、配送前の控えです。",
        en="No field records a client from outside: the mail was made inside the recipient's own systems, or never delivered.",
    ),
    "no-address": Text(
        ja="受信側のサーバーが接続元のIPアドレスを記録していないため、発信元は分かりません。",
        en="The receiving server did not record its client's address, so the origin is unknown.",
    ),
    "nothing": Text(
        ja="Receivedヘッダーがないため、発信元は分かりません。",
        en="There are no Received fields, so the origin is unknown.",
    ),
}
KINDS = {
    "mailing-list": Text(ja="メーリングリスト", en="the mailing list"),
    "forwarder": Text(ja="転送", en="the forwarder"),
    "group": Text(ja="グループ", en="the group"),
    "filter": Text(ja="受信側のメールフィルター", en="the recipient's mail filter"),
}
