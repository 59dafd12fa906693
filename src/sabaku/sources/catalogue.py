"""What each source tells, who learns what by its being asked, its terms, and where readers can check it. Data only."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sabaku import data
from sabaku.model import Listing, Question, Reveals, Text, Value, Warned
from sabaku.names import hosts


@dataclass(frozen=True, slots=True)
class About:
    """A source as `sabaku sources` shows it. `learns`: who may learn of it at most; `page`: where to check by hand."""

    tells: Text
    learns: Reveals
    terms: Text
    key: str = ""
    """The environment variable that holds its key, "" where none is needed."""
    page: str = ""


FREE = Text("特になし", "no conditions")
NON_COMMERCIAL = Text("非営利の利用に限る。警告の表示には新しいデータが必要", "non-commercial use only; warnings need fresh data")
OWN_USE = Text("少量の利用に限り無料", "free for low volumes only")
NOT_FOR_BUSINESS = Text("無料の鍵は非商用に限る。1分4件・1日500件まで", "a free key is non-commercial: 4 a minute, 500 a day")

SOURCES: Mapping[str, About] = {
    "abuseipdb": About(
        Text("発信元IPアドレスについて過去90日に寄せられた通報", "what others reported of the origin's address in 90 days"),
        Reveals.THIRD_PARTY,
        OWN_USE,
        key="SABAKU_ABUSEIPDB_KEY",
        page="https://www.abuseipdb.com/check/{subject}",
    ),
    "auth": About(
        Text(
            "SPF・DKIM・DMARC・ARCの検証結果と、名乗っている企業のSPFに発信元が含まれるか",
            "our own results for SPF, DKIM, DMARC and ARC; and whether the claimed company's own SPF names the origin",
        ),
        Reveals.RESOLVER,
        FREE,
    ),
    "certificate": About(
        Text("リンク先サイトのサーバー証明書", "the certificate that a linked site shows"),
        Reveals.SUSPECT,
        FREE,
        page="https://crt.sh/?q={subject}",
    ),
    "ct": About(
        Text("ドメインに発行された証明書の公開記録(CTログ)", "the certificates that were publicly logged for a domain"),
        Reveals.THIRD_PARTY,
        Text("大量の照会は禁止", "no bulk queries"),
        page="https://crt.sh/?q={subject}",
    ),
    "dns": About(
        Text("ドメインのIPアドレスなどDNSの登録内容", "the addresses of a domain and its other DNS records"),
        Reveals.SUSPECT,
        FREE,
        page="https://dns.google/query?name={subject}&rr_type={type}",
    ),
    "dnsbl": About(
        Text("IPアドレス・ドメインのブロックリスト登録状況", "whether an address or a domain is on a DNS block list"),
        Reveals.RESOLVER,
        OWN_USE,
        key="SABAKU_SPAMHAUS_KEY",
        page="https://check.spamhaus.org/",
    ),
    "feeds": About(
        Text(
            "手元に保存したフィッシングURLリスト(JPCERT/CC、URLhaus、OpenPhish、PhishTank)の収録状況",
            "whether a URL is in the lists kept here (JPCERT/CC, URLhaus, OpenPhish, PhishTank)",
        ),
        Reveals.NOBODY,
        Text("リストごとの条件に従う", "the terms of each list apply"),
    ),
    "geoip": About(
        Text("IPアドレスのおおよその位置", "the approximate place of an address"),
        Reveals.NOBODY,
        Text("表示時にDB-IPなどの出典を示す", "name the data's origin (DB-IP and others) where it is shown"),
        page="https://db-ip.com/{subject}",
    ),
    "neighbours": About(
        Text(
            "リンク先と同じIPアドレスにあった、ほかの通報済みサイト(この端末の記録から)",
            "other reported sites at the address of a link (from what this machine has recorded)",
        ),
        Reveals.NOBODY,
        FREE,
    ),
    "network": About(
        Text("IPアドレスの事業者", "who runs the network of an address"),
        Reveals.NOBODY,
        Text("表示時にDB-IPなどの出典を示す", "name the data's origin (DB-IP and others) where it is shown"),
        page="https://bgp.he.net/ip/{subject}",
    ),
    "rdap": About(
        Text("ドメイン・IPアドレスの登録者と登録日", "who holds a domain or an address, and since when"),
        Reveals.THIRD_PARTY,
        Text("大量の照会は禁止", "no bulk queries"),
        page="https://lookup.icann.org/",
    ),
    "registry": About(
        Text("どのRDAPサーバーが担当か(IANAの一覧)", "which RDAP server is responsible (IANA's list)"), Reveals.THIRD_PARTY, FREE
    ),
    "safebrowsing": About(
        Text("Googleセーフブラウジングの登録状況", "whether Google Safe Browsing lists a URL"),
        Reveals.THIRD_PARTY,
        NON_COMMERCIAL,
        key="SABAKU_SAFEBROWSING_KEY",
        page="https://transparencyreport.google.com/safe-browsing/search?url={subject}",
    ),
    "securitytxt": About(
        Text("サーバー事業者が公開している連絡先(security.txt)", "the contacts that a hoster publishes (security.txt)"),
        Reveals.THIRD_PARTY,
        FREE,
        page="https://{subject}/.well-known/security.txt",
    ),
    "urlscan": About(
        Text("ドメインの過去の閲覧記録(当時の画面とIPアドレス)", "earlier captures of a domain, with its addresses then"),
        Reveals.THIRD_PARTY,
        OWN_USE,
        key="SABAKU_URLSCAN_KEY",
        page="https://urlscan.io/search/#domain:{subject}",
    ),
    "virustotal": About(
        Text(
            "VirusTotalにある判定結果と、ドメインの過去のIPアドレス(照会のみで、送信はしません)",
            "what VirusTotal knows already, and to which addresses a domain led before (nothing is uploaded)",
        ),
        Reveals.THIRD_PARTY,
        NOT_FOR_BUSINESS,
        key="SABAKU_VIRUSTOTAL_KEY",
        page="https://www.virustotal.com/gui/search/{subject}",
    ),
    "visit": About(
        Text("誘導先サイトの表示内容", "what a landing site shows"),
        Reveals.SUSPECT,
        FREE,
        page="https://urlscan.io/search/#domain:{host}",
    ),
    "warnings": About(
        Text("公的機関・企業による注意喚起", "official warnings about the same kind of mail"), Reveals.NOBODY, FREE
    ),
    "whois": About(
        Text("ドメインの登録者と登録日(whois)", "who holds a domain, and since when (whois)"),
        Reveals.THIRD_PARTY,
        Text("大量の照会は禁止", "no bulk queries"),
        page="https://lookup.icann.org/",
    ),
}
TOLD: Mapping[str, Text] = {
    "abuseipdb": Text("発信元のIPアドレス", "the origin's address"),
    "auth": Text(
        "差出人側のドメインと、名乗っている企業のドメイン", "the sender's domains, and those of the company it claims to be"
    ),
    "certificate": Text("リンク先のホスト名(接続します)", "the linked host, by connecting to it"),
    "ct": Text("差出人とリンク先の登録ドメイン", "registrable domains of sender and links"),
    "dns": Text(
        "quiet・full では登録ドメイン、IPアドレスの逆引き、SPF・DKIM・DMARCが定める名前だけ(リゾルバーまで)。"
        "ホスト名の全体は visit だけ",
        "in quiet and full only registrable domains, addresses and names that SPF, DKIM and DMARC prescribe (to the resolver); "
        "whole host names in visit alone",
    ),
    "dnsbl": Text(
        "発信元のIPアドレスと、差出人・リンク先の登録ドメイン",
        "the origin's address, and registrable domains of sender and links",
    ),
    "rdap": Text("登録ドメインとIPアドレス", "registrable domains and addresses"),
    "registry": Text("メールに関することは何も伝わりません", "nothing of the mail"),
    "safebrowsing": Text(
        "URLのハッシュ値の先頭4バイト。手元のハッシュリストで載っていないと分かれば、何も送りません",
        "the first four bytes of a URL's hash; nothing where the hash lists kept here rule it out",
    ),
    "securitytxt": Text("サーバー事業者のサイトへの接続", "a connection to the hoster's site"),
    "urlscan": Text("差出人とリンク先の登録ドメイン", "registrable domains of sender and links"),
    "virustotal": Text(
        "リンクのURL(クエリと、受信者ごとに異なるとみられる部分を除く)と、その登録ドメイン",
        "the links' addresses without queries and without what looks made for one reader, and a registrable domain",
    ),
    "visit": Text(
        "リンクを開くこと(受信者を特定できる部分はダミー)。timestamp を設定すると、タイムスタンプ局にハッシュ値1つ",
        "that a link is opened, with decoys for what identifies the recipient; to a time-stamping authority, if set, one hash",
    ),
    "whois": Text("登録ドメイン", "registrable domains"),
}
"""What of a mail they learn."""
JPRS = "https://whois.jprs.jp/"


LIST_PAGES = {"surbl": "https://surbl.org/surbl-analysis", "uribl": "https://lookup.uribl.com/"}
"""Where a block list that is not Spamhaus' is looked up by hand."""


