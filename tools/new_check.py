"""Scaffolds a check: its file, four fixtures and its line in data/weights.toml. `make new-check ID=links.some-name`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sabaku.checks import FAMILIES

CHECK = '''"""{title}."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="{id}",
    over="message",
    group="{family}",
    status="trial",
    title=Text(ja="ここに見出し", en="{title}"),
    says=Text(ja="件名に「{{word}}」とあります。", en="The subject says “{{word}}”."),
)
def {function}(case: Case, it: Observable) -> Iterator[Hit]:
    """Why it matters; innocent causes; reference (RFC, paper, report)."""
    for header in case.message.named("subject"):
        at = header.text.find("example word")
        if at >= 0:
            where = case.message.span_of(header, at, at + len("example word"))
            yield Hit(Evidence(where, found="example word"), word=datum("text", "example word"))
'''

MAIL = 'base = "ja"\n\n[headers]\nSubject = "{subject}"\n'
FIXTURES = {
    "fires/plain": "This example word is plain",
    "fires/just-across": "example word",
    "silent/plain": "Nothing of the kind",
    "silent/just-across": "An example, and a word",
}


def main() -> int:
    """Write the files; refuse to overwrite anything."""
    if len(sys.argv) != 2 or not re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", sys.argv[1]):
        print("usage: make new-check ID=family.some-name", file=sys.stderr)
        return 2
    id = sys.argv[1]
    family, _, name = id.partition(".")
    if family not in FAMILIES:
        print(f"{family} is no family of checks; there are {', '.join(FAMILIES)}", file=sys.stderr)
        return 2
    root = Path(__file__).parent.parent
    file = root / "src" / "sabaku" / "checks" / family / f"{name.replace('-', '_')}.py"
    if file.exists():
        print(f"{file} exists already", file=sys.stderr)
        return 2
    title = name.replace("-", " ").capitalize()
    file.write_text(CHECK.format(id=id, family=family, title=title, function=name.replace("-", "_")), "utf-8")
    for path, subject in FIXTURES.items():
        fixture = root / "tests" / "checks" / id / f"{path}.toml"
        fixture.parent.mkdir(parents=True, exist_ok=True)
        fixture.write_text(MAIL.format(subject=subject), "utf-8")
    _weigh(root / "src" / "sabaku" / "data" / "weights.toml", family, id)
    print(f"{file}\n{root / 'tests' / 'checks' / id}/\nNow write the check and its mails, then: pytest -k {id} --bless")
    return 0


def _weigh(weights: Path, family: str, id: str) -> None:
    """Put the check's line under its family's heading, with the weight of something that only informs."""
    heading = f"[weights.{family}]\n"
    told = weights.read_text("utf-8")
    weights.write_text(told.replace(heading, f'{heading}"{id}" = 0.0\n', 1), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
