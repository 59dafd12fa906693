"""One check: a program whose name says that it is a bill, an order or another paper."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _files, _house, _story, _tied
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

_PAPER = late.pattern(
    r"請求|見積|注文|発注|納品|領収|送り状|明細|通知|書類|資料|履歴書|契約|督促|写真"
    r"|invoice|inv[ _-]?\d|receipt|statement|order|quot|payment|remit|swift|scan|document|contract|resume|photo|report|proforma"
    r"|data ?sheet|enquiry|inquiry|certificate|manifest|shipment|awb|waybill|subpoena|specification|tender|shipping|label|ticket"
    r"|complaint|summons|rechnung|mahnung|bestell|angebot|lieferschein|bewerbung|vertrag|bescheid|facture|devis|commande|relance"
    r"|bon de|factura|pedido|presupuesto|comprobante|multa|nota fiscal|boleto|fatura|comprovante|orcamento|fattura|ordine"
    r"|preventivo|zamowien|faktur|wycen|umow|przelew|potwierdzen|objednavk|nabidk|megrendel|arajanlat|szamla|siparis|teklif|dekont"
    r"|bestalln|tilbud|tilaus|lasku|comanda|oferta|bolletta|factuur|bestelling|offerte|aanmaning"
    r"|发票|订单|报价|合同|简历|通知"
)


@check(
    id="files.program-as-paper",
    over="file",
    group="files",
    title=Text(ja="書類を装った名前のプログラムです", en="A program that is named like a paper"),
    says=Text(
        ja="「{name}」は書類のような名前ですが、開くと実行されるファイル({kind})です。",
        en="“{name}” is named like a paper, but it is a file that runs ({kind}).",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71, 72),
)
def program_as_paper(case: Case, it: Observable) -> Iterator[Hit]:
    """A program may be sent on purpose; one that calls itself an invoice is meant to be opened by mistake.

    Innocent cause: the installer of an invoicing program, which nobody sends by mail. A calculation sheet with macros is sent
    among people who know each other: it counts where nobody says, in a few words, who it is or how to call back.
    """
    file = _files.file(it)
    if (_files.runs(file) or (file.kind == "office-macro" and _from_nowhere(case))) and _PAPER.search(fold(file.name)):
        yield Hit(_files.at(case, it), name=datum("file", file.name), kind=f".{_files.last(file.name)}")


FEW = 600
"""Characters of a letter that only tells to open the file."""


def _from_nowhere(case: Case) -> bool:
    """Whether a short letter of nobody in the house answers nothing and has no telephone, address or site of its sender's."""
    if (
        len(_files.own_text(case)) > FEW
        or case.seen("phone")
        or case.seen("list", "mailing-list")
        or _story.conversation(case)
        or _house.inside(case)
    ):
        return False
    return not any(_tied.tied(case, it.domain) for it in _author.authors(case))
