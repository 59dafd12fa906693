"""One check: a file with macros, and a text that tells how to switch them on."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _house, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.macro-wanted",
    over="file",
    group="files",
    title=Text(ja="マクロを有効にするよう、本文で指示しています", en="The text tells to switch on the file's macros"),
    says=Text(
        ja="添付の「{name}」にはマクロが入っており、本文で「{phrase}」と、保護を解除させようとしています。"
        "マクロ型ウイルスを動かさせる決まり文句です。",
        en="“{name}” holds macros, and the text says “{phrase}”: that is how readers are made to start a virus themselves.",
    ),
    advice=Text(
        ja="「編集を有効にする」「コンテンツの有効化」を押さないでください。",
        en="Do not press “Enable Editing” or “Enable Content”.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71,),
)
def macro_wanted(case: Case, it: Observable) -> Iterator[Hit]:
    """Office opens mailed files without macros, so the carrier has to talk its reader into it. Innocent cause: a colleague who
    explains a calculation sheet, in an answer or from inside the house: both are left out, and so are lists."""
    file = _files.file(it)
    if file.kind != "office-macro" and not (_files.ends(file.name, "macro") and file.kind in ("zip", "ole", "text", "")):
        return
    phrase = _said.first(case, "malware.macro")
    if phrase is not None and not (case.seen("list", "mailing-list") or _story.conversation(case) or _house.inside(case)):
        yield Hit(_files.at(case, it), _said.quote(phrase), name=datum("file", file.name), phrase=phrase.shown)
