"""Builds src/sabaku/data/geo/networks.bin from two pinned npm packages. Run by hand: `python tools/build_geo.py`.

The layout is described in src/sabaku/data/geo/__init__.py, which reads it. Needs `npm` (only for `npm pack`; nothing of it runs).
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

DATE = "2026-06-17"
PACKAGES = {
    "@ip-location-db/asn@2.3.2026061719": (
        "sha512-PpqYi7wyEyWwunXBtl+y3Vi403SvNywotWwvmiYCOUtE0SVol/Sf492Ee+eErEznmGapxEQB2SAfrpXuZ9a+vQ=="
    ),
    "@ip-location-db/geo-whois-asn-country@2.3.2026061719": (
        "sha512-9MQ3r2q+GDLwW+Mye5duWnHe3n1qB1ZcNUcM9P58CpdW86Gt44AgfIrem6Pcy/tbCHhQ70RJCLngQQyYnaEjbw=="
    ),
}
TARGET = Path(__file__).parent.parent / "src" / "sabaku" / "data" / "geo" / "networks.bin"
NOBODY = (0, "")
Range = tuple[int, int, object]


def main() -> None:
    """Fetch, check, merge, write."""
    with tempfile.TemporaryDirectory() as folder:
        asn, country = (_fetched(name, integrity, Path(folder)) for name, integrity in PACKAGES.items())
    names: dict[int, str] = {}
    lands = "geo-whois-asn-country-ipv{}-num.csv"
    four = _merged(_asns(_rows(asn, "asn-ipv4-num.csv"), names, 0), _countries(_rows(country, lands.format(4)), 0))
    # below /48 nobody routes, so the third of the points that lie there would only cost space
    six = _merged(_asns(_rows(asn, "asn-ipv6-num.csv"), names, 80), _countries(_rows(country, lands.format(6)), 80))
    body = _packed(four, six, names)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(body)
    TARGET.with_suffix(".sha256").write_text(hashlib.sha256(body).hexdigest() + "\n", "ascii")
    sys.stderr.write(f"{TARGET}: {len(body):,} bytes, {len(four):,} + {len(six):,} points, {len(names):,} networks\n")


def _fetched(name: str, integrity: str, folder: Path) -> bytes:
    told = subprocess.run(["npm", "pack", "--json", name], cwd=folder, check=True, capture_output=True).stdout
    name_there = str(json.loads(told)[0]["filename"])
    body = (folder / name_there.replace("@", "").replace("/", "-")).read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(body).digest()).decode()
    if found != integrity:
        raise SystemExit(f"{name}: {found} is not the pinned {integrity}")
    return body


def _rows(package: bytes, name: str) -> Iterator[list[str]]:
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        found = files.extractfile(f"package/{name}")
        if found is None:
            raise SystemExit(f"{name} is not in the package")
        yield from csv.reader(io.TextIOWrapper(found, "utf-8", newline=""))


def _asns(rows: Iterable[list[str]], names: dict[int, str], shift: int) -> list[Range]:
    found: list[Range] = []
    for start, end, number, name in rows:
        names.setdefault(int(number), name)
        found.append((int(start) >> shift, int(end) >> shift, int(number)))
    return found


def _countries(rows: Iterable[list[str]], shift: int) -> list[Range]:
    return [(int(start) >> shift, int(end) >> shift, code) for start, end, code in rows]


def _merged(asns: list[Range], countries: list[Range]) -> list[tuple[int, tuple[int, str]]]:
    """Where (ASN, country) changes, and to what."""
    points = sorted({at for start, end, _ in (*asns, *countries) for at in (start, end + 1)})
    found: list[tuple[int, tuple[int, str]]] = [(0, NOBODY)]
    a = c = 0
    for at in points:
        while a < len(asns) and asns[a][1] < at:
            a += 1
        while c < len(countries) and countries[c][1] < at:
            c += 1
        number = int(str(asns[a][2])) if a < len(asns) and asns[a][0] <= at else 0
        country = str(countries[c][2]) if c < len(countries) and countries[c][0] <= at else ""
        if found[-1][1] != (number, country):
            found.append((at, (number, country)))
    return found


def _packed(four: list[tuple[int, tuple[int, str]]], six: list[tuple[int, tuple[int, str]]], names: dict[int, str]) -> bytes:
    four = [it for it in four if it[0] < 2**32]
    holders = sorted({holder for _, holder in (*four, *six)})
    number_of = {holder: n for n, holder in enumerate(holders)}
    asns = sorted({asn for asn, _ in holders})
    place = {asn: n for n, asn in enumerate(asns)}
    countries = sorted({country for _, country in holders})
    texts = [names.get(asn, "").encode() for asn in asns]
    starts = list(_running(len(it) for it in texts))
    sections = {
        "four_index": array("I", _index(at >> 16 for at, _ in four)),
        "four_low": array("H", (at & 0xFFFF for at, _ in four)),
        "four_holder_low": array("H", (number_of[it] & 0xFFFF for _, it in four)),
        "four_holder_high": array("B", (number_of[it] >> 16 for _, it in four)),
        "six": array("Q", (at for at, _ in six)),
        "six_holder_low": array("H", (number_of[it] & 0xFFFF for _, it in six)),
        "six_holder_high": array("B", (number_of[it] >> 16 for _, it in six)),
        "holder_asn": array("I", (place[asn] for asn, _ in holders)),
        "holder_country": array("B", (countries.index(country) for _, country in holders)),
        "asn": array("I", asns),
        "name_start": array("I", starts),
        "name": array("B", b"".join(texts)),
    }
    return _file(sections, countries)


def _running(lengths: Iterable[int]) -> Iterator[int]:
    at = 0
    yield at
    for it in lengths:
        at += it
        yield at


def _index(tops: Iterable[int]) -> list[int]:
    """For each /16 the number of the first point in it or after it; one more at the end."""
    index = [0] * (2**16 + 1)
    for it in tops:
        index[it + 1] += 1
    for n in range(1, len(index)):
        index[n] += index[n - 1]
    return index


def _file(sections: dict[str, array[int]], countries: list[str]) -> bytes:
    where: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, values in sections.items():
        body += bytes(-len(body) % 8)
        if sys.byteorder != "little":
            values.byteswap()
        data = values.tobytes()
        where[name] = (values.typecode, len(body), len(data))
        body += data
    head = json.dumps({"date": DATE, "countries": countries, "sections": where}, separators=(",", ":")).encode()
    head += b" " * (-(len(head) + 12) % 8)
    return b"sabakuG1" + len(head).to_bytes(4, "little") + head + bytes(body)


if __name__ == "__main__":
    main()
