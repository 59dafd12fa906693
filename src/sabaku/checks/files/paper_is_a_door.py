"""One check: an attached paper that holds nothing but the call to go on to a page."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import owners
from sabaku.text import late
from sabaku.text.fold import fold

LITTLE, FEW_DIGITS = 450, 12
"""Characters of a paper that says next to nothing, and digits of one that has neither sums nor dates nor numbers of its own."""
_DOOR = late.pattern(
    r"\b(?:view|open|access|review|read|download|see|get|unlock) "
    r"(?:the |this |your |full |secured? |shared |complete |online ){0,3}"
    r"(?:document|file|pdf|invoice|statement|message|fax|report|agreement|contract|attachment|proposal|payment|remittance)s?\b"
    r"|\b(?:document|file|pdf|message|content|page) (?:is|has been|was) (?:now )?(?:password[- ])?"
    r"(?:protected|secured|encrypted|shared|locked|blurred)\b"
    r"|\b(?:click|tap|press|scan|use) (?:on )?(?:the |this |here|below|link|button|qr|code)[^.\n]{0,40}\b(?:to|and) "
    r"(?:view|open|access|review|sign|read|download|continue|proceed|see)\b"
    r"|\b(?:click|press|tap) (?:here|below|the (?:button|link))\b"
    r"|\b(?:dokument|datei|rechnung) (?:anzeigen|offnen|ansehen|herunterladen)\b|\bhier klicken\b"
    r"|\b(?:ver|abrir|descargar|visualizar|baixar) (?:el |la |o |a )?(?:documento|archivo|arquivo|factura|fatura|comprobante)\b"
    r"|\bhaga clic\b|\bclique (?:aqui|no)\b"
    r"|\b(?:ouvrir|consulter|telecharger|voir) (?:le |la |votre )?(?:document|fichier|facture)\b"
    r"|\b(?:apri|visualizza|scarica) (?:il |la )?(?:documento|file|fattura)\b"
    r"|(?:文書|書類|ファイル|ドキュメント|資料|内容)(?:を|は)(?:表示|開く|閲覧|確認する|ダウンロード|保護されて|暗号化されて)"
)


@check(
    id="files.paper-is-a-door",
    over="link:pdf|file|qr",
    group="files",
    title=Text(ja="添付の書類に中身がなく、別のページへ進ませるだけです", en="The attached paper is only a door to a page"),
    says=Text(
        ja="添付の書類には「{call}」とあるだけで中身がなく、{host} へ進ませます。本物の書類なら、開けば中身が読めます。",
        en="The attached paper says little more than “{call}” and leads to {host}. A real paper can be read where it is.",
    ),
    advice=Text(
        ja="書類の中のリンクやQRコードは開かず、送り主に別の手段で確認してください。",
        en="Do not follow the link or code in the paper; ask its sender by other means.",
    ),
    sure="inferred",
    speaks_for=("credential-phishing", "malware"),
    experts=("ATT", "LD"),
    attacks=(56, 69),
    quiet_when=("links.qr-sign-in",),
)
def paper_is_a_door(case: Case, it: Observable) -> Iterator[Hit]:
    """Since filters read the text of mails, the button has moved into a PDF (Microsoft, Cofense: PDF with a link or QR code).

    Innocent causes: bills and tickets that can be looked at online as well, which have their sums, days and numbers; one-page
    leaflets that lead to the site of the firm that sent them, which is left out, and of known brands.
    """
    link = _links.link(it)
    if not link.host or link.found_in.partition(" ")[0] != "pdf" or link.domain in _vouched.vouching(case) or owners(link.host):
        return
    for view in _views(case):
        text = case.message.view(view).text
        found = _DOOR.search(fold(text[: 2 * LITTLE]))
        if found is not None and len(text.strip()) <= LITTLE and sum(map(str.isdigit, text)) <= FEW_DIGITS:
            place = Evidence(Span(view, *found.span()), found=text[slice(*found.span())])
            shown = datum("text", " ".join(place.found.split()))
            yield Hit(place, _links.at(it), call=shown, host=datum("domain", link.host))
            return


def _views(case: Case) -> list[str]:
    """The texts of the mail's PDFs."""
    names = (f"pdf:{_files.file(it).part}" for it in case.seen("file") if _files.file(it).kind == "pdf")
    return [it for it in names if _has(case, it)]


def _has(case: Case, view: str) -> bool:
    try:
        return bool(case.message.view(view).text)
    except KeyError:
        return False
