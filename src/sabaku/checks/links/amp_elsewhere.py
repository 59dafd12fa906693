"""One check: the AMP version of a mail leads elsewhere than the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sabaku.checks import _house
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.hosts import registrable
from sabaku.text import late

MOST = 100
_LEADS = late.pattern(
    r"<(?:a|form)\s[^<>]{0,400}?\b(?:href|action-xhr|action)\s{0,4}=\s{0,4}[\"']?(https?://([^\s/\"'<>?#:@]{4,253})[^\s\"'<>]{0,1000})",
    re.IGNORECASE,
)


@check(
    id="links.amp-elsewhere",
    over="message",
    group="links",
    title=Text(ja="AMP版だけが、別のサイトへ誘導しています", en="Only the AMP version leads to another site"),
    says=Text(
        ja="このメールには、一部のメールソフトだけが表示するAMP版が付いていて、そのリンク先 {host} は、"
        "HTML版にもテキスト版にも差出人にも出てきません。フィルターには無害な版を読ませる細工です。",
        en="The mail has an AMP version that only some programs show. It leads to {host}, which neither the HTML, the plain "
        "text nor the sender's address has: filters are given the harmless version.",
    ),
    speaks_for=("disguised",),
    experts=("TEMPL",),
    attacks=(48,),
)
def amp_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """The versions of one mail are to say the same (RFC 2046, 5.1.4; AMP for Email: the HTML is what others see). Innocent cause:
    none is known; a shop's AMP version leads to the same shop."""
    known = {one.value for one in case.seen("domain")} | _house.own_domains(case)
    for part in case.message.parts:
        if part.type != "text/x-amp-html":
            continue
        view = f"part:{part.path}"
        found = [one for one, _ in zip(_LEADS.finditer(case.message.view(view).text), range(MOST), strict=False)]
        if found and not any(registrable(unescape(one[2]).lower()) in known for one in found):
            first = found[0]
            yield Hit(Evidence(Span(view, *first.span(1)), found=first[1]), host=datum("domain", first[2].lower()))
            return
