"""One check: the landing site shows its face to victims only."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.cloaked-from-bots",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="相手によって表示を変えるサイトです", en="The site shows its face to some visitors only"),
    says=Text(
        ja="リンク先 {host} は、{victim}には{shown}の入力画面を見せますが、"
        "{other}では{instead}ました。調査や検知を避けるための細工です。",
        en="The site {host} asks {victim} for {shown}, while {other} {instead}: a trick to escape investigation.",
    ),
    speaks_for=("phishing",),
    attacks=(100, 101, 102, 106),
)
def cloaked_from_bots(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits show the forgery to phones of the country that they aim at, and an error or the genuine site to scanners (cloaking).

    CrawlPhish found client-side cloaking alone on a third of 112,005 phishing sites (Zhang et al., IEEE S&P 2021).
    Innocent cause: sites with a mobile version of their own; they don't pretend to be closed, which is why only that counts.
    """
    for visit in _landing.visits(case):
        first, *others = _landing.faces(visit)
        asked = _landing.secrets(first)
        away = next((it for it in others if it.state in ("closed", "error", "gone", "cloaked")), None)
        if first.state == "up" and asked and away is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=away.state, expected="up"),
                host=datum("domain", visit.host),
                victim=datum("text", first.visitor, _landing.visitor(first)),
                shown=datum("text", " ".join(asked), _landing.together(asked)),
                other=datum("text", away.visitor, _landing.visitor(away)),
                instead=datum("text", away.state, _landing.SHOWN[away.state]),
            )
