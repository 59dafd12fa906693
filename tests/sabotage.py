"""Planted faults: each must break a test, or the tests would not notice that fault in earnest. `make sabotage`.

`python -m tests.sabotage [FILE…]` plants only those in files whose path holds one of the words (`judge`, `render/redact`).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE, LEAST = 3.0, 120.0
"""How many times as long as all gates took without a fault, and at least how many seconds, one gate with a fault may take."""
HANGS = -1


@dataclass(frozen=True)
class Fault:
    """In `file` the text `right` becomes `wrong`; the tests `gate` must fail."""

    file: str
    right: str
    wrong: str
    gate: str


FAULTS = (
    Fault(
        "src/sabaku/judge.py",
        "return total_of(groups, 0.0 if hard or not whole else good, scale)",
        "return total_of(groups, good, scale)",
        "tests/test_judge.py",
    ),
    Fault("src/sabaku/judge.py", "hard or not whole else good", "hard else good", "tests/report/test_leftout.py"),
    Fault(
        "src/sabaku/judge.py",
        "math.inf if gap.reason in (LEFT_OUT, UNREAD)",
        "0.0 if gap.reason in (LEFT_OUT, UNREAD)",
        "tests/report/test_leftout.py",
    ),
    Fault(
        "src/sabaku/model/_allowance.py",
        "step in self._refused or self._late(share)",
        "self._late(share)",
        "tests/report/test_leftout.py",
    ),
    Fault(
        "src/sabaku/render/redact/_report.py",
        'domains=(), addresses=(), border=""',
        'addresses=(), border=""',
        "tests/report/test_recipient_row.py",
    ),
    Fault(
        "src/sabaku/intake/forwarded.py", "bool(id) and carrier.text_of", "carrier.text_of", "tests/intake/test_forwarded_mail.py"
    ),
    Fault("src/sabaku/fit/corpus.py", "if not intake.is_many(file):", "if file:", "tests/doors/test_rough.py"),
    Fault("src/sabaku/render/notice/mail.py", "if _ID.fullmatch(answers):", "if answers:", "tests/doors/test_notify.py"),
    Fault("src/sabaku/extract/enclosed.py", "sum(1 + (it > _CJK) for it in text)", "len(text)", "tests/extract/test_enclosed.py"),
    Fault("src/sabaku/extract/authresults.py", " or field.by in always", "", "tests/extract/test_authresults.py"),
    Fault("src/sabaku/mime/calendar.py", 'r"(?>[^:', 'r"(?:[^:', "tests/properties/test_possessive.py"),
    Fault("src/sabaku/judge.py", "min(pair, key=of.__getitem__)", "max(pair, key=of.__getitem__)", "tests/test_judge.py"),
    Fault("src/sabaku/judge.py", "min(total, scale.caps.get(group, math.inf))", "total", "tests/test_judge.py"),
    Fault("src/sabaku/judge.py", "category != NUISANCE and (", "(", "tests/test_judge.py"),
    Fault("src/sabaku/reasons.py", "_worth(best, taken) < least", "_worth(best, taken) < 0", "tests/test_reasons.py"),
    Fault("src/sabaku/reasons.py", "told[other][0] >= told[id][0] / 2", "told[other][0] >= told[id][0]", "tests/test_reasons.py"),
    Fault("src/sabaku/reasons.py", "if it.weight >= SEEN)", "if it.weight >= 0)", "tests/test_reasons.py"),
    Fault("src/sabaku/render/advice.py", "suspect = has_file and any(", "suspect = any(", "tests/render/test_pretexts.py"),
    Fault("src/sabaku/judge.py", " and DISGUISED not in it[1]", "", "tests/test_judge.py"),
    Fault("src/sabaku/report/reliance.py", 'if language in model["unmeasured"]', "if False", "tests/report/test_reliance.py"),
    Fault("src/sabaku/report/reliance.py", "if it.weight > 0 and it.id in untried", "", "tests/report/test_reliance.py"),
    Fault("src/sabaku/judge.py", "and total.beside + more >= scale.beside", "", "tests/test_judge.py"),
    Fault("src/sabaku/compare.py", "SAME_TEXT = 0.6", "SAME_TEXT = 0.999", "tests/test_compare.py"),
    Fault(
        "src/sabaku/fit/weights.py", "min(max(moved, 0.0), LARGEST) if start > 0", "moved if start > 0", "tests/fit/test_fit.py"
    ),
    Fault(
        "src/sabaku/checks/_check.py", "unknown.append((gap.question, gap.reason))", "pass", "tests/test_checks.py tests/cases"
    ),
    Fault(
        "src/sabaku/model/_mail.py",
        "hulls[piece.parent] = min(low, at), max(high, to)",
        "hulls[piece.parent] = min(low, at), max(high, at)",
        "tests/mime",
    ),
    Fault("src/sabaku/doors/examine.py", "return UNREADABLE if failures else DONE", "return DONE", "tests/doors"),
    Fault("src/sabaku/doors/replay.py", "same = identity(now) == identity(then)", "same = True", "tests/doors"),
    Fault("src/sabaku/doors/cli.py", 'reconfigure(errors="backslashreplace")', "pass", "tests/doors"),
    Fault("src/sabaku/render/tame.py", "text = _SCHEME.sub(_mild, text)", "text = text", "tests/render"),
    Fault("src/sabaku/render/html.py", "autoescape=True", "autoescape=False", "tests/properties/test_render.py"),
    Fault("src/sabaku/render/source.py", "return cut.start() if cut else at", "return at", "tests/properties/test_render.py"),
    Fault("src/sabaku/render/summary.py", "gap.source in opens) for gap in single", "False) for gap in single", "tests/render"),
    Fault("src/sabaku/render/pins.py", '{"country", "anycast", "unknown"}', '{"anycast"}', "tests/render"),
    Fault("src/sabaku/render/when.py", "at.utcoffset() == here.utcoffset()", "True", "tests/render"),
    Fault("src/sabaku/render/redact/_find.py", "bare = unescaped(text)", "bare = None", "tests/properties/test_redaction.py"),
    Fault("src/sabaku/render/redact/_tokens.py", "found | named", "found", "tests/render/test_redact.py"),
    Fault("src/sabaku/render/redact/_tokens.py", "MOST = 2000", "MOST = 60", "tests/render/test_redact.py"),
    Fault("src/sabaku/sources/securitytxt.py", "it not in ours", "True", "tests/sources/test_securitytxt.py"),
    Fault("src/sabaku/render/notice/contacts.py", "told.expires > at", "True", "tests/render/notice"),
    Fault(
        "src/sabaku/indicators/_links.py",
        'known.role == "shared" and service',
        'known.role == "shared"',
        "tests/test_indicators.py",
    ),
    Fault("src/sabaku/render/redact/_collect.py", "*_addresses(boxes, evidence),", "", "tests/properties/test_redaction.py"),
    Fault("src/sabaku/render/redact/_report.py", "changed[name] = after", "pass", "tests/properties/test_redaction.py"),
    Fault(
        "src/sabaku/render/redact/_collect.py", "() if owner else others", "() if True else others", "tests/render/test_redact.py"
    ),
    Fault("src/sabaku/names/whose.py", "if hosts.registrable(host) in victims(case):", "if False:", "tests/test_indicators.py"),
    Fault(
        "src/sabaku/render/export/given.py",
        'if it.role == "victim":',
        "if False:",
        "tests/render/export tests/doors/test_export.py",
    ),
    Fault("src/sabaku/render/export/given.py", 'else ("attacker",)', 'else ("attacker", "shared")', "tests/render/export"),
    Fault("src/sabaku/render/export/many.py", "if not _of(one, victims)", "if True", "tests/render/export"),
    Fault("src/sabaku/render/export/many.py", "else joined(known, one)", "else one", "tests/render/export"),
    Fault("src/sabaku/sources/catalogue.py", 'told.partition("/")[0] in _services()', "True", "tests/sources/test_feeds.py"),
    Fault("src/sabaku/render/export/tables.py", '[:1] in "=+-@', '[:1] in "=+', "tests/render/export"),
    Fault("src/sabaku/render/notice/evidence.py", "mask.text(it.text[:LONGEST])", "it.text[:LONGEST]", "tests/render/notice"),
    Fault("src/sabaku/render/notice/mail.py", "tame.tame(subject)[:400]", "subject", "tests/render/notice"),
    Fault("src/sabaku/doors/notify.py", "(it.before is None or _is_reminder(it))", "True", "tests/doors/test_notify.py"),
    Fault("src/sabaku/doors/_post.py", "stat.S_IMODE(mode) & 0o077", "False", "tests/doors/test_notify.py"),
    Fault("src/sabaku/text/forms.py", "((0, 0), (1, 2), (2, 3))", "((0, 0), (1, 2))", "tests/text/test_forms.py"),
    Fault("src/sabaku/render/innards.py", "yield from _coded(text, place, depth, budget)", "pass", "tests/render/test_leaks.py"),
    Fault("src/sabaku/sources/_http.py", "if unzip is not None and not unzip.eof:", "if False:", "tests/sources/test_faults.py"),
    Fault("src/sabaku/sources/_http.py", "if url.netloc != first:", "if False:", "tests/sources/test_faults.py"),
    Fault(
        "src/sabaku/sources/_http.py",
        'return (await public(name.strip("[]")))[:ADDRESSES]',
        "return [name]",
        "tests/sources/test_faults.py",
    ),
    Fault("src/sabaku/sources/dns.py", "if answer.response.answer and not told:", "if False:", "tests/sources/test_faults.py"),
    Fault("src/sabaku/sources/rdap.py", "if not _about(first, subject):", "if False:", "tests/sources/test_faults.py"),
    Fault("src/sabaku/sources/whois.py", "and about != domain:", "and False:", "tests/sources/test_faults.py"),
    Fault(
        "src/sabaku/sources/safebrowsing.py",
        'if not answer.keys() & {"fullHashes", "cacheDuration"}:',
        "if False:",
        "tests/sources/test_faults.py",
    ),
    Fault("src/sabaku/sources/ledger.py", "if 0 < shut <= LONGEST_REST:", "if 0 < shut:", "tests/sources/test_faults.py"),
    Fault("src/sabaku/sources/_hashlists.py", "!= _checksum(body, longer)", '== b""', "tests/sources/test_hashlists.py"),
    Fault(
        "src/sabaku/sources/_again.py",
        "isinstance(then.value, Listing) or",
        "",
        "tests/sources/test_again.py",
    ),
    Fault(
        "src/sabaku/data/keys.py",
        "if seen.st_mode & (stat.S_IRWXG | stat.S_IRWXO):",
        "if False:",
        "tests/sources/test_keyed.py",
    ),
    Fault(
        "src/sabaku/sources/_tables.py",
        "if checksum and _digest(part) != checksum:",
        "if False:",
        "tests/sources/test_tables.py",
    ),
    Fault(
        "src/sabaku/sources/ledger.py",
        "if reveals and inquiry.secrets.carried_by(question):",
        "if False:",
        "tests/sources/test_recipient.py",
    ),
    Fault(
        "src/sabaku/sources/_browser/policy.py",
        "and address not in ipaddress.ip_network(_GLOBAL6)",
        "and False",
        "tests/sources/visit/test_policy.py",
    ),
    Fault(
        "src/sabaku/sources/_browser/proxy.py",
        "if not all(it is not None",
        "if not any(it is not None",
        "tests/sources/visit/test_proxy.py",
    ),
    Fault(
        "src/sabaku/sources/_browser/proxy.py", "return name in self.wanted", "return True", "tests/sources/visit/test_proxy.py"
    ),
    Fault("src/sabaku/sources/_browser/proxy.py", "if hello[:1] !=", "if hello[:0] ==", "tests/sources/visit/test_proxy.py"),
    Fault(
        "src/sabaku/sources/_browser/proxy.py",
        "known = self._known.get(name)",
        "known = None",
        "tests/sources/visit/test_proxy.py",
    ),
    Fault(
        "src/sabaku/sources/_browser/upstream.py",
        "if _own(there, port) or any(",
        "if False and any(",
        "tests/sources/visit/test_proxy.py",
    ),
    Fault("src/sabaku/sources/_browser/decoys.py", "known is not None:", "False:", "tests/sources/visit/test_decoys.py"),
    Fault(
        "src/sabaku/doors/examine.py",
        'if wanted == "visit" and not asked.profile:',
        "if False:",
        "tests/doors/test_visiting.py::test_only_the_command_line_can_ask_for_a_visit",
    ),
    Fault("src/sabaku/render/asseen.py", "if _HARMLESS.fullmatch(value)", "if True", "tests/render/test_asseen.py"),
    Fault("src/sabaku/doors/publish.py", "**edits.left_over(found.files)", "", "tests/doors/test_publish.py"),
    Fault("src/sabaku/doors/publish.py", "return bool(leaks)", "return False", "tests/doors/test_publish.py"),
    Fault(
        "src/sabaku/render/article/html.py",
        "<bdi>{escape(it.text)}</bdi>",
        "<bdi>{it.text}</bdi>",
        "tests/render/test_article_page.py",
    ),
    Fault(
        "src/sabaku/render/article/edits.py",
        "self.his if self.his_own()",
        "self.ours if self.his_own()",
        "tests/render/test_article_edits.py",
    ),
    Fault("src/sabaku/archive/folders.py", "not stat.S_ISREG(told.st_mode)", "False", "tests/archive/test_folders.py"),
    Fault("src/sabaku/archive/folders.py", "fcntl.flock(handle, fcntl.LOCK_EX)", "pass", "tests/archive/test_folders.py"),
    Fault("src/sabaku/doors/again.py", "folders.put(before, ", "before.write_bytes(", "tests/doors/test_rough.py"),
    Fault("src/sabaku/extract/looking.py", "allowance.refuse(step)", "pass", "tests/apart/test_hostile_pictures.py"),
    Fault("src/sabaku/apart/process.py", "(now + MEMORY, ", "(now << 8, ", "tests/apart/test_process.py"),
    Fault("src/sabaku/archive/published.py", "if any(folder.iterdir()):", "if False:", "tests/doors/test_publish.py"),
    Fault("src/sabaku/render/pdf.py", 'if not url.startswith("data:"):', "if False:", "tests/render/test_article_pdf.py"),
)


def main(words: list[str]) -> int:
    """Plant each fault in a copy of the tree and see whether its gate notices. Exit 1 if one does not."""
    faults = [it for it in FAULTS if not words or any(word in it.file for word in words)]
    missed = 0
    # without this a gate that fails anyway would notice everything
    gates = sorted({gate for fault in faults for gate in fault.gate.split()})
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "out", "__pycache__", ".mypy_cache"))
        begin = time.monotonic()
        if run(copy, gates) != 0:
            print("the gates fail without any fault; mend them first")
            return 1
        limit = max(PATIENCE * (time.monotonic() - begin), LEAST)
        for fault in faults:
            noticed = planted(copy, fault, limit)
            missed += not noticed
            print(
                f"{'noticed' if noticed else 'MISSED '}  {fault.file}: {fault.right[:60]!r} -> {fault.wrong[:40]!r}", flush=True
            )
    return 1 if missed else 0


def planted(copy: Path, fault: Fault, limit: float) -> bool:
    """Whether the gate fails, or never ends, with the fault in place. Raises LookupError where the fault no longer fits."""
    file = copy / fault.file
    whole = file.read_text("utf-8")
    if whole.count(fault.right) != 1:
        raise LookupError(f"{fault.file} holds {fault.right!r} {whole.count(fault.right)} times, not once")
    file.write_text(whole.replace(fault.right, fault.wrong), "utf-8")
    try:
        return run(copy, fault.gate.split(), limit) not in (0, 5)
    finally:
        file.write_text(whole, "utf-8")


def run(copy: Path, gates: list[str], limit: float | None = None) -> int:
    """Pytest's exit code for these gates in the copy, whose own source wins over the installed package; HANGS after the limit."""
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *gates]
    environ = {"PYTHONPATH": str(copy / "src"), "PATH": "/usr/bin:/bin", "HOME": folder_of(copy)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, cwd=copy, env=environ, stdout=quiet, stderr=quiet, start_new_session=True) as made:
        try:
            return made.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(made.pid, signal.SIGKILL)  # with its workers, which would go on without it
            return HANGS


def folder_of(copy: Path) -> str:
    """A home folder that holds no settings of the person who runs this."""
    return str(copy.parent)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
