"""What a stranger wrote into a platform's own notice: where his words stand, and what they want. Look-ups, no judgement."""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from sabaku.checks import _author, _files, _hosts, _links, _route, _said
from sabaku.checks._claimed import Claimed, among_subscribers, own
from sabaku.checks._hosts import LEADING_ON
from sabaku.checks._links import targets
from sabaku.checks._results import refuted
from sabaku.checks._who import Sender, senders
from sabaku.model import Case, Evidence, Link, Observable, Span, once
from sabaku.names.brands import is_public, names_of, owners, standing
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold
from sabaku.text.unmeant import denied

PLATFORMS = frozenset(
    (
        *("paypal", "venmo", "stripe", "wise", "intuit", "xero", "shopify", "docusign", "adobe", "dropbox", "wetransfer"),
        *("google", "microsoft", "apple", "zoom", "facebook", "canva", "notion", "box"),
    )
)
"""Brands whose signed notices carry what any holder of an account wrote: requests, invoices, documents, forms, invitations."""
_PASSED_ON = late.pattern(
    r"sent you an? (?:money request|payment request|request for payment|invoice|estimate|document to (?:review|sign)|file)"
    r"|(?:money|payment) request from|\binvoice [^ \n]{1,30} from|requests your signature"
    r"|(?:requested|invited|is inviting) you to"
    r"|\binvited you to|shared (?:a|an) (?:design|page|board) with you|wants to (?:share|give you|partner)[^.\n]{0,40}"
    r"|(?:partner|access) request from|(?:パートナー|メンバー|管理者)に招待"
    r"|you added (?:a|an) (?:new )?address|\borganization: "
    r"|\bsold to: |shared [\"“][^\"”\n]{1,120}[\"”] with you|shared an? (?:file|folder|document|presentation"
    r"|spreadsheet)\b|mentioned you in|thanks for filling (?:out|in)"
    r"|\b(?:note|message) from (?!paypal|us\b|our\b)"
    r"|hat ihnen eine? (?:zahlungsanforderung|geldanforderung|rechnung|dokument|datei)|(?:mitteilung|nachricht) von "
    r"|vous a envoye une? (?:demande|facture|document)|(?:message|note) de "
    r"|te ha enviado una? (?:solicitud|factura|documento)|(?:nota|mensaje) de "
    r"|ti ha inviato una? (?:richiesta|fattura|documento)|(?:nota|messaggio) da "
    r"|(?:enviou-lhe|enviou para voce) uma? (?:pedido|fatura|solicitacao)"
    r"|create your own google form|独自の ?google フォームを作成"
    r"|^\s{0,2}招待状: |^\s{0,2}invitation: "
    r"|(?:請求書|請求|支払いリクエスト|ファイル|書類|招待)(?:が|を)(?:届き|送信し|送りし|共有し|受け取り)"
    r"|[」』]を共有しました|アクセス権(?:が付与|を付与)"
    r"|(?:さん|様)が[^。\n]{0,60}?(?:(?:ファイル|フォルダー?|ページ|デザイン|ドキュメント|文書)を|[\"”]\s?を|と)[^。\n]{0,12}?共有しました"
    r"|(?:から|より)(?:の)?署名(?:を|の|が)?(?:依頼|リクエスト)"
)
_TO_CALL = late.pattern(
    r"(?<!\bi )(?<!\bwe )(?<!\bi.ll )(?<!\bwe.ll )(?<!\bi will )(?<!\bwe will )(?<!\bwe may )"
    r"\b(?:call|dial|ring|telephone|speak (?:to|with)|get in touch|reach|contact|rufen|anrufen|ruf|appelez|appeler|llame"
    r"|llamar|llamenos|chiami|chiamare|chiama"
    r"|ligue|ligar|telefone|bel|bellen)\b[^.!?\n]{0,70}$"
    r"|\b(?:cancel|cancellation|refund|dispute|stornier\w{1,3}|annuler|cancelar|annullare)\b[^.!?\n]{0,40}:\s{0,3}$"
)
_CHARGE = ("callback.item", "callback.charge")
_SCARE = ("scare.purchase", "scare.login", "card.problem")
"""Said by honest sellers too («thank you for your order»): they count beside an order to telephone a desk."""
_BAIT = ("crypto.claim", "prize.win")
_PRESSURE = ("threat.suspend", "threat.delete", "threat.legal", "deadline.hours")
"""What a platform says itself behind its own links: beside a page that anybody puts up, somebody else says it."""
NEAR = 700
"""Characters between the alarm and the number that belongs to it."""


