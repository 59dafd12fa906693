"""A domain spelled so that it reads like the claimed company's own."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sabaku.checks._authorities import of_the_state
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._links import targets
from sabaku.checks._named import brands_domains, named, own_names
from sabaku.checks._who import place, senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import Brand, brands, owners, standing
from sabaku.names.hosts import registrable
from sabaku.names.lookalike import likeness, skeleton
from sabaku.names.whose import authentic

SHORTEST = 6
"""Letters of a company's own label below which likeness is chance."""
NEAR = 0.8
"""Share of the letters that two labels have in common, in order."""


@check(
    id="identity.resembles-claimed",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("名乗っている会社のドメインに似せた綴りです", "Spelled like the claimed company's domain"),
    says=Text(
        "{brand}を名乗り、正規の「{target}」に似せた綴りの入った {host} を使っています(正規のドメイン: {own})。",
        "It claims to come from {brand} and uses {host}, which holds something spelled like “{target}” (real domains: {own}).",
    ),
    speaks_for=("phishing",),
    experts=("FLOOK", "LLOOK", "FD", "LD"),
)
def resembles_claimed(case: Case, _: Observable) -> Iterator[Hit]:
    """Readers know how a name begins and ends, not each letter of it. Compared only with the company that the mail itself
    names, so that chance likeness is rare; an authority of the same country is left out, and what identity.from-imitates or
    brand-in-link already name.
    Innocent cause: a shop or club whose name is close to the company's and writes about it."""
    proven = (it for it in senders(case) if any(standing(one.brand.id, it.domain) for one in claims(case)))
    if through_list(case) or any(authentic(case, it.domain) for it in proven):
        return
    for one in claims(case)[:1]:
        if of_the_state(case, one.brand):
            return
        places = [(it.domain, place(it)) for it in senders(case)]
        places += [(link.host, Evidence(it.seen, found=case.message.quote(it.seen))) for it, link in targets(case)]
        for host, where in places:
            target = "" if standing(one.brand.id, host) or owners(host) or likeness(host) else _like(one.brand.id, host)
            if target:
                own = _bearing(one.brand, target)
                yield Hit(where, host=datum("domain", host), target=Datum("text", target), brand=named(one.brand.id), own=own)
                return


def _bearing(brand: Brand, label: str) -> Datum:
    """The brand's own domains for a sentence: one in which that label stands is among them, if there is any."""
    shown = own_names(brand)[:3]
    if any(label in it for it in shown):
        return brands_domains(brand)
    bearing = next((it for it in brand.domains if label in registrable(it).partition(".")[0]), "")
    return Datum("text", bearing) if bearing else brands_domains(brand)


@functools.lru_cache(maxsize=4096)
def _like(id: str, host: str) -> str:
    """The brand's own label that some label of the host resembles."""
    words = [word for label in host.lower().split(".")[:-1] for word in (label, *label.split("-")) if len(word) >= SHORTEST - 1]
    for own in _labels(id):
        if any(_close(own.replace("-", ""), word.replace("-", "")) for word in words[:12]):
            return own
    return ""


@functools.lru_cache(maxsize=4096)
def _labels(id: str) -> tuple[str, ...]:
    """The labels of the brand's domains, and the words of its name that stand in them, as far as they are long enough."""
    brand = brands()[id]
    labels = dict.fromkeys(registrable(it).partition(".")[0] for it in brand.domains)
    names = [it for it in brand.names.en.lower().split() if len(it) >= SHORTEST and any(it in label for label in labels)]
    return tuple(it for it in (*labels, *names) if len(it) >= 5)


def _close(own: str, word: str) -> bool:
    """Whether the word holds the label under letters that look alike, or most of it in order from the same first letter."""
    if word == own:
        return False
    flat, plain = skeleton(word), skeleton(own)
    if len(own) >= SHORTEST and (own in word or plain in flat):
        return True
    if word[0] != own[0] or not len(own) <= len(word) <= 2 * len(own):
        return skeleton(word[: len(own)]).replace("i", "l") == plain.replace("i", "l") and len(own) >= 5
    return _in_order(own, word[: len(own) + 3]) >= max(NEAR * len(own), 5)


def _in_order(own: str, word: str) -> int:
    """How many letters of the label stand in the word in the same order (longest common subsequence; both are short)."""
    row = [0] * (len(word) + 1)
    for letter in own:
        last = 0
        for n, other in enumerate(word, 1):
            last, row[n] = row[n], last + 1 if letter == other else max(row[n], row[n - 1])
    return row[-1]
