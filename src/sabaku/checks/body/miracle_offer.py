"""One check: a cure, trick or secret that is advertised as no honest trader does."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 6000


@check(
    id="body.miracle-offer",
    over="message",
    group="body",
    title=Text(
        ja="効き目や得になる話、暴露話などを大げさにうたう宣伝です", en="A cure, a saving or a secret, advertised beyond belief"
    ),
    says=Text(
        ja="「{one}」「{other}」など、効き目や節約、秘密の方法、有名人の話題を大げさにうたってリンクへ誘う、無差別に送られる宣伝の文面です。",
        en="“{one}”, “{other}”: cures, savings, secrets and gossip behind a link, as senders of mass advertising promise them.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS", "LURE"),
)
def miracle_offer(case: Case, it: Observable) -> Iterator[Hit]:
    """Sold are useless pills and subscriptions that can't be ended; the sender changes domains every day.

    Two different kinds of such claims are wanted, one of them in the subject, the sender's name or the first lines. Innocent
    cause: newsletters about health, which have neither tricks nor secrets.
    """
    told = _said.said(case, "miracle")
    if len(told) < 2 or not _links.digest(case).clicked or len(_said.text(case)) > LONG:
        return
    early = next((one for one in told if one.seen.view != "visible" or one.seen.start < 400), None)
    if early is None:
        return
    other = next((one for one in told if one.value != early.value or _elsewhere(one, early)), None)
    if other is not None:
        yield Hit(_said.quote(early), _said.quote(other), one=early.shown, other=other.shown)


def _elsewhere(one: Observable, other: Observable) -> bool:
    """Said again in other words: in another field, or another phrase."""
    return one.shown.lower() != other.shown.lower()
