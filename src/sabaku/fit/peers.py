"""SpamAssassin and rspamd beside sabaku on the same labelled mail: recall at their own thresholds and at equal false alarms.

Run as `python -m sabaku.fit.peers CORPUS`. Both are started here on loopback, without network tests, as Debian installs them;
what is not installed is named and left out. sabaku's scores are held out (weights fitted without the mail's campaign).
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import math
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sabaku import judge
from sabaku.fit import corpus, measure
from sabaku.fit.corpus import Row

Scorer = Callable[[bytes], float]
LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
"""Seconds for a daemon to start, and for one mail."""
ALARMS = (0.005, 0.02)
"""Shares of legitimate mail alarmed at, at which all are compared."""
QUIET_RSPAMD = {
    "options.inc": 'dns { nameserver = ["127.0.0.1:1"]; timeout = 0.001s; retransmits = 1; }\nfilters = "chartable,regexp";\n',
    "worker-normal.inc": 'bind_socket = "127.0.0.1:{port}";\ncount = 2;\n',
    "worker-proxy.inc": "enabled = false;\n",
    "worker-controller.inc": "enabled = false;\n",
    "worker-fuzzy.inc": "enabled = false;\n",
    "logging.inc": 'type = "console";\nlevel = "error";\n',
    **{
        f"{it}.conf": "enabled = false;\n"
        for it in ("rbl", "surbl", "fuzzy_check", "spf", "dkim", "dmarc", "arc", "asn", "mx_check", "hfilter")
    },
}


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool with its scores by SHA-256 and the score at which it calls a mail spam by default."""

    name: str
    threshold: float
    scores: Mapping[str, float]


def main(argv: Sequence[str] | None = None) -> int:
    """Score, compare, print."""
    parser = argparse.ArgumentParser(prog="sabaku.fit.peers", description="other tools beside sabaku on the same mail")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--per-folder", type=int, default=60, help="at most so many mails of each folder (0: all)")
    asked = parser.parse_args(argv)
    rows = corpus.rows(asked.corpus, per_folder=asked.per_folder)
    told = measure.held_out(rows, corpus.campaigns(rows))
    peers = [Peer("sabaku", judge.weights().suspicious, {it.row.sha256: it.log_odds for it in told})]
    for name, threshold, start in (("SpamAssassin", 5.0, spamassassin), ("rspamd", 6.0, rspamd)):
        with start() as scorer:
            if scorer is None:
                print(f"{name}: not installed, left out", file=sys.stderr)
                continue
            peers.append(Peer(name, threshold, scored(rows, scorer)))
    print("\n".join(document(rows, peers)))
    return 0


def scored(rows: Sequence[Row], scorer: Scorer) -> dict[str, float]:
    """Every mail's score; one that the tool could not judge counts as not spam."""

    def one(row: Row) -> float:
        try:
            return scorer(Path(row.file).read_bytes())
        except (OSError, ValueError, http.client.HTTPException):
            return -math.inf

    with ThreadPoolExecutor(2) as pool:
        return dict(zip((it.sha256 for it in rows), pool.map(one, rows), strict=True))


# --- the table -------------------------------------------------------------------------------------------------------


def document(rows: Sequence[Row], peers: Sequence[Peer]) -> Iterable[str]:
    """Recall and false alarms as Markdown: at the tools' own thresholds, then at equal shares of false alarms."""
    yield f"{len(rows)} mails; no network tests; sabaku's weights are fitted without the mail's campaign."
    yield from ("", "At their own thresholds (sabaku: suspicious or worse):", "")
    yield from _table(rows, peers, {it.name: it.threshold for it in peers})
    hams = [it for it in rows if it.label == "legitimate"]
    for share in ALARMS:
        yield from ("", f"Each at the threshold where it alarms at {share:.1%} of the {len(hams)} legitimate mails:", "")
        yield from _table(rows, peers, {it.name: threshold_for(share, [it.scores[row.sha256] for row in hams]) for it in peers})


