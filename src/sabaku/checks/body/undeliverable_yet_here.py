"""One check: a mail that says your mail cannot be delivered, and was delivered."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_CANNOT = late.pattern(
    "(?:登録|ご登録)[^。\n]{0,16}メールアドレス[^。\n]{0,12}(?:に|へ|宛)[^。\n]{0,14}(?:メール)?[^。\n]{0,6}(?:送信?(?:れ|でき)|届か|届け)[^。\n]{0,6}(?:ません|なかった|ない|ず)"
    "|(?:メールアドレス|アドレス)(?:が|は)(?:現在)?(?:無効|使用できない|利用できない|存在しない)[^。\n]{0,8}(?:です|ため|状態|ません|ことが)"
    "|(?:お客様|あなた|貴方)(?:に|宛|へ)の?[^。\n]{0,12}メールが(?:すべて|全て)?(?:届いていません|不達|配信できません)"
)


@check(
    id="body.undeliverable-yet-here",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="「メールが届かない」というメールが届いています", en="“Mail does not reach you”, says a mail that did"),
    says=Text(
        ja="「{place}」と書かれていますが、このメール自体はそのアドレスに届いています。話が矛盾しています。",
        en="It says “{place}”, yet this very mail reached that address: a contradiction.",
    ),
    sure="inferred",
    speaks_for=("credential-phishing",),
    experts=("CTX",),
)
def undeliverable_yet_here(case: Case, it: Observable) -> Iterator[Hit]:
    """What a mail claims can be tested on itself. Innocent causes: a second address is meant; real bounces, which quote the
    address that failed: bounces and mail that names another address are left out."""
    if not _said.leads(case) or case.message.text_of("auto-submitted").startswith("auto-replied"):
        return
    found = _CANNOT.search(_said.text(case)[: _said.SEARCHED])
    if found and "予備" not in found[0] and not _said.has(case, "bounce"):
        yield Hit(Evidence(Span("visible", *found.span()), found=found[0]), place=found[0])
