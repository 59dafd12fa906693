"""The three steps: prepare (mail -> observables), gather (questions -> facts), conclude (case -> report).

The two outer ones are pure; only `gather` waits. Knows the order of things and nothing about any one of them.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

import sabaku
from sabaku import checks, judge, leftout, mime
from sabaku.caught import caught
from sabaku.checks._check import SHOWN_HITS, Ran, run
from sabaku.data import own
from sabaku.extract import observe
from sabaku.model import (
    Allowance,
    Carrier,
    Case,
    ClaimLine,
    Datum,
    Evidence,
    Fact,
    Finding,
    Gap,
    Input,
    Link,
    LinkLine,
    Message,
    MessageSummary,
    Origin,
    OriginLine,
    Question,
    Report,
    Site,
    Span,
    Text,
    Versions,
)
from sabaku.recipient import recipient
from sabaku.render import whys
from sabaku.render.say import say, say_all

if TYPE_CHECKING:  # asyncio and sqlite3 cost more than a whole offline run may
    from sabaku.sources.ledger import Ledger
    from sabaku.sources.tape import Tape

FORMAT = 1


def prepare(given: Input, late: Callable[[float], bool] | None = None) -> Case:
    """Read the mail and everything that it shows. Never raises, whatever the bytes are.

    `late`: says whether that share (0 to 1) of the time for it is used up. What it stops is kept in `left_out`, and shown.
    """
    message = mime.parse(given.raw, Allowance(late, given.left_out) if late else Allowance(left_out=given.left_out))
    return Case(given, message, observe(message, given))


def offline(case: Case) -> Case:
    """The case with the facts that nobody needs to be asked for."""
    from sabaku.sources import offline_facts

    return structs.replace(case, facts=offline_facts(case))


def recorded(case: Case, tape: bytes) -> tuple[Case, Tape]:
    """The case with the answers of a recording, and nothing else: nobody is asked. Raises ValueError for a broken recording."""
    from sabaku.sources import all_sources
    from sabaku.sources.tape import loads

    read = loads(tape)
    return structs.replace(case, facts=read.facts(all_sources())), read


async def gather(case: Case, ledger: Ledger) -> tuple[Case, Tape]:
    """The case with all answers that its profile allows to ask for, and the tape of them."""
    from sabaku.sources import rounds
    from sabaku.sources.tape import Tape

    tape = Tape()
    facts = await rounds(case, ledger, tape)
    return structs.replace(case, facts=facts), tape


def gather_now(case: Case, state: Path, visit: Mapping[str, object] | None = None) -> tuple[Case, Tape]:
    """`gather` for a door that has no event loop; answers are shared through the store in the state folder.

    `visit`: the operator's settings for visits. Raises NotUsable.
    """
    import asyncio

    from sabaku.sources import sources_for
    from sabaku.sources.ledger import Ledger

    state.mkdir(parents=True, exist_ok=True)
    sources = sources_for(state, visit or {})
    return asyncio.run(gather(case, Ledger(state / "answers.sqlite", case.input.profile, sources=sources)))


def visits(case: Case, state: Path, visit: Mapping[str, object] | None = None) -> tuple[tuple[str, ...], str]:
    """The addresses that a visit would open, decoys put in, and what is missing to open them ("" = nothing)."""
    from sabaku.sources import sources_for

    source = sources_for(state, visit or {}, only="visit")["visit"]
    return tuple(it.subject for it in source.wants(case)), source.lacks


def blobs_of(tape: Tape, state: Path) -> dict[str, bytes]:
    """What the visits on that tape brought (pictures, pages, recordings of requests) by sha256, as far as it is kept."""
    from sabaku.sources._blobs import Blobs, of_tape

    return of_tape(tape, Blobs(state / "blobs"))


def pictures(state: Path) -> Callable[[str], bytes | None]:
    """Gives what visits brought by its sha256, as far as it is kept on this machine."""

    def one(sha256: str) -> bytes | None:
        from sabaku.sources._blobs import Blobs

        return Blobs(state / "blobs").get(sha256)

    return one


def tape_of(case: Case) -> Tape:
    """The tape of an offline case: the answers of the tables on this machine."""
    from sabaku.sources.tape import Tape, entry_of

    return Tape(entry_of(it) for it in case.facts.values())


def examine(given: Input) -> Report:
    """One mail, from bytes to report, without asking anybody."""
    return conclude(offline(prepare(given)))


def conclude(case: Case, scale: judge.Weights | None = None) -> Report:
    """Run all checks over the case and say what they found; `scale`: weights other than those that ship."""
    scale = scale or judge.weights()
    catalogue = checks.catalogue()
    ran = run(catalogue.values(), case)
    hit = frozenset(it.check.id for it in ran if it.hits)
    findings = tuple(sorted((_finding(it, case, hit, scale) for it in ran if it.hits), key=lambda it: (-abs(it.weight), it.id)))
    gaps = (*leftout.gaps(case.message.allowance.left_out, list(catalogue)), *_gaps(ran, case.facts.values()))
    verdict = judge.judge(
        findings,
        gaps,
        decisive=[it.check.id for it in ran if it.check.decisive],
        speaks_for={it.check.id: it.check.speaks_for for it in ran},
        scale=scale,
    )
    return Report(
        format=FORMAT,
        sha256=hashlib.sha256(case.input.given or case.input.raw).hexdigest(),
        versions=_versions(scale),
        examined_at=case.input.now,
        profile=case.input.profile,
        message=_summary(case),
        origin=_origin(case.origin),
        claims=tuple(ClaimLine(it.brand, it.names, round(it.confidence, 3)) for it in case.claims),
        links=_links(case),
        observables=case.observables,
        facts=tuple(sorted(case.facts.values(), key=lambda it: it.question)),
        findings=findings,
        gaps=gaps,
        verdict=verdict,
        zone=case.input.home.zone,
        recipient=recipient(case),
    )


def _finding(ran: Ran, case: Case, hit: frozenset[str], scale: judge.Weights) -> Finding:
    """All hits of one check as one finding: it counts once, however often it hit."""
    check, first = ran.check, ran.hits[0]
    silenced = next((id for id in check.quiet_when if id in hit), "")
    weight = 0.0 if silenced or check.status == "trial" else scale.of.get(check.id, 0.0)
    shown = ran.hits[:SHOWN_HITS]
    return Finding(
        id=check.id,
        group=check.group,
        weight=weight,
        title=check.title,
        says=say_all(check.says, [it.values for it in shown], case.input.home.zone),
        sure=first.sure or check.sure,
        advice=check.advice,
        values=first.values,
        evidence=tuple(_placed(it, case.message) for hit in shown for it in hit.evidence),
        silenced_by=silenced,
        status=check.status,
        more=len(ran.hits) - len(shown),
    )


def _placed(evidence: Evidence, message: Message) -> Evidence:
    """The evidence with its range of file bytes."""
    if not isinstance(evidence.where, Span):
        return evidence
    try:
        raw = message.raw_range(evidence.where)
    except KeyError:
        raw = None
    return Evidence(evidence.where, evidence.found, evidence.expected, raw)


def _gaps(ran: Iterable[Ran], facts: Iterable[Fact]) -> tuple[Gap, ...]:
    """One gap per source and reason, with all the checks that wanted it; a broken check is a gap too."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    subjects: dict[tuple[str, str], set[Question]] = defaultdict(set)
    lacks: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.state == "not-asked":
            lacks[fact.question.source].add(fact.why)
    gaps: list[Gap] = []
    for it in ran:
        for question, reason in it.unknown:
            wanted[question.source, reason].add(it.check.id)
            subjects[question.source, reason].add(question)
        if it.broken:
            gaps.append(Gap("check", "broken", (it.check.id,), 1, BROKEN))
    for (source, reason), ids in sorted(wanted.items()):
        why = next(iter(lacks[source])) if reason == "not-asked" and len(lacks[source]) == 1 else ""
        gaps.append(Gap(source, reason, tuple(sorted(ids)), len(subjects[source, reason]), _gap_says(source, reason, why)))
    unencoded = [fact.value.unencoded for fact in facts if isinstance(fact.value, Site) and fact.value.unencoded]
    if unencoded:
        gaps.append(Gap("visit", "not-compared", (), len(unencoded), _unencoded(unencoded[0])))
    return tuple(gaps)


