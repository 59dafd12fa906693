"""The sender's or the recipient's own domain, rewritten, inside a stranger's host name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._house import shows
from sabaku.checks._links import targets
from sabaku.checks._vouched import namesakes
from sabaku.checks._who import senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import delivered

_DEMANDS = ("credential", "card", "threat", "mailbox", "payment.unpaid")


@check(
    id="identity.domain-in-link",
    over="message",
    said=_DEMANDS,
    group="identity",
    title=Text("リンク先の名前に、本物のドメインに似せた文字列があります", "A real domain, rewritten, in a stranger's host name"),
    says=Text(
        "リンク先のホスト名に「{piece}」とあり、{domain} のように見えますが、実際の行き先は別のサイト {link} です。",
        "The link's host name contains “{piece}” and so looks like {domain}, but it leads to {link}, which is another site.",
    ),
    quiet_when=("identity.brand-in-link",),
    experts=("LLOOK", "LD"),
    speaks_for=("phishing",),
)
def domain_in_link(case: Case, _: Observable) -> Iterator[Hit]:
    """Whoever phishes the users of one house writes its domain into the host name (example-jp.host.test, example.jp.host.test).

    Judged where the mail demands something. Innocent causes: mail filters and trackers that write the customer's domain into the
    host name; known companies' hosts are left alone, those of the proven sender of that name, and what the house shows its own
    people as a fraud's.
    """
    if through_list(case):
        return
    house = [it.rpartition("@")[2] for it in delivered(case)] + [*case.input.home.domains]
    names = dict.fromkeys(registrable(it) for it in (*house, *(one.domain for one in senders(case))))
    known = [it for it in names if len(it) >= 6 and "." in it and not is_public(it)]
    for it, link in targets(case):
        if link.domain in names or link.domain in namesakes(case) or owners(link.host) or shows(case, it):
            continue
        for name in known:
            piece = next((form for form in (name, name.replace(".", "-"), name.replace(".", "")) if form in link.host), "")
            if piece:
                yield Hit(
                    Evidence(it.seen, found=case.message.quote(it.seen)),
                    domain=datum("domain", name),
                    piece=Datum("text", piece),
                    link=datum("domain", link.host),
                )
                return
