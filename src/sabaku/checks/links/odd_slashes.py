"""One check: slashes and line breaks in a link that only a browser forgives."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_HEAD = late.pattern(r"\s{0,20}([^?#]{1,300})")
_BROKEN = late.pattern(r"\A\s{0,20}[A-Za-z\s]{0,12}[\t\r\n][A-Za-z\s]{0,12}:|//[^/?#]{0,255}[\t\r\n]")


@check(
    id="links.odd-slashes",
    over="message",
    group="links",
    title=Text(ja="検査をすり抜けるための書き方をしたリンクです", en="A link written to slip past filters"),
    says=Text(
        ja="リンクが {written} と崩した形で書かれています。"
        "ブラウザーは補って {host} に接続しますが、検査では見落とされやすくなります。",
        en="The link is written as {written}. A browser mends that and goes to {host}; a filter may overlook it.",
    ),
    speaks_for=("disguised",),
    attacks=(84, 85),
)
def odd_slashes(case: Case, it: Observable) -> Iterator[Hit]:
    """`https:/host`, `http:\\host` and a TAB inside the name are all repaired by browsers (WHATWG URL), not by scanners.

    Innocent: a typing error, or a line break that a mail program put into a long address behind the host name.
    """
    for found in _links.tricked(case, "backslash", "slashes", "control"):
        link = _links.link(found)
        if not link.host or ("control" in link.tricks and not _BROKEN.search(link.raw)):
            continue
        head = _HEAD.match(link.raw)
        yield Hit(_links.at(found), written=(head[1] if head else link.raw)[:120], host=datum("domain", link.host))
