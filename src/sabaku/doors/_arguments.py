"""All commands and their options, described in Japanese and English. Imports nothing heavy: `--help` has to come at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from sabaku import __version__
from sabaku.doors._help import Parser
from sabaku.doors._locale import argparse_words

if TYPE_CHECKING:
    from sabaku.model import Lang


def parser(lang: Lang = "en") -> Parser:
    """All commands and their options, described in that language."""

    def t(ja: str, en: str) -> str:
        return ja if lang == "ja" else en

    setattr(argparse, "_", argparse_words(lang))  # noqa: B010  argparse looks its own words up by this name
    top = Parser(
        prog="sabaku",
        lang=lang,
        description=t(
            "捌く(sabaku): 不審なメールを調べ、詐欺であるかどうかを根拠とともに示します。",
            "捌く (sabaku): takes a suspicious mail apart and says, with its evidence, whether it is a fraud.",
        ),
        epilog=t(*BEGIN),
    )
    told = t("バージョンを表示して終了する", "show the version and exit")
    top.add_argument("--version", action="version", version=f"sabaku {__version__}", help=told)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (ja, en, options) in COMMANDS.items():
        options(commands.add_parser(name, lang=lang, help=t(ja, en), description=_sentence(t(ja, en), lang)), t)
    return top


BEGIN = (
    """\
はじめに:
  sabaku init                                 自組織のドメインなどを設定する
  sabaku examine mail.eml --case case         調べて、メールと結果を case に残す
  sabaku examine box.mbox --format list       多くのメールを重要な順の一覧にする
  sabaku publish case --out article           注意喚起の記事を作る
  sabaku notify case --to antiphishing-jp     通報の下書きを作る
各コマンドの説明は sabaku COMMAND --help で表示されます。""",
    """\
to begin with:
  sabaku init                                 tell it about your own domains
  sabaku examine mail.eml --case case         examine a mail, keep the result
  sabaku examine box.mbox --format list       many mails, the gravest first
  sabaku publish case --out article           make the warning as an article
  sabaku notify case --to antiphishing-jp     draft a report
