"""One check: to which addresses a linked domain has led before, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sabaku.checks import _asked, _outside, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Resolutions, Text


@check(
    id="owners.earlier-addresses",
    over="message",
    group="owners",
    title=Text(
        ja="リンク先のドメインには過去のIPアドレスの記録があります", en="It is recorded where the linked domain led before"
    ),
    says=Text(
        ja="{list}の記録(パッシブDNS)によると、リンク先のドメイン {domain} が指したIPアドレスは{count}です。"
        "{oldest}は{first}({gap})、最新の記録は{last}で、{ip} を指していました。",
        en="By the passive DNS of {list}, the linked domain {domain} has led to {count}. {oldest} is of {first} ({gap}), the "
        "newest of {last}, to {ip}.",
    ),
)
def earlier_addresses(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. A name of which nothing was seen until shortly before the mail was put up for it; one that changes its address
    every few days flees from being shut down; the addresses of then help where the site is gone. Passive DNS sees only what
    somebody looked up: the name may be older than the oldest record.
    """
    for fact in _outside.facts(case, "virustotal"):
        told = fact.value
        if not isinstance(told, Resolutions) or not told.records or ("of", "resolutions") not in fact.question.arguments[:1]:
            continue
        landing = next((one for one in _asked.landings(case) if one.domain == fact.question.subject), None)
        if landing is not None:
            newest, first = told.records[0], told.records[-1]
            yield Hit(
                _outside.quoted(case, landing.seen),
                Evidence(fact.question, found=newest.ip),
                list=told.by,
                domain=datum("domain", landing.domain),
                count=_count(told),
                oldest=_oldest(told),
                first=datum("date", first.at.date().isoformat()),
                gap=_gap(case, first.at),
                last=datum("date", newest.at.date().isoformat()),
                ip=datum("ip", newest.ip),
            )


def _count(told: Resolutions) -> Datum:
    n = len({it.ip for it in told.records})
    least = Text("" if told.whole else "以上", "" if told.whole else "at least ")
    return datum("text", n, Text(f"{n}個{least.ja}", f"{least.en}{n} address{'es' if n > 1 else ''}"))


def _oldest(told: Resolutions) -> Datum:
    if told.whole:
        return datum("text", "oldest", Text("最も古い記録", "The oldest record"))
    n = len(told.records)
    return datum("text", "oldest", Text(f"取得した{n}件のうち最も古い記録", f"The oldest of the {n} records that were fetched"))


def _gap(case: Case, first: datetime) -> Datum:
    """How the oldest record stands to the mail's own time."""
    stated = _sent.stated_date(case)
    mail = case.origin.border_at or (stated[1] if stated is not None else None)
    if mail is None:
        return datum("text", "?", Text("メールの日時は不明", "the mail's own time is not known"))
    days = (mail - first).days if mail >= first else -(first - mail).days
    many = "" if abs(days) == 1 else "s"
    if days == 0:
        return datum("text", "0", Text("メールと同じころ", "about when the mail came"))
    if days > 0:
        return datum("text", days, Text(f"メールの{days}日前", f"{days} day{many} before the mail"))
    return datum("text", days, Text(f"メールの{-days}日後", f"{-days} day{many} after the mail"))
