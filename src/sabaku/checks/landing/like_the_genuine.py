"""One check: the landing page looks like a genuine page that was learnt."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import brands

SURE = 85
"""Percent from which two pages are the same to the eye."""


@check(
    id="landing.like-the-genuine",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="本物の画面とそっくりです", en="It looks like the genuine page"),
    says=Text(
        ja="リンク先 {host} の画面は、あらかじめ記録した{brand}の本物の画面と{percent}%一致しますが、"
        "{host} は{brand}のドメインではありません。",
        en="The page at {host} matches the recorded genuine page of {brand} by {percent} percent, though {host} does not "
        "belong to {brand}.",
    ),
    speaks_for=("phishing",),
    experts=("FAKE", "LOGO"),
    attacks=(108, 109),
    decisive=True,
)
def like_the_genuine(case: Case, it: Observable) -> Iterator[Hit]:
    """The operator has had the brand's real page learnt; the same picture on a stranger's host is a copy.

    Likeness is of edges on a grid of the first view, or of logos (ORB with RANSAC). What an operator's image encoder calls
    alike is not the same to the eye, so it is no finding; it only helps to name the face. Innocent cause: the brand's own further
    domain that is not in the list; the report shows both pictures, so that the reader can compare.
    """
    for visit in _landing.visits(case):
        for face in _landing.faces(visit):
            sure = (one for one in face.likeness if one.percent >= SURE and one.by != "vector")
            like = next((one for one in sure if brands.brand(one.brand) is not None), None)
            if like is None or brands.standing(like.brand, visit.host) or _asked.is_home(case, visit.host):
                continue
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=f"{like.by} {like.percent} %"),
                host=datum("domain", visit.host),
                brand=named(like.brand),
                percent=datum("number", like.percent),
            )
            break
