"""One check: a stranger's newsletter is the filling; the first link leads to somebody else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _said, _story, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late
from sabaku.text.fold import fold

FILLING = 5
"""Links to one firm from which it is that firm's mail, and no mention of it."""
_SERVICE = late.pattern(
    r"unsubscri|opt-?out|preferences|privacy|in (?:your |a |the )?browser|abmeld|abbestell|datenschutz|im browser|darse de baja"
    r"|desuscri|descadastr|privacidad|privacidade|desabonn|se desinscrire|confidentialite|uitschrijven|afmelden"
    r"|annulla l'iscrizione"
    r"|配信停止|配信解除|購読解除|メルマガ解除|プライバシー|個人情報"
)
"""Labels of links that only a mailing's own sender has."""
_PASSED_ON = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|i|転送)\s*[::]", re.IGNORECASE)
LABEL = 5
"""Letters from which a domain's name is told from a word of the text."""


@check(
    id="links.borrowed-newsletter",
    over="message",
    group="links",
    title=Text(
        ja="別の会社のメールマガジンを流用し、先頭のリンクだけが別のサイトへ行きます",
        en="Another firm's newsletter is the filling, and the first link leads elsewhere",
    ),
    says=Text(
        ja="配信停止などのリンク「{label}」を含む{count}件のリンクが {home} へ行くのに、差出人は無関係な {sender} で、"
        "先頭のリンクは {host} へ行きます。別の会社のメールの中身を、フィルターを欺くために流用しています。",
        en="{count} links, “{label}” among them, lead to {home}, but the mail is from {sender}, which has nothing to do with it, "
        "and its first link leads to {host}: somebody else's mailing was filled in to look harmless to filters.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("LEGITMIX", "LD"),
)
def borrowed_newsletter(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters weigh words and links; a genuine mailing below the lure outweighs it.

    Innocent causes: a newsletter that somebody passes on (left out where the subject or the text says so); a firm that sends
    from a second domain, whose name then stands in From or in the subject.
    """
    sender, links = case.first("domain", "from"), [one for one in _links.clicked(case) if one.role == "href"]
    if sender is None or len(links) <= FILLING or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if _PASSED_ON.match(_said.subject(case)[0]):
        return
    domains = [_links.link(one).domain for one in links]
    home, count = Counter(domains).most_common(1)[0]
    first = _links.link(links[0])
    if count < FILLING or first.domain == home or owners(first.host) or _known(case, home, domains):
        return
    for one in links:
        label = _links.link(one).shown
        if _links.link(one).domain == home and _SERVICE.search(fold(label[:200])):
            yield Hit(
                _links.at(links[0]),
                _links.shown_at(one),
                label=datum("text", " ".join(label.split())[:60]),
                count=datum("number", count),
                home=datum("domain", home),
                sender=datum("domain", sender.value),
                host=datum("domain", first.host),
            )
            return


def _known(case: Case, home: str, linked: list[str]) -> bool:
    """Whether that firm, its mailing service or the sender may well have sent it."""
    vouching, name = _vouched.vouching(case), home.partition(".")[0]
    told = fold(f"{case.message.text_of('from')} {_said.subject(case)[0]}").replace(" ", "")
    named = len(name) >= LABEL and name in told
    return bool(home in vouching or vouching.intersection(linked) or _hosts.tracker(home) or named)
