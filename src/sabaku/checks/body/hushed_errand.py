"""One check: an errand of which nobody is to hear, from somebody who cannot be called."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _files, _house, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late

SHORT = 700
_HUSH = late.pattern(
    r"\b(?:discre(?:et(?:ly)?|tion|tely)|(?:strictly |highly )?confidential(?:ly|ity)?|(?:just |only )?between (?:us"
    r"|you and me|ourselves)"
    r"|(?:don't|do not|please don't|not to) (?:tell|mention|share|discuss)\b[^.!?\n]{0,24}?\b(?:anyone|anybody|others?"
    r"|this|it|them)"
    r"|(?:nobody|no one) (?:else )?(?:must|should|needs? to|can|has to) know|keep (?:it|this) (?:to yourself|quiet"
    r"|private|secret)"
    r"|diskret|vertraulich|unter uns|fur sich|niemandem|discretion|discretement|confidentiel\w{0,4}|entre nous|a personne"
    r"|discrecion|discreta|confidencial\w{0,4}|entre nosotros|a nadie|discrezione|riservat\w{1,6}|tra noi|a nessuno"
    r"|discricao|em sigilo|entre nos|a ninguem|discreet|vertrouwelijk|onder ons|dyskret\w{1,4}|poufn\w{1,4}|miedzy nami)\b"
    r"|内密|内緒|秘密|極秘|他言|口外|(?:誰|だれ)にも(?:言わ|話さ|知られ|相談)|(?:他の|ほかの)(?:人|方|社員|者|メンバー|役員)に(?:は)?[^。\n]{0,8}?(?:言わ|話さ|知らせ|伏せ|伝え)"
)


@check(
    id="body.hushed-errand",
    over="message",
    said=("boss.errand",),
    group="body",
    sure="inferred",
    title=Text(
        ja="人に知られないように頼み事をし、電話にも出られないとしています",
        en="A hushed favour is wanted, and no call is possible",
    ),
    says=Text(
        ja="「{errand}」「{hush}」と人に知られない頼み事を持ちかけながら、「{away}」として電話での確認を避けています。"
        "差出人は {address} です。返事をすると、ギフト券の購入や送金を頼まれます。",
        en="“{errand}”, “{hush}”, and “{away}”, from {address}: what is wanted must not be talked about, and nobody "
        "can be called. "
        "Who answers is asked for gift cards or money.",
    ),
    advice=Text(
        ja="返信せず、本人に、以前から知っている電話番号か対面で確認してください。",
        en="Do not answer; ask the person face to face, or by a number that you have had before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def hushed_errand(case: Case, errand: Observable) -> Iterator[Hit]:
    """False superiors, priests and club chairmen write to members too, who have no house with a domain (FTC, 2019-2025).

    Innocent causes: friends who plan a surprise; they know how to reach each other. Counted from addresses that anybody may
    have or domains that would fit any house, in short letters that answer nothing; a colleague within the house is left out.
    """
    away = _said.first(case, "boss.away")
    if away is None or _letter.size(case) > SHORT or _said.links(case) or _files.beside(case) or _bulk.mass(case):
        return
    sender = next((it for it in senders(case) if is_public(it.domain) or _house.of_any(it.domain)), None)
    if sender is None or _story.conversation(case) or _house.inside(case) or case.seen("list", "mailing-list"):
        return
    hush = _HUSH.search(_told.flowing(case))
    if hush is not None:
        told = _told.at(case, hush)
        yield Hit(
            *(_said.quote(errand), told, _said.quote(away)),
            errand=errand.shown,
            hush=told.found,
            away=away.shown,
            address=datum("address", sender.seen.value),
        )
