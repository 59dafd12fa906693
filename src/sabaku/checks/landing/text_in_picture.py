"""One check: the landing page shows its words as a picture."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.text-in-picture",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="文字が画像で描かれています", en="The words are drawn as a picture"),
    says=Text(
        ja="リンク先 {host} の入力画面は、文字を画像で表示しています(文字認識で読み取りました)。"
        "自動検査を避けるための細工とみられます。",
        en="The form at {host} shows its words as a picture (they were read by character recognition), "
        "most likely to escape inspection.",
    ),
    speaks_for=("phishing",),
    attacks=(108,),
)
def text_in_picture(case: Case, it: Observable) -> Iterator[Hit]:
    """A login whose words no program can read is not made for its users.

    Innocent cause: old sites with pictures for headings have other text beside them.
    """
    for visit in _landing.visits(case):
        face = next((one for one in _landing.faces(visit) if one.read_by == "ocr" and _landing.secrets(one)), None)
        if face is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.text.partition("\n")[0][:80]),
                host=datum("domain", visit.host),
            )
