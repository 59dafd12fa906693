"""One check: nothing but a row of links to a stranger's site, and the PIN that opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _house, _links, _said, _story, _tied, _told, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late

SHORT = 60
"""Characters that such a mail has beside addresses and PIN: a greeting, numbers of the lines."""
LONG = 1000
LEAST = 2
"""Links that are a row."""
_HINTS = late.one_of("pin", "code", "暗証", "合言葉")
_PIN = late.pattern(
    r"\b(?:pin(?:[- ]?(?:code|number|nummer))?|code pin|pass ?code|access code|zugangscode"
    r"|code d'acces|codigo de acceso|codice di accesso|toegangscode)(?:[ \t]{1,2}(?:is|ist|lautet|est|es|e))?"
    r"[ \t]{0,2}[:-]?[ \t]{0,2}"
    r"(?=[a-z]{0,6}\d)[a-z0-9]{3,12}\b"
    r"|(?:暗証番号|pinコード|合言葉)[ \t]{0,2}(?:は|:)[ \t]{0,2}[!-~]{3,12}"
)
_ADDRESS = re.compile(r"\S*://\S+")


@check(
    id="links.row-with-pin",
    over="message",
    group="links",
    sure="inferred",
    title=Text(
        ja="無関係なサイトへのリンクの列と暗証番号だけのメールです",
        en="Nothing but a row of links to a stranger's site, and a PIN",
    ),
    says=Text(
        ja="{host} へのリンクが{count}個並び、それを開く「{pin}」が添えられているだけで、何のファイルか、"
        "誰からかも書かれていません。検査されずにファイルを受け取らせるための形です。",
        en="{count} links to {host} and “{pin}”, and nothing else: not what waits there nor from whom. That is how files are "
        "handed out that no scanner shall see.",
    ),
    advice=Text(
        ja="開かずに、心当たりのある相手に別の手段で確かめてください。",
        en="Do not open them; ask whom you think it is from by another way.",
    ),
    speaks_for=("malware",),
    experts=("LD", "CTX"),
)
def row_with_pin(case: Case, it: Observable) -> Iterator[Hit]:
    """Loaders are handed out so from sites that live for a day: the PIN keeps scanners and researchers out.

    Innocent cause: colleagues who share files by their own server in two lines; known services, the sender's own site and the
    reader's house, lists and answers are left out, and so is who signs it.
    """
    links = [one for one in _links.clicked(case) if one.role in ("href", "text")]
    hosts = {_links.link(one).domain: _links.link(one).host for one in links}
    if len({one.value for one in links}) < LEAST or len(hosts) != 1 or case.seen("list", "mailing-list"):
        return
    host, text = next(iter(hosts.values())), _said.folded(case)
    if (
        len(text) > LONG
        or not _HINTS(text)
        or owners(host)
        or hosts.keys() & (_vouched.vouching(case) | _house.own_domains(case))
    ):
        return
    pin = _PIN.search(text)
    if pin is not None and _says_nothing(text, pin) and not _signed(case) and not _story.conversation(case):
        place = _told.at(case, pin)
        count = datum("number", len({one.value for one in links}))
        yield Hit(_links.at(links[0]), place, count=count, pin=datum("text", place.found), host=datum("domain", host))


def _signed(case: Case) -> bool:
    """Whether the sender's name stands below it."""
    one = author(case)
    return one is not None and _tied.signs(case, one)


def _says_nothing(text: str, pin: re.Match[str]) -> bool:
    """Whether hardly anything stands there beside the addresses and the PIN."""
    rest = _ADDRESS.sub("", text[: pin.start()] + text[pin.end() :])
    return len("".join(rest.split())) <= SHORT