class Note(Struct, frozen=True):
    """A stranger's words in a notice: where they begin, what they say, and the number or link by which he is answered."""

    label: Evidence
    alarm: Observable
    step: Observable


def to_call(case: Case, phone: Observable | None) -> Evidence | None:
    """The words that tell the reader to call: from the lists, or a verb shortly before the number."""
    told = next((it for it in _said.said(case, "callback.call") if not _NOT_TO.match(_said.folded(case), it.seen.end)), None)
    if told is not None or phone is None or phone.seen.view != "visible":
        return _said.quote(told) if told is not None else None
    start = max(0, phone.seen.start - 100)
    found = _TO_CALL.search(_said.folded(case)[start : phone.seen.start])
    if found is None:
        return None
    place = Span("visible", start + found.start(), start + found.end())
    return Evidence(place, found=case.message.quote(place))


_NOT_TO = late.pattern(
    r"[^。\n]{0,6}?(?:しないで|なさらないで|せず|しては(?:いけ|なり)|させ(?:る|よう)|するよう(?:に)?(?:求|誘|指示|仕向))"
)
"""«その番号に電話しないでください»: told not to call, or how others make one call."""


_ACCOUNTS = late.one_of("普通", "当座", "郵便振替", "記号")
_ACCOUNT = late.pattern(r"(?:普通|当座|郵便振替|記号)(?:預金)?[\s:]{0,3}(?:no\.?)?\d{5,8}(?!\d)")


def account(case: Case) -> bool:
    """Whether a Japanese account to pay into is written out: then no call is needed to pay, or to get the money back."""
    text = _said.folded(case)
    return _ACCOUNTS(text) and _ACCOUNT.search(text) is not None


@once
def passed_on(case: Case) -> Evidence | None:
    """The words by which a notice says that somebody else speaks in it, where a platform of many accounts provably sent it."""
    if not any(PLATFORMS & set(owners(it.domain)) and authentic(case, it.domain) for it in senders(case)):
        return None
    subject, view = _said.subject(case)
    for name, text in ((view, fold(subject)), ("visible", _said.folded(case)[:4000])):
        found = _PASSED_ON.search(text)
        if found is not None:
            place = Span(name, *found.span())
            return Evidence(place, found=case.message.quote(place))
    return None


def of_the_brand(case: Case) -> bool:
    """Whether the mail is provably the claimed brand's own, by authentication or by the confirmed name of the machine that
    sent it, and what it wants is no stranger's note."""
    found = own(case)
    if found is None or refuted(case, found[1].domain) is not None:
        return False
    proof = authentic(case, found[1].domain) or _route.own_machine(case, found[1].domain)
    return proof is not None and stranger(case) is None


@once
def gains_nothing(case: Case) -> bool:
    """Whether somebody who forged From would gain nothing by it: a known company's own address that nothing shows to be forged
    (or only what whoever passes mail on breaks, too), links to that company's own sites and nowhere else, no file, no other
    address for the answer, and nobody told to ring."""
    found = own(case) if _leads_home(case) else None
    return found is not None and (refuted(case, found[1].domain) is None or passed_over(case) is not None)


@once
def passed_over(case: Case) -> Observable | None:
    """The field in which a server noted that it took the mail from the company in From (or from who sends for companies), before
    it handed it to the border and so broke what shows that it is real. Whoever sends can write such a field: it is believed
    only of mail that gives nobody else a say, by link, file, number, wallet or another address."""
    found = _by_name(case) if _leads_home(case) or _leads_nowhere(case) else None
    return _route.taken_over(case, found[0].brand, found[1].domain) if found is not None else None


