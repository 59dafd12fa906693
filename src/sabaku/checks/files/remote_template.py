"""One check: an Office file that fetches its real content from elsewhere when it is opened."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_KINDS = ("attachedTemplate", "oleObject", "frame", "subDocument", "externalLinkPath", "control", "package")


@check(
    id="files.remote-template",
    over="link:file",
    group="files",
    title=Text(ja="Office文書が開いた瞬間に外部から読み込みます", en="The document fetches something as soon as it is opened"),
    says=Text(
        ja="添付のOffice文書は、開いた瞬間に {host} から別の中身({kind})を読み込みます。検査時には無害に見せる手口です。",
        en="The attached Office file fetches other content ({kind}) from {host} as soon as it is opened: harmless when scanned.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
)
def remote_template(case: Case, it: Observable) -> Iterator[Hit]:
    """Template injection (MITRE ATT&CK T1221). Innocent: templates on a company's own server, seen only inside that company."""
    link = _links.link(it)
    how, _, kind = link.found_in.partition(" ")
    if how == "office" and kind in _KINDS and link.host and not _hosts.is_private(link.domain):
        yield Hit(_links.at(it), host=datum("domain", link.host), kind=kind)
