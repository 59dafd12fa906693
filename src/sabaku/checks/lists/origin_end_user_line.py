"""One check: the mail came straight from a line that should not send mail itself."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Listing, Observable, Question, Text


@check(
    id="lists.origin-end-user-line",
    over="origin",
    group="lists",
    needs=("dnsbl",),
    title=Text(ja="メールを直接送るはずのない回線から届いています", en="From a line that should not send mail itself"),
    says=Text(
        ja="発信元IPアドレス {ip} は、{list}によると、メールを直接送信しないはずの回線(家庭用回線など)のものです。",
        en="According to {list}, the address {ip} belongs to a range that should not send mail directly, such as lines of homes.",
    ),
    speaks_for=("bulk-spam", "credential-phishing"),
    experts=("RIP",),
    attacks=(40,),
)
def origin_end_user_line(case: Case, it: Observable) -> Iterator[Hit]:
    """The Policy Block List holds ranges whose own operators say that no mail server stands there; hijacked machines do send.

    It is no accusation of the line's owner. Innocent cause: a mail server at home, or a sender whose own provider was
    taken for the origin.
    """
    question = Question("dnsbl", it.value, (("list", "zen"),))
    found = case.need("dnsbl", it.value, list="zen") if it.value else None
    if isinstance(found, Listing) and found.listed and "PBL" in found.threat.split(", "):
        yield Hit(
            _outside.quoted(case, it),
            Evidence(question, found=found.detail),
            ip=datum("ip", it.value),
            list=found.list,
        )
