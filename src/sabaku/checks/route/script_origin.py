"""One check: a mail sent by a script."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.script-origin",
    over="script",
    group="route",
    title=Text(
        ja="Webサイトのスクリプトから送られています",
        en="It was sent by a script on a web site",
    ),
    says=Text(
        ja="ヘッダー {field} によると、Webサーバー上のスクリプト「{script}」から送信されています。"
        "乗っ取られたサイトの送信機能がよく使われます。",
        en="The field {field} tells that a script on a web server, “{script}”, sent it: often the mail function of a site "
        "that was broken into.",
    ),
    attacks=(40,),
)
def script_origin(case: Case, it: Observable) -> Iterator[Hit]:
    """Hosters add the field so that abuse can be traced. Innocent cause: the mail form or shop of a small site."""
    yield Hit(Evidence(it.seen, found=it.shown), field=it.role, script=it.value[:120])
