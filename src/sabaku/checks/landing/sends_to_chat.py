"""One check: what is typed into the landing page goes to a chat."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.sends-to-chat",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="入力内容が犯人のチャットに送られます", en="What is typed in goes to a chat"),
    says=Text(
        ja="リンク先 {host} に入力した内容({asked})は、"
        "{service} のチャットへ送信される仕組みになっています。企業のログイン画面ではあり得ないことです。",
        en="What is typed into the page at {host} ({asked}) is sent to a chat at {service}; no company does that with a login.",
    ),
    speaks_for=("phishing",),
    experts=("LBTN",),
    attacks=(110,),
    decisive=True,
)
def sends_to_chat(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits carry their loot to a bot of Telegram or Discord, so that no server of their own holds it.

    Seen in the page's own scripts. No innocent cause is known for a page that asks for a password or a card.
    """
    for visit, asked, drop in _landing.carried_off(case, "telegram", "discord"):
        yield Hit(
            _outside.quoted(case, visit.seen),
            Evidence(visit.fact.question, found=drop),
            host=datum("domain", visit.host),
            asked=datum("text", " ".join(asked), _landing.together(asked)),
            service=datum("domain", drop),
        )
