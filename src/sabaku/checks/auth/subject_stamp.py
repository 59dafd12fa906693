"""One check: a receiver's tag on the subject."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.data import toml
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.text.fold import fold

FILTER = Text("これは受信側の迷惑メールフィルターが付けるものですが、", "are put on by the receiver's filter")
OUTSIDE = Text(
    "これは受信側の組織が外部から届いたすべてのメールに付けるもので、不審かどうかの判定ではありません。",
    "are put by the receiver's house on all mail from outside and judge nothing",
)


@check(
    id="auth.subject-stamp",
    over="stamp:subject",
    group="auth",
    title=Text(
        ja="件名に、受信側が付ける表示があります",
        en="The subject carries a receiver's tag",
    ),
    says=Text(
        ja="件名に「{tag}」の表示があります。{who}{what}送信側が初めから書いておくこともできます。",
        en="The subject carries the tag “{tag}”. {who}Such tags {what}, but a sender could have written it, too.",
    ),
    experts=("STAMP",),
)
def subject_stamp(case: Case, it: Observable) -> Iterator[Hit]:
    """The tag tells what some filter thought, or that the mail is from outside, nothing more. Whose dialect it is, as far as
    published, is in data/filters.toml."""
    known = next((tag for tag in toml("filters")["tag"] if tag["text"] == it.value), None)
    who = (
        Text("", "")
        if known is None
        else Text(f"この形の表示は{known['ja']}が使っています。", f"That form is used by {known['en']}. ")
    )
    what = OUTSIDE if fold(it.value).strip("[](){}<>") in _outside() else FILTER
    yield Hit(Evidence(it.seen, found=it.shown), tag=it.shown, who=Datum("text", who.en, who), what=Datum("text", what.en, what))


@functools.cache
def _outside() -> frozenset[str]:
    """The words, folded, by which a house marks all mail from outside, whatever its filter thinks of it."""
    return frozenset(
        fold(word) for kind in toml("filters")["subject"]["kind"] if kind["id"] == "external" for word in kind["words"]
    )
