"""`sabaku init`: a few questions in the reader's language, and the configuration file that comes of the answers."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sabaku.doors._answers import TESTS
from sabaku.doors.cli import DONE, USAGE
from sabaku.doors.config import Settings, config_file, language
from sabaku.model import Lang, Text

Ask = Callable[[str], str]
TRIES = 3
"""So often is a question asked whose answer will not do; then what is right of it is kept."""


@dataclass(frozen=True)
class Item:
    """One question, the key that it fills, and how the answer is written."""

    key: str
    asks: Text
    kind: Literal["list", "word"] = "list"
    default: str = ""


QUESTIONS = (
    Item(
        "domains",
        Text("自社のドメイン(例: example.jp)。複数は空白で区切る", "Your own domains (e.g. example.jp), separated by spaces"),
    ),
    Item(
        "accounts",
        Text(
            "実在するメールアカウント。空欄なら「宛先不明」の判定はしません",
            "Existing mail accounts; leave empty and nobody is called unknown",
        ),
    ),
    Item(
        "role_accounts",
        Text(
            "そのうち役割用のもの(実在するものだけ。例: info postmaster abuse)",
            "Those of them that belong to a role, not a person (only what exists, e.g. info postmaster abuse)",
        ),
    ),
    Item(
        "services",
        Text(
            "実際に契約している会社・サービス(名称またはID。例: カゴヤ amazon)。空欄なら「契約していない」とは判定しません",
            "Companies whose customer you are (names or ids, e.g. kagoya amazon); left empty, «not a customer» is never said",
        ),
    ),
    Item(
        "subject_tag",
        Text(
            "迷惑メールの件名に自社サーバーが付ける表示(例: [spam])",
            "The tag that your server puts on the subject of spam, e.g. [spam]",
        ),
        "word",
    ),
    Item(
        "borders",
        Text(
            "外部からメールを受け取る自社サーバーのホスト名またはIPアドレス",
            "Your servers that take mail from outside: host names or addresses",
        ),
    ),
    Item(
        "authserv_ids",
        Text(
            "自社サーバーがAuthentication-Resultsに書く名前(外部から届いた同名の結果を削除している場合のみ。例: mx.example.jp)",
            "The name that your servers write into Authentication-Results, if they remove those of that name that mail brings in",
        ),
    ),
    Item("drill_senders", Text("標的型メール訓練の差出人ドメイン", "Domains that send your phishing drills")),
    Item("zone", Text("時刻表示のタイムゾーン", "Time zone of the reports"), "word", "Asia/Tokyo"),
)

HELLO = Text(
    "自社の環境について伺います。分からない項目はそのままEnterで結構です(その項目は「未確認」になります)。",
    "A few questions about your own house. Leave what you do not know empty: it stays «not examined».",
)
WRITTEN = Text("設定を書き込みました: {path}", "Written: {path}")
EXISTS = Text("{path} は既にあります。上書きしますか [y/N] ", "{path} exists. Overwrite it? [y/N] ")
KEPT = Text("何も変更していません。", "Nothing was changed.")


def init(asked: argparse.Namespace, ask: Ask = input) -> int:
    """Ask, and write the file. Nothing is written when the answers break off."""
    path = Path(asked.config) if asked.config else config_file(os.environ)
    lang = language(asked.lang, Settings(), os.environ)
    try:
        if path.exists() and ask(EXISTS.in_(lang).format(path=path)).strip().lower() not in ("y", "yes"):
            print(KEPT.in_(lang))
            return DONE
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):  # before the questions, not after them
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
        print(HELLO.in_(lang))
        answers = {it.key: _answer(it, lang, ask) for it in QUESTIONS}
    except EOFError:
        print(KEPT.in_(lang), file=sys.stderr)
        return USAGE
    waiting = path.with_suffix(".new")
    waiting.write_text(written(answers, lang), "utf-8")
    waiting.replace(path)
    print(WRITTEN.in_(lang).format(path=path))
    return DONE


def _answer(item: Item, lang: Lang, ask: Ask) -> str:
    """The answer as it is written; what will not do is said, and asked for again."""
    hint = f" [{item.default}]" if item.default else ""
    for _ in range(TRIES):
        told = ask(f"{item.asks.in_(lang)}{hint}: ").strip() or item.default
        if item.key not in TESTS:
            return told
        read, says = TESTS[item.key]
        words = {word: read(word) for word in _words(told)}
        wrong = [word for word, it in words.items() if not it]
        if not wrong:
            break
        print(says.in_(lang).format(word=f"「{wrong[0]}」" if lang == "ja" else f"“{wrong[0]}”"))
    return " ".join(filter(None, words.values())) or item.default


def _words(answer: str) -> list[str]:
    return answer.replace(",", " ").replace("、", " ").split()


def written(answers: dict[str, str], lang: Lang) -> str:
    """The configuration file for these answers, each line with its question beside it."""
    lines = [f'lang = "{lang}"', 'profile = "offline"', "", "[home]"]
    for item in QUESTIONS:
        answer = answers[item.key]
        words = _words(answer)
        lines.append(f"# {item.asks.in_(lang)}")
        if not answer:
            lines.append(f"# {item.key} =")
        elif item.kind == "word":
            lines.append(f"{item.key} = {_quoted(answer)}")
        else:
            lines.append(f"{item.key} = [{', '.join(_quoted(it) for it in words)}]")
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """A TOML basic string; control characters are left out."""
    plain = "".join(it for it in value if it.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