def check_at(question: Question, value: Value | None = None) -> str:
    """The address where a reader can check the answer themselves, or "". sabaku never opens it."""
    about = SOURCES.get(question.source)
    if about is None:
        return ""
    if isinstance(value, Warned):
        return value.url
    if isinstance(value, Listing) and question.source == "feeds":
        return _publisher(value) if value.listed else ""
    if question.source == "whois" and hosts.tld(question.subject) == "jp":
        return JPRS
    told = dict(question.arguments)
    page = LIST_PAGES.get(told.get("list", ""), about.page) if question.source == "dnsbl" else about.page
    filled = page.replace("{subject}", quote(question.subject, safe=".")).replace(
        "{host}", quote(hosts.of_subject(question.subject), safe=".")
    )
    return filled.replace("{type}", quote(told.get("type", "A")))


def to_type(page: str) -> str:
    """A page of `check_at` as a reader types or pastes it, without its scheme, so that few programs make a link of it.

    "" where it is no page of a service that is known here: a case from a stranger may name any.
    """
    told = page.removeprefix("https://")
    known = told != page and told.partition("/")[0] in _services()
    return told.rstrip("/") if known and told.isascii() and told.isprintable() and " " not in told else ""


@functools.cache
def _services() -> frozenset[str]:
    """The hosts of all services, lists and warnings at which an answer can be checked."""
    pages = [*(it.page for it in SOURCES.values()), *LIST_PAGES.values(), JPRS]
    pages += [str(it.get("page", "")) for it in data.toml("lists").values()]
    pages += [str(it["url"]) for it in data.toml("warnings")["warning"]]
    return frozenset(it.removeprefix("https://").partition("/")[0] for it in pages if it.startswith("https://")) - {"{subject}"}


def _publisher(value: Listing) -> str:
    """Where the first of the lists that name it is published."""
    pages = {it["name"]: it.get("page", "") for it in data.toml("lists").values()}
    return str(pages.get(value.list.partition(",")[0], ""))
