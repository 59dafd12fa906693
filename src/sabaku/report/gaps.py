"""What could not be examined, and why, in words: one gap per source and reason. Asks nobody and judges nothing."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sabaku.checks._check import Ran
from sabaku.model import Fact, Gap, Question, Site, Text
from sabaku.render import whys

LACKS: Mapping[str, Text] = {
    "lacks browser": Text(
        "{name}は、ブラウザーが見つからないため訪問しておらず、未確認です(Debianでは apt install chromium fonts-noto-cjk)。",
        "{name}: not visited, because no browser is installed (on Debian: apt install chromium fonts-noto-cjk).",
    ),
    "lacks key": Text(
        "{name}は、利用に必要な鍵が設定されていないため未確認です(sabaku sources で確認できます)。",
        "{name}: not asked, because it needs a key that is not set (see: sabaku sources).",
    ),
}
"""What is missing where a question could not be asked at all, as sources name it."""
SOURCE_NAMES: Mapping[str, Text] = {
    "abuseipdb": Text("AbuseIPDBへの通報状況", "AbuseIPDB"),
    "auth": Text("送信ドメイン認証の再検証", "our own verification of the sender's authentication"),
    "certificate": Text("サイトの証明書", "the site's certificate"),
    "ct": Text("証明書の公開記録", "publicly logged certificates"),
    "dns": Text("DNSの登録内容", "DNS records"),
    "dnsbl": Text("IPアドレスのブロックリスト登録状況", "DNS block lists"),
    "feeds": Text("フィッシングURLリストへの登録状況", "lists of phishing URLs"),
    "geoip": Text("IPアドレスの割り当て地", "the approximate place of the IP address"),
    "neighbours": Text("同じIPアドレスにあるサイトの記録", "recorded sites at the same address"),
    "network": Text("IPアドレスの事業者", "the network's operator"),
    "rdap": Text("ドメインの登録情報(RDAP)", "the domain's registration (RDAP)"),
    "safebrowsing": Text("Googleセーフブラウジングの登録状況", "Google Safe Browsing"),
    "securitytxt": Text("事業者が公開する連絡先(security.txt)", "the operator's published contacts (security.txt)"),
    "urlscan": Text("urlscan.ioの過去の閲覧記録", "earlier captures at urlscan.io"),
    "virustotal": Text("VirusTotalの判定結果", "VirusTotal"),
    "visit": Text("誘導先サイトの表示内容", "what the landing site shows"),
    "warnings": Text("公的機関・企業による注意喚起", "official warnings"),
    "whois": Text("ドメインの登録情報(whois)", "the domain's registration (whois)"),
}
UNENCODED = Text(
    "誘導先の画面は、設定された埋め込みモデルでは本物の画面と比較できていません({why})。",
    "The landing page was not held against genuine pages by the embedding model that is set ({why}).",
)
BROKEN = Text(
    "検査プログラムの不具合により確認できませんでした。", "This could not be examined because of a fault in the check itself."
)


def gaps_of(ran: Iterable[Ran], facts: Iterable[Fact]) -> tuple[Gap, ...]:
    """One gap per source and reason, with all the checks that wanted it; a broken check is a gap too."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    subjects: dict[tuple[str, str], set[Question]] = defaultdict(set)
    lacks: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.state == "not-asked":
            lacks[fact.question.source].add(fact.why)
    gaps: list[Gap] = []
    for it in ran:
        for question, reason in it.unknown:
            wanted[question.source, reason].add(it.check.id)
            subjects[question.source, reason].add(question)
        if it.broken:
            gaps.append(Gap("check", "broken", (it.check.id,), 1, BROKEN))
    for (source, reason), ids in sorted(wanted.items()):
        why = next(iter(lacks[source])) if reason == "not-asked" and len(lacks[source]) == 1 else ""
        gaps.append(Gap(source, reason, tuple(sorted(ids)), len(subjects[source, reason]), _gap_says(source, reason, why)))
    unencoded = [fact.value.unencoded for fact in facts if isinstance(fact.value, Site) and fact.value.unencoded]
    if unencoded:
        gaps.append(Gap("visit", "not-compared", (), len(unencoded), _unencoded(unencoded[0])))
    return tuple(gaps)


def _unencoded(why: str) -> Text:
    return Text(UNENCODED.ja.format(why=whys.why(why, "ja")), UNENCODED.en.format(why=whys.why(why, "en")))


@functools.lru_cache(maxsize=256)
def _gap_says(source: str, reason: str, why: str) -> Text:
    name = SOURCE_NAMES.get(source, Text(source, source))
    if why in LACKS:
        return Text(LACKS[why].ja.format(name=name.ja), LACKS[why].en.format(name=name.en))
    if reason == "failed":
        return Text(
            f"{name.ja}は、問い合わせましたが回答を得られませんでした。", f"{name.en}: asked, but no answer could be had."
        )
    return Text(f"{name.ja}は、問い合わせていないため未確認です。", f"{name.en}: not examined, because nobody was asked.")
