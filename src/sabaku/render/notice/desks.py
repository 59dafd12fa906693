"""Reports to desks: councils, police, the makers of browsers, the impersonated brand. Each as that desk takes it.

What a desk takes, its address and where that was read are in data/desks.toml; here is only how it is written to.
"""

from __future__ import annotations

from typing import Any

from sabaku import data
from sabaku.model import Lang, Text
from sabaku.names import brands
from sabaku.render import tame
from sabaku.render.notice import evidence
from sabaku.render.notice.abuse import pages_told
from sabaku.render.notice.basis import Attachment, Basis, Notice, Refused, needs_fraud
from sabaku.render.notice.words import kind_of, leaving, message_id, rows, signature
from sabaku.render.repeats import once

_MAIL = "mail.eml"


def desk(id: str) -> dict[str, Any]:
    """That desk of data/desks.toml."""
    found: dict[str, Any] = data.toml("desks")["desk"][id]
    return found


def names_of(id: str) -> Text:
    """What the desk is called."""
    return Text(desk(id)["names"]["ja"], desk(id)["names"]["en"])


_STANDING = {
    "page": Text("窓口自身のページで確認", "read on its own page"),
    "secondary": Text(
        "他者のページで確認。ご利用前に公式の案内をご確認ください", "read on somebody else's page; look at its own before use"
    ),
    "unverified": Text("未確認。ご利用前に公式の案内をご確認ください", "not verified; look at its own page before use"),
}


def takes(id: str) -> Text:
    """What the desk takes, and where and when that was read."""
    it = desk(id)
    note = it.get("note", {"ja": "", "en": ""})
    return Text(
        f"{it['takes']['ja']}{note['ja']}{_read(it).ja}", f"{it['takes']['en']} {note['en']} {_read(it).en}".replace("  ", " ")
    )


def _read(it: dict[str, Any]) -> Text:
    """Where that was read, and when."""
    standing = _STANDING[it["standing"]]
    return Text(f"({standing.ja}: {it['page']} 、{it['read']})", f"({standing.en}: {it['page']}, {it['read']})")


def _takes(it: Basis, id: str) -> None:
    """Raises Refused where the desk takes no mail of this kind."""
    needs_fraud(it)
    categories = desk(id).get("categories", ())
    category = it.report.verdict.category
    if categories and category not in categories:
        taken, other = desk(id)["takes"], _OTHER.get(id, Text("", ""))
        kind = kind_of(category)
        raise Refused(
            Text(
                f"{names_of(id).ja}の受付対象ではありません。このメールの判定は「{kind.ja}」です。"
                f"受け付けているもの: {taken['ja']}{other.ja}",
                f"{names_of(id).en} does not take this: the mail was judged “{kind.en}”. It takes {taken['en']}{other.en}",
            )
        )


_OTHER = {
    "dekyo": Text(
        "詐欺メールは --to antiphishing-jp でフィッシング対策協議会へ通報してください。",
        " Report frauds to the Council of Anti-Phishing Japan with --to antiphishing-jp.",
    ),
    "antiphishing-jp": Text(
        "広告宣伝メールは --to dekyo で迷惑メール相談センターへ通報してください。",
        " Report advertising to the Anti-Spam Mail Consultation Center with --to dekyo.",
    ),
}


def _original(it: Basis) -> Attachment:
    return Attachment(_MAIL, "message/rfc822", evidence.whole_mail(it.case, it.mask))


def facts(it: Basis, lang: Lang) -> str:
    """The mail in a few rows, as every desk asks for it."""
    sender = it.mask.text(it.case.message.text_of("from"))
    told = [
        (Text("件名", "Subject"), it.given.subject),
        (Text("差出人(自称)", "From (as claimed)"), tame.tame(sender)),
        it.came(lang),
        (Text("送信元IPアドレス", "Origin IP address"), it.case.origin.ip or ""),
        (Text("Message-ID", "Message-ID"), message_id(it)),
    ]
    return rows(told, lang)


