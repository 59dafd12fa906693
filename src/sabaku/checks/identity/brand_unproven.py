"""From shows the brand's own domain, which by itself proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import own
from sabaku.checks._named import named
from sabaku.checks._results import refuted
from sabaku.checks._who import place
from sabaku.model import Case, Observable, Text
from sabaku.names.whose import authentic


@check(
    id="identity.brand-unproven",
    over="message",
    group="identity",
    title=Text(
        "差出人は本物のドメインですが、それだけでは証明になりません", "The From domain is the real one, which proves nothing yet"
    ),
    says=Text(
        "差出人は{brand}の本物のドメイン {domain} ですが、差出人欄は送信者が自由に書けるため、偽装の可能性が残ります。"
        "送信ドメイン認証の確かな結果は得られていません。",
        "From shows {domain}, the real domain of {brand}; but that field is filled in by the sender, so it may be forged. No "
        "result of sender authentication that can be relied on is known.",
    ),
    experts=("FSP",),
    attacks=(37,),
)
def brand_unproven(case: Case, _: Observable) -> Iterator[Hit]:
    """Informs only: a right-looking From is where most readers stop, and it is the field that is easiest to forge (RFC 5322).

    Silent where the recipient's border, or our own verification, has a result for that domain.
    """
    found = own(case)
    if found is None:
        return
    claimed, sender = found
    if authentic(case, sender.domain) is None and refuted(case, sender.domain) is None:
        yield Hit(place(sender), brand=named(claimed.brand.id), domain=datum("domain", sender.domain))
