"""One check: a page in a file system from which nobody can remove it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_CONTENT = re.compile(r"(?:/ip[fn]s/|//)(?:Qm[1-9A-HJ-NP-Za-km-z]{44}|baf[a-z2-7]{50,60}|k51[a-z0-9]{50,60})")


@check(
    id="links.ipfs",
    over="message",
    group="links",
    title=Text(ja="消せない分散ファイル(IPFS)上のページに誘導しています", en="The link leads to a page on IPFS"),
    says=Text(
        ja="リンク先は {host} を通じて見せるIPFS上のファイルです。削除の依頼先がないため、偽ページの置き場に使われます。",
        en="The link shows a file on IPFS through {host}. "
        "Nobody can be asked to remove it, which is why fake pages are put there.",
    ),
    speaks_for=("disguised",),
    attacks=(95,),
)
def ipfs(case: Case, it: Observable) -> Iterator[Hit]:
    """The address holds a hash of the page instead of a name (IPFS content identifier). Innocent: technical mail about IPFS."""
    for found in _links.clicked(case):
        link = _links.link(found)
        if _CONTENT.search(link.url) or (_hosts.listed(link.host, "ipfs") and ("/ipfs/" in link.path or ".ipfs." in link.host)):
            yield Hit(_links.at(found), host=datum("domain", link.host))
