"""One check: an invoice, order or payment slip, and nothing in the text that belongs to the sender."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _files, _firms, _said, _story, _tied
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._results import refuted
from sabaku.checks._who import Sender
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import HOME, is_public
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 2500


@check(
    id="body.papers-untied",
    over="message",
    group="body",
    title=Text(
        ja="請求書などの書類の話なのに、差出人を示すものが本文にありません",
        en="An invoice or other paper, and nothing in the text belongs to the sender",
    ),
    says=Text(
        ja="「{paper}」を見るよう求めていますが、本文には差出人のドメイン {domain} のサイトもアドレスも書かれていません。"
        "書類を送る相手なら、署名などに自分の連絡先を書くのが普通です。",
        en="It wants “{paper}” looked at, but no site and no address of the sender's domain {domain} stands in the text. "
        "Whoever has such a paper to send signs with contacts of their own.",
    ),
    sure="inferred",
    speaks_for=("malware", "credential-phishing"),
    experts=("ATT", "SIG"),
    quiet_when=("body.unknown-buyer",),
)
def papers_untied(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail that spreads malware is sent from any mailbox that was stolen or any domain that was rented, and the text is the same.

    Innocent causes: firms of one person that sign with a name alone (left out where their proven domain has it), firms whose name
    is not written in Latin letters (left out where they sign in full, Japanese ones at a domain of Japan),
    firms for whom a billing service writes, and answers in a thread, which are left out. Free-mail addresses are for other
    checks.
    """
    paper = next((one for one in _said.said(case, "trade.paper") if _by_itself(case, one)), None)
    if paper is None or not _to_open(case) or len(_said.text(case)) > LONG or _story.conversation(case):
        return
    if _FIRM.search(_said.text(case)) or _FIRM.search(case.message.text_of("from")[:200]) or _firms.for_a_firm(case):
        return
    if _firms.of_the_house(case) or _signed_in_japanese(case):  # a colleague's signature need not say where they both work
        return
    for sender in _author.authors(case)[:1]:
        if _tied.signs(case, sender) and (is_public(sender.domain) or _bears_his_name(case, sender)):
            return
        if not is_public(sender.domain) and not any(_tied.tied(case, domain) for domain in (sender.domain, *_replies(case))):
            yield Hit(
                _said.quote(paper),
                Evidence(sender.seen.seen, found=sender.seen.shown),
                speaks_for=("phishing",) if _of_a_brand(case) else None,
                paper=paper.shown,
                domain=datum("domain", sender.domain),
            )


def _bears_his_name(case: Case, sender: Sender) -> bool:
    """Whether the proven domain begins or ends with a word of the name in From: a one-man firm («Rao» at raodesign.example)."""
    label = registrable(sender.domain).partition(".")[0]
    words = re.findall("[a-z]{3,}", fold(sender.who.shown.partition("@")[0])[:100])
    return any(label.startswith(it) or label.endswith(it) for it in words) and authentic(case, sender.domain) is not None


_JAPANESE_FIRM = late.pattern(
    "(?:株式|有限|合同|合資|合名|相互)会社[ 　]?[々-ヿ一-鿿A-Za-z0-9・&]{2,20}"
    "|[々-ヿ一-鿿A-Za-z0-9・&]{2,20}[ 　]?(?:(?:株式|有限|合同|合資|合名|相互)会社|事務所|協同組合)"
)
_PHONE = late.pattern(r"(?<!\d)0\d{1,4}[-ー()( ]{1,2}\d{1,4}[-ー)) ]{1,2}\d{3,4}(?!\d)")
_END = 400
"""Characters at the end of the text where a signature stands."""


def _signed_in_japanese(case: Case) -> bool:
    """Whether a Japanese firm signs in full with the sender's own name, at a domain of Japan that is proven, or with its
    telephone at one that nobody shows to be forged: its name cannot be compared with a domain in Latin letters."""
    end = _said.text(case).rstrip()[-_END:]
    return any(
        it.domain.endswith(".jp") and not is_public(it.domain) and _tied.signs(case, it) and refuted(case, it.domain) is None
        for it in _author.authors(case)[:1]
        if _JAPANESE_FIRM.search(end) and (_PHONE.search(fold(end)) or authentic(case, it.domain) is not None)
    )


def _of_a_brand(case: Case) -> bool:
    """Whether a known company is said to want it settled behind a link, with no file to open."""
    return any(it.brand != HOME for it in case.claims) and bool(_said.links(case)) and not case.seen("file")


_BOX = re.compile(
    r"[ .]{0,2}(?:box|b\.)|\s(?:department|dept|unit|desk|section|division|officer|manager|director)\b"
    r"|の(?:解凍|開封|閲覧)?(?:用の?)?パスワード",
    re.IGNORECASE,
)
"""A post-office box; the department that deals with such papers; and the password of a paper that came before."""
_JOINED = frozenset(".@/_-")


def _by_itself(case: Case, it: Observable) -> bool:
    """Whether the phrase is a word of its own: no part of a host name or address («smtp.p.o.example»), no P.O. box, no department
    and nothing of which only the password is told."""
    text = case.message.view(it.seen.view).text
    before, after = text[it.seen.start - 1 : it.seen.start], text[it.seen.end : it.seen.end + 1]
    return before not in _JOINED and not (after.isascii() and after.isalnum()) and not _BOX.match(text, it.seen.end)


def _to_open(case: Case) -> bool:
    """Whether there is a paper to look at: words for it, or a file that is neither a picture nor text."""
    if not case.seen("file") and not _said.links(case) and _PASSWORD.search(_said.text(case)[:LONG]):
        return False
    if _said.has(case, "trade.enclosed", "malware.attached", "trade.paid"):
        return True
    return any(not _files.file(it).inline and not _files.file(it).type.startswith(_HARMLESS) for it in case.seen("file"))


_FIRM = late.pattern(
    "[\u3400-\u9fff]{2,12}(?:有限公司|股份公司)"
    "|(?:\\(주\\)|㈜|주식회사) ?[가-힣]{2,12}|[가-힣]{2,12} ?(?:\\(주\\)|㈜|주식회사)"
    '|\\b(?:ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ФОП) [«"]?[А-ЯЁІЇЄ][А-Яа-яЁёІіЇїЄє-]{2,30}'
)
"""A Chinese, Korean or Russian firm that signs in full: its domain, spelt in Latin letters, cannot be compared with that."""


_PASSWORD = late.pattern(
    r"パスワード[^\n]{0,16}[:：]\s{0,3}[!-~]{4,40}\s*(?:\n|\Z)|\bpassword[^\n]{0,24}:\s{0,3}[!-~]{4,40}\s*(?:\n|\Z)",
    re.IGNORECASE,
)
"""The password of a paper that came in another mail, which such a mail brings and nothing else."""
_HARMLESS = ("image/", "text/plain", "text/x-", "application/pgp", "application/pkcs7", "message/")


def _replies(case: Case) -> list[str]:
    return [it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address) and it.detail.domain]
