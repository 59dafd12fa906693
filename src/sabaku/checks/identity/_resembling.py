"""Senders whose domain resembles a brand's, and how. Plain functions of judgement; no check lives here."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, datum
from sabaku.checks._claimed import claims
from sabaku.checks._named import named
from sabaku.checks._who import Sender, place, senders
from sabaku.model import Case, Datum, Text
from sabaku.names.brands import kin, standing
from sabaku.names.hosts import registrable
from sabaku.names.lookalike import How, Likeness, likeness

HOW: dict[How, Text] = {
    "left-label": Text("本物のドメインを左側に付け足しています", "it puts the real domain to the left of another one"),
    "twins": Text("見間違えやすい文字を使っています", "it uses letters that are mistaken for others"),
    "edit": Text("1文字だけ違います", "it differs by one letter"),
    "combined": Text("名前に別の語を組み合わせています", "it combines the name with other words"),
    "other-tld": Text("末尾(トップレベルドメイン)が違います", "it has another ending (top-level domain)"),
    "label": Text("別人のドメインの左側に名前を置いています", "it puts the name to the left of somebody else's domain"),
}

FORGED: tuple[How, ...] = ("left-label", "twins", "edit")
"""Made to be overlooked: nobody comes to such a name by chance."""


def alike(case: Case) -> Iterator[tuple[Sender, Likeness]]:
    """Each sender whose domain resembles that of a brand which the mail claims, or resembles one by twins of letters."""
    related = {other for one in claims(case) for other in kin(one.brand.id)}
    for sender in senders(case):
        like = likeness(sender.domain) or _short_name(case, sender.domain)
        if like and (like.brand in related or like.how == "twins"):
            yield sender, like


def told(sender: Sender, like: Likeness) -> Hit:
    """The likeness with its place and the domain that is meant."""
    return Hit(
        place(sender, like.target),
        domain=datum("domain", sender.domain),
        brand=named(like.brand),
        real=datum("text", like.target),
        how=Datum("text", like.how, HOW[like.how]),
    )


_HOLDS = Text("(名前を含むだけで、別のドメイン)", ", another domain with the name in it")


def holding(domain: str, brand: str) -> Datum:
    """What is said behind a domain that is none of the brand's and has its name in it, as anybody's may; else nothing."""
    like = likeness(domain)
    named_in = like is not None and like.how not in FORGED and like.brand in kin(brand)
    return Datum("text", like.how, _HOLDS) if like is not None and named_in else Datum("text", "", Text("", ""))


def _short_name(case: Case, host: str) -> Likeness | None:
    """`irs-taxcredit.test` for IRS: a name too short to be looked for in every domain, but the mail claims it too."""
    labels = [it.split("-") for it in host.split(".")[:-1] if "-" in it]
    ends = {word for words in labels for word in (words[0], words[-1])}
    for one in (it for it in claims(case) if not standing(it.brand.id, host)):
        for real in (*one.brand.verified, *one.brand.unverified):
            label = registrable(real).partition(".")[0]
            if 2 <= len(label) <= 4 and label in ends:
                return Likeness(one.brand.id, "combined", label, real)
    return None
