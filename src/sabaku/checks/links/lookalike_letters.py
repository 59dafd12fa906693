"""One check: a host name in letters of another script that look like Latin ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text.fold import fold


@check(
    id="links.lookalike-letters",
    over="message",
    group="links",
    title=Text(ja="よく似た別の文字を使ったドメイン名です", en="A domain name in letters that only look right"),
    says=Text(
        ja="リンク先は {like} のように見えますが、別の文字が混ざっており、実際の名前は {host} です。",
        en="The link looks like {like}, but some letters are of another script; its real name is {host}.",
    ),
    speaks_for=("phishing",),
    experts=("LLOOK",),
    attacks=(82,),
)
def lookalike_letters(case: Case, it: Observable) -> Iterator[Hit]:
    """A Cyrillic а is another letter than a Latin a, and another domain (UTS 39, IDN homograph attack).

    Innocent: names in their own language, which do not become plain ASCII when the twins of letters are put together.
    """
    for found in _links.tricked(case, "idn"):
        link = _links.link(found)
        written = _decoded(link.host)
        like = fold(written)
        if "mixed-script" in link.tricks or (like.isascii() and _foreign(written)):
            yield Hit(_links.at(found), like=datum("domain", like), host=datum("domain", link.host))


def _foreign(written: str) -> bool:
    """Whether letters of another script than Latin stand there."""
    return any(it.isalpha() and not unicodedata.name(it, "").startswith("LATIN") for it in written[:255])


def _decoded(host: str) -> str:
    return ".".join(_label(it) for it in host.split(".")[:20])


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
