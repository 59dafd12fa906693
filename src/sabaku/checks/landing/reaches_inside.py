"""One check: the landing page tries to reach into the visitor's own network."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.reaches-inside",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="訪問者の内部ネットワークに接続しようとします", en="It tries to reach into the visitor's own network"),
    says=Text(
        ja="リンク先 {host} のページは、訪問者自身のネットワーク内のアドレス({inside})に接続しようとしました(遮断済み)。",
        en="The page at {host} tried to connect to an address inside the visitor's own network ({inside}); it was kept from it.",
    ),
)
def reaches_inside(case: Case, it: Observable) -> Iterator[Hit]:
    """Routers, cloud metadata services and local programs answer to whoever asks from inside.

    Innocent cause: helper programs of banks and scanners of ports against fraud ask 127.0.0.1; others have no reason.
    """
    for visit in _landing.visits(case):
        inside = [one.partition(" ")[0] for face in _landing.faces(visit) for one in face.refused if one.endswith(" private")]
        if inside and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=inside[0]),
                host=datum("domain", visit.host),
                inside=datum("domain", inside[0]),
            )
