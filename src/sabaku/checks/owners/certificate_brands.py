"""One check: the linked site shares its certificate with names that imitate brands."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Certificate, Certificates, Evidence, Observable, Question, Text
from sabaku.names import brands, lookalike


@check(
    id="owners.certificate-brands",
    over="message",
    group="owners",
    needs=("certificate", "ct"),
    title=Text(ja="証明書にブランドを装う名前が並んでいます", en="The certificate is also for names that imitate brands"),
    says=Text(
        ja="リンク先 {host} のサーバー証明書には、{brand}を装う {name} も記載されています。同じ人物が用意したサイトです。",
        en="The certificate of the linked host {host} is also for {name}, which imitates {brand}: "
        "whoever set up the one set up the other.",
    ),
    speaks_for=("phishing",),
    sure="inferred",
)
def certificate_brands(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever gets a certificate proves control of all names on it. A forger who runs many fakes on one server often puts
    them all on one.

    Innocent cause: a hoster or a content network that puts its customers on one certificate, one of whom is a forger.
    """
    yield from _outside.each(_asked.landings(case), lambda landing: _fakes(case, landing))


def _fakes(case: Case, landing: _asked.Landing) -> Iterator[Hit]:
    host = landing.link.host
    own = lookalike.likeness(host)
    for question, certificate in _certificates(case, landing):
        for name in certificate.names:
            bare = name.removeprefix("*.")
            like = lookalike.likeness(bare) if not _same(bare, host) and not brands.is_official(bare) else None
            if like is not None and (own is None or own.brand != like.brand):
                yield Hit(
                    _outside.quoted(case, landing.seen),
                    Evidence(question, found=name),
                    host=datum("domain", host),
                    name=datum("domain", bare),
                    brand=named(like.brand),
                )
                break


def _certificates(case: Case, landing: _asked.Landing) -> list[tuple[Question, Certificate]]:
    """What the site showed, if it was visited, else what was logged for its name. Raises NotKnown where neither is known."""
    if case.fact("certificate", landing.link.host) is not None:
        shown = _outside.answer(case, "certificate", landing.link.host, Certificate)
        return [shown] if shown else []
    logged = _outside.answer(case, "ct", landing.domain, Certificates)
    return [(logged[0], it) for it in logged[1].newest] if logged else []


def _same(name: str, host: str) -> bool:
    return name == host or name.endswith(f".{host}") or host.endswith(f".{name}")
