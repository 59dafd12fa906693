"""The From domain is made to look like a brand's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.brands import kin
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import claims, domain, named, place, senders
from sabaku.hosts import registrable
from sabaku.lookalike import Likeness, likeness
from sabaku.model import Case, Datum, Observable, Text

HOW = {
    "left-label": Text("本物のドメインを左側に付け足しています", "it puts the real domain to the left of another one"),
    "twins": Text("見間違えやすい文字を使っています", "it uses letters that are mistaken for others"),
    "edit": Text("1文字だけ違います", "it differs by one letter"),
    "combined": Text("名前に別の語を組み合わせています", "it combines the name with other words"),
    "other-tld": Text("末尾(トップレベルドメイン)が違います", "it has another ending (top-level domain)"),
    "label": Text("別人のドメインの左側に名前を置いています", "it puts the name to the left of somebody else's domain"),
}


@check(
    id="identity.from-imitates",
    over="message",
    group="identity",
    title=Text("差出人のドメインが本物に似せてあります", "The From domain imitates a real one"),
    says=Text(
        "差出人のドメイン {domain} は、{brand}の {real} に似せたものとみられます({how})。",
        "The From domain {domain} looks made to resemble {real} of {brand}: {how}.",
    ),
    experts=("FLOOK", "FD", "FFORGE"),
    speaks_for=("credential-phishing", "card-phishing"),
    attacks=(42, 16),
)
def from_imitates(case: Case, _: Observable) -> Iterator[Hit]:
    """A domain that differs from the brand's by little is registered to deceive; nothing else explains it.

    Judged where the mail also claims that brand, or the likeness is by twins of letters. Innocent causes: a company whose name
    contains the brand's by chance, a regional site of the brand that the list does not know.
    Reference: Unicode TR 39; Holgers et al., Cutting through the Confusion (2006).
    """
    related = {other for one in claims(case) for other in kin(one.brand.id)}
    for sender in senders(case):
        like = likeness(sender.domain) or _short_name(case, sender.domain)
        if like and (like.brand in related or like.how == "twins"):
            yield Hit(
                place(sender, like.target),
                domain=domain(sender.domain),
                brand=named(like.brand),
                real=domain(like.target),
                how=Datum("text", like.how, HOW[like.how]),
            )
            return


def _short_name(case: Case, host: str) -> Likeness | None:
    """`irs-taxcredit.test` for IRS: a name too short to be looked for in every domain, but the mail claims it too."""
    labels = [it.split("-") for it in host.split(".")[:-1] if "-" in it]
    ends = {word for words in labels for word in (words[0], words[-1])}
    for one in claims(case):
        for real in (*one.brand.verified, *one.brand.unverified):
            label = registrable(real).partition(".")[0]
            if 2 <= len(label) <= 4 and label in ends:
                return Likeness(one.brand.id, "combined", label, real)
    return None
