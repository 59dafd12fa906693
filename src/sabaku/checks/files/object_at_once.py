"""One check: an Office file with an object in it that starts a program when the file is shown."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.object-at-once",
    over="file",
    group="files",
    title=Text(
        ja="開くだけで動くオブジェクトを埋め込んだOffice文書です", en="An Office file with an object that starts by itself"
    ),
    says=Text(
        ja="添付の「{name}」には、文書を表示しただけで別のプログラムを動かすオブジェクトが埋め込まれています。"
        "数式エディターなどの古い欠陥を突くためのもので、マクロの許可も要りません。",
        en="“{name}” holds an object that starts another program as soon as the file is shown, as attacks on old holes such as "
        "that of the formula editor do: no macro has to be allowed.",
    ),
    advice=Text(ja="開かずに、メールごと管理者に渡してください。", en="Do not open it; hand the mail to your administrator."),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71,),
)
def object_at_once(case: Case, it: Observable) -> Iterator[Hit]:
    """RTF files whose object asks to be updated at once, and calculation sheets with the store of the old formula editor:
    CVE-2017-11882 and CVE-2017-0199, still the usual way of stealers such as Agent Tesla, Formbook and Remcos.

    Innocent causes: none that is common; formulas stand in old Word files and slides, which are left out.
    """
    file = _files.file(it)
    if file.kind == "office-object":
        yield Hit(_files.at(case, it), name=datum("file", file.name))
