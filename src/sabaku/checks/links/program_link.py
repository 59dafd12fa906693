"""One check: a link that is not a web address but carries or starts a program."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="links.program-link",
    over="message",
    group="links",
    title=Text(ja="リンクがページやプログラムそのものを含んでいます", en="The link carries a page or starts a program"),
    says=Text(
        ja="リンクはWebのアドレスではなく「{scheme}:」で始まり、クリックするとページやプログラムがその場で開きます。",
        en="The link is no web address: it starts with “{scheme}:”, and a click opens a page or a program on the spot.",
    ),
    speaks_for=("credential-phishing", "malware"),
    attacks=(86,),
)
def program_link(case: Case, it: Observable) -> Iterator[Hit]:
    """`data:` and `blob:` hold a whole fake page, `javascript:` a script; `ms-…:` and `search-ms:` open Windows' own programs.

    Innocent: links of one's own company into an app (Teams, Zoom), which are left out where they are known.
    """
    for found in _links.tricked(case, "data", "blob", "script", "scheme"):
        scheme = _links.link(found).scheme.lower()
        if found.role in ("href", "form", "refresh") and scheme not in _APPS and _dangerous(scheme, _links.link(found).raw):
            yield Hit(_links.at(found), scheme=scheme[:40])


_APPS = frozenset(
    ("msteams", "zoommtg", "zoomus", "slack", "line", "whatsapp", "tg", "viber", "fb", "twitter", "spotify", "itms", "itms-apps")
)
_STARTERS = (
    "ms-",
    "search-ms",
    "search",
    "shell",
    "file",
    "smb",
    "intent",
    "hcp",
    "ldap",
    "telnet",
    "ssh",
    "jar",
    "vbscript",
    "javascript",
)


def _dangerous(scheme: str, raw: str) -> bool:
    if scheme == "javascript":
        return (
            not raw.lower()
            .replace(" ", "")
            .startswith(("javascript:void", "javascript:;", "javascript:history", "javascript:window.print"))
        )
    return scheme in ("data", "blob", "livescript") or scheme.startswith(_STARTERS)
