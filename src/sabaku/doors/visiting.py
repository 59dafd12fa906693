"""What is said before landing sites are visited, on standard error: where one goes, and who may notice. Visits nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sabaku import app
from sabaku.doors.config import ConfigError
from sabaku.doors.faults import say
from sabaku.model import Case, Lang, NotUsable, Text
from sabaku.render import tame

GOES = Text(
    "隔離したブラウザーで次のサイトを開きます。相手側に気づかれることがあります"
    "(宛先を特定できる部分はダミーに置き換え済み): {urls}",
    "opening in an isolated browser; the other side may notice (what identifies the recipient is replaced by decoys): {urls}",
)
NOT_VISITED = Text(
    "ブラウザーがないため、サイトを開けません。"
    "Debianでは apt install chromium fonts-noto-cjk でインストールできます(Linuxのみ対応)。",
    "not visited: no browser; install it, on Debian by: apt install chromium fonts-noto-cjk (Linux only)",
)
EXPLICIT = Text(
    "visit は、コマンドラインで --profile visit と指定した場合にのみ実行します。設定ファイルや環境変数では指定できません。",
    "visit has to be asked for by --profile visit each time; a configuration file or the environment cannot ask for it",
)


def announce(case: Case, state: Path, visit: Mapping[str, object], lang: Lang) -> None:
    """Say which sites will be opened, or why none can be. Raises ConfigError for settings that cannot be used."""
    try:
        urls, lacks = app.visits(case, state, visit)
    except NotUsable as fault:
        raise ConfigError(fault.says.ja, fault.says.en) from fault
    if urls:
        told = NOT_VISITED.in_(lang) if lacks else GOES.in_(lang).format(urls=" ".join(tame.defang(it) for it in urls))
        say(f"{tame.tame(case.input.name)}: {told}")
