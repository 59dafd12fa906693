"""One check: the landing page wears the face of another company than the one that the mail claims to be."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import brands


@check(
    id="landing.second-brand",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="誘導先に別の会社の画面が出ます", en="The landing page is another company's"),
    says=Text(
        ja="メールは{claim}を名乗っていますが、リンク先 {host} に表示されるのは無関係な{face}のログイン画面です。"
        "{host} はどちらのドメインでもありません。",
        en="The mail claims to come from {claim}, but the page at {host} shows the login of {face}, which has nothing to do "
        "with it. {host} belongs to neither.",
    ),
    speaks_for=("phishing",),
    experts=("MULTI", "FAKE"),
    decisive=True,
)
def second_brand(case: Case, it: Observable) -> Iterator[Hit]:
    """Forgers reuse kits of several brands side by side; one link of the mail leads to the wrong one.

    What a brand really uses (the webmail product that it offers, its card's network), its parents and children do not contradict.
    """
    claim = _outside.claim(case)
    if claim is None or claim.brand == brands.HOME:
        return
    for visit in _landing.visits(case):
        face = brands.brand(visit.site.brand)
        if face is None or not _landing.of_another(case, face.id) or not _landing.asks(visit):
            continue
        if brands.standing(face.id, visit.host) or brands.standing(claim.brand, visit.host):
            continue
        yield Hit(
            _outside.quoted(case, visit.seen),
            Evidence(visit.fact.question, found=visit.site.product or face.id),
            claim=_named.claimed(claim),
            host=datum("domain", visit.host),
            face=datum("brand", face.id, face.names),
        )
