"""What visits to landing sites showed, for the family landing: plain look-ups. No judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sabaku import data
from sabaku.checks import _asked, _outside
from sabaku.model import Case, Claim, Drop, Face, Fact, NotKnown, Observable, Question, Site, Text
from sabaku.names import brands, hosts

FIELDS: Mapping[str, Text] = {
    "password": Text("パスワード", "a password"),
    "pin": Text("暗証番号", "a PIN"),
    "otp": Text("ワンタイムパスワード", "a one-time code"),
    "card": Text("カード番号", "a card number"),
    "cvv": Text("セキュリティコード", "a security code"),
    "expiry": Text("有効期限", "an expiry date"),
}


class Visit(NamedTuple):
    """A visit with the link that led there; `host` is where it ended."""

    seen: Observable
    fact: Fact
    site: Site
    host: str


def visits(case: Case) -> Iterator[Visit]:
    """The visits that were made, in the order of the mail. Raises NotKnown at the end where a linked host was not visited."""
    made, gap = case.once(_visits)
    yield from made
    if gap is not None:
        raise NotKnown(*gap)


def _visits(case: Case) -> tuple[tuple[Visit, ...], tuple[Question, str] | None]:
    """The visits, and what is not known of the first host that nobody visited."""
    made: list[Visit] = []
    gap: tuple[Question, str] | None = None
    for site in _asked.landings(case):
        try:
            facts = _outside.of_url(case, "visit", site.link.host, site.domain)
        except NotKnown as unknown:
            gap = gap or (unknown.question, unknown.reason)
            continue
        for fact in facts:
            if isinstance(fact.value, Site):
                seen = _asked.link_of(case, fact.question.subject) or site.seen
                made.append(Visit(seen, fact, fact.value, hosts.of_subject(fact.value.final_url) or site.link.host))
    return tuple(made), gap


def asks(visit: Visit) -> bool:
    """Whether the page is up and asks for anything that only that person should know."""
    return visit.site.state == "up" and any(field in FIELDS for form in visit.site.forms for field in form.fields)


def first_field(visit: Visit, wanted: tuple[str, ...]) -> str:
    """The first of these kinds for which a form of the page asks, or ""."""
    asked = [field for form in visit.site.forms for field in form.fields]
    return next((it for it in wanted if it in asked), "")


def of_another(case: Case, face: str) -> bool:
    """Whether that face is of another company than the one named in the mail, with which it has nothing to do."""
    claim = _outside.claim(case)
    return claim is not None and claim.brand != brands.HOME and face not in brands.kin(claim.brand)


def is_official(visit: Visit) -> bool:
    """Whether the page stands on a known brand's own host."""
    return brands.is_official(visit.host)


def is_of(case: Case, claim: Claim, host: str) -> bool:
    """Whether a host belongs to whom the mail claims to come from."""
    if claim.brand == brands.HOME:
        return _asked.is_home(case, host)
    return bool(brands.standing(claim.brand, host))


# --- what each visitor saw ---------------------------------------------------------------------------------------

VISITORS: Mapping[str, Text] = {
    "phone-ja": Text("日本のスマートフォン", "a phone in Japan"),
    "android-ja": Text("日本のAndroidスマートフォン", "an Android phone in Japan"),
    "desktop-ja": Text("日本のパソコン", "a computer in Japan"),
    "desktop-bot": Text("機械的なアクセスと分かるパソコン", "a computer that looks like a scanner"),
}
SHOWN: Mapping[str, Text] = {
    "up": Text("ページが表示され", "was shown a page"),
    "closed": Text("「ページがない」と表示され", "was told that there is no page"),
    "blocked": Text("警告ページが表示され", "was shown a warning"),
    "parked": Text("駐車ページが表示され", "was shown a parked domain"),
    "error": Text("エラーになり", "met an error"),
    "cloaked": Text("無関係な、または本物のサイトへ転送され", "was sent to an unrelated or the genuine site"),
    "gone": Text("接続できず", "could not connect"),
}


def faces(visit: Visit) -> tuple[Face, ...]:
    """What each visitor saw, the one who saw most first; of an old recording what its one visitor saw."""
    it = visit.site
    return it.faces or (Face("", it.state, it.final_url, title=it.title, brand=it.brand, forms=it.forms, text=it.text),)


def shown(visit: Visit, sign: str) -> Face | None:
    """The first visitor's page that does this (see model.Face.signs), or None."""
    return next((it for it in faces(visit) if sign in it.signs), None)


def secrets(face: Face) -> tuple[str, ...]:
    """What the page asks for that only that person should know."""
    return tuple(dict.fromkeys(field for form in face.forms for field in form.fields if field in FIELDS))


def carried_off(case: Case, *to: Drop) -> Iterator[tuple[Visit, tuple[str, ...], str]]:
    """Visits to pages that ask for a secret and send it to a service of these kinds: what is asked, and the service's host."""
    for visit in visits(case):
        for face in faces(visit):
            asked = secrets(face)
            drop = next((form.posts_to for form in (*face.forms, *face.sends_to) if form.to in to), None)
            if asked and drop is not None:
                yield visit, asked, drop
                break


def together(fields: tuple[str, ...]) -> Text:
    """These fields as an enumeration."""
    names = [FIELDS[it] for it in fields if it in FIELDS]
    return Text("・".join(it.ja for it in names), ", ".join(it.en for it in names))


def strange(case: Case, host: str) -> bool:
    """Whether a host is neither a known brand's nor the recipient's own."""
    return bool(host) and not brands.is_official(host) and not _asked.is_home(case, host)


def visitor(face: Face) -> Text:
    """Who that visitor was."""
    return VISITORS.get(face.visitor, Text("別の端末", "another device"))


def kit_names(face: Face) -> Text | None:
    """How a report calls the kit of which the page is made, or None."""
    if not face.kits:
        return None
    told = next((it["names"] for it in data.toml("faces")["kits"] if it["id"] == face.kits[0]), None)
    return Text(told["ja"], told["en"]) if told else None
