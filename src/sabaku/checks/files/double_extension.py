"""One check: a program whose name pretends to be a document."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Observable, Text
from sabaku.text import late

_GAP = late.pattern(r"[\s_\u2800\u3000]{0,200}\Z")

_RUNS = Datum("text", "run", Text(ja="プログラムなどが動きます", en="runs something"))
_PACKED = frozenset(("rar", "7z", "tgz", "egg", "alz"))
"""Archives that a packing program would have named without the paper's own ending; gz keeps it, and ZIP is what offices use."""
_UNPACKS = Datum("text", "unpack", Text(ja="圧縮ファイルの中身が取り出されます", en="unpacks an archive"))
_PAGE = Datum(
    "text", "page", Text(ja="送信者の用意したページがブラウザーで表示されます", en="shows the sender's page in the browser")
)


@check(
    id="files.double-extension",
    over="file",
    group="files",
    title=Text(ja="文書に見せかけた二重拡張子のファイルです", en="A double extension that pretends to be a document"),
    says=Text(
        ja="添付ファイル「{name}」は .{shown} の文書に見えますが、本当の拡張子は .{real} で、開くと{effect}。",
        en="The file “{name}” looks like a .{shown} document, but its real extension is .{real}: opening it {effect}.",
    ),
    advice=Text(ja="開かずに、メールごと管理者に渡してください。", en="Do not open it; hand the mail to your administrator."),
    speaks_for=("malware", "credential-phishing"),
    experts=("ATT",),
    attacks=(72,),
)
def double_extension(case: Case, it: Observable) -> Iterator[Hit]:
    """Windows hides the last extension by default, and `invoice.pdf.exe` is shown as `invoice.pdf`.

    Innocent: `report.docx.zip` and the like, because an archive opens nothing by itself; a rare one that few scanners open is
    no habit of offices.
    """
    name = _files.file(it).name
    real = _files.last(name)
    stem = name[: -len(real) - 1].rstrip(" .") if real else ""
    shown = _files.last(_GAP.sub("", stem))
    packed = real in _PACKED
    if shown and (packed or _files.ends(name, "program", "container", "macro", "page")) and _files.ends(f"x.{shown}", "document"):
        if _files.ends(name, "page") and shown in ("html", "htm"):
            return
        effect = _UNPACKS if packed else _PAGE if _files.ends(name, "page") else _RUNS
        wants = ("phishing",) if effect is _PAGE else None  # what is in it tells more
        yield Hit(_files.at(case, it), speaks_for=wants, name=datum("file", name), shown=shown, real=real, effect=effect)
