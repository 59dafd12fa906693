"""One check: blanks that push the address or the end of the subject off the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

_PADDING = re.compile(r"\S([\s\u3000\u00a0\u2800]{15,})\S")


@check(
    id="identity.padded-away",
    over="message",
    group="identity",
    title=Text(ja="空白で、続きが画面の外へ押し出されています", en="Blanks push the rest off the screen"),
    says=Text(
        ja="{field}ヘッダーに{count}文字分の空白が続き、その後ろの「{rest}」が一覧画面では見えなくなります。",
        en="The {field} header holds {count} blanks in a row, so that “{rest}” behind them is not seen in a list of mails.",
    ),
    attacks=(20,),
)
def padded_away(case: Case, it: Observable) -> Iterator[Hit]:
    """A long gap hides the real address, or a second subject, from a reader with a narrow screen.

    Innocent causes: tables in the subjects of old reporting systems.
    """
    for name in ("From", "Subject"):
        for header in case.message.named(name.lower()):
            found = _PADDING.search(header.text)
            if found is not None:
                rest = header.text[found.end() - 1 :]
                where = case.message.span_of(header, found.start(), len(header.text))
                yield Hit(
                    Evidence(where, found=header.text[found.start() :]),
                    field=datum("text", name),
                    count=datum("number", len(found.group(1))),
                    rest=datum("text", rest),
                )
