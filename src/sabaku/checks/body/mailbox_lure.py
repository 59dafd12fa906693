"""One check: the mailbox itself is the bait: full, blocked, to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _house, _lures, _said, _sealed
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.mailbox-lure",
    over="message",
    group="body",
    title=Text(ja="メールボックスやサーバーの問題を口実にしています", en="The mailbox or mail server as the pretext"),
    says=Text(
        ja="「{mailbox}」など、メールやサーバーの都合を口実にして手続きを求めています。メールのパスワードを盗む手口です。",
        en="“{mailbox}”: the mailbox or mail server is the pretext for a demand. That is how passwords of mailboxes are stolen.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "KNOWN", "CTX"),
)
def mailbox_lure(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail servers have no full-box notices that lead to a login page elsewhere. The
    house's own notice on its own servers is left out, and a provider's own mail, proven or leading nowhere but to its own site.
    Left out, too: the envelope of an encrypted mail, which is opened at the service that made it. Innocent: a smaller hoster's
    real maintenance notice."""
    story = _lures.mailbox(case)
    its_own = _house.own_notice(case) or _house.leads_home(case) or _genuine.of_the_brand(case) or _genuine.gains_nothing(case)
    if story is not None and not its_own and not _sealed.envelope(case):
        named = story[0].value == "mailbox.desk" and story[1].value.startswith(("credential", "threat"))
        yield Hit(*map(_said.quote, story), mailbox=story[named].shown)  # «IT Support» alone tells less than what it demands
