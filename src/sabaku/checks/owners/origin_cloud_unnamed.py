"""One check: the mail came straight from a rented cloud machine without a name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.origin-cloud-unnamed",
    over="origin",
    group="owners",
    needs=("network", "dns"),
    title=Text(ja="名前のないクラウド上のサーバーから直接送られています", en="Sent straight from an unnamed cloud machine"),
    says=Text(
        ja="発信元 {ip} は{operator}のクラウド上のサーバーで、確認できる逆引き名がありません。"
        "メールサービスの送信サーバーには通常、逆引き名があります。",
        en="The origin {ip} is a machine in the cloud of {operator} without a confirmed reverse name. "
        "Servers of mail services normally have one.",
    ),
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("RIP", "RLOC"),
    attacks=(39, 40),
)
def origin_cloud_unnamed(case: Case, it: Observable) -> Iterator[Hit]:
    """Machines rented by the hour send most of Japan's phishing (over 80 % without reverse DNS, 協議会 monthly reports).

    The cloud operators' own mail services (Exchange Online, Amazon SES, Gmail) have reverse names, so they don't hit; where the
    border's software never writes reverse names, only DNS can tell. Innocent cause: a small company's own server in a cloud
    whose reverse name was never set.
    """
    if not it.value or not _outside.nameless(case):
        return
    found = _outside.network(case, it.value)
    if found is not None and found[1].use == "cloud":
        yield Hit(
            _outside.quoted(case, it),
            Evidence(found[0], found=found[1].organisation),
            ip=datum("ip", it.value),
            operator=found[1].organisation,
        )
