"""One check: that a mailing list passed the mail on."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.mailing-list",
    over="list:mailing-list|group",
    group="route",
    title=Text(
        ja="メーリングリスト経由のメールです",
        en="The mail came through a mailing list",
    ),
    says=Text(
        ja="メーリングリスト {list} を経由しています。リストのサーバーが件名や本文の末尾、差出人を書き換えることがあるため、"
        "それによる不一致は問題とみなしません。",
        en="It came through the mailing list {list}. List servers rewrite subjects, footers and senders, so differences of "
        "that kind are not held against it.",
    ),
)
def mailing_list(case: Case, it: Observable) -> Iterator[Hit]:
    """Lists break SPF and DKIM and change headers for good reasons (RFC 5321 section 3.9, RFC 7960). Frauds are sent to lists,
    too.
    """
    yield Hit(Evidence(it.seen, found=it.shown), list=datum("domain", it.value))
