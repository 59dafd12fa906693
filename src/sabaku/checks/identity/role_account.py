"""It was sent to an account of a role."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._who import recipients
from sabaku.model import Case, Datum, Evidence, Observable, Text

_ROLES = {
    "admin": Text("サーバーの管理者", "the server's administrator"),
    "administrator": Text("サーバーの管理者", "the server's administrator"),
    "postmaster": Text("メールの管理者", "the postmaster"),
    "webmaster": Text("ウェブサイトの管理者", "the site's administrator"),
    "hostmaster": Text("ドメインの管理者", "the domain's administrator"),
    "root": Text("サーバーの管理者", "the server's administrator"),
    "abuse": Text("不正利用の窓口", "the abuse desk"),
    "info": Text("代表の問い合わせ窓口", "the general inbox"),
    "contact": Text("代表の問い合わせ窓口", "the general inbox"),
    "sales": Text("営業の窓口", "the sales desk"),
    "support": Text("サポートの窓口", "the support desk"),
    "office": Text("事務の窓口", "the office"),
    "soumu": Text("総務の窓口", "the general affairs desk"),
    "keiri": Text("経理の窓口", "the accounts desk"),
    "recruit": Text("採用の窓口", "the recruiting desk"),
}
"""RFC 2142 and what Japanese and other companies use."""


@check(
    id="identity.role-account",
    over="message",
    group="identity",
    title=Text("個人ではなく、役割のアドレス宛てです", "Sent to the address of a role, not of a person"),
    says=Text(
        "宛先の {address} は{role}のアドレスです。公開されていたり推測しやすかったりするため、手当たり次第の送信に使われます。",
        "{address} is the address of {role}: public or easy to guess, and so a usual target of mass mail.",
    ),
    experts=("OTHERADDR",),
)
def role_account(case: Case, _: Observable) -> Iterator[Hit]:
    """Tells at whom the mail is aimed. Informs only: customers and partners write to such addresses every day."""
    told = {account.partition("@")[0].lower() for account in case.input.home.role_accounts}
    for one in recipients(case):
        local = one.value.partition("@")[0]
        role = _ROLES.get(local) or (Text("役割で共有している窓口", "a shared desk") if local in told else None)
        if role is not None:
            yield Hit(Evidence(one.seen, found=one.shown), address=Datum("address", one.value), role=Datum("text", local, role))
            return
