"""A proven sender leads nobody away from their own site, and wants nothing: the name in the mail is then hardly a disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _hosts, _route, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import Claimed
from sabaku.checks._foreign import foreign
from sabaku.checks._hosts import of_others
from sabaku.checks._links import targets
from sabaku.checks._named import named
from sabaku.checks._throwaway import throwaway
from sabaku.checks._who import Sender, place
from sabaku.model import Case, Datum, File, Link, Observable, Text
from sabaku.names.brands import is_public, standing
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import registrable
from sabaku.names.lookalike import likeness
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

_DEMANDS = (
    *("mailbox.held", "mailbox.quota", "mailbox.upgrade", "mailbox.desk", "credential.verify", "credential.password"),
    *("parcel.failed", "crypto", "court", "threat", "scare", "deadline.hours"),
)
_WISHES = ("credential", "payment.unpaid", "share", "refund", "survey", "prize.win", "prize.chosen")
"""What honest companies ask for too: counted against all but those whose ending only organisations can register."""
_BY_VOICE = ("crypto", "court", "threat.legal", "extortion", "scare")
_VOICED_WISHES = (
    "callback.charge",
    "callback.note",
    "callback.remote",
    "payment.unpaid",
    "refund",
    "prize.win",
    "prize.chosen",
    "advance-fee",
)
"""What is wanted by telephone or by answer; the rest needs a page on which to type or a file to open."""
_HARMLESS = ("pdf", "ics", "png", "jpg", "jpeg", "gif", "vcf", "txt", "csv", "docx", "xlsx", "pptx")

_PROGRAM = late.pattern(r"\.(?:exe|msi|msix|scr|js|vbs|hta|bat|cmd|ps1|lnk|iso|img|apk|dmg|jar)\Z", re.IGNORECASE)
"""Ends of a link that fetches a program."""
_ADDRESS = late.pattern(r"[\w.%+-]@((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,18})")


@check(
    id="identity.own-ground",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人は、よそへ誘導せず、何も要求していません", "It stays on its sender's own ground and wants nothing"),
    says=Text(
        "差出人の {domain} は{proof}、{links}、脅しも急な要求もありません。"
        "{brand}自身のドメインとは確認できていませんが、取扱会社や、一覧にまだないドメインからの案内とも考えられます。",
        "{domain} in From {proof}, {links}, and nothing is threatened or hastily demanded. It is not known to be {brand}'s "
        "own domain, but may be that of a dealer, or one that the list does not have yet.",
    ),
)
def own_ground(case: Case, _: Observable) -> Iterator[Hit]:
    """Who uses another's name to deceive hides behind it, leads elsewhere or makes one hurry; a dealer does none of these.

    Needs a pass of SPF, DKIM or DMARC for From's own domain at the recipient's border, or a machine whose confirmed name lies in
    it, or, where nothing can be done with the mail but to read it, a domain that only organisations can register;
    a domain that is not of the throw-away kind, no demand, no attachment that can act. It informs, and keeps the findings
    that rest on the domain alone from counting. A mail with nothing to click on, to open or to answer elsewhere wants
    only what can be had by telephone. Domains that only organisations can register (属性型JPドメイン, .gov, .edu) may
    also invite to log in or pay.
    """
    found = foreign(case)
    if found is None:
        return
    claimed, sender = found
    proof = authentic(case, sender.domain) or _route.own_machine(case, sender.domain)
    if _poses(case, claimed, sender) or (proof is None and not _only_to_be_read(case, sender)):
        return
    if _has_a_name(sender) and _stays(case, claimed, sender) and not _wants(case, claimed, sender):
        told = (place(sender), proof) if proof else (place(sender),)
        how = Datum("text", "proven" if proof else "unproven", _PROOF[proof is not None])
        ways = Datum("text", "home" if targets(case) else "none", _WAYS[bool(targets(case))])
        yield Hit(*told, brand=named(claimed.brand.id), domain=datum("domain", sender.domain), proof=how, links=ways)


_PROOF = {
    True: Text("受信側サーバーの記録で確かめられ", "is confirmed by the receiving server's records"),
    False: Text(
        "確かめられていませんが、誰でも取得できる種類のドメインではなく", "is not confirmed, but no domain for just anybody"
    ),
}
_WAYS = {
    True: Text(
        "リンクの行き先も、差出人やその会社のサイト、配信サービスの計測用アドレスなどに限られ",
        "its links lead to the sender's own site, to the company's, through the counter of a mailing service and the like",
    ),
    False: Text("リンクは一つもなく", "there is no link"),
}
_ASKS = ("payment", "personal", "payee", "boss", "job", "offer", "riches", "plight", "stranger", "mailbox", "parcel.failed")
"""What may be asked in a mail that cannot be clicked, and must not where nobody proves who sent it."""
_OF_A_STATE = ("threat.suspend", "threat.legal", "payment", "tax.refund")
"""What a state's office never has a dealer tell by telephone."""


