"""One check: the text announces a paper, a picture or a recording, and what is attached runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

MOST_TEXT = 6000
_ENCLOSED = (
    r"(?:\battach(?:ed|ing|ment)\b|\benclosed?\b|\bherewith\b|\banbei\b|\b(?:im|in der) (?:anhang|anlage)\b|\bbeigefugt\w{0,2}\b"
    r"|\bangehangt\w{0,2}\b|\badjunt[oa]\w{0,3}\b|\b(?:en|em) anexo\b|\banexo\b|\bin allegato\b|\ballegat[oaie]\b"
    r"|\bci-joint\w{0,2}\b|\ben piece jointe\b|\bbijgevoegd\w{0,2}\b|\bbijlage\b|添付|同封)"
)
_PAPER = (
    r"(?:\b(?:invoices?|bills?|statements?|receipts?|(?:purchase |sales )?orders?|quotations?|quotes?|offers?|enquir\w{1,3}"
    r"|inquir\w{1,3}|data ?sheets?|forms?|certificates?|manifest|charter party|nomination|rfq|proforma|contracts?"
    r"|agreements?|documents?|docs|drawings?|specifications?|schedules?|particulars|brochures?|catalog(?:ue)?s?|lists?"
    r"|slips?|advice"
    r"|remittance|swift|labels?|tickets?|waybill|awb|notices?|subpoena|summons|complaint|resume|cv|curriculum|application"
    r"|letters?|reports?|photos?|pictures?|images?|scans?|fax|recordings?|voice ?(?:mail|message)s?|audio"
    r"|rechnung\w{0,2}|mahnung|angebot|bestellung|auftrag|lieferschein|vertrag|bewerbung\w{0,12}|unterlagen|bescheid"
    r"|dokument\w{0,2}"
    r"|fotos?|bilder|facturas?|pedidos?|presupuesto|cotizacion|documentos?|comprobante|orden|contrato|nota fiscal|boleto"
    r"|fatura|fattura|documento|ordine|preventivo|curriculo|facture|devis|commande|dossier|factuur|bestelling|offerte)\b"
    r"|請求書|見積|注文書|発注書|納品書|領収書|送り状|明細|通知書|書類|資料|履歴書|契約書|写真|音声|名簿)"
)
_ANNOUNCED = late.pattern(rf"{_ENCLOSED}[^.!?。\n]{{0,60}}?{_PAPER}|{_PAPER}[^.!?。\n]{{0,60}}?{_ENCLOSED}")
_ACTIVE = late.pattern(r"<(?:[a-z]{1,8}:)?script\b|<input\b[^<>]{0,200}\btype\s{0,3}=\s{0,3}[\"']?password", re.IGNORECASE)
_PROGRAM = Datum("text", "run", Text(ja="その場で動くプログラム", en="a program that runs as soon as it is opened"))
_OBJECT = Datum(
    "text",
    "object",
    Text(ja="別のプログラムを勝手に動かす文書", en="a document that starts another program by itself"),
)
_PAGE = Datum(
    "text",
    "page",
    Text(ja="スクリプトや入力欄が働くWebページ", en="a web page with a script or a field for a password in it"),
)
PAGE = 60_000
"""Characters of an attached page in which a script or a field for a password is looked for."""


@check(
    id="body.other-than-announced",
    over="file",
    group="body",
    title=Text(
        ja="書類などを添付したと書きながら、届いたのは動くファイルです",
        en="The text announces a paper, but what is attached runs",
    ),
    says=Text(
        ja="本文には「{announced}」とありますが、添付の「{name}」は書類や写真、音声ではなく、開くと{effect}です。",
        en="The text says “{announced}”, but “{name}” is no paper, picture or recording: it is {effect}.",
    ),
    advice=Text(
        ja="添付ファイルを開かずに、メールごと管理者に渡してください。",
        en="Do not open the file; hand the mail to your administrator.",
    ),
    speaks_for=("malware", "credential-phishing"),
    experts=("ATT", "CTX"),
    attacks=(71, 72),
)
def other_than_announced(case: Case, it: Observable) -> Iterator[Hit]:
    """What the mail says it brings against what it brings. An invoice is a PDF, a voice message a sound; neither is a script.

    Innocent causes: programmers who send a program and call it so; envelopes of encrypted mail, which announce a message.
    """
    effect = _effect(case, it)
    if effect is None or case.seen("list", "mailing-list"):
        return
    text = _said.text(case)[:MOST_TEXT]
    found = _ANNOUNCED.search(fold(text))
    if found is not None:
        place = Evidence(Span("visible", *found.span()), found=text[slice(*found.span())])
        shown = datum("text", " ".join(place.found.split()))
        wants = ("phishing",) if effect is _PAGE else None
        name = datum("file", _files.file(it).name)
        yield Hit(place, _files.at(case, it), speaks_for=wants, announced=shown, name=name, effect=effect)


def _effect(case: Case, it: Observable) -> Datum | None:
    """What opening the file does, if it is no paper; None where it is one."""
    file = _files.file(it)
    if _files.runs(file):
        return _PROGRAM
    if file.kind == "office-object":
        return _OBJECT
    page = file.kind in ("html", "svg") and file.name and not file.inline
    return _PAGE if page and _ACTIVE.search(_files.text(case, it)[:PAGE]) else None
