"""One secret: what must not be read in anything that is published, how it is masked, and why. A noun, no behaviour."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sabaku.model import Span, Text

Kind = Literal["address", "local-part", "domain", "name", "host", "ip", "token", "third-party", "term"]


class Secret(Struct, frozen=True):
    """A value that would tell who received the mail (or whose identity was abused). `seen`: where it stands in the mail."""

    value: str
    kind: Kind
    mask: str
    why: Text
    seen: Span | None = None
