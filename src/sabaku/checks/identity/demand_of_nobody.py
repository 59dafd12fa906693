"""A demand with a link, in a mail that nowhere says whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _greeted, _hosts, _letter, _links, _said, _story, _tied, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._offices import naming
from sabaku.checks._route import platform_name
from sabaku.checks._unlike import by_domain
from sabaku.checks._unnamed import named, stranger
from sabaku.checks._who import place
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.text import late

_WANTS = (
    *("payment.unpaid", "refund", "tax", "card.problem", "card.ask", "parcel.failed", "parcel.address", "credential", "threat"),
    *("scare", "mailbox", "share", "malware.attached", "prize", "court"),
)
LONG = 1500
"""Characters from which on a text has room to say whose it is, and mostly does."""
_SOMEBODY = late.pattern(
    r"\b(?:ltd|limited|llc|llp|inc|plc|corp|gmbh|e\.? ?v|e\.? ?k|kg|ohg|s\.?r\.?l|s\.?p\.?a|s\.?l|s\.?a\.?s|sarl|b\.?v"
    r"|lda|sp\.? z o\.?o|co)\b\.?"
    r"|©|\bcopyright\b|\bregistered (?:in|office|charity|company)\b|\bvat\b|\bust-?id|\bsiret\b|\bp\.? ?iva\b|\bkvk\b"
    r"|\b\d{1,4},? [a-z]{3,20} (?:street|st|road|rd|lane|avenue|ave|drive|way|park|quay|row|square)\b"
    r"|\b[a-z]{3,20}(?:strasse|str\.|weg|platz) \d"
    r"|\b\d{1,4},? (?:rue|avenue|boulevard|place)\b|\b(?:calle|c/|via|piazza|rua|avenida) [a-z]|〒"
)
"""What only stands where a sender is named and placed: a firm's form, a register, a street."""
_SIGNING_UP = late.pattern(
    r"\b(?:confirm|verify|activate) (?:your|this) (?:new )?e-?mail\b|\b(?:thanks|thank you) for (?:registering"
    r"|signing up|joining)\b"
    r"|メールアドレスの?(?:確認|認証)|仮登録|本登録|ご登録ありがとう"
)
"""The reader has just typed an address there."""


@check(
    id="identity.demand-of-nobody",
    over="message",
    said=_WANTS,
    group="identity",
    sure="inferred",
    title=Text(
        "手続きや支払いを求めていますが、どこからのメールか本文に書かれていません",
        "It wants something, and nowhere says whose it is",
    ),
    says=Text(
        "「{wants}」と書いて {host} へ誘導していますが、本文には社名も署名も所在地も電話番号もなく、差出人のドメイン {domain} "
        "の持ち主も分かりません。請求や手続きを求める会社は、本文で自分を名乗ります。",
        "It writes “{wants}” and leads to {host}, but has no firm, no signature, no address and no telephone, and does not "
        "say whose its domain {domain} is. A firm that wants something of its customer says who it is.",
    ),
    advice=Text(
        "心当たりのある会社や役所の公式サイトを、自分で開いて確かめてください。",
        "If you think that you know whom it is about, ask there by its own site.",
    ),
    experts=("NOBR", "SIGMISS", "FD"),
    quiet_when=("identity.page-of-nobody", "identity.firm-elsewhere", "links.unnamed-knows-reader"),
    speaks_for=("phishing",),
)
def demand_of_nobody(case: Case, _: Observable) -> Iterator[Hit]:
    """One text for the customers of any firm; the name in From alone can be changed with every mail.

    Law wants a firm's name and address in its mail (特定商取引法 11, ePrivacy 13, § 35a GmbHG). Left out: known firms, offices
    and platforms, lists, newsletters, answers, colleagues, mail that greets the reader by name, senders whose name is their
    domain's, the confirmation of an address, and mail whose only pages are those of known firms. Innocent causes: a
    small organiser whom all the readers know.
    """
    sender, wants = stranger(case), _said.first(case, *_WANTS)
    if sender is None or wants is None or is_public(sender.domain) or platform_name(sender.domain):
        return
    if _letter.size(case) > LONG or _bulk.mass(case) or _story.conversation(case) or _greeted.by_readers_name(case):
        return
    pages = [it for it in _links.clicked(case) if not owners(_links.link(it).host) and not _hosts.tracker(_links.link(it).host)]
    if not pages or _told.warns(case) or _tied.signs(case, sender) or named(case, sender.domain):
        return
    if by_domain(case, sender, naming(sender.who.shown)) or _SIGNING_UP.search(_said.folded(case)):
        return
    if _SOMEBODY.search(_said.folded(case)) is None and not case.seen("phone", "text"):
        yield Hit(
            place(sender),
            _said.quote(wants),
            _links.at(pages[0]),
            wants=wants.shown,
            host=datum("domain", _links.link(pages[0]).host),
            domain=Datum("domain", registrable(sender.domain)),
        )
