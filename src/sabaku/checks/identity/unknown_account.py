"""The account to which it was sent does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._who import recipients
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.whose import delivered


@check(
    id="identity.unknown-account",
    over="message",
    group="identity",
    title=Text("実在しないアカウント宛てです", "Sent to an account that does not exist"),
    says=Text(
        "宛先の {address} は、登録されているアカウントの中にありません。ありがちな名前に手当たり次第に送っているとみられます。",
        "{address}, to which it was sent, is not among the accounts named in the configuration: the sender "
        "seems to try common names.",
    ),
    experts=("OTHERADDR", "MASS"),
)
def unknown_account(case: Case, _: Observable) -> Iterator[Hit]:
    """Who never existed has no contract, no parcel and no password that expires.

    Needs the operator's list of accounts. Innocent causes: a mistyped address, a former employee, an alias that the list lacks.
    """
    home = case.input.home
    if not home.accounts or not home.domains:
        return
    known = {account.lower() for account in (*home.accounts, *home.role_accounts)}
    seen = {one.value: one for one in recipients(case)}
    for address in dict.fromkeys((*delivered(case), *seen)):
        local, domain = address.rpartition("@")[::2]
        if domain not in home.domains or address in known or local in known:
            continue
        one = seen.get(address)
        header = next((field for field in case.message.named("received") if address in field.text.lower()), None)
        where = one.seen if one else case.message.span_of(header) if header else None
        if where is not None:
            yield Hit(Evidence(where, found=case.message.quote(where)), address=Datum("address", address))
            return