def _by_name(case: Case) -> tuple[Claimed, Sender] | None:
    """The company whose address From shows, its customers' domain included: then what the mail brings is all that tells."""
    return own(case) or among_subscribers(case)


@once
def _leads_home(case: Case) -> bool:
    """Whether a mail in a known company's own name leads to its own sites, and gives nobody else a say. A network's pages are
    its users', and an address inside another one is where that leads on."""
    found, links = _by_name(case), targets(case)
    if found is None or not links or found[0].brand.id in _NETWORKS or not _alone(case, found):
        return False
    id = found[0].brand.id
    homes = [_own_site(id, link.host) for _, link in links]
    within = (it for it in map(_links.link, _links.digest(case).all) if it.found_in.endswith("nested"))
    if not all(_own_site(id, it.host) for it in within):
        return False
    return any(homes) and all(home or _shown_by_all(link) for home, (_, link) in zip(homes, links, strict=True))


def _leads_nowhere(case: Case) -> bool:
    """Whether it only tells: no link, no wallet, nobody to pay and nobody else to write to, and no number beside an alarm."""
    found = _by_name(case)
    if found is None or targets(case) or case.seen("wallet") or _said.has(case, "payee"):
        return False
    if case.seen("phone") and _said.has(case, "callback", "scare", "threat"):
        return False
    named = case.seen("address", "text", "mailto")
    return _alone(case, found) and all(_at_home(found[0].brand.id, it) for it in named)


def _alone(case: Case, found: tuple[Claimed, Sender]) -> bool:
    """Whether no file came with it, nobody is told to ring, and answers go to the company."""
    if _files.beside(case) or (case.seen("phone") and _said.has(case, "callback")):
        return False
    return all(_at_home(found[0].brand.id, it) for it in case.seen("address", "reply-to"))


def _at_home(brand: str, it: Observable) -> bool:
    """Whether the address is the company's own."""
    domain = it.value.rpartition("@")[2]
    return standing(brand, domain) in ("verified", "unverified") and not is_public(domain)


def _own_site(brand: str, host: str) -> bool:
    """Whether the host is the brand's, and nothing that anybody may put there."""
    anybodys = _hosts.listed(host, "free_hosting") or _hosts.listed(host, "many_hands") or _hosts.listed(host, "shorteners")
    return standing(brand, host) in ("verified", "unverified") and not anybodys


_SHOPS = frozenset(("apps.apple.com", "itunes.apple.com", "play.google.com"))
_NETWORKS = frozenset(("facebook", "instagram", "twitter", "linkedin"))


def _shown_by_all(link: Link) -> bool:
    """A shop of applications, or the company's page at a network: what stands below every company's mail."""
    return link.host in _SHOPS or (link.host not in LEADING_ON and bool(_NETWORKS & set(owners(link.host))))


@once
def stranger(case: Case) -> Note | None:
    """His alarm with a telephone number, or his bait with a link that is not the platform's; None for other notes."""
    label = _label(case)
    if label is None:
        return None
    below = label.where.end if isinstance(label.where, Span) and label.where.view == "visible" else 0
    number = _number(case, below)
    desk = number if _said.has(case, "callback.call") else None
    steps = ((_CHARGE, number), (_SCARE, desk), (_BAIT, _elsewhere(case)), (_PRESSURE, _anybodys(case, below)))
    for names, step in steps:
        alarm = _said.first(case, *names)
        if alarm is None or step is None or (alarm.seen.view == "visible" and alarm.seen.start < below):
            continue
        if alarm.seen.view != step.seen.view or abs(alarm.seen.start - step.seen.start) <= NEAR:
            return Note(label, alarm, step)
    return _secret_by_form(case, label)


_SECRET = late.pattern(
    r"パスワード(?:を|[・、,/()\s][^。\n]{0,30}?)(?:再?登録|入力|記入|提出|ご?回答|教え)"
    r"|\b(?:enter|provide|submit|confirm|give|type|update|state|write|tell us)\b[^.!?\n]{0,50}\bpassword\b"
    r"|\bsign(?:ing)? in with your (?:office|microsoft|outlook|work|company|corporate|business)\b[^.!?\n]{0,24}"
    r"|(?:microsoft|office|会社|職場|勤務先|業務用)[^。\n]{0,12}?(?:アカウント|メール(?:アドレス)?)で(?:サインイン|ログイン)"
)
"""A password among what is to be filled in."""


