"""One check: a stranger wants an answer and does not say what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _files, _firms, _greeted, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.text import late

SHORT = 900
_IDEAS = ("matter", "plea", "again", "unknown", "person", "trust", "illness", "faith", "agent")


@check(
    id="body.reply-bait",
    over="message",
    group="body",
    quiet_when=("body.fortune-hint", "body.romance-bait", "body.boss-chat", "body.boss-orders-payment"),
    title=Text(ja="用件を明かさず、返信だけを求めています", en="It wants an answer and does not say what about"),
    says=Text(
        ja="「{one}」「{other}」と書くだけで、用件もリンクもありません。返信した人だけに作り話を送る、"
        "詐欺の最初のメールに多い形です。",
        en="“{one}”, “{other}”: no matter is named and there is no link. Whoever answers gets the story.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE",),
)
def reply_bait(case: Case, it: Observable) -> Iterator[Hit]:
    """The first mail of a fraud is kept empty, so that no filter finds anything in it; the answer shows who can be deceived.

    Innocent cause: a shy acquaintance; but such a one gives a name, writes in a thread, or about something. Whoever greets the
    reader by name, from the mailbox at a proven domain that bears the sender's, is left out; and so is whoever names the site of
    the sending domain.
    """
    text = _said.text(case)
    if len(text) > SHORT or _author.own_links(case) or _files.beside(case) or _story.conversation(case):
        return
    if _said.has(case, "trade.enclosed") or _of_dues(case):  # the matter is what should have come with it, or what is owed
        return
    if (_greeted.by_readers_name(case) and _firms.by_name(case)) or _names_his_site(case):
        return
    parts = _story.parts(case)
    ideas = [parts[name] for name in _IDEAS if name in parts]
    polite = _said.lang(case) == "ja"  # where every letter asks for an answer and calls its matter important
    if (len(ideas) >= 3 and "plea" in parts) or (len(ideas) >= 2 and not polite and ("matter" in parts or "again" in parts)):
        other = next((it for it in ideas[1:] if it.shown.casefold() != ideas[0].shown.casefold()), ideas[1])
        yield Hit(_said.quote(ideas[0]), _said.quote(other), one=ideas[0].shown, other=other.shown)


def _names_his_site(case: Case) -> bool:
    """Whether the text names the site of the sender's domain, where it can be looked up; a forger would send the reader there."""
    houses = (registrable(it.domain) for it in senders(case)[:1])
    return any(not is_public(own) and f"www.{own}" in _said.folded(case) for own in houses)


_DUES = late.pattern(
    r"\b(?:subscriptions?|subs|membership|dues|rent|tuition|beitrag|mitgliedsbeitrag|cotisations?|cuota|quota|contributie)\b|会費|月謝|家賃"
)


def _of_dues(case: Case) -> bool:
    """Whether it names the sum of what members, pupils or tenants pay: that is the matter."""
    return bool(case.seen("amount")) and _DUES.search(_said.folded(case)) is not None
