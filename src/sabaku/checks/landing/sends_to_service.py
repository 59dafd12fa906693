"""One check: what is typed into the landing page goes to a mailer or form service."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.sends-to-service",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="入力内容が外部のフォームサービスへ送られます", en="What is typed in goes to a form service"),
    says=Text(
        ja="リンク先 {host} に入力した内容({asked})は、誰でも使える外部サービス {service} へ送信される仕組みになっています。",
        en="What is typed into the page at {host} ({asked}) is sent to {service}, a service that anybody may use.",
    ),
    speaks_for=("phishing",),
    experts=("LBTN",),
    attacks=(110,),
)
def sends_to_service(case: Case, it: Observable) -> Iterator[Hit]:
    """A static page on free hosting cannot keep what is typed; a mailer or form service does it for the forger.

    Innocent cause: small honest sites use them for contact forms, which is why only pages that ask for a secret count.
    """
    for visit, asked, drop in _landing.carried_off(case, "mailer", "form-service", "storage"):
        if _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=drop),
                host=datum("domain", visit.host),
                asked=datum("text", " ".join(asked), _landing.together(asked)),
                service=datum("domain", drop),
            )
