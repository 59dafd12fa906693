"""One check: under a linked domain every name leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Records, Text


@check(
    id="owners.any-host",
    over="message",
    group="owners",
    title=Text(ja="どのようなホスト名でもつながるドメインです", en="Any name under the domain leads somewhere"),
    says=Text(
        ja="ドメイン {domain} では、実在しないはずの名前にもIPアドレス {ip} が返ります(ワイルドカードDNS)。"
        "受信者ごとに異なるリンクを作ることができます。",
        en="Under {domain} even a made-up name resolves, to {ip} (wildcard DNS): every recipient can be given another link.",
    ),
)
def any_host(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. With a wildcard a forger makes a name for each victim, and sees who has clicked. So do hosters for customers.

    Reference: RFC 4592.
    """
    asked = {
        fact.question.subject: fact for fact in _outside.facts(case, "dns") if ("for", "wildcard") in fact.question.arguments
    }
    for landing in _asked.landings(case):
        for name, fact in asked.items():
            if name.endswith(f".{landing.domain}") and isinstance(fact.value, Records) and fact.value.values:
                yield Hit(
                    _outside.quoted(case, landing.seen),
                    Evidence(fact.question, found=fact.value.values[0]),
                    domain=datum("domain", landing.domain),
                    ip=datum("ip", fact.value.values[0]),
                )
