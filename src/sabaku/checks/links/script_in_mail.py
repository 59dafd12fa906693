"""One check: a script in the HTML of a mail, or an order to go to another page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

_SCRIPT = re.compile(r"<script\b(?![^>]{0,300}application/(?:ld\+)?json)[^>]{0,1000}+>", re.IGNORECASE)
_REFRESH = re.compile(r"<meta\b[^>]{0,300}http-equiv\s{0,3}=\s{0,3}[\"']?refresh[^>]{0,1000}+>", re.IGNORECASE)


@check(
    id="links.script-in-mail",
    over="message",
    group="links",
    title=Text(ja="HTMLにスクリプトや自動転送の指示があります", en="The HTML carries a script or sends the reader on"),
    says=Text(
        ja="本文のHTMLに {tag} が入っています。メールソフトは実行しませんが、ブラウザーで開くと働くことがあります。",
        en="The HTML holds {tag}. Mail programs do not run it; it may work where the mail is opened in a browser.",
    ),
    attacks=(65,),
)
def script_in_mail(case: Case, it: Observable) -> Iterator[Hit]:
    """Serious senders leave scripts out because nothing runs them. Innocent: marked-up data (JSON-LD), which is left out, and
    pages that were pasted into a mail whole.
    """
    html = case.message.view("html").text
    if "<" not in html:
        return
    for tag in (_REFRESH.search(html), _SCRIPT.search(html)):
        if tag:
            yield Hit(Evidence(Span("html", *tag.span()), tag[0]), tag=tag[0][:120])
