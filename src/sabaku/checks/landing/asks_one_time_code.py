"""One check: the landing page asks for a one-time code beside another secret."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.asks-one-time-code",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="ワンタイムパスワードまで入力させます", en="It asks for the one-time code as well"),
    says=Text(
        ja="リンク先 {host} の画面は、{others}に加えてワンタイムパスワードの入力も求めます。"
        "入力するとその場で不正利用に使われます。",
        en="The page at {host} asks for {others} and for the one-time code as well; it is used at once, while it is valid.",
    ),
    speaks_for=("phishing",),
    experts=("CARD",),
    attacks=(107,),
)
def asks_one_time_code(case: Case, it: Observable) -> Iterator[Hit]:
    """The second factor is asked for because somebody is logging in or paying with it at this very moment.

    Innocent cause: a company's own page that asks for both; known brands' hosts don't count.
    """
    for visit in _landing.visits(case):
        for face in _landing.faces(visit):
            asked = _landing.secrets(face)
            others = tuple(one for one in asked if one in ("password", "card", "cvv", "pin"))
            if "otp" in asked and others and _landing.strange(case, visit.host):
                yield Hit(
                    _outside.quoted(case, visit.seen),
                    Evidence(visit.fact.question, found="otp"),
                    host=datum("domain", visit.host),
                    others=datum("text", " ".join(others), _landing.together(others)),
                )
                break
