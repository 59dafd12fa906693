"""One check: control characters or padding that change how a file's name is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_BIDI = late.pattern("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = late.pattern("[\u00ad\u200b-\u200d\u2060\u2800\u3164\ufeff]")
_PADDED = late.pattern(r"(?<![\s\u2800\u3000._-])[\s\u2800\u3000._-]{12,}\.?[A-Za-z0-9]{1,8}\Z")


@check(
    id="files.disguised-name",
    over="file",
    group="files",
    title=Text(ja="ファイル名の見え方が細工されています", en="The file's name is made to look like another"),
    says=Text(
        ja="添付ファイル「{name}」の名前には{how}が仕込まれ、実際の拡張子 .{real} が目に入らないようになっています。",
        en="The name of the file “{name}” holds {how}, so that its real extension, .{real}, is not noticed.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(18, 72),
)
def disguised_name(case: Case, it: Observable) -> Iterator[Hit]:
    """U+202E turns the letters behind it round: `annex\u202efdp.exe` is shown as `annexexe.pdf` (MITRE ATT&CK T1036.002).

    Innocent: names in Arabic and Hebrew, which have such letters themselves and are left out.
    """
    name = _files.file(it).name
    how = None
    if _BIDI.search(name) and not re.search("[\u0590-\u08ff]", name):
        how = Text("文字の並びを逆にする制御文字", "a control character that turns letters round")
    elif _UNSEEN.search(name):
        how = Text("目に見えない文字", "invisible characters")
    elif _PADDED.search(name):
        how = Text("長い空白", "a long gap")
    if how is not None:
        yield Hit(_files.at(case, it), name=datum("file", name), how=datum("text", how.en, how), real=_files.last(name) or "?")
