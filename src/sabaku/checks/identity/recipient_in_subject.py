"""The recipient's own address or domain stands in the subject."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.checks._house import leads_home
from sabaku.checks._route import hosts_panel
from sabaku.checks._who import recipients, senders, through_list
from sabaku.model import Case, Datum, Evidence, File, Header, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.whose import authentic, delivered
from sabaku.text import late


@check(
    id="identity.recipient-in-subject",
    over="message",
    group="identity",
    title=Text("件名に受信者のアドレスやドメインが入っています", "The subject contains the recipient's own address or domain"),
    says=Text(
        "件名に、受信者自身の {shown} が差し込まれています。名前を知らない相手に、機械的に大量送信するときの特徴です。",
        "The subject contains the recipient's own {shown}, filled in by a program that knows no names.",
    ),
    speaks_for=("disguised",),
    experts=("SUBADDR",),
)
def recipient_in_subject(case: Case, _: Observable) -> Iterator[Hit]:
    """A company addresses its customers by name, in the text; a mass mailer only has the address.

    Innocent causes: notices of registrars and hosters that name a domain (known ones are left out, and whoever greets the
    reader by a Japanese name that the address cannot have told), services that watch a site, ticket systems, mailing lists.
    """
    if through_list(case) or case.message.named("list-id") or _invites(case):
        return
    for header in case.message.named("subject")[:1]:
        low = header.text.lower()
        if _WATCHED.search(low):
            return
        addresses = dict.fromkeys((*delivered(case), *(one.value for one in recipients(case))))
        for address in addresses:
            if "@" in address and address in low:
                yield _hit(case, header, low.find(address), len(address), "address")
                return
        domains = (
            () if _hosts_it(case) or _knows_him(case) else dict.fromkeys(address.rpartition("@")[2] for address in addresses)
        )
        for domain in domains:
            at = low.find(domain) if "." in domain and not is_public(domain) else -1
            if at >= 0 and not _is_host_below(low, at):
                yield _hit(case, header, at, len(domain), "domain")
                return


def _is_host_below(text: str, at: int) -> bool:
    """Whether a host of the domain is named there («shop.example.com»): programs that fill in know only what follows the @."""
    return at > 1 and text[at - 1] == "." and text[at - 2].isalnum() and not text[:at].endswith("www.")


_WATCHED = late.pattern(
    r"\bmonitor(?:ing)?\b[^\n]{0,60}\b(?:down|up|degraded|recovered|resolved)\b"
    r"|\bis (?:down|back up|up again)\b|(?:死活|外形|サイト)監視"
)
"""That a site is watched, and how it stands: its name is what the mail is about."""


def _invites(case: Case) -> bool:
    """Whether it carries an entry for the calendar: calendars write the invited address into the subject (RFC 6047)."""
    return any(isinstance(it.detail, File) and it.detail.type in ("text/calendar", "application/ics") for it in case.seen("file"))


_GREETED = late.pattern(
    r"\A\s*(?:[ァ-ヴー一-鿿(][^\n@:。、]{1,24}\s*\n\s*)?([ァ-ヴー一-鿿][^\n@:。、]{1,24}?)[ ]{0,2}(?:様|御中)\s*\n"
)
_ANYBODY = late.pattern(
    "客|会員|契約|利用|担当|各位|管理|ユーザ|加入|メール|受信|アカウント|ドメイン|オーナー|保有|登録|所有|ご?本人|代表|関係"
)


def _knows_him(case: Case) -> bool:
    """Whether the text begins with the reader's name in Japanese, which no program makes out of an address."""
    greeted = _GREETED.match(_said.folded(case)[:200])
    return greeted is not None and _ANYBODY.search(greeted[1]) is None


def _hosts_it(case: Case) -> bool:
    """Whether a known company, whose address is authentic, names the domain: hosters, registrars and search engines call what
    they look after by name; or the machine that keeps its site.
    """
    return (
        hosts_panel(case)
        or leads_home(case)
        or any(owners(it.domain) and authentic(case, it.domain) is not None for it in senders(case))
    )


def _hit(case: Case, header: Header, start: int, size: int, kind: str) -> Hit:
    where = case.message.span_of(header, start, start + size)
    found = case.message.quote(where)
    return Hit(Evidence(where, found=found), shown=Datum("address" if kind == "address" else "domain", found))
