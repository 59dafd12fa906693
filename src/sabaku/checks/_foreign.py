"""Whether the address in From is foreign to all brands that the mail claims to come from. No judgement."""

from __future__ import annotations

from sabaku import brands
from sabaku.checks._authorities import of_the_state
from sabaku.checks._branches import twin
from sabaku.checks._claimed import Claimed, claims
from sabaku.checks._results import results
from sabaku.checks._who import Sender, senders, through_list
from sabaku.model import Case, once


@once
def foreign(case: Case) -> tuple[Claimed, Sender] | None:
    """The surest claim and the first From address, where no From address belongs to any claimed brand or its kin."""
    claimed, sending = claims(case), senders(case)
    if not claimed or not sending or through_list(case):
        return None
    if any(brands.standing(one.brand.id, it.domain) for one in claimed for it in sending):
        return None
    if _signed_by(case, claimed) or twin(case) or of_the_state(case, claimed[0].brand):
        return None
    return claimed[0], sending[0]


def _signed_by(case: Case, claimed: tuple[Claimed, ...]) -> bool:
    """Whether a claimed brand's own signature holds: it covers From (RFC 6376 section 5.4), so the brand let the address be."""
    good = [it.domain for _, it in results(case, "dkim") if it.result == "pass" and it.domain]
    return any(brands.standing(one.brand.id, it) in ("verified", "unverified") for one in claimed for it in good)
