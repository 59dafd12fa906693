"""One check: SMTP commands inside a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="route.smtp-in-body",
    over="message",
    group="route",
    title=Text(
        ja="本文の中にSMTPの命令が混ざっています",
        en="There are SMTP commands inside the body",
    ),
    says=Text(
        ja="本文の途中に「{command}」というSMTPの命令が入っています。"
        "サーバーをだまして2通目を紛れ込ませる手口(SMTPスマグリング)の跡です。",
        en="The SMTP command “{command}” stands inside the body: the trace of a second mail smuggled past a server (SMTP "
        "smuggling).",
    ),
    attacks=(31,),
)
def smtp_in_body(case: Case, it: Observable) -> Iterator[Hit]:
    """Servers disagree about where a mail ends (CVE-2023-51764 and others); what follows a false end becomes a mail that
    inherits the first one's authentication. Innocent cause: a mail about SMTP, which quotes a dialogue; so both commands
    must follow each other.
    """
    raw = case.message.raw
    start = raw.find(b"MAIL FROM:", case.message.parts[0].body_start) if case.message.parts else -1
    for _ in range(5):
        if start < 0:
            return
        if _COMMANDS.match(raw, start) and raw[max(0, start - 5) : start].endswith(_ENDS):
            end = start + len(raw[start : start + 200].split(b"\n")[0].rstrip(b"\r"))
            shown = raw[start:end].decode("latin-1")
            yield Hit(Evidence(Span("raw", start, end), found=shown), command=shown[:80])
            return
        start = raw.find(b"MAIL FROM:", start + 1)


_COMMANDS = re.compile(rb"MAIL FROM:<[^>\r\n]{0,320}>[^\r\n]{0,200}[\r\n]{1,2}RCPT TO:<", re.IGNORECASE)
_ENDS = (b".\n", b".\r", b".\r\n")
