"""One check: a shared paper or voice message whose link hands the reader's address to a site that the mail nowhere names."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _letter, _links, _said, _story
from sabaku.checks._bulk import mass
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._tied import named_in_words
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import registrable

LONG = 2500


@check(
    id="links.share-names-recipient",
    over="message",
    said=("share.share",),
    group="links",
    sure="inferred",
    title=Text(
        ja="共有や伝言の通知のリンクが、名乗っていないサイトへ受信者のアドレスを渡します",
        en="A shared paper's link hands the reader's address to a site that the mail does not name",
    ),
    says=Text(
        ja="「{phrase}」と知らせるリンクは、差出人のドメイン {host} のページへ受信者のメールアドレスを渡しますが、"
        "差出人名にも本文にも、そのドメインの持ち主を示すものがありません。乗っ取られたサイトに偽のログイン画面を置くときの形です。",
        en="“{phrase}”: the link hands the reader's address to a page at {host}, the sender's own domain, but neither "
        "the sender's name nor the text says whose that is. Copied login pages stand on sites that were broken into.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LHID", "LBTN"),
    attacks=(89,),
)
def share_names_recipient(case: Case, phrase: Observable) -> Iterator[Hit]:
    """The mailbox and the site of an honest firm were taken over: everything passes for its domain. What is left is a notice
    in nobody's name, and a page that has to be told whose password it asks for.

    Innocent causes: a service's notices, which name the service; those of the reader's own house.
    """
    if _letter.size(case) > LONG or mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if _house.own_notice(case):
        return
    houses = {registrable(sender.domain) for sender in senders(case)} - _house.own_domains(case)
    for found in _links.clicked(case):
        link = _links.link(found)
        if link.token and link.domain in houses and not named_in_words(case, link.domain):
            yield Hit(_said.quote(phrase), _links.at(found), phrase=phrase.shown, host=datum("domain", link.host))
            return
