"""One check: an archive that is locked so far that it does not even tell what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _firms, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text.unmeant import ANSWER

_KINDS = frozenset(("7z", "7z-encrypted", "rar", "rar-encrypted"))


@check(
    id="files.names-hidden",
    over="file:attachment",
    group="files",
    title=Text(
        ja="圧縮ファイルの中のファイル名まで暗号化されています", en="An archive that hides even the names of what it holds"
    ),
    says=Text(
        ja="「{name}」は中のファイル名まで暗号化されていて、プログラムが入っていても検査では分かりません。"
        "それなのに、開くためのパスワードは本文に書かれています。",
        en="“{name}” is encrypted down to the names of its files, so that no filter can tell whether a program is among "
        "them; yet the mail itself tells how to open it.",
    ),
    advice=Text(
        ja="開かずに、送り主に以前から知っている電話番号で確かめてください。",
        en="Do not open it; ask its sender by a number that you knew before.",
    ),
    sure="inferred",
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(69, 71),
)
def names_hidden(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters refuse archives with programs in them by the names alone, which ZIP always shows and 7z and RAR can hide.

    Innocent cause: whoever has set the program so for everything tells the password by other means, or writes
    what is no lure: so there has to be a paper or a blow that is to be looked at, or an answer to a mail that is not named. A
    firm that signs from its own, proven domain with its telephone number may write bills so, however bad a habit it is.
    """
    file = _files.file(it)
    if file.kind not in _KINDS or not any(one.kind == _HIDDEN and one.where == it.seen for one in case.message.defects):
        return
    password = _files.password(case)
    if password is None or _story.conversation(case) or (_firms.firm(case) and case.seen("phone", "text")):
        return
    if _said.has(case, *_LURES) or _answers_nothing(case):
        yield Hit(_files.at(case, it), password, name=datum("file", file.name))


_HIDDEN = "archive-names-hidden"
_LURES = ("trade.paper", "payment.unpaid", "parcel", "court", "threat", "scare", "share")


def _answers_nothing(case: Case) -> bool:
    """Whether the subject is an answer's, and no field names the mail that is answered."""
    message = case.message
    return ANSWER.match(_said.subject(case)[0]) is not None and not (message.named("in-reply-to") or message.named("references"))
