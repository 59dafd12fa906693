"""What an examination had no time for, or what was too large to be read whole: the gaps that the report shows. Reads no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sabaku.checks._check import CHECKS
from sabaku.extract import enclosed
from sabaku.judge import LEFT_OUT
from sabaku.judge import UNREAD as REASON
from sabaku.mime import limits
from sabaku.model import Carrier, Gap, Message, Text

SOURCE, SIZE, LETTER = "time", "size", "letter"
"""The gaps' sources; the verdict names them among what is open."""

FINDERS: Mapping[str, Text] = {
    "addresses": Text("アドレス", "addresses"),
    "route": Text("配送経路", "the route"),
    "authresults": Text("認証結果", "authentication results"),
    "stamps": Text("迷惑メールフィルターの記録", "stamps of spam filters"),
    "signatures": Text("電子署名", "signatures"),
    "mailers": Text("送信ソフト", "the sending program"),
    "enclosed": Text("添付文書の文章", "what attached papers say"),
    "files": Text("添付ファイル", "attached files"),
    "links": Text("リンク", "links"),
    "unseen": Text("見えない文字", "unseen text"),
    "phrases": Text("本文の語句", "words of the text"),
    "dates": Text("日付", "dates"),
    "numbers": Text("電話番号や金額", "numbers"),
    "language": Text("本文の言語", "the language"),
    "claims": Text("名乗っている相手", "whom it claims to come from"),
}
INNARDS = Text("ファイル{n}個の中身", "what {n} of its files hold")
JUDGED = Text("検査{n}件", "{n} checks")
SAYS = Text(
    "時間またはメモリーの制限に達したため、次のものは調べ切れていません: {what}。1通にかける時間は、--limit-seconds"
    "(設定ファイルでは limit_seconds、0で無制限)で延ばせます。",
    "A limit of time or memory was reached before these were examined: {what}. The time for one mail is set by "
    "--limit-seconds (limit_seconds in the configuration; 0 for no limit).",
)
LETTER_UNREAD = Text(
    "本文には用件がほとんどなく、添付文書からも文字を読み取れませんでした(画像だけの文書、パスワード付き、古い形式など)。"
    "文書に書かれた内容は調べていません。",
    "The mail itself says next to nothing, and no text could be read in the attached paper (a scan, a locked file or an old "
    "format). What it says was not examined.",
)
CUT = Text(
    "メールが大きすぎるため、先頭の{mb}MBだけを調べました。それより後にある本文や添付ファイルは調べていません。",
    "The mail is too large: only its first {mb} MB were examined. Text and attached files behind them were not.",
)
CARRIER_CUT = Text(
    "転送に使われたメールが大きすぎるため、先頭の{mb}MBだけを読み取りました。"
    "それより後にある、このメールの続きや一緒に転送された別のメールは調べていません。",
    "The mail in which this one was forwarded is too large: only its first {mb} MB were read. What stands behind them, such as "
    "the end of this mail or others forwarded with it, was not examined.",
)


def cut(message: Message, carrier: Carrier | None) -> tuple[Gap, ...]:
    """The gap for what lies behind the largest size of a mail that is read: its own, or its carrier's."""
    own = any(it.kind == "limit-message-bytes" for it in message.defects)
    if not own and (carrier is None or not carrier.cut):
        return ()
    says, mb = CUT if own else CARRIER_CUT, limits.MESSAGE_BYTES // 1024**2
    return (Gap(SIZE, LEFT_OUT, (), 1, Text(says.ja.format(mb=mb), says.en.format(mb=mb))),)


def unread(message: Message) -> tuple[Gap, ...]:
    """The gap for the paper in which the letter must stand, since the mail says nothing, and in which no text was found."""
    if any(it.kind == enclosed.UNREAD for it in message.defects):
        return (Gap(LETTER, REASON, (), 1, LETTER_UNREAD),)
    return ()


def gaps(left_out: Sequence[str], checks: Sequence[str]) -> tuple[Gap, ...]:
    """One gap for all steps that were left out; `checks`: the ids of all checks in the order in which they are run."""
    if not left_out:
        return ()
    first = next((step.removeprefix(CHECKS) for step in left_out if step.startswith(CHECKS)), None)
    unjudged = tuple(checks[checks.index(first) :]) if first in checks else ()
    files = {step.partition(":")[2] for step in left_out if ":" in step and not step.startswith(CHECKS)}
    finders = [FINDERS[step] for step in left_out if step in FINDERS]
    return (Gap(SOURCE, LEFT_OUT, unjudged, 1, _says(len(files), finders, len(unjudged))),)


def _says(files: int, finders: Sequence[Text], checks: int) -> Text:
    what = [*_counted(INNARDS, files), *finders, *_counted(JUDGED, checks)]
    return Text(SAYS.ja.format(what="、".join(it.ja for it in what)), SAYS.en.format(what=", ".join(it.en for it in what)))


def _counted(what: Text, n: int) -> list[Text]:
    return [Text(what.ja.format(n=n), what.en.format(n=n))] if n else []
