"""One check: a mail put together so that two programs see two different mails."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

_KINDS = {
    "content-type-contradicts": Text(
        "内容の種類の指定が二つあり、矛盾しています", "two content types that contradict each other"
    ),
    "transfer-encoding-contradicts": Text(
        "転送符号化の指定が二つあり、矛盾しています", "two transfer encodings that contradict each other"
    ),
    "content-disposition-contradicts": Text("添付か本文かの指定が矛盾しています", "two dispositions that contradict each other"),
    "filename-contradicts": Text("ファイル名の指定が二つあり、矛盾しています", "two names for one file"),
    "boundary-never": Text("宣言された区切りが本文に現れません", "a declared boundary that never appears"),
}


@check(
    id="files.contradictory-parts",
    over="message",
    group="files",
    title=Text(ja="ソフトによって別のメールに見える作りです", en="Built so that programs see different mails"),
    says=Text(
        ja="メールの構造に矛盾があります({how})。検査ソフトとメールソフトに別々の内容を見せる細工に使われます。",
        en="The mail contradicts itself in its structure ({how}): a way to show a filter something else than the reader.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    attacks=(47,),
)
def contradictory_parts(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters and mail programs choose differently among contradicting fields (RFC 2045; parser differentials).

    Innocent: broken software of senders and forwarders.
    """
    for defect in case.message.defects:
        how = _KINDS.get(defect.kind)
        if how is not None and defect.where is not None:
            found = case.message.quote(defect.where)[:120]
            yield Hit(Evidence(defect.where, found), how=datum("text", defect.kind, how))
