"""What a page asks for, and where that goes. Knows fields and hosts; whose face the page wears is another module's matter."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from sabaku import data
from sabaku.model import Drop, Form
from sabaku.names import hosts
from sabaku.sources._site import _told
from sabaku.sources._site._told import Told
from sabaku.text.fold import fold

FORMS = 20
INPUTS = 60
UNASKED = ("hidden", "submit", "button", "image", "reset", "search")
SECRET = frozenset(("password", "pin", "otp", "card", "cvv", "expiry", "account", "my_number"))
"""What only that person should know."""
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def forms(face: Told, page: str) -> tuple[Form, ...]:
    """The page's forms; a form that asks for nothing that is told apart has no fields. `page`: host of the page."""
    return tuple(_form(it, page) for it in _told.dicts(face.get("forms"), FORMS))


def _form(told: Told, page: str) -> Form:
    kinds = (kind(it) for it in _told.dicts(told.get("inputs"), INPUTS))
    action = _told.text(told.get("action"), 2000)
    if not action and told.get("method") and page:
        action = f"https://{page}/"
    return Form(tuple(dict.fromkeys(it for it in kinds if it)), hosts.of_page(action), whither(action, page))


def sends_to(face: Told) -> tuple[Form, ...]:
    """Hosts of known services to which the page's scripts would send what is typed; and where its scripts tried to go."""
    found = [(_told.text(it.get("host"), 253), _told.text(it.get("kind"), 20)) for it in _told.dicts(face.get("endpoints"), 40)]
    found += [(hosts.of_page(it), _service(it)) for it in _contacted(face)]
    kinds: dict[str, Drop] = {str(it): it for it in _drops()}
    known = {(host, kinds[drop]) for host, drop in found if host and drop in kinds}
    return tuple(Form((), host, drop) for host, drop in sorted(known))


def _contacted(face: Told) -> Iterator[str]:
    """Addresses that the page asked for of itself."""
    for it in _told.dicts(face.get("resources")):
        yield _told.text(it.get("url"), 2000)
    for it in _told.dicts(face.get("blocked")):
        yield "https://" + _told.text(it.get("host"), 253)


def whither(action: str, page: str) -> Drop:
    """Where a form's address is, seen from the page: a known service, the same site, or elsewhere."""
    service = _service(action)
    if service:
        return service
    host = hosts.of_page(action)
    if not host or not page:
        return ""
    return "same" if host == page or hosts.same_site(host, page) else "elsewhere"


def _service(url: str) -> Drop:
    host, folded = hosts.of_page(url), url.lower()
    for drop, marks in _drops().items():
        for mark in marks:
            name = mark.partition("/")[0]
            if (host == name or host.endswith("." + name)) and mark in folded:
                return drop
    return ""


@functools.cache
def _drops() -> dict[Drop, tuple[str, ...]]:
    return msgspec.convert(data.toml("faces")["drops"], dict[Drop, tuple[str, ...]])


def endpoints(source: str) -> set[tuple[str, str]]:
    """Known services that a page's source or script names, with what they are: («api.telegram.org», «telegram»)."""
    folded = source.lower().replace("\\/", "/")
    return {(mark.partition("/")[0], drop) for drop, marks in _drops().items() for mark in marks if mark in folded}


def kind(field: Told) -> str:
    """What a field asks for, or "" where that can't be told."""
    type = _told.text(field.get("type"), 20).lower()
    if type in UNASKED:
        return ""
    keys = ("autocomplete", "name", "id", "label", "placeholder", "type")
    words = fold(CAMEL.sub(" ", " ".join(_told.text(field.get(key), 200) for key in keys)))
    return next((name for name, marks in _fields() if _any(marks, words)), "")


def _any(marks: Iterable[tuple[str, re.Pattern[str] | None]], words: str) -> bool:
    return any((alone.search(words) is not None) if alone else (mark in words) for mark, alone in marks)


@functools.cache
def _fields() -> tuple[tuple[str, tuple[tuple[str, re.Pattern[str] | None], ...]], ...]:
    return tuple((name, tuple(_mark(fold(it)) for it in marks)) for name, marks in data.toml("faces")["fields"].items())


def _mark(word: str) -> tuple[str, re.Pattern[str] | None]:
    """Short words of ASCII count where they stand alone."""
    short = word.isascii() and len(word) <= 4
    return word, re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])") if short else None


def words(face: Told) -> str:
    """What stands on the fields: labels and placeholders."""
    inputs = [it for form in _told.dicts(face.get("forms"), FORMS) for it in _told.dicts(form.get("inputs"), INPUTS)]
    return "\n".join(_told.text(it.get(key), 200) for it in inputs for key in ("label", "placeholder"))


def secret(found: Iterable[Form]) -> bool:
    """Whether any of these forms asks for what only that person should know."""
    return any(it in SECRET for form in found for it in form.fields)
