"""One check: the address from which the mail came is on a DNS block list."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Listing, Observable, Question, Text

MEANS = {
    "SBL": Text("迷惑メールの送信元", "a source of spam"),
    "CSS": Text("迷惑メールの送信元(自動検出)", "a source of spam, found automatically"),
    "XBL": Text("乗っ取られた機器", "a hijacked machine"),
    "DROP": Text("犯罪者が使うネットワーク", "a network run by criminals"),
    "BCL": Text("ボットネットの指令サーバー", "a botnet's controller"),
}


@check(
    id="lists.origin-listed",
    over="origin",
    group="lists",
    needs=("dnsbl",),
    title=Text(ja="発信元IPアドレスがブロックリストに登録されています", en="The origin is on a block list"),
    says=Text(
        ja="発信元IPアドレス {ip} は、{list}に「{threat}」として登録されています({at}に確認)。",
        en="The address {ip} from which the mail came is listed by {list} as {threat} (looked up {at}).",
    ),
    speaks_for=("bulk-spam", "credential-phishing"),
    experts=("BLK", "RIP"),
)
def origin_listed(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail servers all over the world refuse such addresses. Policy listings (PBL) are another check's business.

    Innocent cause: a shared address whose other user misbehaved; a listing after the mail came. The time is said.
    """
    question = Question("dnsbl", it.value, (("list", "zen"),))
    found = case.need("dnsbl", it.value, list="zen") if it.value else None
    if isinstance(found, Listing) and found.listed:
        for threat in found.threat.split(", "):
            if threat in MEANS:
                yield Hit(
                    _outside.quoted(case, it),
                    Evidence(question, found=found.detail),
                    ip=datum("ip", it.value),
                    list=found.list,
                    threat=datum("text", threat, MEANS[threat]),
                    at=_named.at(case, case.facts.get(question)),
                )
