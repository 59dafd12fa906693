"""One check: it is mended already, and yet the reader must act."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_DEMAND = ("credential.verify", "credential.password", "action.click", "credential.login", "card.ask")

_OTHERWISE = late.pattern(
    r"(?:\bif not\b|\b(?:if|in case) (?:the |this |your |it |you )(?:\w+ ){0,3}?(?:not|n't|persists?|still|again|remains?)\b"
    r"|\b(?:falls|sollte|wenn)\b[^.!?\n]{0,30}\b(?:nicht|weiterhin|erneut)\b)[^.!?\n]{0,40}$"
)
"""«If not, …»: what is to be done where it is not repaired."""
NEAR = 90


@check(
    id="body.mended-yet-act",
    over="message",
    said=("restored.done",),
    group="body",
    title=Text(ja="「復旧済み」と言いながら手続きを求めています", en="Already mended, and yet you must act"),
    says=Text(
        ja="「{done}」と述べる一方で、「{demand}」と手続きを求めており、つじつまが合いません。",
        en="It says “{done}” and yet demands “{demand}”: that does not fit together.",
    ),
    speaks_for=("phishing",),
    experts=("CTX",),
)
def mended_yet_act(case: Case, done: Observable) -> Iterator[Hit]:
    """What is repaired needs no login. Innocent causes: a notice that says where to read more («詳細はこちら»); a desk that
    asks to be told where it is not repaired, which is left out."""
    if not _said.leads(case):
        return
    for demand in _said.said(case, *_DEMAND):
        if demand.seen.view != "visible" or demand.seen.start <= done.seen.end or "詳細" in demand.shown:
            continue
        if not _OTHERWISE.search(_said.folded(case)[max(0, demand.seen.start - NEAR) : demand.seen.start]):
            yield Hit(_said.quote(done), _said.quote(demand), done=done.shown, demand=demand.shown)
            return
