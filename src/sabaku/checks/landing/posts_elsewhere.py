"""One check: what is typed into the landing page is sent to another host."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import hosts


@check(
    id="landing.posts-elsewhere",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="入力内容が別のサイトへ送られます", en="What is typed in goes elsewhere"),
    says=Text(
        ja="リンク先 {host} の入力欄に書いた内容は、別のサイト {drop} へ送信されます。",
        en="What is typed into the page at {host} is sent to another site, {drop}.",
    ),
    speaks_for=("phishing",),
    experts=("LBTN",),
    attacks=(110,),
    quiet_when=("landing.sends-to-chat", "landing.sends-to-service"),
)
def posts_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits on free hosting send their loot to a form service or a hacked server elsewhere; the page itself holds nothing.

    Innocent cause: form services that honest small sites use. Only forms that ask for a secret are judged.
    """
    for visit in _landing.visits(case):
        for form in visit.site.forms:
            secret = any(it in ("password", "pin", "otp", "card", "cvv") for it in form.fields)
            if secret and form.posts_to and visit.host and not hosts.same_site(form.posts_to, visit.host):
                yield Hit(
                    _outside.quoted(case, visit.seen),
                    Evidence(visit.fact.question, found=form.posts_to, expected=visit.host),
                    host=datum("domain", visit.host),
                    drop=datum("domain", form.posts_to),
                )
