"""One check: gains that cannot fail, and a group or chat to join."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _links, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 4000
_CHATS = ("line.me", "lin.ee", "t.me", "wa.me", "chat.whatsapp.com", "telegram.me", "api.whatsapp.com", "discord.gg")


@check(
    id="body.sure-gains",
    over="message",
    group="body",
    title=Text(ja="必ずもうかると約束し、グループやチャットへ誘っています", en="Gains that cannot fail, and a chat to join"),
    says=Text(
        ja="「{gain}」と利益を約束し、「{join}」へ誘っています。元本や利益を保証する勧誘は法律で禁じられており、"
        "SNS型投資詐欺の手口です。",
        en="“{gain}”, and on to “{join}”: nobody may promise that. Investment frauds in chats begin like this.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def sure_gains(case: Case, it: Observable) -> Iterator[Hit]:
    """Promising a gain is forbidden to licensed advisers (in Japan 金融商品取引法 38 and 39,"
    " 出資法 1). Innocent cause: warnings."""
    gain = _said.first(case, "offer.gain")
    if gain is None or len(_said.text(case)) > LONG or case.seen("list", "mailing-list"):
        return
    joins = _said.first(case, "offer.club", "offer.chat", "boss.line")
    chats = [one for one in _author.own_links(case) if _links.link(one).host in _CHATS]
    if joins is not None:
        yield Hit(_said.quote(gain), _said.quote(joins), gain=gain.shown, join=joins.shown)
    elif chats:
        yield Hit(_said.quote(gain), _links.at(chats[0]), gain=gain.shown, join=_links.link(chats[0]).host)
