"""One check: work that consists of passing on other people's money or parcels."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_RELABELS = late.pattern(
    r"(?:荷物|商品|小包|郵便物|宅配便)[^。\n]{0,16}?(?:受け取|受取|届い)[^。\n]{0,20}?(?:転送|再発送|送り直|別の住所|貼り替|貼りかえ|張り替|付け替)"
)
"""A parcel that comes in and goes out again under another label."""


@check(
    id="body.money-mule",
    over="message",
    group="body",
    title=Text(ja="他人のお金や荷物を転送する「仕事」の勧誘です", en="Work that passes on other people's money or parcels"),
    says=Text(
        ja="「{one}」「{other}」と、自分の口座を使わせたり、受け取った金や荷物を送らせたりする「仕事」に誘っています。"
        "犯罪で得た金や品物の受け渡しに使われます。",
        en="“{one}”, “{other}”: the “work” is to lend an account, or to receive and pass on. "
        "Whoever does it carries money or goods of victims.",
    ),
    advice=Text(
        ja="応じないでください。口座の提供や送金の代行は、それ自体が罪に問われることがあります。",
        en="Do not accept: lending an account or passing money on may be a crime in itself.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def money_mule(case: Case, it: Observable) -> Iterator[Hit]:
    """Frauds and stolen cards need accounts and addresses of honest people. Innocent cause: news about such frauds.

    One phrase of passing on, and another of it or of easy work from home.
    """
    first = _said.first(case, "job.mule", "job.cut")
    if first is None:
        easy = _said.first(case, "job.easy", "offer.wage", "job.job")
        if easy is not None and (found := _told.together(case, _RELABELS)):
            yield Hit(*found, _said.quote(easy), one=found[0].found, other=easy.shown)
        return
    other = _said.first(case, "job.cut", "job.job", "job.easy") if _said.has(case, "job.mule") else _said.first(case, "job.job")
    if other is not None and not _genuine.of_the_brand(case):
        yield Hit(_said.quote(first), _said.quote(other), one=first.shown, other=other.shown)