_HOUSE_SECRET = late.pattern(
    r"(?:会社|社内|職場|勤務先|大学|学校|業務用|ご?契約先)[^。\n]{0,16}?パスワード(?!保護)|メール(?:アドレス)?(?:と|の|および|及び)(?:その)?パスワード"
    r"|\b(?:your|the) (?:work|company|corporate|business|office|university|school|e-?mail|mailbox)(?: account)?(?:'s)? password\b"
)
"""The password of the reader's own house or mailbox, for which no service asks that hands on papers."""
_MICROSOFTS = late.pattern(
    r"(?:microsoft|office|outlook)\s?(?:365)?\s?(?:アカウント)?(?:で|での|による)(?:認証|サインイン|ログイン)"
)


def _secret_by_form(case: Case, label: Evidence) -> Note | None:
    """A form of somebody's that a platform sends on, and that asks for a password: the platform never does so by a form. Of
    whatever it sends on, none needs the password of the reader's house, or another company's login."""
    links = _author.own_links(case)
    form = next((it for it in links if _hosts.is_form(it.value) or _is_published(it)), None)
    text = _said.folded(case)
    found = _SECRET.search(text) if form is not None else None
    if found is None and links:
        form = links[0]
        microsofts = any("microsoft" in owners(it.domain) for it in senders(case))
        found = _HOUSE_SECRET.search(text) or (None if microsofts else _MICROSOFTS.search(text))
    if found is None and (page := next((it for it in links if _nobodys(case, _links.link(it).host)), None)):
        form, found = page, _SECRET.search(text)
    if form is None or found is None or denied(text, *found.span()):
        return None
    place = Span("visible", *found.span())
    return Note(label, Observable("phrase", "credential.password", "", place, case.message.quote(place)), form)


def _label(case: Case) -> Evidence | None:
    note = _said.first(case, "callback.note")
    return _said.quote(note) if note is not None else passed_on(case)


def _number(case: Case, below: int) -> Observable | None:
    """A number that the reader is told to call."""
    phones = [it for it in case.seen("phone") if it.seen.view != "visible" or it.seen.start > below]
    return next((it for it in phones if to_call(case, it)), None)


def _elsewhere(case: Case) -> Observable | None:
    """A link that leads away from the platform, or to a page that anybody publishes on it."""
    own = {id for it in senders(case) for id in owners(it.domain)}
    links = ((it, _links.link(it)) for it in _author.own_links(case))
    return next((it for it, link in links if not own & set(owners(link.host)) or _is_published(it)), None)


_TYPED = late.pattern(r"(?<![\w.@/-])([a-z0-9-]{3,60}) ?\. ?([a-z0-9-]{3,24}) ?\. ?(app|dev|com|net|me|io|site|link)(?![\w@-])")


def _anybodys(case: Case, below: int) -> Observable | None:
    """A page at a host where anybody puts one up, and whose name the notice does not speak of: a link, or an address that the
    reader is to type in; also one with blanks in it, which the platform's own filter does not know for an address."""
    for it in _author.own_links(case):
        if _nobodys(case, _links.link(it).host):
            return it
    text = _said.folded(case)
    for found in _TYPED.finditer(text, below) if "." in text else ():
        host = f"{found[1]}.{found[2]}.{found[3]}"
        if _nobodys(case, host) or (" " in found[0] and _hosts.listed(host, "free_hosting")):
            place = Span("visible", *found.span())
            return Observable("phrase", "action.click", "", place, case.message.quote(place))
    return None


def _nobodys(case: Case, host: str) -> bool:
    """Whether it is such a host, and not called as whoever the notice is about calls himself (a club and its page)."""
    label = host.partition(".")[0].replace("-", "")[: _author.LIKE]
    return bool(_hosts.listed(host, "free_hosting")) and label not in re.sub(r"\W+", "", _WRITTEN.sub(" ", _said.folded(case)))


