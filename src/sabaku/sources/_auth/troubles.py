"""What is wrong with a record, a signature or a chain, in words. Texts only; a record's own words are made harmless.

The verifiers name a trouble by a short English phrase, with what they stumbled over behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sabaku.model import Text

_SAFE = re.compile(r"[^A-Za-z0-9._:/=%{}+~?(), -]")

SPF: Mapping[str, Text] = {
    "several records": Text("SPFレコードが2つ以上あります", "there are several SPF records"),
    "redirect to nothing": Text("redirect の先にSPFレコードがありません", "its redirect leads to no record"),
    "too many DNS look-ups": Text("必要なDNSの照会が10回を超えます", "it takes more than ten DNS look-ups"),
    "too many look-ups without an answer": Text("答えのない照会が2回を超えます", "more than two of its look-ups find nothing"),
    "too many mail exchangers": Text("メールサーバー(MX)が10台を超えます", "it counts on more than ten mail exchangers"),
    "not ASCII": Text("ASCII以外の文字があります", "there are characters beyond ASCII in it"),
    "redirect or exp twice": Text("redirect または exp が重複しています", "redirect or exp stands there twice"),
    "all takes nothing": Text("all に余分な指定があります", "all takes no argument"),
    "bad prefix length": Text("ネットワークの長さの指定が誤っています", "a prefix length is wrong"),
    "not a domain": Text("ドメイン名として読めません", "that is no domain name"),
    "no client address": Text("接続元のIPアドレスがありません", "there is no client address"),
    "unknown term": Text("未知の指定があります: {rest}", "it has an unknown term: {rest}"),
    "bad network in": Text("ネットワークの指定が誤っています: {rest}", "a network is written wrongly: {rest}"),
    "bad address in": Text("IPアドレスの指定が誤っています: {rest}", "an address is written wrongly: {rest}"),
    "bad term at": Text("読めない指定があります: {rest}", "a term cannot be read: {rest}"),
    "bad macro at": Text("読めないマクロがあります: {rest}", "a macro cannot be read: {rest}"),
    "no domain:": Text("マクロがドメイン名になりません: {rest}", "a macro makes no domain name: {rest}"),
    "without a domain:": Text("ドメインの指定がありません: {rest}", "a term names no domain: {rest}"),
    "include:": Text(
        "取り込み先({rest})のSPFレコードがないか、誤っています", "a record that it includes is missing or wrong ({rest})"
    ),
}
SIGNATURE: Mapping[str, Text] = {
    "no": Text("{rest} がありません", "there is no {rest}"),
    "unknown version": Text("未知の版です", "its version is unknown"),
    "unknown algorithm": Text("未知の署名方式です", "its algorithm is unknown"),
    "unknown form": Text("未知の正規化方式です", "its canonical form is unknown"),
    "From is not signed": Text("差出人(From)が署名の対象になっていません", "From is not signed"),
    "i= is not within d=": Text("i= が d= の範囲外です", "i= lies outside d="),
}
CHAIN: Mapping[str, Text] = {
    "empty": Text("記録が空です", "it is empty"),
    "a field twice": Text("同じ番号の記録が2つあります", "one step stands there twice"),
    "a field is missing": Text("途中の記録が欠けています", "a part of it is missing"),
    "a step says that it failed": Text("中継者自身が、検証に失敗したと記しています", "a relay itself says that it failed"),
    "seal": Text("封印または署名が合いません: {rest}", "a seal or signature does not fit: {rest}"),
}


def told(trouble: str, among: Mapping[str, Text]) -> Text:
    """The trouble in words: by the longest phrase that it begins with; what nobody put into words stays as it is written."""
    phrase = max((it for it in among if trouble.startswith(it)), key=len, default="")
    rest = _SAFE.sub("_", trouble[len(phrase) :].strip().partition(": ")[0])[:120]
    known = among.get(phrase, Text("{rest}", "{rest}"))
    return Text(known.ja.replace("{rest}", rest), known.en.replace("{rest}", rest))