`sabaku COMMAND --help` lists the options of a command.""",
)
"""The first commands that a newcomer needs."""
Said = Callable[[str, str], str]
"""Picks the Japanese or the English words."""
LABELLED = "ham, phish, fraud, extortion, advance-fee, malspam, spam"
"""How folders of labelled mail are named."""
FORMATS = ["text", "json", "html", "markdown", "pdf"]
LISTED = [*FORMATS, "list"]
PROFILES = ["offline", "quiet", "full", "visit"]
EXPORTS = ["stix", "misp", "thehive", "csv", "csv-defanged", "jsonl", "sigma", "kql", "postfix", "spamassassin", "rspamd"]
EXPORTS += ["rpz", "hosts", "mailbox-rule", "log-search"]
RECEIVERS = ["xarf", "arf", "antiphishing-jp", "dekyo", "abuse", "jpcert", "police", "google", "microsoft"]
RECEIVERS += ["brand", "owner", "reporter"]


def _sentence(words: str, lang: Lang) -> str:
    """What a command does, as the first line of its own help."""
    return f"{words}。" if lang == "ja" else f"{words[0].upper()}{words[1:]}."


def _number(t: Said) -> Callable[[str], int]:
    """Reads a count from 1 on."""

    def read(told: str) -> int:
        if told.isascii() and told.isdigit() and int(told[:9]) > 0:
            return int(told[:9])
        raise argparse.ArgumentTypeError(
            t(f"{told!r} は使えません(1以上の整数で指定してください)", f"{told!r} is no number from 1 on")
        )

    return read


def _case(it: argparse.ArgumentParser, t: Said) -> None:
    told = t(
        "ケースのフォルダー(`sabaku examine MAIL --case DIR` で作成)",
        "a case folder, as `sabaku examine MAIL --case DIR` makes it",
    )
    it.add_argument("case", metavar="CASE", help=told)


def _lang(it: argparse.ArgumentParser, t: Said) -> None:
    told = t(
        "表示する言語(既定: 設定ファイルの lang、なければ環境の言語)",
        "language of what is shown (default: lang of the configuration, else the locale's)",
    )
    it.add_argument("--lang", choices=["ja", "en"], help=told)


def _config(it: argparse.ArgumentParser, ja: str, en: str, t: Said) -> None:
    usual = t("既定: ~/.config/sabaku/config.toml", "default: ~/.config/sabaku/config.toml")
    it.add_argument("--config", metavar="FILE", help=t(f"{ja}({usual})", f"{en} ({usual})"))


def _format(it: argparse.ArgumentParser, t: Said, formats: Sequence[str] = FORMATS) -> None:
    told = t("報告書の形式(既定: text)", "format of the report (default: text)")
    if "list" in formats:
        told += t("。list: 多くのメールを重要な順にまとめた一覧", "; list: many mails on one page, the gravest first")
    it.add_argument("--format", choices=formats, default="text", help=told)


def _examine(it: argparse.ArgumentParser, t: Said) -> None:
    mails = t(
        ".eml、.msg、mbox、Maildir、それらを入れたフォルダーや.zip、または標準入力を表す -。mbox#3 はその3通目",
        ".eml, .msg, mbox, Maildir, a folder or .zip of these, or - for standard input; mbox#3 is the third mail of that mbox",
    )
    it.add_argument("mails", metavar="MAIL", nargs="+", help=mails)
    who = t("問い合わせてよい範囲(既定: offline、どこにも問い合わせない)", "who may be asked (default: offline, nobody)")
    it.add_argument("--profile", choices=PROFILES, help=who)
    home = t("自組織のドメイン(繰り返し指定可)", "a domain of your own; may be repeated")
    it.add_argument("--home", metavar="DOMAIN", action="append", default=[], help=home)
    _lang(it, t)
    _format(it, t, LISTED)
    case = t("メール・回答・報告書をこのフォルダーに保存する", "keep the mail, the answers and the report in this folder")
    it.add_argument("--case", metavar="DIR", help=case)
    now = t(
        "判定の基準とする日時(例: 2026-02-05T12:00:00+09:00、既定: 現在)",
        "the time of judging, as 2026-02-05T12:00:00+09:00 (default: now)",
    )
    it.add_argument("--now", metavar="T", help=now)
    tape = t("この記録の回答を使い、どこにも問い合わせない", "answer questions from this recording, and ask nobody")
    it.add_argument("--tape", metavar="FILE", help=tape)
    limit = t(
        "1通あたりのプロセッサー時間の上限。超えた部分は調べず、その旨を報告する(既定: 30、0で無制限)",
        "processor seconds that one mail may take; what is left then is not examined, and named (default: 30; 0: no limit)",
    )
    it.add_argument("--limit-seconds", metavar="N", type=float, help=limit)
    jobs = t(
        "大量のメールをJSONで出力するときの並列数(既定: コア数)", "worker processes for much mail as JSON (default: one per core)"
    )
    it.add_argument("--jobs", metavar="N", type=_number(t), help=jobs)
    _config(it, "設定ファイル", "configuration file", t)


def _init(it: argparse.ArgumentParser, t: Said) -> None:
    _config(it, "作成するファイル", "the file to write", t)
    _lang(it, t)


def _replay(it: argparse.ArgumentParser, t: Said) -> None:
    _case(it, t)
    checks = t(
        "then: 保存された報告書を示す、now: 現在の検査で判定し直す(既定: then)",
        "then: the stored report; now: judged anew by today's checks (default: then)",
    )
    it.add_argument("--checks", choices=["then", "now"], default="then", help=checks)
    again = t("もう一度問い合わせ、前回の回答と並べて残す", "ask anew, and keep the earlier answers beside the new ones")
    it.add_argument("--again", action="store_true", help=again)
    who = t("--again で問い合わせてよい範囲(既定: 前回と同じ)", "with --again: who may be asked (default: as before)")
    it.add_argument("--profile", choices=PROFILES, help=who)
    _config(it, "設定ファイル", "configuration file", t)
    _lang(it, t)
    _format(it, t, LISTED)


def _sources(it: argparse.ArgumentParser, t: Said) -> None:
    _config(it, "設定ファイル", "configuration file", t)
    _lang(it, t)
    submit = t(
        "このURLの閲覧をurlscan.ioに依頼する(相手に閲覧が伝わる)",
        "have urlscan.io visit this URL; the suspect sees that visit",
    )
    it.add_argument("--submit", metavar="URL", help=submit)
    seen = t("閲覧記録を見られる範囲(既定: unlisted)", "who may see the capture (default: unlisted)")
    it.add_argument("--visibility", choices=["unlisted", "private"], default="unlisted", help=seen)


def _data(it: argparse.ArgumentParser, t: Said) -> None:
    action = t("リストの表示、または更新", "list them, or update them")
    it.add_argument("action", choices=["list", "update"], metavar="list|update", help=action)
    it.add_argument(
        "names", metavar="LIST", nargs="*", default=[], help=t("更新するリスト(省略時はすべて)", "update only these lists")
    )
    _lang(it, t)


def _publish(it: argparse.ArgumentParser, t: Said) -> None:
    _case(it, t)
    out = t("記事を置くフォルダー(手を加えた箇所は残る)", "the folder of the publication; your edits in it are kept")
    it.add_argument("--out", metavar="DIR", help=out)
    lang = t(
        "記事の言語(既定: 設定ファイルの lang、なければ環境の言語)",
        "language of the article (default: lang of the configuration, else the locale's)",
    )
    it.add_argument("--lang", choices=["ja", "en", "both"], help=lang)
    formats = "html,markdown,fragment,pdf,card,feed"
    it.add_argument("--format", metavar="LIST", help=t(f"{formats} から選択(既定: すべて)", f"some of {formats} (default: all)"))
    author = t("書き出し・結び・文体・サイト名などを書いたTOMLファイル", "TOML with opening, closing, tone, site, author, url")
    it.add_argument("--author", metavar="FILE", help=author)
    term = t("この語も伏せる(繰り返し指定可)", "mask this, too; may be repeated")
    it.add_argument("--term", metavar="TEXT", action="append", default=[], help=term)
    shown = t("何を、どう、なぜ伏せるかを一覧にする(--outは不要)", "list what is masked, how and why; needs no --out")
    it.add_argument("--show-redactions", action="store_true", help=shown)
    defang = t(
        "アドレスの崩し方。stars: h**ps://、hxxp: hxxps://(既定: stars)",
        "how addresses are broken. stars: h**ps://; hxxp: hxxps:// (default: stars)",
    )
    it.add_argument("--defang", choices=["stars", "hxxp"], default="stars", help=defang)
    now = t(
        "公開日時(例: 2026-02-05T12:00:00+09:00、既定: 現在)",
        "the date of publication, as 2026-02-05T12:00:00+09:00 (default: now)",
    )
    it.add_argument("--now", metavar="T", help=now)


def _export(it: argparse.ArgumentParser, t: Said) -> None:
    cases = t(
        "ケースのフォルダー。複数のケースや、ケースを入れたフォルダーも指定可(同じ値は1つにまとめる)",
        "a case folder; also several, or a folder of cases: what they have in common is listed once",
    )
    it.add_argument("cases", metavar="CASE", nargs="+", help=cases)
    format = t("書き出す形式: ", "the format: ") + ", ".join(EXPORTS)
    it.add_argument("--as", dest="format", metavar="FORMAT", choices=EXPORTS, required=True, help=format)
    out = t("書き出すファイル(既定: 標準出力)", "write to this file (default: standard output)")
    it.add_argument("--out", metavar="FILE", help=out)
    tlp = t("共有してよい範囲(TLP、既定: amber)", "how far it may be shared (TLP; default: amber)")
    it.add_argument("--tlp", choices=["clear", "green", "amber", "red"], default="amber", help=tlp)
    roles = t("攻撃者以外のものも含める(受信者の情報は含めない)", "not only the attacker's own; never the recipient's")
    it.add_argument("--all-roles", action="store_true", help=roles)
    _lang(it, t)


def _learn(it: argparse.ArgumentParser, t: Said) -> None:
    ham = t("自組織に届いた正規のメール(繰り返し指定可)", "legitimate mail of your own; may be repeated")
    it.add_argument("--ham", metavar="DIR", action="append", default=[], help=ham)
    fraud = t("自組織に届いた詐欺メール(繰り返し指定可)", "frauds that reached you; may be repeated")
    it.add_argument("--fraud", metavar="DIR", action="append", default=[], help=fraud)
    contest = t("このメールの判定に異議を記録する", "object to the verdict on this mail")
    it.add_argument("--contest", metavar="MAIL", action="append", default=[], help=contest)
    verdict = t("異議を記録するメールの正しい分類", "what the contested mail really is")
    it.add_argument("--verdict", choices=["legitimate", "fraud"], help=verdict)
    why = t("異議の理由(あわせて記録する)", "the reason for an objection, kept with it")
    it.add_argument("--why", metavar="TEXT", help=why)
    shown = t("記録した異議の一覧", "list the objections that are kept")
    it.add_argument("--objections", action="store_true", help=shown)
    withdraw = t("この異議を取り下げる(一覧のID、またはメール)", "take this objection back: its id in the list, or the mail")
    it.add_argument("--withdraw", metavar="ID", action="append", default=[], help=withdraw)
    it.add_argument("--undo", action="store_true", help=t("直前の学習を取り消す", "take back what was learnt last"))
    it.add_argument("--dry-run", action="store_true", help=t("変更せず、何が変わるかだけを示す", "only say what would change"))
    anyway = t("判定が良くならない場合でも適用する", "use it even where verdicts do not get better")
    it.add_argument("--anyway", action="store_true", help=anyway)
    _config(it, "設定ファイル", "configuration file", t)
    _lang(it, t)


def _notify(it: argparse.ArgumentParser, t: Said) -> None:
    cases = t(
        "ケースのフォルダー。--to reporter では、複数のケースや、ケースを入れたフォルダーも指定可",
        "a case folder; for --to reporter also several, or a folder of cases",
    )
    it.add_argument("cases", metavar="CASE", nargs="+", help=cases)
    whom = t("連絡する相手: ", "who is told: ") + ", ".join(RECEIVERS)
    it.add_argument("--to", metavar="WHOM", choices=RECEIVERS, required=True, help=whom)
    lang = t("文面の言語(既定: 相手に合わせる)", "language of the letter (default: the receiver's)")
    it.add_argument("--lang", choices=["ja", "en"], help=lang)
    out = t("下書きを置く場所(既定: CASE/notices)", "where the drafts are put (default: CASE/notices)")
    it.add_argument("--out", metavar="DIR", help=out)
    send = t("確認のうえ、設定したサーバーから送信する", "send them through the server in the configuration, after asking")
    it.add_argument("--send", action="store_true", help=send)
    it.add_argument("--yes", action="store_true", help=t("確認せずに送信する", "send without asking"))
    _config(it, "設定ファイル", "configuration file", t)


def _brands(it: argparse.ArgumentParser, t: Said) -> None:
    action = t("登録、一覧、削除", "learn, list or forget")
    it.add_argument("action", choices=["learn", "list", "forget"], metavar="learn|list|forget", help=action)
    brand = t("ブランドのIDまたは名称(例: kagoya)", "id or name of the brand (as kagoya)")
    it.add_argument("brand", metavar="BRAND", nargs="?", help=brand)
    what = t(
        "learn: 本物のページのアドレス、または画像(画面・ロゴ)", "learn: the genuine page's address, or a picture (page, logo)"
    )
    it.add_argument("what", metavar="URL-OR-PNG", nargs="?", help=what)
    anyway = t("ブランドのものと確認できないホストでも登録する", "learn a page whose host is not known as the brand's")
    it.add_argument("--anyway", action="store_true", help=anyway)
    _config(it, "設定ファイル", "configuration file", t)
    _lang(it, t)


def _measure(it: argparse.ArgumentParser, t: Said) -> None:
    folders = t(
        f"{LABELLED} という名前のフォルダー(ham-2025 なども可)を入れたフォルダー。"
        "それぞれの中は、1通ずつのファイルでもmboxでもよい",
        f"a folder of folders that are named {LABELLED} (or ham-2025 and the like), with single mails or mailboxes in them",
    )
    it.add_argument("corpus", metavar="DIR", help=folders)
    out = t("表を書き出すファイル(既定: 標準出力)", "write the tables to this file (default: standard output)")
    it.add_argument("--out", metavar="FILE", help=out)
    jobs = t("並列数(既定: 2)", "worker processes (default: 2)")
    it.add_argument("--jobs", metavar="N", type=_number(t), default=2, help=jobs)
    few = t("各フォルダーから使うメールの数の上限", "at most so many mails of each folder")
    it.add_argument("--per-folder", metavar="N", type=_number(t), default=0, help=few)
    fit = t("このメール全体に合わせた重みを、このファイルに書き出す", "write weights fitted on all of this mail to this file")
    it.add_argument("--fit", metavar="FILE", help=fit)
    _lang(it, t)


def _completion(it: argparse.ArgumentParser, t: Said) -> None:
    shell = t(
        'シェルの名前。bash と zsh では eval "$(sabaku completion bash)" のように、fish では sabaku completion fish | source を、'
        "起動時に読み込むファイルに書く",
        'the shell; a line of its start-up file: eval "$(sabaku completion bash)", the same with zsh; '
        "for fish: sabaku completion fish | source",
    )
    it.add_argument("shell", choices=["bash", "zsh", "fish"], metavar="bash|zsh|fish", help=shell)


COMMANDS: Mapping[str, tuple[str, str, Callable[[argparse.ArgumentParser, Said], None]]] = {
    "examine": ("メールを調べて判定と根拠を示す", "examine mails and say what they are", _examine),
    "init": ("いくつかの質問に答えて設定ファイルを作る", "ask a few questions and write the configuration", _init),
    "replay": ("ケースの報告書を、問い合わせずに再現する", "recompute the report of a case folder, asking nobody", _replay),
    "sources": (
        "情報源ごとに、分かること・相手に伝わること・利用の可否を示す",
        "say what each source tells, who learns what, and whether it can be asked here",
        _sources,
    ),
    "data": (
        "手元のリストの日付を示す、または更新する",
        "list the public lists kept here with their dates, or fetch them anew",
        _data,
    ),
    "publish": (
        "被害者の情報を伏せて注意喚起の記事を作る",
        "write the warning as an article, without anything of the victim",
        _publish,
    ),
    "export": (
        "ほかの製品向けに書き出す(STIX、MISP、表、検索式、ブロックリスト)",
        "write cases for other programs: STIX, MISP, tables, queries, block lists",
        _export,
    ),
    "learn": (
        "自組織のメールに合わせた重みの調整、判定への異議の記録、それらの取り消し",
        "adjust the weights to your own mail; object to a verdict; take either back",
        _learn,
    ),
    "notify": (
        "通報や連絡の下書きを作る(指示したときだけ送信)",
        "draft reports and letters about a case; send them only when told to",
        _notify,
    ),
    "brands": (
        "偽物と見比べるための本物の画面を登録・一覧・削除する",
        "learn, list or forget genuine pages of brands, to hold fakes against",
        _brands,
    ),
    "measure": ("分類済みのメールで判定の精度を測る", "measure the verdicts on folders of labelled mail", _measure),
    "completion": (
        "シェルでコマンドとオプションを補完するためのスクリプトを出力する",
        "print the script by which a shell completes commands and options",
        _completion,
    ),
}
"""Each command: what it does, and who adds its options."""
