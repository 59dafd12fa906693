"""One check: the link that is to be clicked leads elsewhere, though others lead to the sender's own site."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._who import senders, through_list
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public, owners, standing
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

_GRAVE = ("threat.suspend", "threat.delete", "threat.legal", "card.ask", "card.problem", "mailbox.held", "scare")
_DEMANDS = (
    "credential.verify",
    "credential.password",
    *_GRAVE[:-1],
    "mailbox.quota",
    "refund",
    "parcel.failed",
    "payment.unpaid",
)
_ACTION = late.pattern(
    r"\b(?:click|here|link|log ?in|log ?on|sign ?in|sign ?on|verify|verification|confirm|validate|update|activate|reactivate"
    r"|restore|unlock|continue|get started|start|proceed|resolve|review|hier|anmelden|einloggen|bestatigen|ici|cliquez|connexion"
    r"|confirmer|aqui|acceda|ingrese|confirmar|verificar|accedi|clicca|qui|klik|inloggen)\b"
    r"|こちら|クリック|ログイン|サインイン|確認|手続き?|更新|解除|再開|認証|お支払|点击|登录|验证|點擊|登入"
)
FEW = 2
"""Sites besides its own to which a mail with one exchanged link leads: news and offers lead to many."""
LONGEST = 120
"""Characters of a label: longer ones are sentences, not places to click."""


@check(
    id="links.action-elsewhere",
    over="message",
    group="links",
    title=Text(
        ja="クリックさせたいリンクだけが、別のサイトへ行きます",
        en="The one link that it wants clicked leads elsewhere",
    ),
    says=Text(
        ja="「{phrase}」とありますが、手続きのリンク「{label}」の行き先は {host} です。ほかのリンクは {home} のもので、"
        "本物らしく見せるために添えられています。",
        en="It says “{phrase}”, and the link for that, “{label}”, leads to {host}. Other links lead to {home}, which makes the "
        "mail look real.",
    ),
    advice=Text(
        ja="ほかのリンクが本物でも、手続きのリンクを開かないでください。公式アプリやブックマークから確かめてください。",
        en="Genuine links beside it prove nothing: do not follow the one that it wants followed. Use your bookmark or the app.",
    ),
    experts=("LEGITMIX", "LBTN", "LD"),
    speaks_for=("phishing",),
)
def action_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """A real notice is copied whole, and only the link behind the demand is exchanged.

    Left out: authentic senders, newsletters, mail that leads to many sites, known companies' hosts, click counters, gateways.
    Innocent causes: a mail without results of authentication whose sender lets others handle forms or payments.
    """
    phrase = _said.first(case, *_DEMANDS)
    if _said.has(case, "newsletter") and not _said.has(case, *_GRAVE):
        return
    if phrase is None or any(authentic(case, sender.domain) for sender in senders(case)):
        return
    links = [one for one in _links.clicked(case) if one.role == "href"]
    home = next((one for one in links if _is_home(case, one)), None)
    away = [one for one in links if home is not None and _leads_away(case, one)]
    lure = next((one for one in away if _wants_clicking(case, one)), None)
    if home is not None and lure is not None and len({_links.link(one).domain for one in away}) <= FEW:
        yield Hit(
            _said.quote(phrase),
            _links.at(lure),
            _links.at(home),
            phrase=datum("text", phrase.shown),
            label=datum("text", _links.link(lure).shown[:LONGEST]),
            host=datum("domain", _links.link(lure).host),
            home=datum("domain", _links.link(home).host),
        )


def _is_home(case: Case, it: Observable) -> bool:
    """Whether it leads to the company that the mail claims to come from, or to the domain in From."""
    host, domain = _links.link(it).host, _links.link(it).domain
    if any(standing(one.brand.id, host) in ("verified", "unverified") for one in claims(case)):
        return True
    return not through_list(case) and any(
        registrable(one.domain) == domain and not is_public(one.domain) for one in senders(case)
    )


def _leads_away(case: Case, it: Observable) -> bool:
    link = _links.link(it)
    if _hosts.tracker(link.host) or owners(link.host) or link.wraps or link.domain in _vouched.vouching(case):
        return False
    return not any(registrable(one.domain) == link.domain for one in senders(case))


def _wants_clicking(case: Case, it: Observable) -> bool:
    """Whether its label calls for a click, or shows the address of the site to which it should lead."""
    shown = _links.link(it).shown.strip()
    if not shown or len(shown) > LONGEST:
        return False
    return bool(_ACTION.search(fold(shown))) or any(one.domain in fold(shown) for one in senders(case) if one.domain)
