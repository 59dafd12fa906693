"""One check: the holder of a linked domain hides behind a privacy service."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="owners.holder-hidden",
    over=_asked.landed,
    group="owners",
    needs=("rdap", "whois"),
    title=Text(ja="リンク先ドメインの登録者は非公開です", en="The holder of the linked domain is not published"),
    says=Text(
        ja="リンク先のドメイン {domain} の登録者は公開されていません(登録事業者: {registrar})。",
        en="Who holds the linked domain {domain} is not published (registrar: {registrar}).",
    ),
    experts=("WFOR",),
)
def holder_hidden(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs only: since 2018 most registrars hide private holders as a matter of course. The registrar is whom to report to."""
    landing = _asked.landing(case, it)
    held = _outside.registration(case, landing.domain) if landing is not None else None
    if landing is not None and held is not None and held[1].privacy:
        yield Hit(
            _outside.quoted(case, it),
            Evidence(held[0].question, found=held[1].registrar),
            domain=datum("domain", landing.domain),
            registrar=held[1].registrar or datum("text", "", Text("不明", "unknown")),
        )
