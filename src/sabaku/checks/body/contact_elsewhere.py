"""One check: the reader shall write to a free-mail address that is not the sender's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _house, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum, in_line
from sabaku.checks._who import senders
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 4000
_FORMS = frozenset(
    (
        *("jotform.com", "typeform.com", "wufoo.com", "cognitoforms.com", "123formbuilder.com", "tally.so", "formspree.io"),
        "formsubmit.co",
    )
)
"""Services that pass on what somebody typed into a form."""


@check(
    id="body.contact-elsewhere",
    over="message",
    group="body",
    title=Text(ja="本文で、別のフリーメールへの連絡を求めています", en="The reader is to write to another, free-mail address"),
    says=Text(
        ja="{asks}、連絡先は差出人とは別の {address} です。{domain} のアドレスは、誰でも匿名で取得できます。",
        en="{asks} {address}, not to the sender; anybody can have an address at {domain}.",
    ),
    speaks_for=("advance-fee", "bec", "malware"),
    experts=("FFREE",),
    attacks=(22,),
)
def contact_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail from stolen mailboxes can't be answered there, so the text names the crook's own.

    Innocent cause: «my new address is …» among friends; so a request for an answer, money or an order is wanted beside it,
    and the label of a field in what a form's service passes on is none, nor the customer's
    address to which a known service has the answers go.
    """
    wanted = _story.wants_answer(case) or _papers(case)
    if (
        wanted is None
        or _letter.size(case) > SHORT
        or _story.conversation(case)
        or not _bulk.is_letter(case)
        or _house.by_its_form(case)
    ):
        return
    known = {one.value for one in case.seen("address", *_NAMED, *(("reply-to",) if _firms.for_a_customer(case) else ()))} | {
        one.seen.value for one in _author.authors(case)
    }
    for one in case.seen("address", "text"):
        if _typed(case, wanted, one) or _names_reader(case, one) or _OF_A_LIST.search(one.value.partition("@")[0]):
            continue
        if isinstance(one.detail, Address) and one.value not in known and is_public(one.detail.domain):
            yield Hit(
                Evidence(one.seen, found=one.shown),
                _said.quote(wanted),
                asks=datum("text", in_line(wanted.shown), _asks(in_line(wanted.shown))),
                address=datum("address", one.value),
                domain=datum("domain", one.detail.domain),
            )
            return


_NAMED = ("from", "to", "cc")


def _asks(words: str) -> Text:
    """How the text calls for an answer: by words of its own, or by what it gives as the contact below a label («E-mail:»)."""
    if words.rstrip().endswith((":", ":")):
        return Text("本文に返信を求める言葉があり", "By the contact in the text an answer is to go to")
    return Text(f"「{words}」とあり", f"“{words}”: the answer is to go to")


_SEND = (
    *("send", "submit", "forward", "email", "e-mail", "provide", "reply with", "schicken", "senden", "envoyez", "envie"),
    *("invi", "invii", "inviare", "stuur", "wyslij"),
)
_PAPERS = late.pattern(
    rf"\b(?:{'|'.join(_SEND)})\b[^.!?\n]{{0,60}}?"
    r"\b(?:passport|bank(?:ing)? details|account details|id card|identity card|driv(?:er|ing)\W{0,2}s? licen[cs]e|reisepass"
    r"|personalausweis|bankverbindung|passeport|coordonnees bancaires|pasaporte|datos bancarios|passaporto|dados bancarios"
    r"|paspoort|bankgegevens|paszport\w?)\b"
)
_papers_asked = late.starting(_PAPERS, *_SEND)


def _papers(case: Case) -> Observable | None:
    """The words that ask for papers or an account's number, which nobody wants at a stranger's mailbox."""
    found = next(_papers_asked(_told.flowing(case)[:SHORT]), None)
    if found is None:
        return None
    return _said.phrase(case, "personal.ask", *found.span())


_READER = late.pattern(
    r"[=/%&?#@]$|\b(?:dear|hello|welcome(?: back)?|hi|hallo|hola|ola|bonjour|ciao|prezad[oa]|estimad[oa]|caro|beste|geachte|attn"
    r"|attention|user|account|konto|compte|cuenta|conta)(?:\(a\))?[ \t,:!]{0,3}$",
    re.IGNORECASE,
)
_OF_A_LIST = re.compile(r"[+-](?:un)?subscribe$|[+-](?:leave|owner|help|request|bounces)$")
"""How mailing lists call the addresses by which one leaves them, as they write below every mail."""
_FIELD = late.pattern(
    r"[ \t>|*]{0,12}(?:from|to|cc|sent by|von|an|de|à|para|da|van|aan|发件人|收件人|보낸 ?사람|받는 ?사람)[*]?"
    r"[ \t]?[:：][^\n]{0,200}",
    re.IGNORECASE,
)
"""A line of the fields that mail programs set above what they quote or pass on."""
_BESIDE = late.pattern(
    r"^[ \t>|*]{0,12}(?:sent|date|subject|gesendet|datum|betreff|envoyé|objet|enviado|fecha|data|asunto|assunto|inviato|oggetto"
    r"|verzonden|onderwerp|发送时间|主题|날짜|제목)[*]?[ \t]?[:：]",
    re.IGNORECASE | re.MULTILINE,
)
NEAR = 240
"""Characters around it within which the date or subject of that mail stands."""
_PAGES = frozenset("/=?&")
"""Characters that a mailbox has no use for, and an address of a page has."""
BEFORE = 16
"""Characters before an address that tell whose it is."""


def _names_reader(case: Case, one: Observable) -> bool:
    """Whether the address is a part of a page's, of the fields of a mail that was passed on, or the mail greets its reader by it:
    nobody is to write there."""
    if not _PAGES.isdisjoint(one.value.partition("@")[0]):
        return True
    whole = case.message.view(one.seen.view).text
    line = whole.rfind("\n", 0, one.seen.start) + 1
    if _FIELD.match(whole, line, one.seen.start) and _BESIDE.search(whole, max(0, line - NEAR), one.seen.end + NEAR):
        return True
    text = fold(whole[max(0, one.seen.start - BEFORE) : one.seen.start])
    return _READER.search(text) is not None


def _typed(case: Case, phrase: Observable, one: Observable) -> bool:
    """Whether the phrase is a field's label, and the address what a visitor typed there: the form's service has set it into
    Reply-To as well, and provably sends the mail."""
    if phrase.value != "stranger.channel" or not phrase.shown.endswith(":"):
        return False
    replies = {it.value for it in case.seen("address", "reply-to")}
    served = (registrable(it.domain) for it in senders(case) if authentic(case, it.domain) is not None)
    return one.value in replies and not _FORMS.isdisjoint(served)
