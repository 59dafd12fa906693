"""One check: a mail that offers goods or services for sale."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.sells-goods",
    over="message",
    group="body",
    title=Text(ja="商品やサービスの売り込みです", en="It offers goods or services for sale"),
    says=Text(
        ja="「{phrase}」「{other}」と、商品やサービスを売り込んでいます。頼んでいなければ迷惑メールですが、それだけで詐欺とは言えません。",
        en="“{phrase}”, “{other}”: goods or services are offered for sale. If nobody asked for it, it is advertising, which is "
        "no fraud by itself.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS",),
)
def sells_goods(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: what a mail wants that looks odd only by how it was sent, as where its answers go to another mailbox.

    Factories, forwarders and agencies send such letters by the thousand; so do suppliers whom one has asked. Newsletters are
    left out.
    """
    offer, terms = _said.first(case, "trade.sells"), _said.first(case, "trade.terms")
    if offer and terms and _bulk.is_letter(case) and not _story.conversation(case):
        yield Hit(_said.quote(offer), _said.quote(terms), phrase=offer.shown, other=terms.shown)
