"""A desk that only one's own house has writes from somewhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _house, _said, _told
from sabaku.checks._author import authors
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._offices import house_desk
from sabaku.checks._unnamed import named, to_its_own
from sabaku.checks._who import Sender, place, through_list
from sabaku.model import Case, Datum, Observable, Span, Text
from sabaku.names.brands import owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains
from sabaku.text import late
from sabaku.text.fold import fold

_PAY = late.pattern(
    r"\b(?:bonus|salary|payroll|payslip|pay (?:rise|raise|review|slip|statement)|wages?|compensation"
    r"|benefits? (?:enrol\w{0,5}|statement|plan)|handbook|code of conduct|attestation|leave (?:policy|entitlement)"
    r"|appraisal|performance review"
    r"|gehalts?\w{0,20}|lohn(?:erhohung|abrechnung|anpassung)|bonus\w{4,14}|salaire|prime|fiche de paie|nomina|aumento|stipendio"
    r"|busta paga|salaris|loonstrook)\b"
    r"|賞与|給与|昇給|手当|評価面談|就業規則|人事評価"
)
SEARCHED = 4000
LEAST = 5
"""Letters of a house's name that are no everyday word."""
_BOX = ("mailbox.held", "mailbox.quota", "mailbox.upgrade", "credential.password", "credential.verify", "share", "mailbox.desk")
"""What machines of the house tell of: mailboxes, passwords; files, voice mail and letters of a chat that they pass on."""


@check(
    id="identity.house-desk-elsewhere",
    over="message",
    group="identity",
    quiet_when=("identity.mailbox-stranger", "identity.house-imitated"),
    title=Text(
        "社内の担当部署のように名乗っていますが、外部のドメインからのメールです",
        "It calls itself a desk of the house, but comes from elsewhere",
    ),
    says=Text(
        "「{name}」と、社内の担当のように名乗って「{phrase}」と連絡していますが、"
        "{domain} は受信者の組織のドメインではありません。",
        "“{name}” sounds like a desk of the reader's own house and writes “{phrase}”, but {domain} is not that house's domain.",
    ),
    advice=Text(
        "メールやパスワードのことは、社内の管理者か契約しているサーバー会社に、メール以外の方法で確かめてください。",
        "About mailboxes and passwords ask your own administrator or hoster, by another way than mail.",
    ),
    experts=("FDISP", "CTX"),
    speaks_for=("credential-phishing",),
    attacks=(15, 41),
)
def house_desk_elsewhere(case: Case, _: Observable) -> Iterator[Hit]:
    """Sent to whole firms: each reader takes «IT support» and «Payroll» for those of the house.

    Innocent cause: a firm that runs another one's computers; it names itself in its text, and is left out where its domain is
    proven, unless that is made of such words too.
    """
    sender = _outside(case)
    if sender is None or _told.warns(case) or through_list(case) or claims(case):
        return
    phrase = _said.first(case, *_BOX) or _of_pay(case) or (_of_subject(case) if _in_its_name(case, sender) else None)
    if phrase is None or not (_said.leads(case) or case.seen("link", "qr")):
        return
    if not named(case, sender.domain) or _house.of_any(sender.domain):
        name, own = Datum("text", sender.who.shown[:80]), datum("domain", registrable(sender.domain))
        yield Hit(place(sender), _said.quote(phrase), name=name, phrase=Datum("text", phrase.shown), domain=own)


def _outside(case: Case) -> Sender | None:
    """The author, where they are called such a desk and their domain is neither the reader's nor a known company's."""
    houses = home_domains(case)
    for sender in authors(case)[:1]:
        own = registrable(sender.domain)
        if (
            houses
            and own not in houses
            and not owners(own)
            and house_desk(_less_house(sender.who.shown, houses))
            and not to_its_own(case, sender)
        ):
            return sender
    return None


def _in_its_name(case: Case, sender: Sender) -> bool:
    """Whether the desk is called by the reader's own house."""
    return _less_house(sender.who.shown, home_domains(case)) != sender.who.shown


def _of_subject(case: Case) -> Observable | None:
    """What the mail is about, whatever it be: who calls themselves by the reader's house is believed to write from there."""
    text, view = _said.subject(case)
    return Observable("phrase", "boss.subject", "", Span(view, 0, len(text)), text) if text.strip() else None


def _less_house(shown: str, houses: frozenset[str]) -> str:
    """The name without the reader's own house in it: «HR | Harlow-Fittings» is a desk as much as «HR»."""
    bare = fold(shown)
    for house in houses:
        label = house.partition(".")[0].replace("-", "")
        if len(label) >= LEAST:
            bare = re.sub(r"[\W_]{0,2}".join(map(re.escape, label)), " ", bare)
    return bare if bare != fold(shown) else shown


def _of_pay(case: Case) -> Observable | None:
    """What every employee wants to know: their pay."""
    found = _PAY.search(_said.folded(case)[:SEARCHED])
    if found is None:
        return None
    return _said.phrase(case, "boss.pay", *found.span())