def _unencoded(why: str) -> Text:
    return Text(UNENCODED.ja.format(why=whys.why(why, "ja")), UNENCODED.en.format(why=whys.why(why, "en")))


UNENCODED = Text(
    "誘導先の画面は、設定された埋め込みモデルでは本物の画面と比較できていません({why})。",
    "The landing page was not held against genuine pages by the embedding model that is set ({why}).",
)
BROKEN = Text(
    "検査プログラムの不具合により確認できませんでした。", "This could not be examined because of a fault in the check itself."
)


def _gap_says(source: str, reason: str, why: str) -> Text:
    name = SOURCE_NAMES.get(source, Text(source, source))
    if why in LACKS:
        return Text(LACKS[why].ja.format(name=name.ja), LACKS[why].en.format(name=name.en))
    if reason == "failed":
        return Text(
            f"{name.ja}は、問い合わせましたが回答を得られませんでした。", f"{name.en}: asked, but no answer could be had."
        )
    return Text(f"{name.ja}は、問い合わせていないため未確認です。", f"{name.en}: not examined, because nobody was asked.")


LACKS: Mapping[str, Text] = {
    "lacks browser": Text(
        "{name}は、ブラウザーが見つからないため訪問しておらず、未確認です(Debianでは apt install chromium fonts-noto-cjk)。",
        "{name}: not visited, because no browser is installed (on Debian: apt install chromium fonts-noto-cjk).",
    ),
    "lacks key": Text(
        "{name}は、利用に必要なキーが設定されていないため未確認です(sabaku sources で確認できます)。",
        "{name}: not asked, because it needs a key that is not set (see: sabaku sources).",
    ),
}
"""What is missing where a question could not be asked at all, as sources name it."""
SOURCE_NAMES: Mapping[str, Text] = {
    "abuseipdb": Text("AbuseIPDBへの通報状況", "AbuseIPDB"),
    "auth": Text("送信ドメイン認証の再検証", "our own verification of the sender's authentication"),
    "certificate": Text("サイトの証明書", "the site's certificate"),
    "ct": Text("証明書の公開記録", "publicly logged certificates"),
    "dns": Text("DNSの登録内容", "DNS records"),
    "dnsbl": Text("IPアドレスのブロックリスト登録状況", "DNS block lists"),
    "feeds": Text("フィッシングURLリストへの登録状況", "lists of phishing URLs"),
    "geoip": Text("IPアドレスの割り当て地", "the approximate place of the IP address"),
    "neighbours": Text("同じIPアドレスにあるサイトの記録", "recorded sites at the same address"),
    "network": Text("IPアドレスの事業者", "the network's operator"),
    "rdap": Text("ドメインの登録情報(RDAP)", "the domain's registration (RDAP)"),
    "safebrowsing": Text("Googleセーフブラウジングの登録状況", "Google Safe Browsing"),
    "securitytxt": Text("事業者が公開する連絡先(security.txt)", "the operator's published contacts (security.txt)"),
    "urlscan": Text("urlscan.ioの過去の閲覧記録", "earlier captures at urlscan.io"),
    "virustotal": Text("VirusTotalの判定結果", "VirusTotal"),
    "visit": Text("誘導先サイトの表示内容", "what the landing site shows"),
    "warnings": Text("公的機関・企業による注意喚起", "official warnings"),
    "whois": Text("ドメインの登録情報(whois)", "the domain's registration (whois)"),
}


