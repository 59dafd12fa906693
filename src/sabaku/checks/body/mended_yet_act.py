"""One check: it is mended already, and yet the reader must act."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_DEMAND = ("credential.verify", "credential.password", "action.click", "credential.login", "card.ask")


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
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("CTX",),
)
def mended_yet_act(case: Case, done: Observable) -> Iterator[Hit]:
    """What is repaired needs no login. Innocent cause: a notice that says where to read more («詳細はこちら»)."""
    if not _said.leads(case):
        return
    for demand in _said.said(case, *_DEMAND):
        if demand.seen.view == "visible" and demand.seen.start > done.seen.end and "詳細" not in demand.shown:
            yield Hit(_said.quote(done), _said.quote(demand), done=done.shown, demand=demand.shown)
            return
