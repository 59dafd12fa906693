"""`sabaku sources`: what each source tells, who learns what by its being asked, and whether it can be asked here."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from datetime import UTC, datetime

from sabaku import outside
from sabaku.doors.cli import DONE
from sabaku.doors.config import config_file, language, read_settings, state_folder
from sabaku.model import Lang, Reveals, Text

LEARNS: Mapping[Reveals, Text] = {
    Reveals.NOBODY: Text("だれにも伝わりません", "nobody learns of it"),
    Reveals.RESOLVER: Text("DNSリゾルバーに伝わります (quiet 以上)", "your DNS resolver learns of it (quiet and up)"),
    Reveals.THIRD_PARTY: Text("第三者のサービスに伝わります (full 以上)", "a third party learns of it (full and up)"),
    Reveals.SUSPECT: Text("相手側に伝わることがあります (visit)", "the suspect may learn of it (visit)"),
}
LABELS: Mapping[str, Text] = {
    "learns": Text("伝わる相手", "who learns"),
    "terms": Text("利用条件", "terms"),
    "ready": Text("状態", "state"),
    "last": Text("最後の回答", "last answer"),
    "left": Text("本日の残り", "left today"),
    "check": Text("自分で確かめる", "check yourself"),
}
READY = Text("利用できます", "ready")
LACKS = Text("利用できません: {lacks} がありません", "not usable: {lacks} is missing")
NEVER = Text("まだありません", "none yet")


def sources(asked: argparse.Namespace) -> int:
    """Print the table; nobody is asked."""
    lang = language(asked.lang, read_settings(config_file(os.environ)), os.environ)
    for it in outside.sources_here(state_folder(os.environ), datetime.now(UTC)):
        print(f"{it.name}\n    {it.about.tells.in_(lang)}")
        _line("learns", LEARNS[it.about.learns].in_(lang), lang)
        _line("terms", it.about.terms.in_(lang), lang)
        _line("ready", LACKS.in_(lang).format(lacks=it.lacks) if it.lacks else READY.in_(lang), lang)
        _line("last", it.last.isoformat(timespec="seconds") if it.last else NEVER.in_(lang), lang)
        if it.left is not None:
            _line("left", str(it.left), lang)
        if it.about.page:
            _line("check", it.about.page.replace("{subject}", "…"), lang)
    return DONE


def _line(label: str, told: str, lang: Lang) -> None:
    print(f"    {LABELS[label].in_(lang)}: {told}")
