"""One check: the usual account is said to be out of use for the time being."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _accounts, _bulk, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold


@check(
    id="body.account-excuse",
    over="message",
    said=("payee.excuse",),
    group="body",
    title=Text(
        ja="監査などを口実に、いつもの口座は使えないとしています", en="The usual account is said to be closed by an audit"
    ),
    says=Text(
        ja="「{excuse}」として、「{phrase}」と求めています。監査や口座の凍結を理由に別の口座へ振り込ませるのは、"
        "ビジネスメール詐欺の決まり文句です。",
        en="“{excuse}”, and so “{phrase}”. An audit or a frozen account is the stock excuse for having money sent elsewhere.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def account_excuse(case: Case, excuse: Observable) -> Iterator[Hit]:
    """An audit looks at books and closes no account; the excuse makes the change sound temporary and out of the writer's hands.
    Innocent cause: an account that a court or a bank has really frozen, of which a lawyer tells, and by letter."""
    phrase = _said.first(case, "payee.changed")
    directed = None if phrase else _directed(excuse, _said.folded(case)[:LONG])
    if (phrase is None and directed is None) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    if not _of_account(case, excuse):
        return
    there = _said.quote(phrase) if phrase else _told.at(case, directed) if directed else None
    if there is not None:
        yield Hit(_said.quote(excuse), there, excuse=excuse.shown, phrase=there.found)


_ACCOUNT = late.pattern(
    r"account|\bbank|iban|payment|transfer|remit|konto|zahlung|uberweis|compte|virement|cuenta|transferencia|\bconto\b|bonific|rekening|\bconta\b"
    r"|口座|振込|送金|入金|银行|账|帐|賬|帳"
)
_PAY_THERE = late.pattern(r"(?:下記|以下|別|こちら|次)の(?:銀行|口座|振込先)[^。\n]{0,24}?(?:振込|振り込|送金|支払|入金)")
"""An order to pay into another account, without the word that it has changed."""
_SHUT = late.pattern(
    r"audit|reconcil|investigat|frozen|blocked|restrict|gepruft|prufung|gesperrt|bloque|controle|auditor|bloquead|revision|verifica"
    r"|監査|調査|凍結|审计"
)
"""What shuts no account, or only one that is shut to everybody: a firm that moves to another bank says neither."""


def _directed(excuse: Observable, text: str) -> re.Match[str] | None:
    """The order to pay elsewhere; or an account's number, beside an excuse that no firm has."""
    return _PAY_THERE.search(text) or (_accounts.written(text) if _SHUT.search(fold(excuse.shown)) else None)


LONG = 4000
AROUND = 160
"""Characters of the sentence around the excuse that are looked at."""


def _of_account(case: Case, it: Observable) -> bool:
    """Whether its sentence speaks of an account or a payment: books are audited everywhere."""
    text = fold(case.message.view(it.seen.view).text)
    before = re.split(r"[.!?。\n]\s", text[max(0, it.seen.start - AROUND) : it.seen.start])[-1]
    behind = re.split(r"[.!?。]\s|\n\s*\n", text[it.seen.start : it.seen.end + AROUND])[0]
    return _ACCOUNT.search(before + behind) is not None
