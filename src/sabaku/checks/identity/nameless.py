"""A notice to customers that does not say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _house
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.checks._said import has, leads, said
from sabaku.checks.identity._who import claims, claims_home, place, senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Text

_GENERIC = late.pattern(
    r"(?:\s|[._-]|e-?mail|mail|web|server|admin(?:istrator)?|system|support|service|help|desk|it|team|notif\w{0,8}|security|message|postmaster"
    r"|サーバー?|メール|管理者?|システム|サポート|自動|通知|配信|検疫|メッセージ|お知らせ|セキュリティ|カスタマー|センター|送信|の)*+",
    re.IGNORECASE,
)


@check(
    id="identity.nameless",
    over="message",
    group="identity",
    title=Text("どの会社・サービスからの連絡なのか書かれていません", "It does not say which company or service it comes from"),
    says=Text(
        "「{phrase}」と利用者に手続きを求めていますが、どの会社のどのサービスのことなのか、名前がありません。",
        "It asks its reader to act (“{phrase}”), but nowhere says for which company's service.",
    ),
    experts=("NOBR", "SUBJODD"),
    speaks_for=("disguised",),
)
def nameless(case: Case, _: Observable) -> Iterator[Hit]:
    """A company is proud of its name; a mass mailer leaves it out so that the text fits everybody.

    Judged where the mail threatens or asks for a password, has a link, and neither the text nor From's name says whose it is.
    The house's own notices to its people are left out, and firms whose proven domain the text names.
    Innocent causes: small services whose name the list does not know.
    """
    if claims(case) or claims_home(case) is not None or case.seen("brand", "from", "subject", "signature") or through_list(case):
        return
    if not leads(case) or not has(case, "credential", "mailbox") or not has(case, "threat", "deadline", "action", "mailbox"):
        return
    phrase = said(case, "threat", "credential", "mailbox")
    sending = senders(case)
    if (
        phrase
        and sending
        and not (_house.own_notice(case) or of_a_firm(case))
        and _GENERIC.fullmatch(sending[0].who.shown.strip())
    ):
        it = phrase[0]
        yield Hit(Evidence(it.seen, found=case.message.quote(it.seen)), place(sending[0]), phrase=Datum("text", it.shown))
