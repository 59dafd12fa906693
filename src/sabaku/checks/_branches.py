"""A brand's very name under another ending: its branch in another country, its sister in Japan. No judgement."""

from __future__ import annotations

from sabaku.checks._claimed import claims
from sabaku.checks._hosts import country, is_cheap
from sabaku.checks._who import senders
from sabaku.model import Case, once
from sabaku.names.endings import is_house_of_japan
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic

TWIN = 4
"""Letters from which a domain's name is a name, and no abbreviation that another house of another country has too."""


@once
def twin(case: Case) -> str:
    """The proven domain in From that is a worldwide brand's very name under the ending of another country, or "".

    Or a Japanese firm's or body's of that name: unproven, forgers write down what nobody has registered (eki-net.co.jp).

    Such brands have a site in every country, more than any list knows; who else would own the bare name there can be asked of
    the registry. Not where the ending is sold for its sound, nor for a currency, whose names go to whoever comes first.
    """
    for it in senders(case)[:1]:
        own = registrable(it.domain)
        label = own.partition(".")[0]
        if _house_of_the_name(case, own) and authentic(case, own) is not None:
            return own
        if len(label) < TWIN or country(own) is None or is_cheap(own) or authentic(case, own) is None:
            return ""
        worldwide = (one.brand for one in claims(case) if not one.brand.country and one.brand.sector != "crypto")
        named_so = any(label == registrable(known).partition(".")[0] for brand in worldwide for known in brand.domains)
        return own if named_so else ""
    return ""


SHORT_NAME = 3


def _house_of_the_name(case: Case, own: str) -> bool:
    """Whether the domain bears a claimed brand's very name under such an ending, alone or before more of it: ocn.ad.jp beside
    ocn.ne.jp, nhk-cul.co.jp beside nhk.or.jp."""
    if not is_house_of_japan(own):
        return False
    label = own.partition(".")[0]
    names = {registrable(known).partition(".")[0] for one in claims(case) for known in one.brand.domains}
    return any(len(it) >= SHORT_NAME and it in names for it in (label, label.partition("-")[0]))
