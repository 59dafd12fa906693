"""The JSON Schema of a published report, made of the very types that write it."""

from __future__ import annotations

from typing import Any

import msgspec

from sabaku.render.json import Published

TITLE = "sabaku report"
ABOUT = "One examined mail. `sabaku examine --format json` writes one such object per line (JSON Lines)."


def schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12), with the report at its root."""
    made = msgspec.json.schema(Published)
    definitions: dict[str, Any] = made.get("$defs", {})
    root = definitions.pop("Published")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        "description": ABOUT,
        **{key: it for key, it in root.items() if key not in {"title", "description"}},
        "$defs": dict(sorted(definitions.items())),
    }
