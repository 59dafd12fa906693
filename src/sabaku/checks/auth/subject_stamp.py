"""One check: a spam tag on the subject."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.data import toml
from sabaku.model import Case, Datum, Evidence, Observable, Text


@check(
    id="auth.subject-stamp",
    over="stamp:subject",
    group="auth",
    title=Text(
        ja="件名に迷惑メールの表示が付いています",
        en="The subject carries a spam tag",
    ),
    says=Text(
        ja="件名に「{tag}」の表示があります。{who}これは受信側の迷惑メールフィルターが付けるものですが、送信側が初めから書い"
        "ておくこともできます。",
        en="The subject carries the tag “{tag}”. {who}Such tags are put on by the receiver's filter, but a sender could "
        "have written it himself.",
    ),
    experts=("STAMP",),
)
def subject_stamp(case: Case, it: Observable) -> Iterator[Hit]:
    """The tag tells what some filter thought, nothing more. Whose dialect it is, as far as published, is in data/filters.toml."""
    known = next((tag for tag in toml("filters")["tag"] if tag["text"] == it.value), None)
    who = (
        Text("", "")
        if known is None
        else Text(f"この形の表示は{known['ja']}が使っています。", f"That form is used by {known['en']}. ")
    )
    yield Hit(Evidence(it.seen, found=it.shown), tag=it.shown, who=Datum("text", who.en, who))
