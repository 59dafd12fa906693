"""Whether the address in From is foreign to all brands that the mail claims to come from. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _files
from sabaku.checks._authorities import of_the_state
from sabaku.checks._branches import twin
from sabaku.checks._claimed import Claimed, claims
from sabaku.checks._links import targets
from sabaku.checks._results import results
from sabaku.checks._said import folded, has, subject
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Case, once
from sabaku.names import brands
from sabaku.text import late


@once
def foreign(case: Case) -> tuple[Claimed, Sender] | None:
    """The surest claim and the first From address, where no From address belongs to any claimed brand or its kin."""
    claimed, sending = claims(case), senders(case)
    if not claimed or not sending or through_list(case):
        return None
    if any(brands.standing(one.brand.id, it.domain) for one in claimed for it in sending):
        return None
    if _signed_by(case, claimed) or _handed_on(case, claimed[0]) or twin(case) or of_the_state(case, claimed[0].brand):
        return None
    return claimed[0], sending[0]


def _signed_by(case: Case, claimed: tuple[Claimed, ...]) -> bool:
    """Whether a claimed brand's own signature holds: it covers From (RFC 6376 section 5.4), so the brand let the address be."""
    good = [it.domain for _, it in results(case, "dkim") if it.result == "pass" and it.domain]
    return any(brands.standing(one.brand.id, it) in ("verified", "unverified") for one in claimed for it in good)


_FORWARDED = late.pattern(r"\s{0,4}(?:fwd?|wg|tr|転送)\s{0,2}[:：]", re.IGNORECASE)
_AUTHOR = late.pattern(r"^[ \t>*]{0,8}(?:from|差出人|送信者|von|de)\*? ?:[^\n]{0,200}$", re.MULTILINE)


def _handed_on(case: Case, claimed: Claimed) -> bool:
    """Whether somebody passes on the company's mail as text, with its address above it, and leads nowhere but to its own site:
    then they do not speak for the company, and a forger would gain nothing."""
    if not _FORWARDED.match(subject(case)[0]) or _files.beside(case) or has(case, "callback"):
        return False
    lines = [it.span() for it in _AUTHOR.finditer(folded(case))]
    shown = (it for it in case.seen("address", "text", "mailto") if any(start <= it.seen.start < end for start, end in lines))
    own = any(brands.standing(claimed.brand.id, it.value.rpartition("@")[2]) == "verified" for it in shown)
    return own and all(brands.standing(claimed.brand.id, link.host) == "verified" for _, link in targets(case))
