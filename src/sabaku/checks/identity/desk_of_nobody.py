"""A desk that only one's own house has writes from somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.brands import owners
from sabaku.checks import _house, _said, _told
from sabaku.checks._author import authors, of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import claims, domain, place, through_list
from sabaku.fold import fold
from sabaku.hosts import registrable
from sabaku.model import Case, Datum, Observable, Span, Text
from sabaku.whose import home_domains

_DESK = late.pattern(
    r"\A\W*(?:the |your )?"
    r"(?:(?:it|i\.t\.|mail|e-?mail|webmail|mailbox|mail ?server|server|system|network|helpdesk|help|service|ict|edv)[ -]?){1,2}"
    r"(?:admin(?:istrator|istration|istrador)?s?|support|team|departments?|dept|desk|helpdesk|center|abteilung|operations)?\W*\Z"
    "|(?:邮件|邮箱|郵件|系统|系統|信息|網絡|网络)(?:系统|系統|服务)?(?:管理|运维|維護|维护|中心)|(?:it|信息)(?:运维|中心|部)|管理员\\Z|管理員\\Z"
    "|(?:メール|サーバー?|システム|ネットワーク|情報システム)(?:システム)?(?:管理|担当|部|サポート|運用)|情シス"
    r"|(?:メッセージ|メール|メールボックス)(?:検疫|隔離|保留|配信)(?:サーバー?|システム|センター|管理|通知)"
    "|(?:学術|学内|教育|総合|基盤|情報基盤|情報処理|計算機)(?:情報)?(?:メディア|処理|基盤)?センター|(?:ict|it|情報|pc|社内)(?:支援|サポート|ヘルプ)(?:センター|デスク|窓口|室)"
    "|(?:社内|内線|構内)[^\\s]{0,10}(?:チャット|ボイスメール|音声|留守番|電話|fax|複合機|メッセージ|ファイル|共有|通知)"
    r"|\A\W*(?:message|mail|e-?mail|spam) ?(?:quarantine|security|delivery|filter)"
    r"(?: (?:server|system|cent(?:er|re)|service|team|gateway))?\W*\Z"
)
_STAFF = late.pattern(
    r"\A\W*(?:the |your |our |company )?(?:hr|h\.r\.|human resources?|payroll|people (?:team|operations|ops|& culture)"
    r"|personnel|benefits|staff|employee"
    r"|compensation|personal(?:abteilung|wesen)|lohnbuchhaltung|gehaltsabrechnung|ressources humaines|service (?:paie|rh)|drh|rh"
    r"|recursos humanos|nominas|rrhh|risorse umane|ufficio (?:personale|paghe)|personeelszaken|salarisadministratie"
    r"|人事|総務|給与|労務)(?:[ &/,]{0,3}(?:and |und |et |y |e |en )?(?:hr|payroll|benefits?|services?|team|department|dept"
    r"|desk|portal|office|management"
    r"|notification|updates?|relations|resources|operations|部|課|担当|係|チーム|厚生)){0,4}\W*\Z"
)
_PAY = late.pattern(
    r"\b(?:bonus|salary|payroll|payslip|pay (?:rise|raise|review|slip|statement)|wages?|compensation"
    r"|benefits? (?:enrol\w{0,5}|statement|plan)|handbook|leave (?:policy|entitlement)"
    r"|appraisal|performance review|gehalts?\w{0,20}|lohn(?:erhohung|abrechnung|anpassung)|bonus\w{4,14}|salaire|prime"
    r"|fiche de paie|nomina|aumento|stipendio"
    r"|busta paga|salaris|loonstrook)\b"
    r"|賞与|給与|昇給|手当|評価面談|就業規則|人事評価"
)
_SENT = ("share", "mailbox.desk")
"""What machines of the house pass on: files, voice mail, letters of a chat."""
SEARCHED = 4000
_BOX = ("mailbox.held", "mailbox.quota", "mailbox.upgrade", "credential.password", "credential.verify", *_SENT)


@check(
    id="identity.desk-of-nobody",
    over="message",
    group="identity",
    quiet_when=("identity.mailbox-stranger", "identity.house-imitated", "identity.speaks-for-nobody"),
    title=Text(
        "社内の担当部署のように名乗っていますが、外部のドメインからのメールです",
        "It calls itself a desk of the house, but comes from elsewhere",
    ),
    says=Text(
        "「{name}」と、社内の担当のように名乗って「{phrase}」と連絡していますが、"
        "{domain} は受信者の組織のドメインではありません。",
        "“{name}” sounds like a desk of the reader's own house and writes “{phrase}”, but {domain} is not that house's domain.",
    ),
    advice=Text(
        "メールやパスワードのことは、社内の管理者か契約しているサーバー会社に、メール以外の方法で確かめてください。",
        "About mailboxes and passwords ask your own administrator or hoster, by another way than mail.",
    ),
    experts=("FDISP", "CTX"),
    speaks_for=("credential-phishing",),
    attacks=(15, 41),
)
def desk_of_nobody(case: Case, _: Observable) -> Iterator[Hit]:
    """Sent to whole firms: each reader takes «IT support» for his own.

    Innocent cause: a firm that runs another one's computers; it names itself in its text, and is left out where its domain is
    proven.
    """
    phrase = _said.first(case, *_BOX) or _of_pay(case)
    if (
        phrase is None
        or _told.warns(case)
        or through_list(case)
        or claims(case)
        or not (_said.leads(case) or case.seen("link", "qr"))
    ):
        return
    if of_a_firm(case) and not any(_house.of_any(it.domain) for it in authors(case)[:1]):
        return
    houses = home_domains(case)
    for sender in authors(case)[:1]:
        own = registrable(sender.domain)
        if (
            houses
            and own not in houses
            and not owners(own)
            and any(desk.search(fold(sender.who.shown)) or desk.search(sender.who.shown.lower()) for desk in (_DESK, _STAFF))
        ):
            yield Hit(
                place(sender),
                _said.quote(phrase),
                name=Datum("text", sender.who.shown[:80]),
                phrase=Datum("text", phrase.shown),
                domain=domain(own),
            )


def _of_pay(case: Case) -> Observable | None:
    """What every employee wants to know: his pay, where the sender is called after a desk for it."""
    found = (
        _PAY.search(_said.folded(case)[:SEARCHED]) if any(_STAFF.search(fold(it.who.shown)) for it in authors(case)[:1]) else None
    )
    if found is None:
        return None
    seen = Span("visible", *found.span())
    return Observable("phrase", "boss.pay", "", seen, case.message.quote(seen))
