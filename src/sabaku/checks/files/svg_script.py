"""One check: a picture file that runs a script or leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_ACTIVE = late.pattern(
    r"<(?:[a-z]{1,8}:)?script\b|\son(?:load|click|mouse\w{1,6}|begin|error)\s{0,4}=|<foreignObject\b|(?:xlink:)?href\s{0,4}=\s{0,4}[\"']\s{0,4}javascript:",
    re.IGNORECASE,
)


@check(
    id="files.svg-script",
    over="file",
    group="files",
    title=Text(ja="画像(SVG)にスクリプトが仕込まれています", en="A picture (SVG) with a script in it"),
    says=Text(
        ja="添付の「{name}」は画像の形をしていますが、開くとスクリプトなどが動きます({code})。",
        en="“{name}” looks like a picture, but opening it runs something ({code}).",
    ),
    speaks_for=("credential-phishing", "malware"),
    experts=("ATT",),
    attacks=(66,),
)
def svg_script(case: Case, it: Observable) -> Iterator[Hit]:
    """An SVG is opened by the browser and may hold scripts (SVG 2, section 15). Innocent: animated drawings, seldom mailed."""
    file = _files.file(it)
    if file.kind != "svg":
        return
    found = _ACTIVE.search(_files.text(case, it))
    if found:
        place = Span(_files.view(it), found.start(), found.end())
        yield Hit(_files.at(case, it), Evidence(place, found[0]), name=datum("file", file.name), code=found[0].strip(" =<")[:40])
