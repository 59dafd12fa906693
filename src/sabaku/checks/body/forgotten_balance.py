"""One check: money is said to wait in an account that the reader has long forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _letter, _links, _said, _story, _told, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late

SHORT = 3000
_UNUSED = late.pattern(
    r"(?:haven'?t|have not|hasn'?t|has not|didn'?t|did not) (?:\w+ ){0,3}(?:visited|visit|logged|log|signed|used|accessed|active)"
    r"|inactive (?:accounts?|users?)|(?:you were|you have been|you've been|account (?:was|has been)) inactive|dormant accounts?"
    r"|previously registered|registered an account with us|account was registered"
    r"|(?:seit langem|lange) nicht (?:mehr )?(?:genutzt|angemeldet|besucht|eingeloggt)|no ha (?:visitado|iniciado|usado)"
    r"|nao (?:acessa|acessou|visitou|utilizou)|n'avez pas (?:visite|utilise|consulte)"
    r"|(?:長期間|長らく|[0-9]{2,4}日(?:以上|間))[^。\n]{0,20}(?:ログイン|ご利用|アクセス)[^。\n]{0,8}|休眠(?:口座|アカウント)"
)
_SUM = (
    r"(?:[$€£₿][ +]?[0-9][0-9.,]{0,12}|[0-9][0-9.,]{0,12} ?(?:btc|eth|usdt|usd|eur|euros?|dollars?|[$€]|円|ドル)"
    r"|(?:free )?(?:eth|btc)\b|bitcoins?|ethereum|ビットコイン)"
)
_WAITS = late.pattern(
    rf"(?:accumulated|mined|earned|credited|balance|score|payout|guthaben|saldo|solde|残高|採掘)[^\n]{{0,60}}?{_SUM}"
    rf"|{_SUM}[^\n]{{0,40}}?(?:accumulated|is waiting|are waiting|has been released|to withdraw|withdrawable)"
    rf"|{_SUM}[^\n]{{0,40}}?(?:出金可能|受け取れ|引き出せ)"
)
_NEEDED = late.one_of(
    *("inactive", "dormant", "registered", "haven", "have not", "hasn", "has not", "didn", "did not", "nicht", "no ha "),
    *("nao ", "n'avez", "長期間", "長らく", "日以上", "日間", "休眠"),
)


@check(
    id="body.forgotten-balance",
    over="message",
    group="body",
    title=Text(ja="忘れていた口座に残高があると誘っています", en="Money is said to wait in a forgotten account"),
    says=Text(
        ja="長く使っていない口座(「{unused}」)に「{money}」があると書かれています。身に覚えのない口座の残高を見せ、引き出すための手数料や送金、"
        "暗号資産の接続を求める手口です。",
        en="An account (“{unused}”) is said to hold “{money}”. Whoever wants that balance, of an account never opened, "
        "is asked for a fee, a deposit, or to connect a wallet.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE",),
)
def forgotten_balance(case: Case, it: Observable) -> Iterator[Hit]:
    """Programs that mine coins for those who sleep do not exist; nor do scores that turn into money.

    Innocent causes: an exchange or bank that reminds of a dormant account: its links lead to itself.
    """
    text = _letter.only(case, _said.folded(case))
    if _letter.size(case) > SHORT or not _NEEDED(text) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    unused = _UNUSED.search(text)
    waits = _WAITS.search(text) if unused else None
    if unused and waits and (_vouched.leading_away(case) or _vouched.leading_away_in_text(case) or _anybodys(case)):
        one, other = _told.at(case, unused), _told.at(case, waits)
        yield Hit(one, other, unused=datum("text", one.found), money=datum("text", " ".join(other.found.split())))


def _anybodys(case: Case) -> bool:
    """Whether it leads to a form that anybody makes, or is from an address that anybody has and leads anywhere."""
    links = _links.clicked(case)
    return any(_hosts.is_form(found.value) for found in links) or (bool(links) and all(map(is_public, _vouched.house(case))))
