"""One check: the reader's own pay, bonus or benefits, to be seen on a stranger's page."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _hosts, _house, _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import owners
from sabaku.text import late
from sabaku.text.fold import fold

SEARCHED = 3000


_PAY = late.pattern(
    r"\b(?:your|my|the|20\d\d|annual|revised|updated)\s(?:20\d\d\s)?(?:compensation|salary|payroll|bonus|pay|wage|benefits?|payslip)\s"
    r"(?:letter|review|statement|adjustment|increase|increment|notice|revision|schedule|award|summary|update|enrol?lment|structure|raise|plan)"
    r"|(?:賞与|給与|給料|昇給|手当|ボーナス|年末調整|退職金)(?:の)?(?:支給額|支給明細|明細書?|改定|調整|見直し|支給|通知書?)(?:の|を|に|・)?"
    r"(?:ご?確認|お知らせ|閲覧|ご案内|変更|同意|通知)?"
    r"|\b(?:gehaltsanpassung|gehaltserhohung|bonuszahlung|gehaltsabrechnung|gehaltsuberprufung)\b"
    r"|\b(?:augmentation de salaire|revision salariale|fiche de paie|prime annuelle|bulletin de salaire)\b"
    r"|\b(?:aumento salarial|revision salarial|ajuste salarial|aumento de sueldo|nomina actualizada)\b"
    r"|(?:工资|薪资|奖金|年终奖|补贴)(?:调整|通知|明细|发放|补贴|申领)"
)


_OF_PAY = late.one_of(
    *("compensation", "salary", "bonus", "pay", "wage", "benefit"),
    *("賞与", "給与", "給料", "昇給", "手当", "ボーナス", "年末調整", "退職金", "工资", "薪资", "奖金", "年终奖", "补贴"),
    *("gehalt", "salaire", "salarial", "fiche de paie", "prime annuelle", "sueldo", "nomina"),
)
"""One of them stands in every such matter."""


@check(
    id="body.pay-behind-link",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="給与や賞与の確認を口実に、無関係なサイトへ誘導しています", en="Your pay, on a stranger's page"),
    says=Text(
        ja="「{pay}」を口実にしていますが、行き先の {host} は、差出人の会社のものでも、既知のサービスのものでもありません。",
        en="“{pay}” is the pretext, but {host} belongs neither to the sender's firm nor to a known service for pay.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LURE", "LD"),
)
def pay_behind_link(case: Case, it: Observable) -> Iterator[Hit]:
    """Nobody leaves a notice about pay unread. Innocent cause: a payroll service; it links to its own domain, or to that of
    the reader's firm, and is no host where anybody may put a page."""
    if _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    away = next((one for one in case.seen("link") if _leads_away(case, one)), None)
    if away is None:
        return
    subject, view = _said.subject(case)
    text, title = _said.folded(case)[:SEARCHED], fold(subject)
    found = _PAY.search(text) if _OF_PAY(text) else None
    place = Span("visible", *found.span()) if found else None
    if place is None and view and _OF_PAY(title) and (titled := _PAY.search(title)):
        place = Span(view, *titled.span())
    if place is not None:
        told = case.message.quote(place)
        yield Hit(Evidence(place, found=told), _links.at(away), pay=told, host=datum("domain", _links.link(away).host))


def _leads_away(case: Case, one: Observable) -> bool:
    """Whether it leads to a host of nobody known: not the sender's, not the reader's, and no known company's own."""
    link = _links.link(one)
    if not link.clicked or link.scheme not in ("http", "https") or not link.host:
        return False
    anybodys = bool(_hosts.listed(link.host, "free_hosting") or _hosts.listed(link.host, "shorteners"))
    if link.domain in _house.own_domains(case) or (link.domain in _vouched.vouching(case) and not _house.of_any(link.domain)):
        return False
    return anybodys or not owners(link.host)
