"""`sabaku brands`: genuine pages of brands, learnt to hold fakes against. Nothing is shipped: such pictures are theirs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from sabaku import outside
from sabaku.doors import _answers
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import ConfigError, Settings, settled
from sabaku.doors.faults import stop, told
from sabaku.model import Lang, NotUsable, Text
from sabaku.names import brands as known
from sabaku.render import whys
from sabaku.text.fold import fold

SAYS = {
    "none": Text(
        "学習済みの画面はありません。`sabaku brands learn ブランド URL` で登録できます。",
        "No page has been learnt yet. `sabaku brands learn BRAND URL` learns one.",
    ),
    "line": Text("{brand}  {kind}  {learnt}  {url}  {title}", "{brand}  {kind}  {learnt}  {url}  {title}"),
    "learnt": Text("{name} の本物の画面を学習しました: {what}", "Learnt as the genuine page of {name}: {what}"),
    "vectors": Text("埋め込みモデルのベクトルを{count}件作成しました。", "Vectors made by the embedding model: {count}"),
    "no-vectors": Text(
        "埋め込みモデルのベクトルを作成できませんでした: {why}", "no vectors could be made by the embedding model: {why}"
    ),
    "forgotten": Text("{name}: {count}件を削除しました。", "{name}: {count} removed."),
    "unknown": Text(
        "{name} というブランドは、同梱の一覧にありません{near}。公式サイトのドメイン名の一部か、会社名で試してください。",
        "there is no brand {name} in the list that ships{near}. Try a part of its domain, or the company's name.",
    ),
    "near": Text("(近い名前: {names})", " (near: {names})"),
    "usage": Text(
        "ブランドと、本物のページのURLまたはPNGを指定してください。",
        "Name the brand, and the address of its genuine page or a PNG of it.",
    ),
    "picture": Text("画像として読み取れません。PNGを指定してください。", "this is no picture that could be read; give a PNG."),
    "host": Text(
        "{host} は {name} のドメインとして登録されていないため、学習しません(確かに本物なら --anyway)。",
        "{host} is not known as a domain of {name}, so it is not learnt (--anyway, if you are sure that it is genuine).",
    ),
    "failed": Text("ページを取得できませんでした: {why}", "the page could not be captured: {why}"),
}
LARGEST = 20 * 2**20


def brands(asked: argparse.Namespace) -> int:
    """Learn, list or forget. Exit 1 where the page or picture could not be had, 2 where the brand is unknown."""
    settings, lang = settled(asked.lang, asked.config)
    if asked.action == "list":
        return _list(lang)
    if asked.action == "learn" and not asked.brand:
        return _vectors(settings, lang)
    if not asked.brand or (asked.action == "learn" and not asked.what):
        return stop(SAYS["usage"].in_(lang), USAGE)
    brand = _brand(asked.brand)
    if brand is None:
        return stop(_unknown(asked.brand, lang), USAGE)
    if asked.action == "forget":
        print(SAYS["forgotten"].in_(lang).format(name=brand.names.in_(lang), count=outside.forget_brand(brand.id)))
        return DONE
    done = _learn(brand, asked.what, settings, lang, anyway=asked.anyway)
    return _vectors(settings, lang) if done == DONE and settings.visit.get("embedding") else done


def _vectors(settings: Settings, lang: Lang) -> int:
    """Make the vectors that learnt pages lack. Without an encoder there are none to make: the brand was left out."""
    if not settings.visit.get("embedding"):
        return stop(SAYS["usage"].in_(lang), USAGE)
    try:
        made, why = outside.learn_vectors(settings.visit)
    except NotUsable as fault:
        raise ConfigError(fault.says.ja, fault.says.en) from fault
    except OSError as fault:
        return stop(told(fault, lang), UNREADABLE)
    if made:
        print(SAYS["vectors"].in_(lang).format(count=made))
    return stop(SAYS["no-vectors"].in_(lang).format(why=whys.why(why, lang)), UNREADABLE) if why else DONE


def _list(lang: Lang) -> int:
    pages = outside.learnt_pages()
    for it in pages:
        shown = {"brand": it.brand, "kind": it.kind, "learnt": it.learnt[:10], "url": it.url or it.sha256[:12], "title": it.title}
        print(SAYS["line"].in_(lang).format(**{key: _plain(value) for key, value in shown.items()}).rstrip())
    if not pages:
        print(SAYS["none"].in_(lang))
    return DONE


def _learn(brand: known.Brand, what: str, settings: Settings, lang: Lang, *, anyway: bool) -> int:
    now = datetime.now(UTC)
    try:
        if what.startswith(("http://", "https://")):
            lines = outside.learn_page(brand.id, what, now, settings.visit, anyway=anyway)
        else:
            lines = (outside.learn_picture(brand.id, _file(Path(what)), now),)
    except OSError as fault:
        return stop(told(fault, lang), UNREADABLE)
    except NotUsable as fault:
        raise ConfigError(fault.says.ja, fault.says.en) from fault
    except outside.NotLearnt as fault:
        return stop(f"{_plain(what)}: {_why(str(fault), brand, lang)}", UNREADABLE)
    for it in lines:
        kind = it.visitor or it.kind
        print(SAYS["learnt"].in_(lang).format(name=brand.names.in_(lang), what=f"{_plain(it.url or what)} ({kind})"))
    return DONE


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


def _brand(name: str) -> known.Brand | None:
    """The brand of that id or name."""
    return known.brand(_answers.brand(name))


def _unknown(name: str, lang: Lang) -> str:
    folded = fold(name)
    near = [it.id for it in known.brands().values() if folded in it.id or any(folded in fold(one) for one in it.aliases)][:5]
    near = near or get_close_matches(folded, list(known.brands()), 3)
    listed = SAYS["near"].in_(lang).format(names=", ".join(near)) if near else ""
    return SAYS["unknown"].in_(lang).format(name=_plain(name), near=listed)


def _why(reason: str, brand: known.Brand, lang: Lang) -> str:
    if reason == "picture":
        return SAYS["picture"].in_(lang)
    if reason.startswith("host "):
        return SAYS["host"].in_(lang).format(host=_plain(reason[5:]), name=brand.names.in_(lang))
    return SAYS["failed"].in_(lang).format(why=_plain(reason))


def _plain(text: str) -> str:
    """Text from outside without anything that moves a terminal's cursor."""
    return "".join(it if it.isprintable() else "\N{REPLACEMENT CHARACTER}" for it in text)
