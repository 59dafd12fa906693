"""Letters to abuse desks: a phishing site is to be closed, a sender to be stopped. Polite, short, with what desks ask for."""

from __future__ import annotations

import re

from sabaku.model import Lang, Site, Text
from sabaku.render import tame
from sabaku.render.notice.basis import NO_DESK, NO_PAGE, Attachment, Basis, Notice, Page, Refused, needs_fraud, utc
from sabaku.render.notice.contacts import Contact, contacts
from sabaku.render.notice.words import leaving, listed, message_id, signature

PARTS: dict[str, Text] = {
    "hoster": Text("サーバー", "server"),
    "service": Text("サービス", "service"),
    "registrar": Text("ドメイン", "domain"),
    "origin": Text("IPアドレス", "IP address"),
}


ANSWER = Text(
    "ご不明な点がございましたら、このメールへの返信でお知らせください。\nお手数をおかけいたしますが、何卒よろしくお願い申し上げます。",
    "If you need anything further, please reply to this mail. Thank you for your help.",
)
ANSWER_TO = Text(
    "ご不明な点がございましたら、下記の連絡先までお知らせください。\nお手数をおかけいたしますが、何卒よろしくお願い申し上げます。",
    "If you need anything further, please write to the address below. Thank you for your help.",
)
PUBLISHED = Text(
    "脆弱性などの報告(この事業者のsecurity.txtにある連絡先です。不正利用の窓口は見つかりませんでした)",
    "reports of security trouble (the contact of its security.txt; no abuse desk was found)",
)


def notices(it: Basis) -> tuple[Notice, ...]:
    """One letter for each desk that can do something. Raises Refused where there is none."""
    needs_fraud(it)
    found = contacts(it)
    if not found:
        raise Refused(NO_DESK if it.pages() or it.case.origin.ip else NO_PAGE)
    counts: dict[str, int] = {}
    made = []
    for one in found:
        counts[one.part] = counts.get(one.part, 0) + 1
        made.append(_letter(it, one, f"abuse-{one.part}" + (f"-{counts[one.part]}" if counts[one.part] > 1 else "")))
    return tuple(made)


def _letter(it: Basis, whom: Contact, key: str) -> Notice:
    lang: Lang = it.lang or ("ja" if whom.country == "JP" and whom.part != "origin" and not _global(whom) else "en")
    write = _ja if lang == "ja" else _en
    headers = it.headers()
    name = tame.tame(whom.name)
    text = write(it, whom) if whom.address or not whom.form else _pasted(write(it, whom), headers, lang)
    return Notice(
        key=key,
        whom=Text(f"{name}({PARTS[whom.part].ja}の不正利用窓口)", f"{name} (abuse desk, {PARTS[whom.part].en})"),
        subject=_subject(it, whom, lang),
        text=text,
        to=(whom.address,) if whom.address else (),
        form=whom.form if not whom.address else "",
        attachments=(headers, *it.pictures_of(whom.pages)) if whom.address or not whom.form else (),
        leaves=leaving(it, pages=whom.pages, headers=True),
        takes=PUBLISHED if whom.published else None,
    )


def _pasted(text: str, headers: Attachment, lang: Lang) -> str:
    """The letter for a form, which takes no attachments: the header stands below it."""
    attached = {line for line in text.splitlines() if "headers.txt" in line} | {"■ 添付"}
    kept = re.sub(r"\n{3,}+", "\n\n", "\n".join(line for line in text.splitlines() if line not in attached))
    head = (
        "■ ヘッダー(受信者に関する情報は伏せています)"
        if lang == "ja"
        else "Header (what would identify the recipient has been masked):"
    )
    kept = kept.replace(ANSWER.in_(lang), ANSWER_TO.in_(lang))
    return f"{kept.rstrip()}\n\n{head}\n{headers.body.decode('utf-8')}"


def _global(whom: Contact) -> bool:
    """Firms whose desk reads English wherever their servers stand."""
    return bool(whom.form) or whom.name in ("Amazon Web Services", "Microsoft", "Cloudflare")


def _subject(it: Basis, whom: Contact, lang: Lang) -> str:
    what = tame.defang(whom.pages[0].host) if whom.pages else whom.ip
    again = it.follows is not None
    if lang == "ja":
        head = "【再送・不正利用の通報】" if again else "【不正利用の通報】"
        return f"{head}{'フィッシングサイト停止のお願い' if whom.pages else '詐欺メールの送信停止のお願い'}({what})"
    head = "[Abuse report, reminder]" if again else "[Abuse report]"
    return f"{head} {'Phishing site on your network' if whom.pages else 'Phishing mail sent from your network'}: {what}"


