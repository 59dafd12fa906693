"""The answer to a colleague who forwarded the mail: verdict, reason, advice in five lines. «Genuine» only if it is proved."""

from __future__ import annotations

from sabaku.indicators import is_drill
from sabaku.model import Authenticated, Lang, Link, Text
from sabaku.names import brands
from sabaku.names.whose import somebodys
from sabaku.render import tame
from sabaku.render.advice import steps
from sabaku.render.notice.basis import Basis, Notice
from sabaku.render.notice.words import kind_of, signature
from sabaku.render.say import short
from sabaku.text.caught import caught

LINES = 5

_HEADS: dict[str, Text] = {
    "fraud": Text("お知らせいただいたメールは詐欺メールです({kind})。", "The mail that you passed on is a fraud ({kind})."),
    "suspicious": Text(
        "お知らせいただいたメールには不審な点があります。詐欺メールとして扱ってください。",
        "There is something wrong with the mail that you passed on. Treat it as a fraud.",
    ),
    "bulk-spam": Text(
        "お知らせいただいたメールは、無差別に送られた宣伝(迷惑メール)とみられます。",
        "The mail that you passed on looks like bulk spam: advertising sent to anybody.",
    ),
    "no-sign": Text(
        "お知らせいただいたメールに、不審な点は見つかりませんでした(安全の保証ではありません)。",
        "Nothing was found against the mail that you passed on; that is no guarantee that it is safe.",
    ),
    "genuine": Text(
        "お知らせいただいたメールは{brand}から送信された本物です(送信ドメイン認証とリンク先で確認しました)。",
        "The mail that you passed on is genuine: authentication and links confirm that {brand} sent it.",
    ),
    "drill": Text(
        "お知らせいただいたメールは訓練メールです。ご報告ありがとうございます。",
        "The mail that you passed on is a drill. Well spotted.",
    ),
}
_DOUBT = (
    Text(
        "心当たりがない場合は、リンクや添付ファイルを開かず、公式サイトやアプリから確認してください。",
        "If you did not expect it, open nothing in it; look on the official site or in the app.",
    ),
    Text("少しでも不安があれば、遠慮なくお問い合わせください。", "If anything about it worries you, do ask again."),
)
_THANKS = Text("ご連絡ありがとうございました。", "Thank you for asking.")
_CAUGHT = Text(
    "「{words}」とのことですので、いますぐ次の対応をお願いします。",
    "You write “{words}”: please do the following at once.",
)
_REASON = Text("理由: {why}", "Why: {why}")
_DO = Text("対応: {what}", "Do: {what}")
_DELETE = Text("返信や転送をせずに削除してください。", "Do not answer or pass it on; delete it.")


def notices(it: Basis) -> tuple[Notice, ...]:
    """The answer, to whoever forwarded it where that is known."""
    lang: Lang = it.lang or it.case.input.home.lang
    lines = _lines(it, lang)[:LINES]
    carrier = it.case.input.carrier
    subject = short(it.given.subject, 60, lang)
    named = f"お問い合わせのメールについて({subject})" if lang == "ja" else f"About the mail that you passed on ({subject})"
    text = "\n".join(lines) + "\n"
    signed = signature(it.reporter, lang)
    return (
        Notice(
            key="reporter",
            whom=Text("ご報告いただいた方", "whoever reported it"),
            subject=named,
            text=f"{text}\n{signed}\n" if signed else text,
            to=_address(carrier.sender) if carrier is not None else (),
            answers=carrier.message_id if carrier is not None else "",
        ),
    )


def _address(sender: str) -> tuple[str, ...]:
    from email.utils import parseaddr

    found = parseaddr(sender[:400])[1]
    return (found,) if "@" in found else ()


def _lines(it: Basis, lang: Lang) -> list[str]:
    level: str = "drill" if is_drill(it.case) else it.report.verdict.level
    if level == "no-sign" and (name := genuine(it)) is not None:
        return [_HEADS["genuine"].in_(lang).format(brand=tame.tame(name.in_(lang))), _THANKS.in_(lang)]
    said = "bulk-spam" if level == "suspicious" and it.report.verdict.category == "bulk-spam" else level
    head = _HEADS[said].in_(lang).replace("{kind}", kind_of(it.report.verdict.category).in_(lang))
    if level == "drill":
        return [head]
    if level == "no-sign":
        return [head, *(one.in_(lang) for one in _DOUBT), _THANKS.in_(lang)]
    if told := _caught(it, lang):
        return [head, *told, *reversed(_advice(it, lang)), *_why(it, lang)]
    return [head, *_why(it, lang), *_advice(it, lang), _THANKS.in_(lang)]


def _why(it: Basis, lang: Lang) -> list[str]:
    """The decisive reason in its own words."""
    told = {one.id: one for one in it.report.findings}
    first = next((told[id] for id in it.report.verdict.because if id in told), None)
    if first is None:
        return []
    return [_REASON.in_(lang).replace("{why}", short(tame.defang(_first_sentence(first.says.in_(lang), lang)), 200, lang))]


def _first_sentence(text: str, lang: Lang) -> str:
    end, more = ("。", "。") if lang == "ja" else (". ", ".")
    head, found, _ = text.partition(end)
    return head + more if found else text


def _caught(it: Basis, lang: Lang) -> list[str]:
    """Where the forwarder's own words say that they were caught, that comes first, and to them it is said as their own words."""
    carrier = it.case.input.carrier
    found = caught(carrier.words) if carrier is not None and carrier.how != "filter" else None
    return [_CAUGHT.in_(lang).replace("{words}", tame.defang(it.mask.text(found[1])))] if found is not None else []


def _advice(it: Basis, lang: Lang) -> list[str]:
    now = steps(it.report, lang)
    told = [now[0], now[-1]] if len(now) > 1 else [*now, _DELETE.in_(lang)]
    return [_DO.in_(lang).replace("{what}", step) for step in told]


# --- genuine -----------------------------------------------------------------------------------------------------


def genuine(it: Basis) -> Text | None:
    """The brand that provably sent it: our own check of DMARC passed for its domain, and every link is its own. Else None."""
    senders = {seen.value for seen in it.case.seen("domain", "from")}
    owners = [ids[0] for ids in (brands.owners(domain) for domain in senders) if ids]
    if len(senders) != 1 or not owners or not _aligned(it) or not _own_links(it, owners[0]):
        return None
    return brands.names_of(owners[0])


def _aligned(it: Basis) -> bool:
    told = [fact.value for key, fact in it.case.facts.items() if key.source == "auth"]
    own = [one for one in told if isinstance(one, Authenticated)]
    return any(one.method == "dmarc" and one.result == "pass" and one.aligned is not False for one in own)


def _own_links(it: Basis, id: str) -> bool:
    links = [seen.detail for seen in it.case.seen("link") if isinstance(seen.detail, Link) and seen.detail.clicked]
    web = [link for link in links if link.scheme in ("http", "https")]
    kin = brands.kin(id)
    known = all(
        (told := somebodys(it.case, link.host)) is not None and told.role == "genuine" and set(brands.owners(link.host)) & kin
        for link in web
    )
    return known and not it.case.seen("file", "attachment")
