"""Pieces that letters share: signature, list status, and what leaves unmasked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sabaku import data
from sabaku.model import Lang, Text
from sabaku.render import tame
from sabaku.render.notice import evidence
from sabaku.render.notice.basis import Basis, Page, Reporter, utc


def signature(who: Reporter, lang: Lang) -> str:
    """The reporter's lines below a letter; "" where the configuration names nobody."""
    del lang
    lines = [tame.tame(it) for it in (who.organisation, who.name, who.contact) if it]
    return "\n".join(["-- ", *lines]) if lines else ""


def listed(lists: Iterable[tuple[str, datetime | None]], lang: Lang) -> str:
    """On which lists the page stood, and when they were asked; "" for none."""
    told = []
    for name, at in dict(lists).items():
        asked = f"({utc(at)} に確認)" if lang == "ja" else f" (looked up {utc(at)})"
        told.append(f"{tame.tame(name)}{asked if at else ''}")
    if not told:
        return ""
    return f"ブロックリストへの登録: {'、'.join(told)}" if lang == "ja" else f"Listed by: {', '.join(told)}"


def leaving(it: Basis, *, pages: tuple[Page, ...] = (), headers: bool = False, body: bool = False) -> tuple[Text, ...]:
    """What leaves the house unmasked with a notice, for whoever decides to send it."""
    who = " ".join(part for part in (it.reporter.organisation, it.reporter.name, it.reporter.contact) if part)
    found = [Text(f"通報者: {who}", f"reporter: {who}")] if who else []
    found += [Text(f"URL: {tame.defang(page.url)}", f"URL: {tame.defang(page.url)}") for page in pages]
    subject = it.given.subject
    if subject:
        found.append(Text(f"件名: {tame.defang(subject)}", f"subject: {tame.defang(subject)}"))
    ip = it.case.origin.ip
    if ip:
        found.append(Text(f"送信元IPアドレス: {ip}", f"origin: {ip}"))
    if headers:
        found.append(Text("ヘッダー(受信者情報は伏せ字)", "the header, recipient masked"))
    if it.pictures_of(pages):
        found.append(Text("サイトの画面(写っている文字を確認済み)", "pictures of the site (the text in them was searched)"))
    if body:
        found.append(Text("本文(受信者情報は伏せ字)", "the text, recipient masked"))
    return tuple(found)


def rows(told: Iterable[tuple[Text, str]], lang: Lang) -> str:
    """Name and value, a line each; empty values are left out."""
    return "\n".join(f"{name.in_(lang)}: {value}" for name, value in told if value)


def message_id(it: Basis) -> str:
    """The Message-ID as it may be told."""
    return evidence.masked_id(it.case, it.mask)


def kind_of(category: str) -> Text:
    """The kind of fraud in words."""
    told = data.toml("kinds").get(category)
    return Text(told["name"]["ja"], told["name"]["en"]) if isinstance(told, dict) else Text(category, category)
