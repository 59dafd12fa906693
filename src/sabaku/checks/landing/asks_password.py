"""One check: the landing page asks for a password."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import brands

SECRETS = ("password", "pin", "otp")


@check(
    id="landing.asks-password",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="誘導先サイトがパスワードの入力を求めています", en="The landing site asks for a password"),
    says=Text(
        ja="リンク先 {host} の画面は{field}の入力を求めます。{host} は、メールが名乗る{claim}のドメインではありません。",
        en="The page at {host} asks for {field}; {host} does not belong to {claim}, from whom the mail claims to come.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "FAKE"),
)
def asks_password(case: Case, it: Observable) -> Iterator[Hit]:
    """A mail that leads to a login under a stranger's domain wants the password.

    A page that wears a company's face is told of by the checks on faces.
    Innocent cause: services that work for a company under their own domain (surveys, ticket systems).
    """
    claim = _outside.claim(case)
    for visit in _landing.visits(case) if claim else ():
        field = _landing.first_field(visit, SECRETS)
        if claim is not None and field and brands.brand(visit.site.brand) is None and not _landing.is_of(case, claim, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=field),
                host=datum("domain", visit.host),
                field=datum("text", field, _landing.FIELDS[field]),
                claim=_named.claimed(claim),
            )
