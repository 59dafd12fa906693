"""One check: the landing site's certificate is not one that browsers trust."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text

FAULTS = {
    "self-signed": Text("自己署名で、誰にも保証されていません", "is signed by itself: nobody vouches for it"),
    "expired": Text("有効期限が切れています", "has expired"),
    "name": Text("別の名前のものです", "is another name's"),
}
OTHER = Text("ブラウザーに信頼されません", "is not trusted by browsers")


@check(
    id="landing.certificate-faulty",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="サイトの証明書が信頼できません", en="The site's certificate is not to be trusted"),
    says=Text(
        ja="{host} の証明書は{fault}。正規の企業のログイン画面では、まず起きないことです。",
        en="The certificate of {host} {fault}; a company's own login page hardly ever has one like that.",
    ),
    quiet_when=("owners.certificate-fault",),
)
def certificate_faulty(case: Case, it: Observable) -> Iterator[Hit]:
    """Self-signed, expired or another name's: the browser warns, and whoever clicks on has been told.

    Innocent cause: devices in one's own network, forgotten sites of small associations.
    """
    for visit in _landing.visits(case):
        told = next((one.certificate for one in _landing.faces(visit) if one.certificate is not None), None)
        fault = "" if told is None else "self-signed" if told.self_signed else told.fault
        if fault and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=fault),
                host=datum("domain", visit.host),
                fault=datum("text", fault, FAULTS.get(fault, OTHER)),
            )