# --- Japanese ----------------------------------------------------------------------------------------------------


def _ja(it: Basis, whom: Contact) -> str:
    blocks = [
        f"{tame.tame(whom.name)}\n不正利用(Abuse)ご担当者様",
        _greeting_ja(it),
        _request_ja(it, whom),
        pages_told(it, whom.pages, "ja"),
        _mail(it, whom, "ja"),
        "■ 添付\n受信したメールのヘッダー(headers.txt)。受信者に関する情報は伏せています。" + _pictures(it, whom, "ja"),
        ANSWER.ja,
        signature(it.reporter, "ja"),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _greeting_ja(it: Basis) -> str:
    who = it.reporter
    named = f"{who.organisation}の{who.name}と申します。" if who.organisation and who.name else ""
    named = named or (f"{who.organisation or who.name}と申します。" if who.organisation or who.name else "")
    opening = "お世話になっております。" if it.follows is not None else "突然のご連絡にて失礼いたします。"
    return "\n".join([opening, *([named] if named else [])])


def _request_ja(it: Basis, whom: Contact) -> str:
    brand = it.claimed("ja")
    of = f"「{brand}」をかたる" if brand else ""
    if whom.part == "origin":
        told = f"貴社のIPアドレス {whom.ip} から、{of}詐欺メールが送信されていることを確認いたしました。"
        ask = "ご確認のうえ、送信の停止など、必要なご対応をお願いいたします。"
    elif not _seen(whom):
        told = f"{_LEADS_JA[whom.part]}へ誘導する、{of}詐欺メールを受信いたしました。"
        ask = "サイトの内容は閲覧していません。ご確認のうえ、サイトの停止など、必要なご対応をお願いいたします。"
    elif whom.part == "service":
        told = f"貴社のサービスが、{of}フィッシングサイトの公開または誘導に使われていることを確認いたしました。"
        ask = "ご確認のうえ、利用規約に基づく下記のページやリンクの停止など、必要なご対応をお願いいたします。"
    else:
        what = "貴社を通じて登録されたドメインで" if whom.part == "registrar" else "貴社のサーバー上に"
        there = "公開されている" if whom.part == "registrar" else "設置されている"
        told = f"{what}、{of}フィッシングサイトが{there}ことを確認いたしました。"
        ask = "ご確認のうえ、利用規約に基づくサイトの停止など、必要なご対応をお願いいたします。"
    return "\n".join([*_again_ja(it), told, ask])


_LEADS_JA = {
    "service": "貴社のサービス上のページ",
    "registrar": "貴社を通じて登録されたドメインのサイト",
    "hoster": "貴社のサーバー上のサイト",
}
_LEADS_EN = {
    "service": "a page of your service",
    "registrar": "a site under a domain registered through you",
    "hoster": "a site on your network",
}


def _seen(whom: Contact) -> bool:
    """Whether somebody looked at one of the pages, or has it on a list: else only the mail speaks against them."""
    return any(page.site is not None or page.lists for page in whom.pages)


def _again_ja(it: Basis) -> list[str]:
    if it.follows is None:
        return []
    return [f"{utc(it.follows)} にご連絡いたしました件につきまして、現在もサイトが閲覧できる状態のため、改めてご連絡いたします。"]


def _mail(it: Basis, whom: Contact, lang: Lang) -> str:
    """The mail in a few rows; for the network that sent it, with the sites that it leads to."""
    rows = [
        it.came(lang),
        (Text("送信元IPアドレス", "Sending IP address"), it.case.origin.ip or ""),
        (Text("件名", "Subject"), it.given.subject),
        (Text("Message-ID", "Message-ID"), message_id(it)),
    ]
    leads = it.pages() if whom.part == "origin" else ()
    rows += [(Text("誘導先", "Leads to"), page.url) for page in leads]
    told = Text("■ サイトへ誘導したメール", "The mail that leads there:") if whom.pages else Text("■ 対象のメール", "The mail:")
    indent = "" if lang == "ja" else "  "
    return "\n".join([told.in_(lang), *(f"{indent}{name.in_(lang)}: {value}" for name, value in rows if value)])


# --- English -----------------------------------------------------------------------------------------------------


def _en(it: Basis, whom: Contact) -> str:
    blocks = [
        f"To the abuse desk of {tame.tame(whom.name)}",
        _request_en(it, whom),
        pages_told(it, whom.pages, "en"),
        _mail(it, whom, "en"),
        "Attached: the mail's header (headers.txt). What would identify the recipient has been masked."
        + _pictures(it, whom, "en"),
        ANSWER.en,
        signature(it.reporter, "en"),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _request_en(it: Basis, whom: Contact) -> str:
    brand = it.claimed("en")
    of = f" impersonating {brand}" if brand else ""
    lines = ["Hello,", ""]
    if it.follows is not None:
        lines += [f"We wrote to you about this on {utc(it.follows)}. The site can still be reached, so we are writing again.", ""]
    if whom.part == "origin":
        lines.append(f"{it.given.a_mail}{of} was sent from {whom.ip}, an address of your network.")
        lines.append("Please look into it and stop the sender.")
    elif not _seen(whom):
        lines.append(f"we received {it.given.a_mail}{of} that leads to {_LEADS_EN[whom.part]}.")
        lines.append("We have not opened the page. Please look into it and take it down.")
    elif whom.part == "service":
        lines.append(f"your service is being used to host, or to lead to, a phishing site{of}.")
        lines.append("Please look into it and disable the page or link below.")
    else:
        where = "under a domain registered through you" if whom.part == "registrar" else "on your network"
        lines.append(f"a phishing site{of} is running {where}.")
        lines.append("Please look into it and take the site down.")
    lines[-2] = lines[-2][0].upper() + lines[-2][1:]
    return "\n".join(lines)


def _pictures(it: Basis, whom: Contact, lang: Lang) -> str:
    names = [one.name for one in it.pictures_of(whom.pages)]
    if not names or (whom.form and not whom.address):
        return ""
    return f"\nサイトの画面({'、'.join(names)})。" if lang == "ja" else f"\nAlso what the site showed ({', '.join(names)})."


def pages_told(it: Basis, pages: tuple[Page, ...], lang: Lang) -> str:
    """The pages with their addresses, what was seen there, and the lists on which they stand; "" for none."""
    lines = []
    for page in pages:
        lines.append(f"URL: {page.url}")
        lines += [f"  {line}" for line in (_where(page, lang), site_told(page, it, lang), listed(page.lists, lang)) if line]
    head = "■ 対象のサイト" if lang == "ja" else "Site:"
    return "\n".join([head, *lines]) if lines else ""


def _where(page: Page, lang: Lang) -> str:
    if not page.ips:
        return ""
    at = utc(page.resolved_at)
    if lang == "ja":
        return f"IPアドレス: {'、'.join(page.ips)}" + (f"({at} に確認)" if at else "")
    return f"IP address: {', '.join(page.ips)}" + (f" (looked up {at})" if at else "")


# --- what the site shows -----------------------------------------------------------------------------------------

UNSEEN = Text("サイトの状態: 未確認(閲覧していません)", "State: not examined (we have not opened it)")
FIELDS: dict[str, Text] = {
    "password": Text("パスワード", "password"),
    "user": Text("ユーザーID", "user name"),
    "email": Text("メールアドレス", "mail address"),
    "card": Text("カード番号", "card number"),
    "phone": Text("電話番号", "telephone number"),
    "otp": Text("認証コード", "one-time code"),
}
STATES: dict[str, Text] = {
    "up": Text("閲覧できる状態", "online"),
    "closed": Text("閉鎖済み", "already closed"),
    "blocked": Text("ブロック済み", "blocked"),
    "parked": Text("仮のページ", "a parking page"),
    "cloaked": Text("閲覧者によって表示を変えている", "shows different visitors different pages"),
    "error": Text("エラー", "an error"),
    "gone": Text("消滅", "gone"),
}


def site_told(page: Page, it: Basis, lang: Lang) -> str:
    """What was seen there, and when."""
    site = page.site
    if site is None:
        return UNSEEN.in_(lang)
    asked = _asked(site, lang)
    face = tame.tame(it.mask.text(site.product))
    told = STATES[site.state].in_(lang)
    if lang == "ja":
        shows = "".join((f"、{face}のログイン画面を表示" if face else "", f"、{asked}の入力を要求" if asked else ""))
        return f"サイトの状態: {told}{shows}({utc(page.visited_at)} に確認)"
    shows = "".join((f", shows the login of {face}" if face else "", f", asks for {asked}" if asked else ""))
    return f"State: {told}{shows} (seen {utc(page.visited_at)})"


def _asked(site: Site, lang: Lang) -> str:
    names = dict.fromkeys(FIELDS[field].in_(lang) for form in site.forms for field in form.fields if field in FIELDS)
    return ("・" if lang == "ja" else ", ").join(names)