def urls(it: Basis, lang: Lang) -> str:
    """The attacker's pages, a line each."""
    lines = [page.url for page in it.pages()]
    head = "■ 誘導先のURL" if lang == "ja" else "Site:"
    return "\n".join([head, *lines]) if lines else ""


def outline(it: Basis, lang: Lang) -> str:
    """Why it is a fraud: the decisive findings, in their own words."""
    because = it.report.verdict.because
    told = [one for id in because for one in it.report.findings if one.id == id and one.weight > 0][:4]
    lines = [("・" if lang == "ja" else "- ") + once(tame.defang(one.says.in_(lang)), lang) for one in told]
    return "\n".join([("■ 詐欺と判断した主な理由" if lang == "ja" else "Main reasons:"), *lines]) if lines else ""


def join(*blocks: str) -> str:
    """The blocks that are not empty, with a line between."""
    return "\n\n".join(block for block in blocks if block) + "\n"


# --- councils ----------------------------------------------------------------------------------------------------


def council(it: Basis) -> tuple[Notice, ...]:
    """フィッシング対策協議会: the mail forwarded, with its outline."""
    _takes(it, "antiphishing-jp")
    lang: Lang = it.lang or "ja"
    brand, pages = it.claimed(lang), it.pages()
    if lang == "ja":
        subject = f"フィッシングの報告({brand}をかたるもの)" if brand else "フィッシングの報告"
        intro = (
            "フィッシング対策協議会 御中\n\n"
            + (f"{brand}をかたる" if brand else "")
            + "詐欺メールを受信しましたので、ご報告いたします。"
        )
        intro += "\n受信者に関する情報は伏せ、メール全体を添付しています(mail.eml)。"
        end = "よろしくお願いいたします。"
    else:
        subject = f"Phishing report ({brand})" if brand else "Phishing report"
        intro = "To the Council of Anti-Phishing Japan\n\nI received the phishing mail described below and attached (mail.eml)."
        intro += "\nWhat would identify the recipient has been masked."
        end = "Kind regards"
    mail = "■ メール" if lang == "ja" else "Mail:"
    blocks = (intro, f"{mail}\n{facts(it, lang)}", urls(it, lang), outline(it, lang), end, signature(it.reporter, lang))
    return (_mail(it, "antiphishing-jp", subject, join(*blocks), leaving(it, pages=pages, headers=True, body=True)),)


def _mail(it: Basis, id: str, subject: str, text: str, leaves: tuple[Text, ...]) -> Notice:
    to = (desk(id)["address"],)
    return Notice(id, names_of(id), subject, text, to=to, attachments=(_original(it),), leaves=leaves, takes=takes(id))


def advertising(it: Basis) -> tuple[Notice, ...]:
    """迷惑メール相談センター: only advertising mail, with the whole text and header."""
    _takes(it, "dekyo")
    lang: Lang = it.lang or "ja"
    if lang == "ja":
        intro = "迷惑メール相談センター 御中\n\n送信に同意した覚えのない広告宣伝メールを受信しましたので、情報を提供いたします。"
        intro += "\nヘッダー情報と本文を添付しています(mail.eml)。受信者に関する情報は伏せています。"
        subject, mail = "迷惑メールの情報提供", "■ メール"
    else:
        intro = "To the Anti-Spam Mail Consultation Center\n\nNobody here agreed to the advertising mail attached (mail.eml)."
        intro += "\nIts header and text are complete except for the recipient, who has been masked."
        subject, mail = "Unsolicited advertising mail", "Mail:"
    text = join(intro, f"{mail}\n{facts(it, lang)}", urls(it, lang))
    return (_mail(it, "dekyo", subject, text, leaving(it, pages=it.pages(), headers=True, body=True)),)


