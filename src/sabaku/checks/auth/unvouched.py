"""One check: the recipient's server checked, and nothing speaks for the sender's domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._results import passes
from sabaku.model import AuthResult, Case, Datum, Evidence, Observable, Text
from sabaku.names.hosts import registered

_CHECKED = ("spf", "dkim", "dmarc")


@check(
    id="auth.unvouched",
    over="message",
    group="auth",
    title=Text(
        ja="受信側の検査で、差出人のドメインを裏付ける結果が一つもありません",
        en="The receiving server found nothing that speaks for the From domain",
    ),
    says=Text(
        ja="受信側のサーバーは送信ドメイン認証を検査しましたが({result})、"
        "差出人のドメイン {domain} について合格したものがありません。",
        en="The receiving server checked sender authentication ({result}), and nothing passed for {domain}, the domain in From.",
    ),
    experts=("AUTH",),
    attacks=(37,),
    quiet_when=("auth.dmarc-fail", "auth.none", "route.nothing-to-forge"),
)
def unvouched(case: Case, it: Observable) -> Iterator[Hit]:
    """Since 2024 the large receivers demand that something passes for the From domain (Google and Yahoo sender guidelines), and
    honest senders comply. Counts only results of the recipient's own border. Innocent causes: mail through forwarders and lists
    (left out), small servers that were never set up.
    """
    first = next((one for one in case.seen("auth", "trusted") if _is_checked(one)), None)
    unknown = any(it.result in ("temperror", "error") for _, it in _results.results(case, *_CHECKED))  # it could not look
    if first is None or unknown or case.seen("list"):
        return
    domains = [one.value.rpartition("@")[2] for one in _route.from_domains(case)]
    own = {registered(domain) for domain in domains}
    told = [domain for _, _, domain in passes(case)] + [it.domain for it in _results.unproven(case, *_CHECKED)]
    if domains and not any(registered(domain) in own for domain in told):
        yield Hit(Evidence(first.seen, found=first.shown), result=_told(first), domain=datum("domain", domains[0]))


def _told(one: Observable) -> Datum:
    """The result as the server notes it; of one that passed, that it did so for another domain than From's."""
    if not (isinstance(one.detail, AuthResult) and one.detail.result == "pass" and one.detail.method in _CHECKED):
        return datum("code", one.value)
    said = f"{one.detail.method}=pass"
    return Datum("code", said, Text(f"{said}、ただし別のドメインについて", f"{said}, but for another domain"))


def _is_checked(one: Observable) -> bool:
    return isinstance(one.detail, AuthResult) and one.detail.method in _CHECKED
