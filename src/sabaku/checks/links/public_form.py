"""One check: the page behind the link is a form or drawing that anybody can make in his office account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_FORMS = re.compile(
    r"//(?:docs\.google\.com/(?:forms|drawings|presentation|document/d/e)/|forms\.gle/|sites\.google\.com/"
    r"|drive\.google\.com/file/|forms\.(?:office|microsoft)\.com/|forms\.yandex\.|telegra\.ph/|www\.canva\.com/design/)"
)


@check(
    id="links.public-form",
    over="message",
    group="links",
    title=Text(ja="誰でも作れるフォームや図面に誘導しています", en="The link leads to a form or drawing that anybody can make"),
    says=Text(
        ja="リンク先は {host} 上の、誰でも自分のアカウントで作れるフォーム・図面・共有ファイルです。中身は {host} "
        "のものではなく、"
        "作った人のものです。",
        en="The link leads to a form, drawing or shared file on {host} such as anybody makes in his own account: what "
        "stands there "
        "is its maker's, not {host}'s.",
    ),
    speaks_for=("credential-phishing", "advance-fee"),
    experts=("LRED",),
    attacks=(94,),
)
def public_form(case: Case, it: Observable) -> Iterator[Hit]:
    """The host is one that every filter trusts, and the page is anybody's. Judged where it is the only place that the mail leads
    to. Innocent causes: a club's registration, a colleague's file; newsletters have other links as well.
    """
    first = None
    house = _links.house(case)
    for found in _links.clicked(case):
        if _links.link(found).domain not in house:
            if not _FORMS.search(found.value):
                return
            first = first or found
    if first is not None and not case.seen("list") and not case.message.named("in-reply-to"):
        yield Hit(_links.at(first), host=datum("domain", _links.link(first).host))
