"""Why an answer could not be had, in the reader's words. Sources say it in fixed codes; what is no such code stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sabaku.model import Lang, Text
from sabaku.render import tame

CODES: Mapping[str, Text] = {
    "timeout": Text("時間切れ", "timed out"),
    "out of time": Text("1通あたりの時間の上限に達した", "the time for one mail was up"),
    "too many questions": Text("1通あたりの問い合わせ数の上限に達した", "the number of questions for one mail was reached"),
    "too many questions are waiting": Text("問い合わせが混み合っている", "too many questions are waiting"),
    "today's quota is used up": Text("本日の上限に達した", "today's quota is used up"),
    "asked too often": Text("問い合わせが多すぎるとして断られた", "asked too often"),
    "resting after repeated failures": Text("失敗が続いたため休止中", "resting after repeated failures"),
    "answer too large": Text("回答が大きすぎる", "the answer is too large"),
    "too large": Text("大きすぎる", "too large"),
    "unreadable answer": Text("回答を解釈できない", "the answer cannot be read"),
    "answers about something else": Text("別のものについての回答", "the answer is about something else"),
    "not an answer to the question": Text("問い合わせへの回答ではない", "no answer to the question"),
    "empty answer": Text("回答が空", "an empty answer"),
    "cut short": Text("回答が途中で切れた", "the answer was cut short"),
    "bad gzip": Text("圧縮データが壊れている", "damaged compression"),
    "odd encoding": Text("知らない符号化", "an unknown encoding"),
    "bad certificate": Text("相手の証明書が無効", "the server's certificate is not valid"),
    "leads to a private address": Text("内部のアドレスへ誘導された", "it leads to a private address"),
    "unknown host": Text("ホスト名が見つからない", "unknown host"),
    "too many redirects": Text("転送が多すぎる", "too many redirects"),
    "redirected to another scheme": Text("別の方式へ転送された", "redirected to another scheme"),
    "no address": Text("IPアドレスがない", "no address"),
    "no browser": Text("ブラウザーがない", "no browser"),
    "the browser does not start": Text(
        "ブラウザーを起動できない。コンテナーでは、ブラウザーのサンドボックスのためにユーザー名前空間を許可してください",
        "the browser does not start; in a container, allow user namespaces for the browser's sandbox",
    ),
    "the browser could not be isolated": Text(
        "ブラウザーを隔離できないため起動していない", "the browser could not be isolated and was not started"
    ),
    "no whois server for this top-level domain": Text("このTLDのwhoisサーバーがない", "no whois server for this TLD"),
    "no resolver is configured": Text("DNSリゾルバーが設定されていない", "no resolver is configured"),
    "nothing usable came": Text("使える内容がなかった", "nothing usable came"),
    "no checksum": Text("配布元のチェックサムがない", "the publisher states no checksum"),
    "checksum": Text("チェックサムが一致しない", "the checksum differs"),
    "older than the one at hand": Text("手元のものより古い", "older than the one at hand"),
    "refused by the authority": Text("タイムスタンプ局が拒否した", "refused by the authority"),
    "stamp of something else": Text("別のものへのタイムスタンプ", "a stamp of something else"),
    "stamp of another question": Text("別の問い合わせへのタイムスタンプ", "a stamp of another question"),
    "not a time-stamp": Text("タイムスタンプではない", "no time-stamp"),
    "not installed": Text("pip install 'sabaku[embedding]' が必要", "it needs pip install 'sabaku[embedding]'"),
    "file": Text("モデルのファイルを読み取れない", "the model's file cannot be read"),
    "not a model": Text("ONNXのモデルとして読み込めない", "the file is no ONNX model that can be loaded"),
    "takes no picture": Text("画像を受け取るモデルではない", "the model takes no picture"),
    "no such output": Text("指定した出力がモデルにない", "the model has no output of that name"),
    "gives no vector": Text("モデルの出力がベクトルではない", "what the model gives is no vector"),
    "does not run": Text("モデルの実行に失敗した", "the model does not run"),
    "memory": Text("メモリーの上限に達した", "the limit of memory was reached"),
    "time": Text("時間切れ", "timed out"),
    "crashed": Text("処理が異常終了した", "the process crashed"),
    "no vectors": Text(
        "このモデルのベクトルがない学習済み画面がある。sabaku brands learn で作成できます",
        "some learnt pages have no vector by this model; sabaku brands learn makes them",
    ),
    "lacks key": Text("鍵がない", "a key is missing"),
}
SHAPES: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"lacks key (SABAKU_\w{1,40})"), Text("鍵 {0} が未設定", "the key {0} is not set")),
    (re.compile(r"lacks address (SABAKU_\w{1,60})"), Text("取得先 {0} が未設定", "the address {0} is not set")),
    (re.compile(r"http (\d{3})"), Text("サーバーの応答がHTTP {0}", "the server answered HTTP {0}")),
    (re.compile(r"network: (\w{1,40})"), Text("接続に失敗({0})", "the connection failed ({0})")),
    (re.compile(r"only (\d{1,9}) entries came"), Text("{0}件しか届かなかった", "only {0} entries came")),
)


REGISTRY = Text("登録機関の一覧を取得できない。{0}", "the list of registries could not be had: {0}")


def why(code: str, lang: Lang) -> str:
    """The reason for that code; the code itself, made safe, where it is none of ours."""
    known = CODES.get(code)
    if known is not None:
        return known.in_(lang)
    step, _, rest = code.partition(": ")
    if step == "registry" and rest:
        return REGISTRY.in_(lang).format(why(rest, lang))
    for shape, says in SHAPES:
        found = shape.fullmatch(code)
        if found:
            return says.in_(lang).format(*found.groups())
    return tame.defang(code)
