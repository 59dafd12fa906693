"""One check: an entry in a register that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late


@check(
    id="body.register-entry",
    over="message",
    said=("offer.register",),
    group="body",
    title=Text(ja="不要な登録や更新の代金を求める、紛らわしい通知です", en="A notice that sells an entry nobody needs"),
    says=Text(
        ja="「{phrase}」と、ドメインや商標の登録・更新に見せかけていますが、こうした通知の多くは、"
        "無関係な業者のサービスへの勧誘です。",
        en="“{phrase}”: it looks like the renewal of a domain or trade mark, but such notices mostly sell an unrelated "
        "firm's service.",
    ),
    advice=Text(
        ja="支払わず、ご契約中の登録事業者(レジストラ)や特許庁の情報で確かめてください。",
        en="Do not pay; look it up with the registrar you have a contract with, or with the patent office.",
    ),
    quiet_when=("identity.from-not-brand",),
    speaks_for=("bulk-spam",),
    experts=("LURE", "CTX"),
)
def register_entry(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Sent to addresses from public registers: false renewals, «search engine registration», a firm in China that wants your
    name, trade-mark books (warnings of WIPO, EUIPO, JPRS). Innocent cause: a discussion of such mail."""
    told = {
        it.value
        for it in _said.said(
            case, "offer.register", "hosting.domain", "payment.fee", "payment.pay", "payment.transfer", "deadline"
        )
    }
    if (len(told) < 2 and not case.seen("amount", "text")) or _story.conversation(case) or case.seen("list", "mailing-list"):
        return
    if _DEEMED.search(phrase.shown) and _firms.firm(case):
        return
    if not _bulk.mass(case) and (not phrase.shown.startswith("異議") or _REGISTER.search(_said.folded(case))):
        yield Hit(_said.quote(phrase), speaks_for=("advance-fee",) if _is_bill(case) else None, phrase=phrase.shown)


_DEEMED = late.pattern("[み見]な[しさ]")
"""«…継続とみなします»: silence taken for an order, which a firm that is known by its own domain may have agreed on."""
_REGISTER = late.pattern("ドメイン|商標|意匠|特許|登録申請|キーワード|検索エンジン|年鑑|名鑑")
"""What a register is of: who is deported or closed down may object, too."""


def _is_bill(case: Case) -> bool:
    """Whether a sum is wanted for what nobody ordered, by somebody who is no known registrar: that is more than advertising."""
    billed = case.seen("amount", "text") and _said.has(case, "payment.pay", "payment.transfer")
    return bool(billed) and not any(owners(it.domain) for it in senders(case)[:1])
