"""One check: a host name that a provider gave to a machine by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_NUMBERED = re.compile(r"(\d(?<![^a-z.-].)\d{0,2}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3})(?=[.-])")


@check(
    id="links.machine-host",
    over="message",
    group="links",
    title=Text(ja="リンク先が、機械に自動で付けられた名前です", en="The link leads to a machine without a name of its own"),
    says=Text(
        ja="リンク先 {host} は、事業者が回線やサーバーに自動で付けた名前で、IPアドレスを直接書いたのと変わりません。",
        en="{host} is a name that a provider gave to a line or server by itself; it is no better than a bare IP address.",
    ),
    speaks_for=("disguised",),
    attacks=(79, 94),
)
def machine_host(case: Case, it: Observable) -> Iterator[Hit]:
    """Companies give the machines that they show to customers a name of their own. Innocent: administrators' own mail."""
    for found in _links.clicked(case):
        link = _links.link(found)
        numbers = _NUMBERED.search(link.host) if "ip" not in link.tricks and found.role != "text" else None
        if numbers and all(int(it) < 256 for it in re.split("[.-]", numbers[1])) and link.domain not in _vouched.house(case):
            yield Hit(_links.at(found), host=datum("domain", link.host))
