"""One check: the reader is to log in, confirm their account or type a password."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check
from sabaku.checks._lures import given, of_card
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold


@check(
    id="body.asks-for-password",
    over="message",
    group="body",
    title=Text(ja="ログインや本人確認を求めています", en="It wants you to log in or confirm your account"),
    says=Text(
        ja="「{phrase}」と、ログイン・本人確認・パスワードの入力を求めています。",
        en="“{phrase}”: it wants you to log in, confirm who you are, or give a password.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LBTN", "CARD"),
    attacks=(62, 73),
)
def asks_for_password(case: Case, it: Observable) -> Iterator[Hit]:
    """What a phishing mail is for. Real services ask it too, but rarely by mail with a link: alone a weak sign.

    «Confirm your payment data» asks for a card: body.asks-for-card tells of it. The password of an archive
    is given, not asked for. To confirm one's data, in a mail without a word of any account, may ask for anything.
    """
    asked = _said.said(case, "credential.verify", "credential.password", "credential.code", "credential.login", "credential.mail")
    wanted = [one for one in asked if not of_card(case, one) and not _of_archive(case, one) and not given(case, one)]
    if wanted and (_said.leads(case) or _files.beside(case)):
        told = any(one.value not in _VAGUE for one in wanted) or _of_account(case)
        yield Hit(_said.quote(wanted[0]), speaks_for=None if told else ("phishing",), phrase=wanted[0].shown)


def _of_account(case: Case) -> bool:
    """Whether subject or text speak of anything that one logs in to."""
    return any(_ACCOUNT.search(it) for it in (fold(_said.subject(case)[0]), _said.folded(case)[:SEARCHED]))


SEARCHED = 6000
_VAGUE = frozenset(("credential.verify", "credential.login"))
_ACCOUNT = late.pattern(
    r"アカウント|ログイン|サインイン|パスワード|ネットバンキング|インターネットバンキング|ダイレクト|マイページ|会員ページ|ユーザー|認証|パスキー|口座"
    r"|(?<![a-z])id(?![a-z])"
    r"|\b(?:accounts?|log-?[io]n|log(?:ged)? (?:in|on)|sign-?(?:in|on)|sign(?:ed)? (?:in|on)|passwords?|passcode|mailbox|webmail"
    r"|credentials?|online banking|wallet|profile"
    r"|einloggen|konto\w*|kennwort|passwort|zugang\w*|banking|(?:push|photo|chip)?tan|bestsign|postfach"
    r"|compte|mot de passe|espace client|identifiant\w*|messagerie|cuenta|contrasena|clave|usuario|buzon"
    r"|conta|conto|senha|acesso|caixa postal|account|accesso|utente|casella|rekening|wachtwoord|inloggen)\b"
    r"|\b(?:ucet|uct[ue]|prihlas\w*|heslo|bankovnictvi\w*|klic|fiok\w*|szamla\w*|jelszo\w*|(?:internet|net)bank\w*|hesab\w*|parola\w*"
    r"|sifre\w*|bankacilig\w*|kontot?|bankid|mitid|losenord\w*|adgangskode\w*|passord\w*|verkkopank\w*|tili\w*|salasana\w*"
    r"|tunnuks\w*)\b|아이디|비밀번호|계정|로그인|帳號"
    r"|帐|账|帳|邮箱|密码|密碼|登录|登入|备案"
)
"""Words for what one logs in to; where none stands, nothing tells that a password is wanted."""


def _of_archive(case: Case, it: Observable) -> bool:
    given = (one.seen for one in _said.said(case, "malware.archive"))
    return any(one.view == it.seen.view and one.start <= it.seen.start < one.end for one in given)
