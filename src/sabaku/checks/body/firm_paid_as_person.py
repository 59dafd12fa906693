"""One check: a firm's money is to go to a private person."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._who import Sender, author
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.hosts import registrable
from sabaku.text import late
from sabaku.text.fold import fold

_ACCOUNT = late.pattern(
    r"(?:普通|当座|口座番号|口座)[^\n]{0,10}?\d{6,8}[ 　/・、,)]{0,4}\n?[^\n\d]{0,14}?"
    r"(?<![ァ-ヴー])((?:[ァ-ヴー]{1,24}[ 　・]){1,3}[ァ-ヴー]{1,12})(?=[ 　]{0,3}(?:\n|\Z|様|。|[)(、,]))"
)
_PRIVATE = late.pattern(
    r"((?:社長|代表|代表者|代表取締役|会長|担当者?|経理|私)の個人(?:名義の?)?(?:銀行)?口座)(?:へ|に|宛)[^。\n]{0,12}?(?:送|振り?込|入金|支払)"
)
_OURS = late.pattern("弊社|当社|会社の口座|法人口座")
"""A private account that needs no number to be one, beside a firm that has its own."""
_BODY = late.pattern(
    "(?:カブシキ|ユウゲン|ゴウドウ|シヤ|シャ|クミアイ|ホウジン|カイケイ|ダイヒョウ|ダイヒヨウ|キョウカイ|ジムキョク|ガッコウ|ショウテン|ショップ|サービス|センター|グループ|ジャパン|テック|クラブ|ジムショ|ジムシヨ|ホウリツ|アズカリ)"
)
_FIRM = late.pattern(
    "(?:株式|有限|合同|管理|不動産|保険|運送|引越)会社|管理組合|㈱|㈲|\\((?:株|有)\\)|(?:社団|財団|医療|学校|税理士|弁護士|監査|司法書士|社会保険労務士)法人|基金|財団|入学|[一-鿿]{2,6}[課局]|大学|専門学校|センター|窓口|小学校|中学校|高校|幼稚園|保育園|組合"
)
_SELF = late.pattern("屋号|個人事業|代表者?(?:の)?個人|代表名義|個人名義で")
_CLUB = late.pattern("会計(?:担当|係|役)?[\\s::]|会計です|会長|幹事|pta|町内会|自治会|支部|同窓会|サークル|後援会|保護者会")
"""Clubs, whose treasurers keep the money, unless the account is said to be a new one."""
_NEW = late.pattern("(?:口座|振込先)[^。\\n]{0,24}?(?:変更|変わ|利用でき(?:なく|ません)|使えなく|凍結)")
LAST = 300
BESIDE = 20
"""Characters around «株式会社» in which the firm's own name stands."""
LABEL = 4
"""Letters of a domain's name from which it tells whose it is."""


@check(
    id="body.firm-paid-as-person",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="会社や団体の代金を、個人名義の口座へ振り込ませようとしています",
        en="A firm's money is to go to a private person's account",
    ),
    says=Text(
        ja="「{firm}」を名乗りながら、振込先の名義は「{holder}」で、個人の名前です。会社や団体への支払いに、無関係な個人の口座が使われることはまずありません。",
        en="It speaks as “{firm}”, but the account is in the name “{holder}”, a person's. Firms and associations "
        "are hardly ever paid that way.",
    ),
    advice=Text(
        ja="振り込まず、以前から知っている電話番号で相手に確かめてください。振り込んだ場合は、すぐに銀行と警察に連絡してください。",
        en="Do not pay; ask them by a number you knew before. If you did pay, call your bank and the police at once.",
    ),
    speaks_for=("bec", "advance-fee"),
    experts=("CTX",),
)
def firm_paid_as_person(case: Case, it: Observable) -> Iterator[Hit]:
    """Accounts of private people, bought or opened for it, take the money of BEC and of sham foundations (警察庁, 全国銀行協会).

    Innocent causes: a firm of one person that says so; treasurers of small clubs, and people for whom a known service provably
    writes (both left out).
    """
    text, sender = _said.folded(case)[: _told.LONG], author(case)
    yield from _in_words(case, text)
    account = _ACCOUNT.search(text)
    if account is None or sender is None or _BODY.search(account[1]) or _own(text) or _told.ordinary(case):
        return
    view, shown = f"header:{case.message.headers.index(case.message.named('from')[0])}", case.message.text_of("from")
    firm = _FIRM.search(shown)
    if firm is None:
        view, firm = "visible", _FIRM.search(text, max(0, len(text.rstrip()) - LAST))
        if firm is None or _of_the_service(case, sender, text[max(0, firm.start() - BESIDE) : firm.end() + BESIDE]):
            return
    place, holder = Span(view, firm.start(), firm.end()), _told.at(case, account, 1, clause=False)
    named = Evidence(place, found=case.message.quote(place))
    yield Hit(named, holder, firm=named.found, holder=holder.found)


def _of_the_service(case: Case, sender: Sender, signed: str) -> bool:
    """Whether the firm that signs is the service that provably sends, for somebody else whose name stands in From."""
    label = registrable(sender.domain).partition(".")[0]
    other = label not in fold(sender.who.shown).lower() and len(label) >= LABEL
    return _firms.for_a_customer(case) or (other and label in signed and _firms.proven(case, sender.domain))


def _in_words(case: Case, text: str) -> Iterator[Hit]:
    """The same where the account is only called a private one."""
    private, firm = _PRIVATE.search(text), _OURS.search(text)
    if private is not None and firm is not None and not _own(text) and not _told.ordinary(case):
        named, holder = _told.at(case, firm, clause=False), _told.at(case, private, 1, clause=False)
        yield Hit(named, holder, firm=named.found, holder=holder.found)


def _own(text: str) -> bool:
    """Whether a person's account is what such a payee has."""
    return bool(_SELF.search(text)) or bool(_CLUB.search(text) and not _NEW.search(text))
