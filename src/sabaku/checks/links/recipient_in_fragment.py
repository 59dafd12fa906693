"""One check: the recipient's address behind the # of a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.recipient-in-fragment",
    over="message",
    group="links",
    title=Text(ja="リンクの「#」の後ろに受信者のアドレスがあります", en="The recipient's address stands behind the # of a link"),
    says=Text(
        ja="{host} へのリンクの「#」の後ろに受信者のアドレスが付いています。"
        "偽のログイン画面に自動で入力させるための、詐欺に特有の書き方です。",
        en="The recipient's address stands behind the # of the link to {host}: that is how fake log-in pages get it filled in.",
    ),
    advice=Text(
        ja="このリンクをそのまま開いたり公開したりしないでください。",
        en="Do not open or publish this link as it is.",
    ),
    speaks_for=("credential-phishing",),
    attacks=(89, 96),
    experts=("TEMPL",),
)
def recipient_in_fragment(case: Case, it: Observable) -> Iterator[Hit]:
    """What follows the # is never sent to the server (RFC 3986 section 3.5), so scanners do not see it; the page's script does.

    Innocent: hardly anything; links for leaving a list carry the address in the query.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        if _links.in_fragment(case, link):
            yield Hit(_links.at(found), host=datum("domain", link.host))
