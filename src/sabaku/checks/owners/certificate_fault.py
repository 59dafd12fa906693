"""One check: a browser would warn of the certificate that a linked site shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Certificate, Evidence, Observable, Text

FAULTS: Mapping[str, Text] = {
    "self-signed": Text("自己署名で発行者の保証がない", "is self-signed: nobody vouches for it"),
    "expired": Text("有効期限が切れている", "has expired"),
    "other-host": Text("別のホストのものである", "is for another host"),
    "untrusted": Text("発行者を信頼できない", "is from an issuer that browsers do not trust"),
}


@check(
    id="owners.certificate-fault",
    over="message",
    group="owners",
    needs=("certificate",),
    title=Text(ja="リンク先の証明書に問題があります", en="The site's certificate is faulty"),
    says=Text(
        ja="リンク先 {host} のサーバー証明書は{fault}ため、ブラウザーが警告を表示します。",
        en="The certificate of the linked host {host} {fault}; browsers warn of it.",
    ),
)
def certificate_fault(case: Case, it: Observable) -> Iterator[Hit]:
    """A hint only: companies that want one's password or card see to their certificates.

    Innocent cause: a neglected site, an office's own authority. Most forgers' sites have a good one: a lock proves nothing.
    """

    def judge(landing: _asked.Landing) -> Iterator[Hit]:
        if landing.link.scheme != "https":
            return
        found = _outside.answer(case, "certificate", landing.link.host, Certificate)
        if found and found[1].fault:
            yield Hit(
                _outside.quoted(case, landing.seen),
                Evidence(found[0], found=found[1].fault),
                host=datum("domain", landing.link.host),
                fault=datum("code", found[1].fault, FAULTS[found[1].fault]),
            )

    yield from _outside.each(_asked.landings(case), judge)
