"""One check: links that a mail filter has rewritten, and where they really lead."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

UNTOLD = datum("text", "untold", Text("不明(フィルターの側にだけ記録されています)", "unknown: only the filter keeps it"))
"""For an address that does not hold the one it stands for."""


@check(
    id="links.rewritten-by-filter",
    over="message",
    group="links",
    title=Text(ja="リンクはメールフィルターに書き換えられています", en="Links were rewritten by a mail filter"),
    says=Text(
        ja="リンクは受信側などのフィルター {service} に書き換えられています。元の行き先は {host} です。"
        "書き換えは安全を意味しません。",
        en="The filter {service} rewrote the link; its original target is {host}. Being rewritten does not mean being safe.",
    ),
    attacks=(92,),
)
def rewritten_by_filter(case: Case, it: Observable) -> Iterator[Hit]:
    """Gateways such as Safe Links replace addresses to check them at the click. Only informs: it says what was opened up."""
    for found in _links.clicked(case):
        link = _links.link(found)
        if link.wraps and "gateway" in _hosts.service_kinds(link.wraps):
            untold = bool(_hosts.listed(link.host, "held"))
            yield Hit(_links.at(found), service=link.wraps, host=UNTOLD if untold else datum("domain", link.host))
