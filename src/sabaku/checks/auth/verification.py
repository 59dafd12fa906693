"""One check: what our own verification found."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _verified
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Fact, Observable, Text

GONE = Text("検証不能(もう確かめられません)", "“cannot be verified any more”")
IN_TIME = Text(
    "メールが届いた頃の鍵や設定による結果です。", "The keys and records are those of about the time when the mail arrived."
)
UNKNOWN = Text("メールがいつ届いたかは分かりません。", "When the mail arrived is not known.")
LATE = Text(
    "届いてから{days}日たっており、当時の鍵や設定ではありません。合格以外の結果は、不合格とはみなしません。",
    "That is {days} days after the mail arrived: these are not the keys and records of its time, and anything but a pass is not "
    "taken as a failure.",
)


@check(
    id="auth.verification",
    over="message",
    group="auth",
    title=Text(
        ja="送信ドメイン認証を独自に検証した結果",
        en="Our own verification of sender authentication",
    ),
    says=Text(
        ja="{method} の検証結果は「{result}」です。{why}DNSに問い合わせたのは {at} です。{when}",
        en="{method} gives {result}. {why} DNS was asked on {at}. {when}",
    ),
    needs=("auth",),
    experts=("AUTH",),
)
def verification(case: Case, it: Observable) -> Iterator[Hit]:
    """The outcome of verifying SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989) and ARC (RFC 8617) here, with the reason and
    the time at which DNS was asked; pass, fail, none and errors are kept apart. Expiry is judged by the mail's own time. Keys
    are changed and records move on: what does not pass long after the mail arrived cannot be verified any more.
    """
    asked = (_verified.verified(case, method) for method in ("spf", "dkim", "dmarc", "arc"))
    found = [it for it in asked if it is not None]
    if not found or case.fact("auth", "dmarc") is not None:
        case.need("auth", "dmarc")  # where From names several domains DMARC has nothing to verify, SPF and DKIM have
    for fact, told in found:
        yield Hit(
            Evidence(fact.question, found=told.result),
            method=datum("code", told.method.upper()),
            result=datum("code", told.result) if _verified.holds(case, fact, told) else Datum("text", GONE.en, GONE),
            why=Datum("text", told.why.en, told.why),
            at=_named.at(case, fact),
            when=_when(case, fact),
        )


def _when(case: Case, fact: Fact) -> Datum:
    """How the time of asking stands to the mail's."""
    days = _verified.days_after(case, fact)
    told = UNKNOWN if days is None else LATE if _verified.too_late(case, fact) else IN_TIME
    return Datum("text", told.en.format(days=days), Text(told.ja.format(days=days), told.en.format(days=days)))
