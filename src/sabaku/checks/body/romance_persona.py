"""One check: somebody alone, as the rogues of romance invent them, would like to know the reader."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _greeted, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._throwaway import thrown_away
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public

LONG = 1600
_WISH = ("romance.wants", "stranger.found")
"""To be close, or whence they have the address."""
_LURE = ("romance.far", "romance.reach")
"""An office where nobody can visit them, a picture for an answer."""


@check(
    id="body.romance-persona",
    over="message",
    said=("romance.alone",),
    group="body",
    sure="inferred",
    title=Text(ja="独り身だという見知らぬ人物が、親しくなりたいと書いています", en="A stranger who is alone wants to be known"),
    says=Text(
        ja="「{alone}」と身の上を語り、「{wish}」「{lure}」と書いています。"
        "独り身を語って親しくなろうとし、遠い任地や写真の話を添える人物像は、同情と期待を誘うロマンス詐欺の作り話によく使われます。",
        en="“{alone}”, “{wish}” and “{lure}”: persons who are alone and want to be close, with an office far away or a picture "
        "for an answer, are invented for romance frauds. Such a story wins pity and hope; money is asked for later.",
    ),
    advice=Text(
        ja="返信せず、写真や個人情報も送らないでください。やり取りを始めている場合は、送金や荷物の受け取りの依頼に応じないでください。",
        en="Do not answer, and send no pictures; if you have begun to write to each other, send no money and take no parcel.",
    ),
    speaks_for=("advance-fee",),
    quiet_when=("body.lonely-heart",),
    experts=("LURE", "CTX"),
)
def romance_persona(case: Case, alone: Observable) -> Iterator[Hit]:
    """Three things are told together: a life alone, the wish to be close, and an office far away or a picture for an answer
    (FTC and FBI IC3 on romance frauds; 国民生活センター、国際ロマンス詐欺).

    Judged where it comes from free mail or a throw-away domain. Innocent causes: a new friend's first letter, which answers one
    or leads to a page of their own; firms, newsletters and lists are left out, and so is who greets the reader by name.
    """
    if not any(is_public(it.domain) for it in senders(case)[:1]) and not thrown_away(case):
        return
    if _letter.size(case) > LONG or _letter.own_links(case) or case.seen("list", "mailing-list") or _bulk.mass(case):
        return
    wish, lure = _said.first(case, *_WISH), _said.first(case, *_LURE)
    if wish is None or lure is None or _story.conversation(case) or _firms.firm(case) or _greeted.by_readers_name(case):
        return
    if not (_told.greets_many(case) or _told.warns(case) or _said.has(case, "newsletter.unsubscribe")):
        yield Hit(*map(_said.quote, (alone, wish, lure)), alone=alone.shown, wish=wish.shown, lure=lure.shown)
