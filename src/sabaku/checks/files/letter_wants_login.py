"""One check: the letter in the file wants a log-in, and its link leads to a stranger."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _house, _links, _said, _story, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.names.endings import is_organisations

_DEMANDS = ("credential.login", "credential.password", "credential.verify", "credential.mail")


@check(
    id="files.letter-wants-login",
    over="letter",
    group="files",
    title=Text(
        ja="添付ファイルの中で、ログインや本人確認を求めています", en="The attached file wants you to log in or confirm yourself"
    ),
    says=Text(
        ja="本文には用件がほとんどなく、添付の「{name}」の中に「{demand}」とあり、差出人と関係のない {host} へ進ませます。"
        "本文の検査を避けて、偽のログイン画面へ誘導する手口です。",
        en="The mail itself says next to nothing; “{name}” says “{demand}” and leads to {host}, which has nothing to do with the "
        "sender. That is how people are led to a fake log-in page past filters.",
    ),
    advice=Text(
        ja="添付ファイルの中のリンクから、パスワードや個人情報を入力しないでください。",
        en="Do not type a password or personal data into a page to which an attached file leads.",
    ),
    sure="inferred",
    speaks_for=("credential-phishing",),
    experts=("ATT", "LD"),
    attacks=(56, 67, 69),
    quiet_when=("body.paper-behind-password", "links.qr-sign-in"),
)
def letter_wants_login(case: Case, letter: Observable) -> Iterator[Hit]:
    """Who sends a paper has no need of its reader's password to show it (Microsoft, Cofense: links in PDF, SVG and Office files).

    Innocent causes: a manual or circular that names a service of somebody else's, in a mail of the reader's own house, which is
    left out; and links to known companies, authorities and the sender's own sites.
    """
    if _house.inside(case) or _bulk.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    demand = next((it for it in _said.said(case, *_DEMANDS) if case.message.in_file(it.seen).view == letter.seen.view), None)
    if demand is None:
        return
    for it in case.seen("link", "pdf", "file"):
        link = _links.link(it)
        if link.clicked and it.seen.view.partition("/")[0] == letter.seen.view.partition("/")[0] and _strange(case, link.domain):
            yield Hit(
                _said.quote(demand),
                _links.at(it),
                name=datum("file", letter.shown),
                demand=demand.shown,
                host=datum("domain", link.host),
            )
            return


def _strange(case: Case, domain: str) -> bool:
    """Whether a domain is neither the sender's, nor a known company's or an authority's."""
    return bool(domain) and domain not in _vouched.vouching(case) and not owners(domain) and not is_organisations(domain)
