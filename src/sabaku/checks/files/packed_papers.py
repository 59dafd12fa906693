"""One check: an invoice, order or payment slip that comes packed in a rare kind of archive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

_RARE = frozenset(
    (
        *"rar rar-encrypted 7z 7z-encrypted gz bz2 xz zst tar cab iso img vhd vhdx ace arj lzh uu uue xxe z tgz tbz".split(),
        *(f"r{n:02}" for n in range(10)),
    )
)
"""Kinds and endings of archives that offices hardly use; r00 to r09 are the volumes of a split one."""
_PAPER = late.pattern(
    r"invoice|inv[-_ #]?[0-9]|p[-_.]?o[-_. #]?[0-9]|purchase|order|quot|rfq|payment|swift|remit|slip|receipt|statement|soa"
    r"|shipping|shipment|awb|b/?l[-_ ]|lading|dhl|fedex|ups|contract|tender|inquiry|enquiry|specification|proforma|bank|transfer"
    r"|docs?\b|proof|document|scan|resume|cv\b|factura|fattura|facture|rechnung|bestell|bewerb|orden|pedido|cotiza|comprobante"
    r"|devis|label|ticket|commande|ordine|zamowien|faktur|wycen|umow|przelew|objednavk|nabidk|megrendel|arajanlat|szamla|siparis"
    r"|teklif|dekont|bestalln|tilbud|comanda"
    r"|請求|注文|見積|発注|納品|領収|明細|契約|源泉|徴収|給与|賞与|人事|証明|通知|書類|資料|名簿"
)


@check(
    id="files.packed-papers",
    over="file",
    group="files",
    title=Text(ja="書類が、業務では珍しい形式の圧縮ファイルで届いています", en="Papers in an archive that offices don't use"),
    says=Text(
        ja="「{name}」は書類のような名前ですが、中身は {kind} の圧縮ファイルです。"
        "添付ファイルの検査を避けてマルウェアを送る手口に使われます。",
        en="“{name}” is named like a paper but is an archive of the kind {kind}: "
        "that is how malware gets past the scanners of mail servers.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71,),
    quiet_when=("files.double-extension", "files.program"),
)
def packed_papers(case: Case, it: Observable) -> Iterator[Hit]:
    """Offices send PDF, and ZIP where they must; RAR, 7z, gz and tar round one paper are chosen because few scanners open them.

    Innocent: technicians, whose archives are named after programs and data.
    """
    file = _files.file(it)
    if file.inline or (file.kind not in _RARE and _files.last(file.name) not in _RARE):
        return
    named = fold(f"{file.name} {_said.subject(case)[0]}")
    if _PAPER.search(named) and not re.search(r"\.(?:log|sql|c|py|sh|patch|diff|src|orig|tar)\b", named):
        yield Hit(_files.at(case, it), name=datum("file", file.name), kind=file.kind or _files.last(file.name))
