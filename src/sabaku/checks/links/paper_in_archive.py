"""One check: a link to a program or archive that is named like a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_ENDING = re.compile(
    r"\.(?:(?:exe|scr|pif|msix?|jse?|vb[se]|wsf|hta|bat|cmd|ps1|lnk|iso|img|vhdx?)(?:[?#/]|\Z)"
    r"|(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|txt|html?|csv)[ _%20.])|[_-](?:pdf|docx?|xlsx?)\.",
    re.IGNORECASE,
)
"""What every such path holds; this search is much faster."""
_ENDINGS = late.one_of(
    *(".exe", ".scr", ".pif", ".msi", ".js", ".vb", ".wsf", ".hta", ".bat", ".cmd", ".ps1", ".lnk", ".iso", ".img", ".vhd"),
    *(".pdf", ".doc", ".xls", ".ppt", ".jp", ".png", ".txt", ".htm", ".csv", "-pdf", "-doc", "-xls", "_pdf", "_doc", "_xls"),
)
"""The same, asked of all links at once."""
_NAMED = late.pattern(
    r"/(?P<name>"
    r"[^/?#]{0,60}(?:statement|invoice|document|report|contract|payslip|receipt|notice|letter|agreement|scan|voicemail"
    r"|rechnung|mahnung|bescheid|vertrag|facture|releve|factura|fattura|bolletta|fatura|factuur|請求書|明細|書類|通知書|見積)"
    r"[^/?#]{0,60}\.(?:exe|scr|pif|msi|msix|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|lnk|iso|img|vhdx?)"
    r"|[^/?#]{1,120}\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|txt|html?|csv)[ _%20.]{1,8}"
    r"(?:zip|rar|7z|cab|ace|arj|gz|tgz|iso|img|vhdx?|exe|scr|com|pif|msi|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|jar|lnk|url|lzh|uue?)"
    r"|[^/?#]{1,120}[_-](?:pdf|docx?|xlsx?)\.(?:zip|rar|7z|cab|ace|arj|tgz|iso|img|vhdx?|lzh|uue?))"
    r"(?:[?#/]|\Z)",
    re.IGNORECASE,
)


@check(
    id="links.paper-in-archive",
    over="message",
    group="links",
    title=Text(
        ja="リンク先は、書類の名前を付けたプログラムや圧縮ファイルです",
        en="The link fetches a program or archive named like a document",
    ),
    says=Text(
        ja="リンク先のファイル名「{name}」は書類のように見えますが、実際の種類は最後の部分が示すプログラムや圧縮ファイルです。",
        en="“{name}” is named like a document, but what counts is its ending: the link fetches a program or an archive.",
    ),
    speaks_for=("malware",),
    experts=("LD", "ATT"),
    attacks=(72,),
)
def paper_in_archive(case: Case, it: Observable) -> Iterator[Hit]:
    """Windows hides the last ending, so the victim sees a paper. Innocent cause: none that is common; backups of a page."""
    for found in _links.clicked(case) if _ENDINGS(_links.written(case)) else ():
        path = _links.link(found).path
        named = _NAMED.search(path) if _ENDING.search(path) else None
        if named:
            yield Hit(_links.at(found), name=datum("text", named["name"]))
            return
