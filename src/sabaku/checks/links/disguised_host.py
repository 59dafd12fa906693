"""One check: a host name written with characters that only a browser reads as it is meant."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_HOST = late.pattern(r"[/\\]{1,3}(?:[^/\\?#\s@]{0,2000}@)?([^/\\?#\s]{1,300})")
_HOW = {
    "percent-host": Text("%記号による符号化", "percent-encoding"),
    "invisible": Text("目に見えない文字", "invisible characters"),
    "fullwidth": Text("全角文字", "full-width letters"),
    "dots": Text("句点などの別の点", "other kinds of dots"),
    "styled": Text("飾り文字・囲み文字", "decorated or enclosed letters"),
    "slash-lookalike": Text("斜線に似た文字", "characters that look like a slash"),
}


@check(
    id="links.disguised-host",
    over="message",
    group="links",
    title=Text(ja="リンク先のドメイン名が特殊な文字で書かれています", en="The host of the link is written in disguise"),
    says=Text(
        ja="リンクの {written} には{how}が使われています。ブラウザーはこれを {host} と読み替えて接続します。",
        en="{written} in the link is written with {how}; a browser reads it as {host}.",
    ),
    speaks_for=("phishing",),
    experts=("LHID",),
    attacks=(77, 80, 81, 83),
)
def disguised_host(case: Case, it: Observable) -> Iterator[Hit]:
    """Browsers map such characters to plain letters (UTS 46); filters that compare text do not. Nobody types like this.

    Innocent: a full-width address that a person typed with an input method still switched on.
    """
    for found in dict.fromkeys(_links.tricked(case, *_HOW)):
        link = _links.link(found)
        host = _HOST.search(link.raw)
        if not link.host or host is None:
            continue
        names = [name for how, name in _HOW.items() if how in link.tricks]
        how = Text("・".join(it.ja for it in names), ", ".join(it.en for it in names))
        yield Hit(_links.at(found), written=host[1][:120], how=datum("text", how.en, how), host=datum("domain", link.host))
