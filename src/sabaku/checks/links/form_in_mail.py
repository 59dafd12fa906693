"""One check: a form inside the mail itself."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.form-in-mail",
    over="link:form",
    group="links",
    title=Text(ja="メールの中に入力フォームがあります", en="There is a form inside the mail"),
    says=Text(
        ja="メール自体に入力フォームがあり、入力した内容は {host} に送られます。",
        en="The mail itself holds a form; what is typed into it is sent to {host}.",
    ),
    speaks_for=("credential-phishing",),
    experts=("CARD",),
    attacks=(62,),
    quiet_when=("links.form-asks-secret",),
)
def form_in_mail(case: Case, it: Observable) -> Iterator[Hit]:
    """Most mail programs disable forms, and serious senders do not use them. Innocent: surveys, searches and old newsletters."""
    host = _links.link(it).host
    if host:
        yield Hit(_links.at(it), host=datum("domain", host))