def _only_to_be_read(case: Case, sender: Sender) -> bool:
    """Whether there is nothing to click, to open or to answer elsewhere, nothing asked, and the ending not for just anybody."""
    asked = (*_BY_VOICE, *_VOICED_WISHES, *_ASKS)
    return is_organisations(sender.domain) and _still(case) and _said.first(case, *asked) is None


def _still(case: Case) -> bool:
    """Whether there is nothing to click, also no words to click on whose link a list has taken away, to open or to answer
    elsewhere."""
    return not targets(case) and not _said.leads(case) and not _files.beside(case) and not case.seen("address", "reply-to")


def _poses(case: Case, claimed: Claimed, sender: Sender) -> bool:
    """Whether From's name is the brand's and nothing else but other brands', at a domain for just anybody that has another name
    than the brand or a longer one (`n26-pairing`), or shows another's address: a dealer says who they are, and has their name in
    their domain."""
    other = _ADDRESS.search(sender.who.shown)
    if other and registrable(other[1].lower()) != registrable(sender.domain):
        return True
    shown, label = _letters(sender.who.shown), _letters(registrable(sender.domain).partition(".")[0])
    names = {_letters(it) for it in (claimed.brand.names.ja, claimed.brand.names.en, *claimed.brand.aliases)} - {""}
    if shown not in names and _beside_brands(case, shown):
        return False
    if not is_organisations(sender.domain) and label not in names:
        return True
    initials = "".join(word[0] for word in re.findall("[a-z0-9]+", fold(sender.who.shown)))
    known = (*names, *(word for word in re.findall("[a-z0-9]{4,}", fold(claimed.brand.names.en))))
    return not any(it in label for it in known) and not (len(initials) > 1 and initials in label)


def _beside_brands(case: Case, shown: str) -> str:
    """What From's name says beside names of brands: of «Digital Agency, My Number Points» nothing."""
    for it in sorted((_letters(one.shown) for one in case.seen("brand", "from")), key=len, reverse=True):
        shown = shown.replace(it, "") if it else shown
    return shown


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _has_a_name(sender: Sender) -> bool:
    like = likeness(sender.domain)
    plain = like is None or like.how in ("combined", "other-tld")
    return plain and not is_public(sender.domain) and throwaway(sender.domain) is None


def _stays(case: Case, claimed: Claimed, sender: Sender) -> bool:
    """Whether all links lead to the sender's domain or the brand's; where the name resembles a brand's, to the brand's alone."""
    own = registrable(sender.domain) if likeness(sender.domain) is None else ""
    return all(
        link.domain == own or standing(claimed.brand.id, link.host) or _hosts.tracker(link.host) or _of_anybody(link)
        for _, link in targets(case)
    )


def _of_anybody(link: Link) -> bool:
    """Whether it is one of those links to networks and shops of applications, and no page that anybody can put up there."""
    return of_others(link.host) and not _hosts.is_form(link.url) and not _hosts.listed(link.host, "free_hosting")


def _wants(case: Case, claimed: Claimed, sender: Sender) -> bool:
    demands, wishes = (_BY_VOICE, _VOICED_WISHES) if _still(case) else (_DEMANDS, _WISHES)
    if claimed.brand.sector == "government" and case.seen("phone"):
        wishes = (*wishes, *_OF_A_STATE)
    lists = demands if is_organisations(sender.domain) else (*demands, *wishes)
    if _said.first(case, *lists) is not None or any(map(_acts, case.seen("file", "attachment"))):
        return True
    return any(_PROGRAM.search(link.path) for _, link in targets(case))


def _acts(it: Observable) -> bool:
    return isinstance(it.detail, File) and (it.detail.name or "").rpartition(".")[2].lower() not in _HARMLESS
