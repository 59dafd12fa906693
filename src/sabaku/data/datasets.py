"""What a data set is called in the reader's language. Names only; no judgement."""

from __future__ import annotations

from sabaku import data
from sabaku.model import Text


def names(recorded: str) -> Text:
    """The names of a data set that an answer was read from; the recorded one where it is the same in both languages."""
    for it in data.toml("datasets")["dataset"]:
        if recorded.startswith(it["begins"]):
            return Text(it["ja"], it["en"])
    return Text(recorded, recorded)
