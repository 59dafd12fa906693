"""One check: a link into the inner folders of somebody's web site."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.text import late

_DESK = late.pattern(r"/wp-admin/(?:comment|post|users?|user-edit|plugins|update-core|edit-comments|edit)\.php\Z")
"""Pages of WordPress itself, to which its notices lead whoever looks after the site."""


@check(
    id="links.broken-into-site",
    over="message",
    group="links",
    title=Text(
        ja="乗っ取られたと見られるサイトの内部に誘導しています", en="The link goes into a site that was probably broken into"
    ),
    says=Text(
        ja="リンク先は {host} の「{folder}」という、利用者に見せるためではない内部フォルダーの中です。"
        "侵入されたサイトに偽ページが置かれている場合によく見られます。",
        en="The link leads into “{folder}” on {host}, a folder that is not meant for visitors: where fake pages are put on "
        "sites that were broken into.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
)
def broken_into_site(case: Case, it: Observable) -> Iterator[Hit]:
    """The owner of such a site is a victim too. Innocent: pictures and documents that a site keeps there, and what the
    recipient's own site tells whoever looks after it, which are left out; so are the program's own pages where From is at the
    very domain of the link.
    """
    sending = {registrable(it.domain) for it in senders(case)}
    for found in _links.clicked(case):
        link = _links.link(found)
        folder = _links.inner_folder(link)
        if folder and link.domain not in _house.own_domains(case):
            if link.domain in sending and _DESK.search(link.path):
                continue
            yield Hit(_links.at(found), host=datum("domain", link.host), folder=folder)
