"""One check: others have reported the address that the mail came from."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Listing, Observable, Text


@check(
    id="lists.origin-reported",
    over="origin",
    group="lists",
    title=Text(ja="発信元IPアドレスに多くの通報が寄せられています", en="The origin's address was reported by others"),
    says=Text(
        ja="発信元IPアドレス {ip} には、{list}に{reports}の通報があり、不正利用の確度は{score}とされています({at}に確認)。",
        en="{list} has {reports} about the address {ip} from which the mail came, and gives a confidence of abuse of {score} "
        "(looked up {at}).",
    ),
    experts=("BLK",),
    quiet_when=("lists.origin-listed",),
)
def origin_reported(case: Case, it: Observable) -> Iterator[Hit]:
    """Servers report who attacks them or sends them spam. An address with many fresh reports is in bad hands, or was.

    Innocent cause: an address that had another user last week, or that many share.
    """
    fact = case.fact("abuseipdb", it.value) if it.value else None
    if fact is not None and isinstance(fact.value, Listing) and fact.value.listed:
        yield Hit(
            _outside.quoted(case, it),
            Evidence(fact.question, found=fact.value.threat),
            ip=datum("ip", it.value),
            list=fact.value.list,
            score=fact.value.threat,
            reports=_reports(fact.value.detail),
            at=_named.at(case, fact),
        )


def _reports(told: str) -> Datum:
    """`812 / 90 d` in words."""
    count, _, days = told.removesuffix(" d").partition(" / ")
    return datum("text", told, Text(f"過去{days}日間に{count}件", f"{count} reports of the last {days} days"))
