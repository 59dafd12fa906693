"""One check: the account of the reader's own house is to be used at a stranger's page."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _genuine, _hosts, _house, _letter, _links, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import may_be_house, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains
from sabaku.text import late

LONG = 4000
_HINTS = late.one_of(
    *("account", "credential", "password", "log-in", "login", "konto", "kennung", "zugang", "compte", "identifiant", "cuenta"),
    *("credencial", "アカウント", "パスワード", "ログイン"),
)
_HOUSES = (
    r"(?:company|corporate|employee|institutional|university|campus|college|school|staff|faculty|network|domain"
    r"|organi[sz]ation(?:al)?"
    r"|(?:work|business|office|company) e-?mail)"
)
_DEMAND = late.pattern(
    rf"\b(?:sign|log|signing|logging)[ -]?(?:in|on|into)\b[^.!?\n]{{0,24}}?\b(?:your|the|an?) (?:[a-z]{{2,12}} or )?{_HOUSES} "
    r"(?:account|credentials?|log-?in|password|id|username)\b"
    rf"|\b(?:use|enter|confirm|verify|provide|with) your {_HOUSES} (?:account|credentials?|log-?in|password|id|username)\b"
    r"|\bmit (?:ihre[rmn]|deine[rmn]) (?:uni|hochschul|firmen|unternehmens|dienst|mitarbeiter)\w{0,8}-?(?:konto|account"
    r"|kennung|zugang)\w{0,4}\b"
    r"|\b(?:votre compte|vos identifiants) (?:professionnels?|universitaires?|institutionnels?|d'entreprise)\b"
    r"|\bsus? (?:cuenta|credenciales) (?:corporativ[ao]s?|institucional(?:es)?|universitari[ao]s?|de (?:la )?empresa)\b"
    r"|(?:御社|貴社|貴校|貴学)の[^。\n]{0,20}?アカウント(?:で|での|に|による)(?:ログイン|サインイン|認証)"
    r"|(?:会社|社内|大学|学内|学校|勤務先|職場|組織|所属機関)の(?:アカウント|メール(?:アドレス)?と?の?パスワード|id)[^。\n]{0,12}?(?:ログイン|サインイン|入力|認証)"
)

_MAILBOX = late.pattern(r"(?:ご利用|お使い|会社|業務用|貴社|御社)の?メール(?:アドレス)?(?:の|と)(?:ログイン情報|パスワード|id)")
"""What opens the reader's mailbox, which no page of papers needs, whoever keeps it."""


@check(
    id="body.house-login-elsewhere",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="勤務先や学校のアカウントを、外部のページに入力させようとしています",
        en="The account of the reader's own house is wanted at a stranger's page",
    ),
    says=Text(
        ja="「{demand}」と求めていますが、リンク先の {host} は受信者の組織のサイトではありません。"
        "組織のパスワードを外部のページに入力する必要はありません。",
        en="“{demand}”, but {host} is no site of the reader's house: nobody there needs its password.",
    ),
    advice=Text(
        ja="入力してしまった場合は、すぐにパスワードを変更し、管理者に連絡してください。",
        en="If you typed it, change that password at once and tell your administrator.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "CTX"),
)
def house_login_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """Human resources, benefits, libraries, journals: whatever the pretext, it is the house's password that is wanted.

    Innocent causes: services that the house has joined, whose login comes back to its own page; known companies' sites, lists,
    answers, newsletters and the house's own mail are left out.
    """
    text = _letter.only(case, _told.flowing(case))
    houses = home_domains(case)
    if _letter.size(case) > LONG or not _HINTS(text) or (houses and not any(map(may_be_house, houses))):
        return
    own = _house.own_domains(case) | houses
    links = [(it, _links.link(it)) for it in _links.clicked(case) if _links.link(it).domain not in own]
    if not links or _bulk.mass(case) or case.seen("list", "mailing-list") or _house.inside(case) or _story.conversation(case):
        return
    mailbox = _told.places(case, text, _MAILBOX)
    away = next(((it, link) for it, link in links if mailbox or _strangers(link.host)), None)
    found = mailbox or (_told.places(case, text, _DEMAND) if away else ())
    if away is None or not found or _genuine.of_the_brand(case) or _told.warns(case) or _house.own_notice(case):
        return
    yield Hit(*found, _links.at(away[0]), demand=found[0].found, host=datum("domain", away[1].host))


_LOGINS = frozenset(
    (
        *("sharepoint.com", "onmicrosoft.com", "microsoft.com", "office.com"),
        *("google.com", "dropbox.com", "box.com", "slack.com"),
    )
)
"""Services where a house's own account is what one signs in with, though anybody keeps pages there."""


def _strangers(host: str) -> bool:
    """Whether the page is no known company's, or one that anybody puts up at such a company."""
    if registrable(host) in _LOGINS:
        return False
    return not owners(host) or bool(_hosts.listed(host, "free_hosting"))
