"""One check: the page behind the link is a form or drawing that anybody can make in their office account."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _firms, _hosts, _links, _said, _tied, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late


@check(
    id="links.public-form",
    over="message",
    group="links",
    title=Text(ja="誰でも作れるフォームや図面に誘導しています", en="The link leads to a form or drawing that anybody can make"),
    says=Text(
        ja="リンク先は {host} 上の、誰でも自分のアカウントで作れるフォーム・図面・共有ファイルです。"
        "中身は {host} のものではなく、作った人のものです。",
        en="The link leads to a form, drawing or shared file on {host} such as anybody with an account can make: what "
        "stands there is its maker's, not {host}'s.",
    ),
    speaks_for=("phishing",),
    experts=("LRED",),
    attacks=(94,),
)
def public_form(case: Case, it: Observable) -> Iterator[Hit]:
    """The host is one that every filter trusts, and the page is anybody's. Judged where it is the only place that the mail leads
    to. Left out where the sender signs the text with the name in From and nothing is promised or demanded. Innocent causes: a
    club's registration, a colleague's file; newsletters have other links as well.
    """
    first = None
    house = _vouched.house(case)
    for found in _links.clicked(case):
        if _links.link(found).domain not in house:
            if not _hosts.is_form(found.value):
                return
            first = first or found
    if (
        first is not None
        and not case.seen("list", "mailing-list")
        and not case.message.named("in-reply-to")
        and not _known_by_name(case)
    ):
        yield Hit(_links.at(first), host=datum("domain", _links.link(first).host))


_LURES = (
    "prize",
    "credential",
    "card",
    "refund",
    "threat",
    "scare",
    "mailbox",
    "crypto",
    "advance-fee",
    "payment.unpaid",
)


_ASKED = ("credential", "card")
"""What a firm that writes from its own proven domain may ask its customers and suppliers to confirm."""


def _known_by_name(case: Case) -> bool:
    """Whether a club or office asks under its own name to fill in a form, and holds out neither gain nor harm."""
    lures = (it for it in _LURES if it not in _ASKED or not _firms.firm(case))
    known = (_tied.signs(case, it) or _of_a_club(case, it.who.shown) for it in _author.authors(case)[:1])
    return not _said.has(case, *lures) and any(known)


_CLUB = late.pattern(
    "同窓会|同期会|クラス会|保護者会|後援会|子ども会|子供会|町内会|町会|自治会|サークル|実行委員会|育成会|合唱団|少年団|[Pp][Tt][Aa]"
)
"""Private bodies, which have no domain and are known by what they are."""


def _of_a_club(case: Case, shown: str) -> bool:
    """Whether From names such a body, in more words than the text does: «第38期同窓会幹事» writes of «同窓会»."""
    return any(found[0] in _said.text(case) for found in _CLUB.finditer(shown[:80]))
