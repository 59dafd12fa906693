"""The letter to somebody whose domain was used as a forged sender. They are a victim too: they are told, and named only here."""

from __future__ import annotations

from sabaku.indicators import indicators
from sabaku.model import Address, Lang, Text
from sabaku.names import hosts
from sabaku.names.whose import authentic, network_of, registration
from sabaku.render import tame
from sabaku.render.notice.basis import Basis, Notice, Refused, needs_fraud
from sabaku.render.notice.words import leaving, message_id, rows, signature

NOBODY = Text(
    "無断で名前を使われたと判断できる第三者がいないため、お知らせの文面は作成しません。",
    "Nobody was found whose name was used without leave, so there is no letter.",
)


def notices(it: Basis) -> tuple[Notice, ...]:
    """One letter for each abused domain, to its postmaster (RFC 5321 section 4.5.1). `it` must not mask the third party."""
    needs_fraud(it)
    abused = [one.value for one in indicators(it.case, it.report) if one.role == "abused" and one.kind == "address"]
    domains = tuple(dict.fromkeys(hosts.registrable(one.rpartition("@")[2]) for one in abused))
    if not domains:
        raise Refused(NOBODY)
    return tuple(_letter(it, domain, n) for n, domain in enumerate(domains, 1))


def _letter(it: Basis, domain: str, n: int) -> Notice:
    lang: Lang = it.lang or ("ja" if hosts.tld(domain) == "jp" else "en")
    headers = it.headers()
    subject = (
        f"{domain} が詐欺メールの差出人に使われています(お知らせ)"
        if lang == "ja"
        else f"{domain} is used as sender of phishing mail"
    )
    who = holder(it, domain)
    return Notice(
        key="owner" if n == 1 else f"owner-{n}",
        whom=Text(f"{who or domain}(無断で名前を使われた方)", f"{who or domain} (whose name was used)"),
        subject=subject,
        text=(_ja if lang == "ja" else _en)(it, domain, who),
        to=(f"postmaster@{domain}",),
        attachments=(headers,),
        leaves=leaving(it, headers=True),
    )


def holder(it: Basis, domain: str) -> str:
    """Who holds the domain, as the register tells it; "" where it tells nobody."""
    held = registration(it.case, domain)
    return "" if held is None or held.privacy else tame.tame(held.registrant or held.organisation)


def _rows(it: Basis, domain: str, lang: Lang) -> str:
    sender = next((seen.value for seen in it.case.seen("address", "from", "return-path") if _of(seen.detail, domain)), "")
    ip = it.case.origin.ip or ""
    network = network_of(it.case, ip)
    told = f"{ip}({network.organisation})" if network and lang == "ja" else f"{ip} ({network.organisation})" if network else ip
    return rows(
        [
            (Text("差出人", "From"), tame.tame(sender)),
            it.came(lang),
            (Text("送信元IPアドレス", "Sent from"), told if ip else ""),
            (Text("件名", "Subject"), it.given.subject),
            (Text("Message-ID", "Message-ID"), message_id(it)),
        ],
        lang,
    )


def _of(detail: object, domain: str) -> bool:
    return isinstance(detail, Address) and hosts.registrable(detail.domain) == domain


def _ja(it: Basis, domain: str, who: str) -> str:
    named = [part for part in (it.reporter.organisation, it.reporter.name) if part]
    greeting = "突然のご連絡にて失礼いたします。" + (f"\n{'の'.join(named)}と申します。" if named else "")
    if authentic(it.case, domain) is not None:
        state = (
            "このメールは貴ドメインの送信ドメイン認証に合格しています。アカウントやサーバーが不正に利用された可能性があります。"
        )
    else:
        state = "差出人のアドレスは誰でも自由に書けるため、これだけで貴サーバーへの侵入を意味するものではありませんが、"
        state += "\n念のためご確認をお願いいたします。"
    checks = [
        "1. メールサーバーの送信記録に、上記の日時やMessage-IDのメールがないか",
        "   (ある場合は、アカウントのパスワードが盗まれたおそれがあります。パスワードを変更し、転送設定もご確認ください)",
        "2. SPF・DKIM・DMARCの設定(設定しておくと、なりすましメールが受信側で拒否されやすくなります)",
        "3. 身に覚えのない不達通知(バウンスメール)が届いていないか",
    ]
    blocks = [
        (f"{who} 御中\n" if who else "") + f"({domain} のメール・ドメインご担当者様)",
        greeting,
        f"{domain} のメールアドレスを差出人とする詐欺メールを受信しましたので、お知らせいたします。\n{state}",
        "■ 受信したメール\n" + _rows(it, domain, "ja"),
        "■ ご確認をお勧めすること\n" + "\n".join(checks),
        "メールのヘッダーを添付しています(headers.txt)。受信者に関する情報は伏せています。",
        "なお、当方では貴ドメインをブロックリストに登録しておりません。",
        "何卒よろしくお願いいたします。",
        signature(it.reporter, "ja"),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _en(it: Basis, domain: str, who: str) -> str:
    if authentic(it.case, domain) is not None:
        state = "The mail passed the authentication of your domain, so an account or server of yours may have been misused."
    else:
        state = "Anybody can write any sender, so this alone does not mean that your server was broken into."
    checks = [
        "1. Do your mail server's logs show a mail of that time or Message-ID being sent?",
        "   If so, somebody has an account's password: change it, and look at forwarding rules.",
        "2. Are SPF, DKIM and DMARC set up? With them receivers can refuse forged mail.",
        "3. Do bounces of mail arrive that you never sent?",
    ]
    blocks = [
        f"To {who or 'whom it may concern'} ({domain})",
        f"Hello,\n\nA phishing mail was received that gives an address of {domain} as its sender.\n{state}",
        "The mail:\n" + _rows(it, domain, "en"),
        "Worth checking:\n" + "\n".join(checks),
        "Attached: the mail's header (headers.txt). What would identify the recipient has been masked.",
        "We have not put your domain on any block list.",
        "Kind regards",
        signature(it.reporter, "en"),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"