def threshold_for(share: float, scores: Sequence[float]) -> float:
    """The lowest score at which no more than that share of these mails is reached."""
    allowed = math.floor(share * len(scores))
    ranked = sorted(scores, reverse=True)
    return math.nextafter(ranked[allowed], math.inf) if allowed < len(ranked) else -math.inf


def _table(rows: Sequence[Row], peers: Sequence[Peer], thresholds: Mapping[str, float]) -> Iterable[str]:
    names = [f"{it.name} ≥ {thresholds[it.name]:.1f}" for it in peers]
    yield f"| folder | label | mails | {' | '.join(names)} | best |"
    yield "|---|---|---|" + "---|" * (len(peers) + 1)
    folders: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for it in rows:
        folders[it.label, it.folder].append(it)
    for (label, folder), them in sorted(folders.items()):
        shares = [sum(peer.scores[it.sha256] >= thresholds[peer.name] for it in them) / len(them) for peer in peers]
        yield f"| {folder} | {label} | {len(them)} | {' | '.join(f'{it:.1%}' for it in shares)} | {_best(label, peers, shares)} |"


def _best(label: str, peers: Sequence[Peer], shares: Sequence[float]) -> str:
    """Who does best: most frauds, fewest false alarms; bulk mail has no winner, since not all of them mean the same by it."""
    if label not in ("fraud", "legitimate"):
        return "–"
    wanted = max(shares) if label == "fraud" else min(shares)
    best = [peer.name for peer, share in zip(peers, shares, strict=True) if share == wanted]
    return ", ".join(best) if len(best) < len(peers) else "all"


# --- the others ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def spamassassin() -> Iterator[Scorer | None]:
    """`spamd -L` on loopback, or None where it is not installed."""
    program = shutil.which("spamd", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        yield None
        return
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        here = ("-i", LOOPBACK, "-p", str(port))
        command = [program, "-L", *here, "-m", "2", "-x", "-H", folder, "-r", f"{folder}/pid", "-s", "null"]
        with _running(command, port):
            yield lambda raw: _spamd_score(port, raw)


def _spamd_score(port: int, raw: bytes) -> float:
    with socket.create_connection((LOOPBACK, port), PATIENCE) as connection:
        connection.sendall(b"CHECK SPAMC/1.5\r\nContent-length: %d\r\n\r\n" % len(raw) + raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    found = re.search(rb"Spam: \w+ ; (-?[\d.]+) /", answer)
    if found is None:
        raise ValueError("no score")
    return float(found[1])


@contextlib.contextmanager
def rspamd() -> Iterator[Scorer | None]:
    """rspamd on loopback with its own rules and no network, or None where it is not installed."""
    program = shutil.which("rspamd")
    if program is None:
        yield None
        return
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        base.chmod(0o777)  # the daemon writes there as its own user
        (base / "local.d").mkdir()
        for name, told in QUIET_RSPAMD.items():
            (base / "local.d" / name).write_text(told.replace("{port}", str(port)), "utf-8")
        places = {"LOCAL_CONFDIR": folder, "DBDIR": folder, "RUNDIR": folder, "LOGDIR": folder}
        command = [program, "-f", "-u", "nobody", "-g", "nogroup", *(f"--var={name}={value}" for name, value in places.items())]
        with _running(command, port):
            yield lambda raw: _rspamd_score(port, raw)


def _rspamd_score(port: int, raw: bytes) -> float:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    try:
        connection.request("POST", "/checkv2", raw)
        return float(json.loads(connection.getresponse().read())["score"])
    except KeyError as fault:
        raise ValueError("no score") from fault
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as it:
        it.bind((LOOPBACK, 0))
        return int(it.getsockname()[1])


@contextlib.contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[None]:
    """The daemon while the block runs; it must answer on its port first."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
                break
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with {process.returncode}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
