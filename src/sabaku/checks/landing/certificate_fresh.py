"""One check: the landing site's certificate is days old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

FRESH = timedelta(days=7)


@check(
    id="landing.certificate-fresh",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="サイトの証明書が発行されたばかりです", en="The site's certificate is days old"),
    says=Text(
        ja="{host} の証明書は{since}に発行されたばかりです。詐欺サイトは公開の直前に証明書を取得します。",
        en="The certificate of {host} was issued only on {since}. Fraud sites take theirs just before they open.",
    ),
    experts=("WREG",),
    quiet_when=("owners.fresh-certificate",),
)
def certificate_fresh(case: Case, it: Observable) -> Iterator[Hit]:
    """Free certificates are taken on the day on which a kit is unpacked.

    Innocent cause: automatic renewal every two or three months: at any time one honest site in ten has one that is a week old.
    """
    for visit in _landing.visits(case):
        told = next((one.certificate for one in _landing.faces(visit) if one.certificate is not None), None)
        if told is None or told.not_before is None or visit.fact.at is None or not _landing.strange(case, visit.host):
            continue
        if timedelta(0) <= visit.fact.at - told.not_before < FRESH and any(map(_landing.secrets, _landing.faces(visit))):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=told.not_before.isoformat()),
                host=datum("domain", visit.host),
                since=datum("date", told.not_before.date().isoformat()),
            )
