"""How much one visit may take: time, bytes, memory, counts. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = 20_000
"""Characters of a page's text that a recording holds."""
RESOURCES, CHAIN, LINKS, FORMS, INPUTS, FRAMES = 200, 30, 100, 20, 60, 30
"""The most of each that a recording holds; inputs in each form."""
EVENTS = 30
"""Dialogs, popups, sockets, downloads that are written down; more of them are only refused."""
DOCUMENT = 4 * 2**20
"""A page longer than that is looked at as far as it came."""
WORKERS = 2
"""Workers of a page that may run, dressed as the page is."""
MESSAGE = 64 * 2**20
"""The longest message that the browser may send us."""
DOWNLOAD = 20 * 2**20
"""Of a download offered, so much is hashed and nothing is kept."""
FAVICON = 256 * 2**10
KEPT = 128 * 2**10
"""The longest text resource whose text goes into the HAR."""
KEPT_ALL = 3 * 2**20
TALLEST = 6_000
"""CSS pixels of the whole page's picture."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a visitor may use. Times in seconds, sizes in bytes, memory in MB."""

    face: float = 25.0
    """Everything for one visitor, from the first request to the last picture."""
    load: float = 10.0
    """Until the page has to be looked at as it is."""
    start: float = 15.0
    """Until the browser answers."""
    answer: float = 6.0
    """One question to the browser."""
    picture: float = 4.0
    trailing: float = 3.0
    """So long after loading are requests waited for that still run."""
    settle: float = 1.5
    """At least so long after loading: scripts draw and redirect."""
    bare: float = 3.5
    """So long more where nothing can be seen yet."""
    connect: float = 6.0
    connection_bytes: int = 12 * 2**20
    face_bytes: int = 40 * 2**20
    connections: int = 64
    names: int = 300
    """Names that are looked up for one visit: no page has the operator's resolver ask for thousands."""
    interims: int = 16
    """Heads without an answer (1xx) before an answer."""
    memory: int = 1800
    processor: int = 90
    """Seconds of processor time for one process of the browser."""
    disk: int = 256
    """MB of the throw-away profile, which lies in memory."""
    processes: int = 1500
    """Processes and threads of the browser's own user."""
