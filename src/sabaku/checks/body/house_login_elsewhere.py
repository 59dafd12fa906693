"""One check: the account of the reader's own house is to be used at a stranger's page."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _house, _letter, _links, _notes, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import may_be_house, owners
from sabaku.names.whose import home_domains
from sabaku.text import late

LONG = 4000
_HINTS = late.one_of(
    *("account", "credential", "password", "log-in", "login", "konto", "kennung", "zugang", "compte", "identifiant", "cuenta"),
    *("credencial", "アカウント", "パスワード"),
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
    r"|(?:会社|社内|大学|学内|学校|勤務先|職場|組織|所属機関)の(?:アカウント|メール(?:アドレス)?と?の?パスワード|id)[^。\n]{0,12}?(?:ログイン|サインイン|入力|認証)"
)


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
    if _letter.size(case) > LONG or not _HINTS(text) or not any(map(may_be_house, home_domains(case))):
        return
    own = _house.own_domains(case) | home_domains(case)
    links = ((it, _links.link(it)) for it in _links.clicked(case))
    away = next(((it, link) for it, link in links if link.domain not in own and not owners(link.host)), None)
    if away is None or _author.mass(case) or case.seen("list") or _house.inside(case) or _story.conversation(case):
        return
    found = _told.places(case, text, _DEMAND)
    if not found or _notes.of_the_brand(case) or _told.warns(case) or _house.own_notice(case):
        return
    yield Hit(*found, _links.at(away[0]), demand=found[0].found, host=datum("domain", away[1].host))
