"""One check: the landing page exists in the browser only."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.hidden-document",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="ブラウザー内で組み立てた画面を表示します", en="The page exists in the browser only"),
    says=Text(
        ja="リンク先 {host} は、"
        "入力画面をブラウザー内で組み立てて表示します(blob: または data: のページ)。検査を避けるための細工です。",
        en="The site {host} puts its form together inside the browser (a blob: or data: page), a trick to escape inspection.",
    ),
    speaks_for=("phishing",),
    attacks=(67, 114),
)
def hidden_document(case: Case, it: Observable) -> Iterator[Hit]:
    """The document that asks has no address that a scanner could fetch (HTML smuggling on the web).

    Innocent cause: viewers of documents; they ask for no password.
    """
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "hidden-document")
        if face is not None and _landing.secrets(face) and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.title or "hidden-document"),
                host=datum("domain", visit.host),
            )
