"""What made a report: digests of the code, the data and the weights that are at work. With equal ones it can be made again."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from importlib import resources
from importlib.resources.abc import Traversable

from msgspec import structs

import sabaku
from sabaku.data import own
from sabaku.model import Versions


def versions(learnt: str = "") -> Versions:
    """The versions of what ships, and beside the weights the digest of what an operator's own mail taught."""
    shipped = _shipped()
    return structs.replace(shipped, weights=f"{shipped.weights}+{learnt}") if learnt else shipped


@functools.cache
def _shipped() -> Versions:
    package = resources.files("sabaku")
    return Versions(
        tool=sabaku.__version__,
        code=_digest(package, lambda path: path.endswith((".py", ".html", ".css", ".js"))),
        data="+".join(filter(None, (_digest(package.joinpath("data"), _is_data), own.digest()))),
        weights=hashlib.sha256(package.joinpath("data", "weights.toml").read_bytes()).hexdigest()[:16],
    )


def _is_data(path: str) -> bool:
    """Whether a file of the data folder decides what a report says; tables of places answer questions, and are recorded."""
    return not path.endswith(("weights.toml", ".py", ".pyc", ".bin"))


def _digest(root: Traversable, wanted: Callable[[str], bool]) -> str:
    digest = hashlib.sha256()
    for path, file in sorted(_files(root, "")):
        if wanted(path):
            # line endings differ between checkouts on different systems; the digest must not
            body = file.read_bytes()
            digest.update(path.encode() + b"\0" + (body.replace(b"\r\n", b"\n") if path.endswith((".py", ".toml")) else body))
    return digest.hexdigest()[:16]


def _files(folder: Traversable, path: str) -> Iterable[tuple[str, Traversable]]:
    for it in folder.iterdir():
        if it.name == "__pycache__":
            continue
        if "." not in it.name and it.is_dir():  # no folder of ours has a point in its name: a thousand questions less
            yield from _files(it, f"{path}{it.name}/")
        else:
            yield f"{path}{it.name}", it