_WRITTEN = re.compile(r"\S{0,80}\.\S{2,80}")
"""What is written like an address."""


def _is_published(it: Observable) -> bool:
    return _PUBLISHED.match(_links.link(it).host + _links.link(it).path) is not None


_PUBLISHED = late.pattern(r"(?:docs\.google\.com/(?:presentation|document|drawings)/|sites\.google\.com/|script\.google\.com/)")


# --- a user who poses as the platform ----------------------------------------------------------------------------

_TALKING = frozenset(
    ("github", "google", "microsoft", "facebook", "instagram", "twitter", "linkedin", "discord", "slack", "zoom", "dropbox")
)
"""Brands whose signed notices carry comments, messages and invitations of their users."""
_NOTICES = re.compile(
    r"(?:[a-z]{1,20}[-_]){0,3}(?:notifications?|notify|no-?reply|comments|invitations|messages|updates)(?:-noreply)?"
)


class Pretender(Struct, frozen=True):
    """A user whose words a platform passes on, and who speaks in its name: he, his words, and the link that leads elsewhere."""

    platform: str
    user: Evidence
    said: Evidence
    link: Observable


@once
def pretender(case: Case) -> Pretender | None:
    """The user who signs as the team of the platform whose notice this provably is, and leads away from it."""
    for sender in senders(case)[:1]:
        platform, at = _talking(case, sender), sender.who.shown_at
        if not platform:
            continue
        said = _as_team(case, platform) or _of_the_account(case, platform)
        links = (it for it in _author.own_links(case) if platform not in owners(_links.link(it).host))
        link = next(links, None)
        if said is not None and link is not None and at is not None:
            return Pretender(platform, Evidence(at, found=sender.who.shown), said, link)
    return None


def _talking(case: Case, sender: Sender) -> str:
    """The platform whose notice this provably is, where From shows a user's name and not the platform's; or ""."""
    platform = next((id for id in owners(sender.domain) if id in _TALKING), "")
    if not platform or not _NOTICES.fullmatch(sender.who.local.lower()) or authentic(case, sender.domain) is None:
        return ""
    return "" if not sender.who.shown or fold(names_of(platform).en) in fold(sender.who.shown) else platform


def _as_team(case: Case, platform: str) -> Evidence | None:
    """Where somebody signs or introduces himself as the platform: a line of nothing but «… Security Team» with its name."""
    found = _signature(fold(names_of(platform).en)).search(_said.folded(case))
    return Evidence(place := Span("visible", *found.span(1)), found=case.message.quote(place)) if found else None


def _of_the_account(case: Case, platform: str) -> Evidence | None:
    """Where somebody tells of the reader's account as only the platform could, and his link bears the platform's name."""
    told = _said.first(case, "scare.login", "threat.suspend", "threat.delete")
    others = (_links.link(it).host for it in _author.own_links(case) if platform not in owners(_links.link(it).host))
    posed = any(platform in host for host in others)
    if told is None or not posed or told.seen.view != "visible":
        return None
    rest = _TO_ITS_END.match(_said.folded(case), told.seen.start)
    place = Span("visible", told.seen.start, max(told.seen.end, rest.end() if rest else 0))
    return Evidence(place, found=case.message.quote(place))


_TO_ITS_END = re.compile(r"[^.,!?。、\n]{1,60}")
"""The rest of a clause, so that a reader sees what is said."""


@functools.lru_cache(maxsize=32)
def _signature(name: str) -> re.Pattern[str]:
    team = r"(?:'s)? (?:[a-z]{2,20} )?(?:team|staff|support|department)"
    desk = r"(?:の)?(?:カスタマー|セキュリティ|アカウント)?(?:運営|サポート|事務局|チーム|センター){1,2}"
    signed = rf"^[^\w\n]{{0,8}}(?:the |your )?({re.escape(name)}(?:{team}|{desk}))(?:です|より)?[^\w\n]{{0,8}}$"
    return re.compile(signed, re.MULTILINE)