def jpcert(it: Basis) -> tuple[Notice, ...]:
    """JPCERT/CC: a request to coordinate that the site is closed; only where there is a site."""
    needs_fraud(it)
    lang: Lang = it.lang or "ja"
    pages = it.open_pages()
    if lang == "ja":
        subject = "フィッシングサイトの停止に向けた調整のお願い"
        intro = "JPCERT/CC インシデント対応ご担当者様\n\n下記のフィッシングサイトについて、停止に向けた調整をお願いいたします。"
        heads = ("■ サイトへ誘導したメール", "受信者に関する情報は伏せ、メール全体を添付しています(mail.eml)。")
        end = "お手数をおかけいたしますが、よろしくお願いいたします。"
    else:
        subject = "Request to coordinate: phishing site"
        intro = "To the incident response team of JPCERT/CC\n\nPlease help to have the following phishing site closed."
        heads = ("The mail that leads there:", "The whole mail is attached (mail.eml), its recipient masked.")
        end = "Kind regards"
    told = (intro, pages_told(it, pages, lang), f"{heads[0]}\n{facts(it, lang)}", outline(it, lang))
    text = join(*told, heads[1], end, signature(it.reporter, lang))
    return (_mail(it, "jpcert", subject, text, leaving(it, pages=pages, headers=True, body=True)),)


# --- the brand ---------------------------------------------------------------------------------------------------

NO_BRAND = Text(
    "特定の事業者をかたるメールではないため、通報先がありません。",
    "The mail claims to come from no known brand, so there is nobody to tell.",
)


def brand(it: Basis) -> tuple[Notice, ...]:
    """The brand in whose name it was sent, where its address for such mail is known."""
    needs_fraud(it)
    claimed = [one for one in it.report.claims if one.brand != brands.HOME and one.confidence >= 0.5]
    if not claimed:
        raise Refused(NO_BRAND)
    told = [(one, data.toml("desks")["brand"].get(one.brand)) for one in claimed]
    known = [(one, desk) for one, desk in told if desk and "address" in desk]
    if not known:
        names = "、".join(one.names.ja for one in claimed), ", ".join(one.names.en for one in claimed)
        raise Refused(_unaddressed(Text(*names), [desk["page"] for _, desk in told if desk]))
    return tuple(_to_brand(it, one.names, desk) for one, desk in known)


def _unaddressed(names: Text, pages: list[str]) -> Text:
    """No mail address is known, but where the brand itself tells of such mail may be."""
    where = Text("公式サイトで窓口をご確認ください。", "Look on its site.")
    if pages:
        where = Text(f"公式の案内: {' '.join(pages)} 。", f"Its own page about such mail: {' '.join(pages)}.")
    return Text(
        f"{names.ja}の通報用メールアドレスは登録されていません。{where.ja}"
        "フィッシング対策協議会への報告は、かたられた事業者へも共有されることがあります。",
        f"No mail address for reports is known of {names.en}. {where.en} "
        "Reports to the Council of Anti-Phishing Japan may be passed on to it.",
    )


def _to_brand(it: Basis, name: Text, desk: dict[str, Any]) -> Notice:
    lang: Lang = it.lang or "ja"
    if lang == "ja":
        subject = f"{name.ja}をかたる詐欺メールの報告"
        intro = f"{name.ja} ご担当者様\n\n貴社をかたる詐欺メールを受信しましたので、ご報告いたします。"
        intro += "\n受信者に関する情報は伏せ、メール全体を添付しています(mail.eml)。"
    else:
        subject = f"Phishing mail in the name of {name.en}"
        intro = f"To {name.en}\n\nI received the phishing mail attached (mail.eml), which was sent in your name."
        intro += "\nWhat would identify the recipient has been masked."
    mail = "■ メール" if lang == "ja" else "Mail:"
    text = join(intro, f"{mail}\n{facts(it, lang)}", urls(it, lang), signature(it.reporter, lang))
    leaves = leaving(it, pages=it.pages(), headers=True, body=True)
    to, attached = (desk["address"],), (_original(it),)
    return Notice("brand", name, tame.tame(subject), text, to=to, attachments=attached, leaves=leaves, takes=_taken(desk))


def _taken(desk: dict[str, Any]) -> Text:
    """That brands take mail in their name, and where that was read."""
    there = _read(desk)
    return Text(f"自社をかたるメールの転送{there.ja}", f"mail in its name, forwarded {there.en}")
