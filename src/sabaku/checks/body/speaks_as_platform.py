"""One check: in a platform's genuine notice, a user signs as the platform's own team."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _pretender, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.model import Case, Observable, Text


@check(
    id="body.speaks-as-platform",
    over="message",
    group="body",
    title=Text(ja="利用者の書き込みが、運営者を名乗っています", en="A user's comment signs as the platform itself"),
    says=Text(
        ja="{platform}の通知で届いた利用者「{user}」の書き込みが、「{said}」と運営者を名乗り、"
        "{platform}のものではない {link} へ誘導しています。",
        en="The comment that {user} wrote, sent on in a notice of {platform}, speaks as “{said}” and leads to {link}, which is "
        "not {platform}'s.",
    ),
    advice=Text(
        ja="リンクを開かず、運営者からの知らせかどうかは、公式サイトにログインして確かめてください。",
        en="Do not open the link. Log in to the platform itself to see whether it has anything to tell you.",
    ),
    speaks_for=("credential-phishing", "malware"),
    attacks=(73,),
)
def speaks_as_platform(case: Case, it: Observable) -> Iterator[Hit]:
    """Whoever mentions somebody in a comment has the platform send it, signed and from its servers; the words stay a stranger's.

    Innocent cause: a platform's employee who writes as its team, and links to a site that is not known as the platform's.
    """
    found = _pretender.pretender(case)
    if found is not None:
        yield Hit(
            found.user,
            found.said,
            _said.quote(found.link),
            platform=named(found.platform),
            user=datum("text", found.user.found),
            said=datum("text", found.said.found),
            link=datum("domain", _links.link(found.link).host),
        )
