"""What was masked, where it stands in the mail and why, for the operator to look through. Tells no secret unless asked."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sabaku.model import Message, Span, Text
from sabaku.render.redact._secret import Kind, Secret

KINDS: dict[Kind, Text] = {
    "address": Text("メールアドレス", "mail address"),
    "local-part": Text("アカウント名", "account"),
    "domain": Text("ドメイン", "domain"),
    "name": Text("名前", "name"),
    "host": Text("サーバー名", "host"),
    "ip": Text("IPアドレス", "IP address"),
    "token": Text("受信者ごとの符号", "recipient's token"),
    "third-party": Text("名前を使われた第三者", "abused third party"),
    "term": Text("指定された語", "given term"),
}


class Reviewed(Struct, frozen=True):
    """One secret as the operator sees it. `hint`: its first character and length, or the value itself if that was asked for."""

    kind: Text
    mask: str
    hint: str
    why: Text
    where: Text


def review(secrets: Sequence[Secret], message: Message, *, clear: bool = False) -> tuple[Reviewed, ...]:
    """The secrets with their reasons and places. `clear`: write the values themselves, for the operator's own screen."""
    told = ((it, it.value if clear else _hint(it.value)) for it in secrets)
    return tuple(Reviewed(KINDS[it.kind], it.mask, value, it.why, _where(it, message)) for it, value in told)


def _hint(value: str) -> str:
    return f"{value[:1]}… ({len(value)})"


def _where(it: Secret, message: Message) -> Text:
    """The header field or the text where it stands, with the line of the source."""
    if it.seen is None:
        return Text("設定・配送の情報・照会の回答", "configuration, delivery or a recorded answer")
    try:
        line = message.raw.count(b"\n", 0, message.raw_range(it.seen)[0]) + 1
    except KeyError:
        return Text("メールの中", "in the mail")
    name = _field(it.seen, message)
    if name:
        return Text(f"{name}ヘッダー(ソースの{line}行目)", f"{name} header (line {line} of the source)")
    return Text(f"本文(ソースの{line}行目)", f"text (line {line} of the source)")


def _field(place: Span, message: Message) -> str:
    view, _, number = place.view.partition(":")
    if view != "header" or not number.isdigit() or int(number) >= len(message.headers):
        return ""
    return message.headers[int(number)].name
