"""One check: somebody at a free-mail address wants a favour of a firm's employee, and cannot be called."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _letter, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public, may_be_house
from sabaku.names.whose import home_domains

SHORT = 900


@check(
    id="body.cannot-be-called",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="電話には出られないとしながら、用件を頼もうとしています", en="A favour is wanted, and no call is possible"),
    says=Text(
        ja="「{away}」として電話での確認を避け、「{favour}」と頼んでいます。差出人は、誰でも取得できる {domain} のアドレスです。",
        en="“{away}”, so that nobody asks by telephone, and “{favour}”; all from {domain}, where anybody can have an address.",
    ),
    advice=Text(
        ja="本人に、以前から知っている電話番号で確認してください。",
        en="Call the person at a number that you have had before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def cannot_be_called(case: Case, it: Observable) -> Iterator[Hit]:
    """An impostor is known by the voice (FBI IC3, IPA). Judged in short mails from outside to a house with its own domain.

    Innocent cause: a colleague in a meeting who writes from a private mailbox: therefore a weak sign.
    """
    away = _said.first(case, "boss.away")
    favour = _said.first(case, "boss.line", "boss.errand") if away is not None else None
    if away is None or favour is None or not _said.has(case, "boss.task") or _letter.size(case) > SHORT:
        return
    if _said.links(case) or _files.beside(case) or _story.conversation(case) or not any(map(may_be_house, home_domains(case))):
        return
    for sender in senders(case)[:1]:
        if is_public(sender.domain):
            yield Hit(
                _said.quote(away),
                _said.quote(favour),
                away=away.shown,
                favour=favour.shown,
                domain=datum("domain", sender.domain),
            )
