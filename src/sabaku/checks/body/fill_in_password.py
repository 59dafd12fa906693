"""One check: a form of blanks in the text itself, one of them for the password."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_WORDS = ("password", "passwort", "kennwort", "mot de passe", "contrasena", "senha", "wachtwoord", "密码", "密碼", "パスワード")
_ANY = late.one_of(*_WORDS)
_PASSWORD = late.pattern(rf"(?:{'|'.join(_WORDS)})[ \t\u3000]{{0,4}}:(?=[ \t\u3000._(\[\])…-]{{0,60}}(?:[\r\n<]|\Z))")
_OTHER = late.pattern(
    r"(?:user ?name|user ?id|e-?mail(?: address| id)?|login(?: id)?|full "
    r"name|name|账号|帐号|用户名|姓名|邮箱|usuario|nombre|correo"
    r"|benutzername|identifiant|nome|gebruikersnaam|ユーザー名|氏名|メールアドレス)[^:\n]{0,20}:"
)
SEARCHED, NEAR = 10_000, 400
"""Characters of the text, and between the blanks of one form."""


@check(
    id="body.fill-in-password",
    over="message",
    group="body",
    title=Text(ja="パスワードを書き込んで返信する欄があります", en="A blank to write the password into"),
    says=Text(
        ja="本文に「{blank}」という記入欄があり、パスワードを書いて返信させようとしています。"
        "パスワードをメールで集める管理者はいません。",
        en="The text has a blank “{blank}” to be filled in and sent back. No administrator collects passwords by mail.",
    ),
    speaks_for=("credential-phishing",),
    experts=("CARD", "POLICY"),
    attacks=(62,),
)
def fill_in_password(case: Case, it: Observable) -> Iterator[Hit]:
    """The oldest way to steal mailboxes needs no site. A blank for the password stands beside one for the name or address, and
    nothing follows it. Innocent causes: a template for opening accounts that a help desk circulates.
    """
    text = _said.folded(case)[:SEARCHED]
    if not _ANY(text):
        return
    for found in _PASSWORD.finditer(text):
        if _OTHER.search(text, max(0, found.start() - NEAR), found.start()) or _OTHER.search(
            text, found.end(), found.end() + NEAR
        ):
            there = Span("visible", *found.span())
            shown = case.message.quote(there)
            yield Hit(Evidence(there, found=shown), blank=shown)
            return