def _summary(case: Case) -> MessageSummary:
    message = case.message
    return MessageSummary(
        subject=message.text_of("subject"),
        from_=message.text_of("from"),
        to=message.text_of("to"),
        date=message.text_of("date"),
        message_id=message.text_of("message-id"),
        text=message.view("visible").text,
        plain=message.view("text").text,
        defects=message.defects,
        carrier=case.input.carrier,
        priority=_priority(case.input.carrier),
    )


CAUGHT: Mapping[str, Text] = {
    "clicked": Text("リンクを開いた", "followed the link"),
    "typed": Text("情報を入力した", "typed something in"),
    "paid": Text("お金を支払った", "paid"),
    "opened": Text("添付ファイルを開いた", "opened the attachment"),
}
CAUGHT_SAYS = Text(
    "転送した方の文面に「{words}」とあり、すでに{done}可能性があります。優先して対応してください。",
    "The forwarder writes “{words}” and may already have {done}. Deal with this one first.",
)


def _priority(carrier: Carrier | None) -> Text | None:
    """Whether the forwarder's own words say that somebody has been caught already; the gravest of it."""
    found = caught(carrier.words) if carrier is not None and carrier.words else None
    if found is None:
        return None
    deed, words = found
    done = CAUGHT[deed]
    return say(CAUGHT_SAYS, {"words": Datum("text", words), "done": Datum("text", done.en, done)})


def _origin(origin: Origin) -> OriginLine:
    return OriginLine(
        origin.ip, origin.claimed_ip, origin.reason, origin.helo, origin.rdns, origin.by, round(origin.confidence, 3)
    )


def _links(case: Case) -> tuple[LinkLine, ...]:
    found = (it.detail for it in case.seen("link"))
    lines = (LinkLine(it.url, it.host, it.shown) for it in found if isinstance(it, Link) and it.clicked)
    return tuple(dict.fromkeys(lines))


# --- what made the report ----------------------------------------------------------------------------------------


@functools.cache
def versions() -> Versions:
    """Digests of the code, the data and the weights that are at work."""
    package = resources.files("sabaku")
    return Versions(
        tool=sabaku.__version__,
        code=_digest(package, lambda path: path.endswith((".py", ".j2", ".css", ".js"))),
        data="+".join(filter(None, (_digest(package.joinpath("data"), _is_data), own.digest()))),
        weights=hashlib.sha256(package.joinpath("data", "weights.toml").read_bytes()).hexdigest()[:16],
    )


def _versions(scale: judge.Weights) -> Versions:
    """The versions with what an operator's own mail taught."""
    shipped = versions()
    return structs.replace(shipped, weights=f"{shipped.weights}+{scale.learnt}") if scale.learnt else shipped


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
