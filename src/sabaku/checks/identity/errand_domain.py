"""The sender's domain is called after what the reader shall do, and its name is nobody's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._offices import errand
from sabaku.checks._unnamed import named, says_all, stranger
from sabaku.checks._who import place
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable

_WANTS = (
    *("credential", "card.ask", "card.use", "refund", "payment", "payee", "threat", "deadline", "court", "scare"),
    *("parcel", "prize", "tax", "survey", "mailbox", "share", "crypto", "callback", "personal.ask", "offer.wage", "job"),
)


@check(
    id="identity.errand-domain",
    over="message",
    said=_WANTS,
    group="identity",
    sure="inferred",
    title=Text("差出人のドメインが、用件の名前で作られています", "The sender's domain is called after an errand"),
    says=Text(
        "差出人のドメイン {domain} には「{word}」という用件を表す語が付いていますが、この名前を名乗る会社は"
        "本文のどこにも出てきません。そのうえで「{wants}」と書いています。詐欺のために取得されたドメインに多い形です。",
        "The domain {domain} bears “{word}”, the name of an errand, and nowhere does the mail give that as anybody's name, "
        "while it writes “{wants}”. Domains that are hired for one fraud are often called so.",
    ),
    advice=Text(
        "リンクや返信は使わず、名乗っている会社の公式サイトを自分で開いて確かめてください。",
        "Neither follow its links nor answer: ask the firm by its own site.",
    ),
    experts=("FD", "FDISP", "NOBR"),
    speaks_for=("phishing",),
)
def errand_domain(case: Case, _: Observable) -> Iterator[Hit]:
    """Firms have one domain, with their name; «name-billing», «name-verify» is what is left to buy to look
    like one.

    Judged where no known brand is claimed (other checks compare those with the domain), and the mail wants something. Left
    out: mail that says the domain's whole name in words, or a firm in Japanese; lists, colleagues, schools. Innocent causes: a
    small firm with such a second domain, which mostly signs with it.
    """
    sender = stranger(case)
    word = "" if sender is None or is_public(sender.domain) else errand(registrable(sender.domain).partition(".")[0])
    wants = _said.first(case, *_WANTS)
    if sender is None or not word or wants is None or _told.warns(case) or says_all(case, sender.domain):
        return
    if _said.lang(case) == "ja" and named(case, sender.domain):
        return
    yield Hit(
        place(sender), _said.quote(wants), domain=datum("domain", sender.domain), word=Datum("text", word), wants=wants.shown
    )
