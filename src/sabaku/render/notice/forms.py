"""Reports to desks that take forms: what to paste into which field, with the form's address. Nothing is sent from here."""

from __future__ import annotations

from urllib.parse import quote

from sabaku.model import Lang, Site, Text
from sabaku.render import tame
from sabaku.render.notice.basis import Basis, Notice, needs_fraud, utc
from sabaku.render.notice.desks import desk, facts, join, names_of, outline, takes, urls
from sabaku.render.notice.words import kind_of, leaving
from sabaku.text.caught import caught


def police(it: Basis) -> tuple[Notice, ...]:
    """The police's national online form: fields to paste. It is information, no criminal complaint."""
    needs_fraud(it)
    lang: Lang = it.lang or "ja"
    kind = kind_of(it.report.verdict.category).in_(lang)
    if lang == "ja":
        head = "※ この窓口への送信は情報提供であり、被害届にはなりません。"
        head += "\n被害がある場合は最寄りの警察署へ、緊急の場合は110番へ連絡してください。"
        fields = (
            "【区分】情報提供",
            f"【分野】{kind}",
            "【いつ】",
            "【何が】",
            "【相手について分かること】",
            "【被害の有無】",
        )
        damage = "確認していません(被害がある場合はここに記入してください)。"
    else:
        head = "Note: what is sent here is information and no criminal complaint."
        head += "\nGo to a police station with that; in an emergency call 110."
        fields = ("[Kind] information", f"[Field] {kind}", "[When]", "[What]", "[What is known of the offender]", "[Damage]")
        damage = "None known (write it here if there was any)."
    brand = it.claimed(lang)
    what = _what(brand, lang)
    known = join(facts(it, lang), urls(it, lang)).strip()
    damage = _damage(it, lang) or damage
    text = join(
        head,
        f"{fields[0]}\n{fields[1]}",
        f"{fields[2]}\n{_when(it, lang)}",
        f"{fields[3]}\n{what}\n\n{outline(it, lang)}".strip(),
        f"{fields[4]}\n{known}",
        f"{fields[5]}\n{damage}",
    )
    return (_form(it, "police", text, desk("police")["form"], leaving(it, pages=it.pages())),)


def _damage(it: Basis, lang: Lang) -> str:
    """What the person who passed the mail on says to have done; "" for nothing."""
    carrier = it.case.input.carrier
    found = caught(carrier.words) if carrier is not None and carrier.words else None
    if found is None:
        return ""
    words = tame.tame(it.mask.text(found[1]))
    if lang == "ja":
        return f"受信者から「{words}」との申し出があります(被害の内容を確認し、ここに記入してください)。"
    return f"The recipient writes “{words}” (find out what happened and write it here)."


def _when(it: Basis, lang: Lang) -> str:
    """When it came; where only its sender says so, with that."""
    label, at = it.came(lang)
    if not at:
        return "不明" if lang == "ja" else "not known"
    return at if it.case.origin.border_at is not None else f"{label.in_(lang)}: {at}"


def _what(brand: str, lang: Lang) -> str:
    if lang == "ja":
        return f"{brand}をかたる詐欺メールを受信しました。" if brand else "詐欺メールを受信しました。"
    return f"A phishing mail that impersonates {brand} was received." if brand else "A phishing mail was received."


def _form(it: Basis, id: str, text: str, form: str, leaves: tuple[Text, ...]) -> Notice:
    kept = tuple(one for one in leaves if not one.en.startswith("reporter:"))
    return Notice(id, names_of(id), names_of(id).in_(it.lang or "ja"), text, form=form, leaves=kept, takes=takes(id))


def google(it: Basis) -> tuple[Notice, ...]:
    """Google Safe Browsing: one address of the form per page, with the details to paste."""
    return _browser(it, "google", "?url=")


def microsoft(it: Basis) -> tuple[Notice, ...]:
    """Microsoft: the form's address and the fields to choose."""
    return _browser(it, "microsoft", "")


def _browser(it: Basis, id: str, asks: str) -> tuple[Notice, ...]:
    needs_fraud(it)
    pages, lang = it.open_pages(), it.lang or "ja"
    details = _details(it)
    form = desk(id)["form"]
    blocks = []
    for page in pages:
        address = f"{form}{asks}{quote(page.url, safe='')}" if asks else form
        named = ("フォーム", "URL", "詳細") if lang == "ja" else ("Form", "URL", "Details")
        blocks.append(f"{named[0]}: {address}\n{named[1]}: {page.url}\n{named[2]}: {details}")
    if id == "microsoft":
        blocks.append("脅威の種類: フィッシング(Phishing)" if lang == "ja" else "Threat: phishing")
    return (_form(it, id, join(*blocks), form, leaving(it, pages=pages)[: 1 + len(pages)]),)


def _details(it: Basis) -> str:
    """One line in English, which those who read these forms understand everywhere."""
    brand = it.claimed("en")
    seen = [page for page in it.pages() if page.site is not None and page.site.state == "up"]
    told = f"Phishing{f' that impersonates {brand}' if brand else ''}, sent by mail{_dated(it)}."
    return told + (
        f" The page asked for a password when seen on {utc(seen[0].visited_at)}." if seen and _asks(seen[0].site) else ""
    )


def _dated(it: Basis) -> str:
    if it.case.origin.border_at is not None:
        return f" on {utc(it.given.at)}"
    stated = utc(it.given.stated_at)
    return f" (dated {stated} by its sender)" if stated else ""


def _asks(site: Site | None) -> bool:
    return site is not None and any("password" in form.fields for form in site.forms)
