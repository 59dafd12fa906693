"""One check: a stranger hands over the login of an account that is full of money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SHORT = 2500
NEAR = 500
"""Characters around the login in which the money is spoken of."""
_LOGIN = late.pattern(
    r"(?:id|uid|user|user ?name|user ?id|customer ?id|member ?id|account|account ?id|login|log-in|benutzer(?:name)?|usuario"
    r"|utilisateur|ログインid|ユーザーid|ユーザー名|会員id|会員番号)\s{0,3}[:=]\s{0,3}[^\s:=]{3,40}\s{1,12}[^\w\s]{0,3}\s{0,3}"
    r"(?:pass|password|passwd|pass ?code|pw|pin|passwort|kennwort|contrasena|senha|mot de passe|wachtwoord|パスワード|暗証番号)"
    r"\s{0,3}[:=]\s{0,3}[^\s]{3,40}"
)
_MONEY = late.pattern(
    r"(?:[0-9][0-9.,]{0,14} ?(?:btc|bitcoins?|eth|ethereum|usdt|trx|bnb|xrp)|(?:btc|eth|usdt) ?[0-9]"
    r"|[$€£][ ]?[0-9]{1,3}[.,]?[0-9]{3}|[0-9][0-9.,]{4,14} ?(?:usd|eur|dollars?|euros?)|[0-9][0-9,]{5,14} ?円|[0-9]{2,6}万円)"
)
_COIN = late.pattern(r"btc|bitcoin|\beth|usdt|trx|bnb|xrp")
_BALANCE = late.pattern(
    r"\b(?:balance|funds?|assets?|deposit(?:ed|s)?|savings|wallet|withdraw\w{0,4}|profits?|guthaben|einlage|saldo|solde|fondos|fondi"
    r"|fundos|tegoed)\b|残高|資産|預金|引き出|出金|ウォレット"
)
"""Words for money that lies in an account: the price of a course is none."""
_SECRET = late.one_of(
    *("pass", "pw:", "pw :", "pin:", "pin :", "kennwort", "contrasena", "senha", "mot de passe", "wachtwoord", "パスワード"),
    "暗証番号",
)
_PAPERS = late.pattern(r"\b(?:claim(?:ant)?|notice|unique|class(?: member)?|case|settlement|survey|order|ticket|booking)[ _-]?\Z")
"""Of what an id may be that opens no account: papers with which something is claimed or answered."""
_TRIAL = late.one_of("demo", "trial", "sandbox", "paper trading", "simulat", "test account", "デモ口座", "体験", "練習用")


@check(
    id="body.given-login",
    over="message",
    group="body",
    title=Text(ja="大金の入った口座のログイン情報が書かれています", en="The login of an account full of money is handed over"),
    says=Text(
        ja="「{login}」と、「{money}」のある口座のIDとパスワードを見知らぬ相手に明かしています。"
        "ログインすると、引き出すための手数料や自分の資産の入金を求められる手口です。",
        en="“{login}”: id and password of an account with “{money}” are told to a stranger. Whoever logs in is asked for a fee, "
        "or for coins of their own, before anything can be withdrawn.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def given_login(case: Case, it: Observable) -> Iterator[Hit]:
    """Made to look as if it had been meant for somebody else, so that the readers think that they are the cheats.

    Innocent causes: a new customer's first login, where no fortune stands beside it; a broker's demo account, which says so;
    the number of a claim and its PIN.
    """
    text = _letter.only(case, _said.folded(case))
    if (
        _letter.size(case) > SHORT
        or not _SECRET(text)
        or case.seen("list", "mailing-list")
        or _story.conversation(case)
        or _TRIAL(text)
    ):
        return
    login = _LOGIN.search(text)
    if login and _PAPERS.search(text, max(0, login.start() - 24), login.start()):
        return
    near = (max(0, login.start() - NEAR), login.end() + NEAR) if login else (0, 0)
    money = login and _MONEY.search(text, *near)
    if login and money and (_COIN.search(money[0]) or _BALANCE.search(text, *near)):
        one, other = _told.at(case, login), _told.at(case, money)
        yield Hit(one, other, login=datum("text", " ".join(one.found.split())), money=datum("text", other.found))
