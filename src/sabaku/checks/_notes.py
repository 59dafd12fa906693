"""What a stranger wrote into a platform's own notice: where their words stand, and what they want. Look-ups, no judgement."""

from __future__ import annotations

import re

from msgspec import Struct

from sabaku.checks import _author, _hosts, _links, _said, _tied
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Span, once
from sabaku.names.brands import owners
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold
from sabaku.text.unmeant import denied

PLATFORMS = frozenset(
    (
        *("paypal", "venmo", "stripe", "wise", "intuit", "xero", "shopify", "docusign", "adobe", "dropbox", "wetransfer"),
        *("google", "microsoft", "apple", "zoom", "facebook", "canva", "notion", "box-com"),
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
    """A stranger's words in a notice: where they begin, what they say, and the number or link by which they are answered."""

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


@once
def stranger(case: Case) -> Note | None:
    """The alarm with a telephone number, or the bait with a link that is not the platform's; None for other notes."""
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
    return Note(label, _said.phrase(case, "credential.password", *found.span()), form)


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
            return _said.phrase(case, "action.click", *found.span())
    return None


def _nobodys(case: Case, host: str) -> bool:
    """Whether it is such a host, and not called by the name of whoever the notice is about (a club and its page)."""
    label = host.partition(".")[0].replace("-", "")[: _tied.LIKE]
    return bool(_hosts.listed(host, "free_hosting")) and label not in re.sub(r"\W+", "", _WRITTEN.sub(" ", _said.folded(case)))


_WRITTEN = re.compile(r"\S{0,80}\.\S{2,80}")
"""What is written like an address."""


def _is_published(it: Observable) -> bool:
    return _PUBLISHED.match(_links.link(it).host + _links.link(it).path) is not None


_PUBLISHED = late.pattern(r"(?:docs\.google\.com/(?:presentation|document|drawings)/|sites\.google\.com/|script\.google\.com/)")
