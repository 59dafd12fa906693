"""One check: the mail is a picture with a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text

FEW = 90


@check(
    id="body.picture-only",
    over="message",
    group="body",
    title=Text(ja="本文がほぼ画像だけです", en="Almost nothing but a picture"),
    says=Text(
        ja="本文の文字は{text}、画像とリンクだけで構成されています。文面をフィルターに読ませない作りです。",
        en="{text}; the rest is a picture with a link, so that filters can't read it.",
    ),
    sure="inferred",
    attacks=(52, 64),
)
def picture_only(case: Case, it: Observable) -> Iterator[Hit]:
    """Advertisers do it too, with a way to unsubscribe: those are passed over."""
    text = _said.text(case).strip()
    images = [it for it in case.seen("link", "image") if isinstance(it.detail, Link)] or list(case.seen("file", "inline"))
    if len(text) > FEW or not images or not _said.links(case) or case.message.named("list-unsubscribe"):
        return
    if not case.seen("list", "mailing-list"):
        first = images[0]
        yield Hit(
            _files.at(case, first) if first.kind == "file" else _said.quote(first),
            text=datum("number", len(text), _told(len(text))),
        )


def _told(count: int) -> Text:
    """How much text there is, as the sentence begins."""
    return Text(f"{count}文字しかなく", f"The text has only {count} characters") if count else Text("なく", "There is no text")
