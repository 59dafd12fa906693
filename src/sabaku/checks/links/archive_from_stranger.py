"""One check: papers or pictures that are to be fetched as an archive from a place that is not the sender's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sabaku.checks import _house, _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

MOST_TEXT = 4000
"""Characters above which it is no letter with one matter."""
_ARCHIVE = late.pattern(
    r"/(?P<name>[^/?#]{1,120}\.(?:zip|rar|7z|t[gbx]z|r\d\d|z\d\d|ace|arj|cab|lzh|uue|iso|img|vhdx?|one))(?:[/?#]|\Z)",
    re.IGNORECASE,
)
_PAPERS = late.pattern(
    r"\b(?:pictures?|photos?|images?|catalog(?:ue)?s?|invoices?|purchase orders?|(?:new|our|the|this|sample|trial|bulk) orders?"
    r"|quotations?|quotes?|rfq|proforma|inquiry|enquiry|specifications?|drawings?|samples?|documents?|resume|cv"
    r"|tax (?:return|documents?)|w-?2|contract|agreement|statement|bill of lading|shipping|payment|evidence|proof|report"
    r"|voice ?mail|rechnung|angebot|anfrage|bestellung|unterlagen|vertrag|bilder|fotos?|factura|pedido|cotizacion|documentos?"
    r"|imagenes|facture|devis|commande|fattura|ordine|fatura|orcamento)\b"
    r"|請求|見積|注文|発注|書類|資料|写真|履歴書|契約|名簿|明細|通知"
)


@check(
    id="links.archive-from-stranger",
    over="link:href|text",
    group="links",
    title=Text(
        ja="書類や写真を、圧縮ファイルとして他人の置き場から取らせようとしています",
        en="Papers or pictures are to be fetched as an archive from elsewhere",
    ),
    says=Text(
        ja="「{papers}」の話をしながら、差出人({sender})のものではない {host} から圧縮ファイル「{name}」を"
        "取り込ませようとしています。添付せずに外へ置くのは、検査を避けるためのやり方です。",
        en="It speaks of “{papers}”, and has the archive “{name}” fetched from {host}, which is not its sender's ({sender}): "
        "what is not attached is not scanned.",
    ),
    advice=Text(ja="取り込まず、送り主に別の手段で確認してください。", en="Do not fetch it; ask the sender by other means."),
    sure="inferred",
    speaks_for=("malware",),
    experts=("ATT", "LD"),
    attacks=(71,),
    quiet_when=("links.locked-archive", "links.paper-in-archive"),
)
def archive_from_stranger(case: Case, it: Observable) -> Iterator[Hit]:
    """Files «too large to attach» at a public store or on somebody's site: loaders and stealers have come so since 2020.

    Innocent causes: programmers, who fetch archives all day, on mailing lists above all (left out), and friends who share their
    photographs: therefore no proof by itself. The sender's own server and answers in a list's thread are left out.
    """
    link = _links.link(it)
    named = _ARCHIVE.search(link.path) if link.clicked and link.host else None
    sender = case.first("domain", "from")
    if named is None or sender is None or case.seen("list", "mailing-list") or it not in _links.clicked(case):
        return
    if link.domain in _vouched.vouching(case) | _house.own_domains(case) or len(_said.text(case)) > MOST_TEXT:
        return
    text = _said.text(case)
    papers = _PAPERS.search(fold(text))
    if papers is not None:
        place = Evidence(Span("visible", *papers.span()), found=text[slice(*papers.span())])
        yield Hit(
            _links.at(it),
            place,
            papers=place.found,
            sender=datum("domain", sender.value),
            host=datum("domain", link.host),
            name=datum("file", unquote(named["name"])),
        )
