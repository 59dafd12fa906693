"""One check: the landing page asks to enter a device code elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.device-code",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="正規サイトでコードを入力させようとします", en="It has visitors enter a code at the genuine site"),
    says=Text(
        ja="リンク先 {host} は、本物のサイトで「デバイスコード」を入力させようとします。"
        "入力すると、犯人の端末がログインを許可されます。",
        en="The page at {host} wants visitors to enter a device code at the genuine site, which lets the forger's own device in.",
    ),
    speaks_for=("credential-phishing",),
    attacks=(112,),
)
def device_code(case: Case, it: Observable) -> Iterator[Hit]:
    """OAuth's device flow (RFC 8628) turned round: the code is the forger's, the login the victim's.

    Innocent cause: a television or a printer that one is setting up oneself; no mail leads there.
    """
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "device-code")
        if face is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.title or "device-code"),
                host=datum("domain", visit.host),
            )
