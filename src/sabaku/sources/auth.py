"""Sender authentication verified here: `auth:spf`, `auth:dkim`, `auth:dmarc`, `auth:arc`; and `auth:brand-spf?domain=&ip=`,
whether the SPF record of the brand that the mail claims to come from names the origin, whatever From says.

A question's arguments hold all that the verifier needs of the mail (addresses, domains, digests, signatures), so an answer can be
kept and replayed; keys and records are asked for through the ledger. Judged as of the mail's own time, with the records of now.
Argument values are JSON where they hold more than a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from sabaku.model import Address, Authenticated, Case, Question, Reveals, Text
from sabaku.names import brands, hosts
from sabaku.sources._auth import signed, troubles, words
from sabaku.sources._auth.signed import Signed
from sabaku.sources._guard import RECIPIENTS
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

if TYPE_CHECKING:
    from sabaku.sources._auth.dkim import Verified
    from sabaku.sources._auth.dmarc import Found
    from sabaku.sources._auth.spf import Outcome


class Auth:
    """The source `auth`."""

    name, keep, lacks = "auth", hours(4), ""
    pace = Pace(at_once=16, timeout=20.0, tries=1)

    def wants(self, case: Case) -> Iterable[Question]:
        """One question for each method for which the mail has something to verify."""
        told = arguments(case)
        if "ip" in told:
            yield question("spf", told)
        if case.message.named("dkim-signature"):
            yield question("dkim", told)
        if "from" in told:
            yield question("dmarc", told)
        if "sets" in told:
            yield question("arc", told)
        yield from _of_brand(case)

    def reveals(self, question: Question) -> Reveals:
        """DNS alone is asked, for names that the standards prescribe."""
        del question
        return Reveals.RESOLVER

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The result as JSON."""
        told = dict(question.arguments)
        match question.subject:
            case "spf":
                found = await _spf(told, ask)
            case "dkim":
                found = await _dkim(told, ask)
            case "dmarc":
                found = await _dmarc(told, ask)
            case "arc":
                found = await _arc(told, ask)
            case "brand-spf":
                found = await _brand_spf(told, ask)
            case _:
                raise FetchError("no such method")
        return msgspec.json.encode(found)

    def read(self, raw: bytes) -> Authenticated | None:
        """A recorded result. Raises ValueError for garbage."""
        try:
            return msgspec.json.decode(raw, type=Authenticated)
        except msgspec.DecodeError as fault:
            raise ValueError(str(fault)) from fault


KEYS = {
    "spf": ("ip", "helo", "sender"),
    "dkim": ("signed", "from", "at"),
    "dmarc": ("ip", "helo", "sender", "signed", "from", "at"),
    "arc": ("sets", "trouble"),
}


def question(method: str, told: Mapping[str, str]) -> Question:
    """The question for a method, with the arguments that it needs."""
    return Question("auth", method, tuple(sorted((key, told[key]) for key in KEYS[method] if key in told)))


def arguments(case: Case) -> dict[str, str]:
    """Everything about the mail that a verifier needs. Lists and forwarders: what the recipient's own border saw counts."""
    told: dict[str, str] = {}
    ip, helo = _client(case)
    if ip:
        told |= {"ip": ip, "helo": helo, "sender": _sender(case)}
    domains = [it.detail.domain for it in case.seen("address", "from") if isinstance(it.detail, Address) and it.detail.domain]
    if len(set(domains)) == 1:
        told["from"] = domains[0]
    if case.message.named("dkim-signature"):
        told["signed"] = msgspec.json.encode(signed.dkim(case)).decode()
    chain, trouble = signed.arc(case)
    if trouble != "none":
        told |= {"sets": msgspec.json.encode(chain).decode(), "trouble": trouble}
    if case.origin.border_at is not None:
        told["at"] = str(int(case.origin.border_at.timestamp()))
    return told


def _client(case: Case) -> tuple[str, str]:
    """The client of the recipient's own border and its HELO name: not the origin behind a list."""
    envelope = case.input.envelope
    if envelope is not None and hosts.is_outside(envelope.client_ip):
        return envelope.client_ip, envelope.helo
    for it in case.seen("hop", "border"):
        hop = it.detail
        return getattr(hop, "ip", ""), getattr(hop, "helo", "").strip("[]")
    return "", ""


def _sender(case: Case) -> str:
    """The envelope sender; its local part is left out where it was made for one recipient, or is the recipient's."""
    envelope = case.input.envelope
    path = case.first("address", "return-path")
    written = (
        envelope.mail_from.strip("<>") if envelope is not None and envelope.mail_from else path.value if path is not None else ""
    )
    local, _, domain = written.rpartition("@")
    told = {it.value for it in case.seen("address", *RECIPIENTS)} | set(envelope.rcpt_to if envelope is not None else ())
    return f"postmaster@{domain}" if domain and ("=" in local or len(local) > 40 or written in told) else written


async def _spf(told: Mapping[str, str], ask: Ask) -> Authenticated:
    from sabaku.sources._auth.spf import check_host

    helo, sender = told.get("helo", ""), told.get("sender", "")
    domain = sender.rpartition("@")[2] or helo
    answer = await check_host(ask, told["ip"], domain, sender or f"postmaster@{helo}", helo)
    wrong = troubles.told(answer.trouble, troubles.SPF)
    why = words.fill(words.SPF[answer.result], domain=domain or "-", ip=told["ip"], trouble=wrong)
    return Authenticated("spf", answer.result, domain, _aligned(domain, told.get("from", "")), why)


CLAIMED = 0.4
"""Confidence from which a claimed brand's records are looked at."""
MOST_SENDERS = 8


def _of_brand(case: Case) -> Iterable[Question]:
    """For each domain that the claimed brand sends from: is the origin, as the recipient's border saw it, among its servers?"""
    seen = case.first("origin", "border", "envelope")
    claimed = (brands.brand(it.brand) for it in case.claims if it.confidence >= CLAIMED)
    found = next((it for it in claimed if it is not None), None)
    if seen is None or found is None or not hosts.is_outside(seen.value):
        return ()
    names = brands.senders(found)[:MOST_SENDERS]
    return tuple(Question("auth", "brand-spf", (("domain", it), ("ip", seen.value))) for it in names)


async def _brand_spf(told: Mapping[str, str], ask: Ask) -> Authenticated:
    from sabaku.sources._auth.spf import check_host, names_senders

    domain, ip = told["domain"], told["ip"]
    answer = await check_host(ask, ip, domain, f"postmaster@{domain}", domain)
    if answer.result in ("fail", "softfail") and not await names_senders(ask, domain):
        return Authenticated("brand-spf", "none", domain, why=words.fill(words.NO_SENDERS, domain=domain))
    why = words.fill(words.SPF[answer.result], domain=domain, ip=ip, trouble=troubles.told(answer.trouble, troubles.SPF))
    return Authenticated("brand-spf", answer.result, domain, why=why)


def _aligned(domain: str, sender: str) -> bool | None:
    return hosts.same_site(domain, sender) if domain and sender else None


def _signatures(text: str) -> tuple[Signed, ...]:
    return msgspec.json.decode(text, type=tuple[Signed, ...]) if text else ()


async def _verified(told: Mapping[str, str], ask: Ask) -> list[Verified]:
    from sabaku.sources._auth.dkim import verify

    at = int(told["at"]) if "at" in told else None
    return [await verify(ask, it, at) for it in _signatures(told.get("signed", ""))]


async def _dkim(told: Mapping[str, str], ask: Ask) -> Authenticated:
    """The best signature: an aligned pass before any other pass, before the rest."""
    every = await _verified(told, ask)
    if not every:
        return Authenticated("dkim", "none", why=words.DKIM["none"])
    sender = told.get("from", "")
    rank = {"pass": 0, "neutral": 1, "temperror": 2, "fail": 3, "permerror": 4}
    best = min(every, key=lambda it: (rank.get(it.result, 5), not hosts.same_site(it.signed.d, sender)))
    wrong = troubles.told(best.signed.trouble, troubles.SIGNATURE)
    why = words.fill(words.DKIM[best.code], domain=best.signed.d or "-", trouble=wrong)
    if best.testing:
        more = words.DKIM["testing"]
        why = Text(why.ja + more.ja, why.en + more.en)
    return Authenticated("dkim", best.result, best.signed.d, _aligned(best.signed.d, sender), why)


async def _dmarc(told: Mapping[str, str], ask: Ask) -> Authenticated:
    from sabaku.sources._auth.dmarc import evaluate
    from sabaku.sources._auth.lookup import LookupFailed

    domain = told["from"].lower()
    spf = await _spf(told, ask) if "ip" in told else Authenticated("spf", "none")
    every = await _verified(told, ask)
    passes = [("dkim", it.signed.d) for it in every if it.result == "pass"]
    passes += [("spf", spf.domain)] if spf.result == "pass" else []
    try:
        found = await evaluate(ask, domain, passes)
    except LookupFailed:
        return Authenticated("dmarc", "temperror", domain, why=words.DMARC["temperror"])
    uncertain = not found.aligned and (spf.result == "temperror" or any(it.result == "temperror" for it in every))
    result = _result(found, uncertain, as_sent=all(it.code not in NOT_AS_SENT for it in every))
    if uncertain or result == "neutral":
        outcome = words.fill(words.DMARC["uncertain" if uncertain else "not-as-sent"], domain=domain)
    else:
        outcome = _outcome(domain, found.by, passes)
    sentences = [outcome, *_remarks(domain, found.remarks, found.policy, found.record)]
    why = Text("".join(it.ja for it in sentences), " ".join(it.en for it in sentences))
    return Authenticated("dmarc", result, domain, found.aligned, why, found.policy)


def _result(found: Found, uncertain: bool, *, as_sent: bool) -> Outcome:
    """What DMARC says. `uncertain`: a look-up failed that might have passed; `as_sent`: the mail is as it was signed."""
    if found.record is None:
        return "none"
    if uncertain:
        return "temperror"
    if found.aligned:
        return "pass"
    return "fail" if as_sent else "neutral"


NOT_AS_SENT = frozenset({"body-unknown", "written-anew"})
"""Why a signature can't be verified that may well have been right on the mail as it was sent."""


def _outcome(domain: str, aligned: tuple[str, ...], passes: list[tuple[str, str]]) -> Text:
    """What passed, and whether it is about the domain in From: a pass of somebody else's domain is told as exactly that."""
    if aligned:
        by = sorted(it.upper() for it in aligned)
        return words.fill(words.DMARC["pass"], domain=domain, by=Text(words.AND.ja.join(by), words.AND.en.join(by)))
    if passes:
        return words.fill(words.DMARC["other"], domain=domain, passed=passes[0][1])
    return words.fill(words.DMARC["fail"], domain=domain)


def _remarks(domain: str, remarks: tuple[str, ...], policy: str, record: object) -> list[Text]:
    publisher = getattr(record, "domain", domain)
    said = [words.fill(words.DMARC[it], domain=domain, publisher=publisher, policy=policy) for it in remarks]
    if record is not None and "monitoring" not in remarks:
        said.append(words.fill(words.DMARC["policy"], publisher=publisher, policy=policy))
    return said


async def _arc(told: Mapping[str, str], ask: Ask) -> Authenticated:
    from sabaku.sources._auth.dkim import verify

    chain = _signatures(told.get("sets", ""))
    if told.get("trouble") or not chain:
        wrong = troubles.told(told.get("trouble", "empty"), troubles.CHAIN)
        return Authenticated("arc", "fail", why=words.fill(words.ARC["fail"], trouble=wrong))
    last = chain[-1].d
    for it in chain:
        found = await verify(ask, it, None)
        if found.result == "temperror":
            return Authenticated("arc", "temperror", it.d, why=words.ARC["temperror"])
        if found.result != "pass":
            wrong = troubles.told(f"seal {it.d} (i={it.n}, {found.code})", troubles.CHAIN)
            return Authenticated("arc", "fail", it.d, why=words.fill(words.ARC["fail"], trouble=wrong))
    return Authenticated("arc", "pass", last, why=words.fill(words.ARC["pass"], domain=last))


def make(settings: Settings) -> Auth:
    """The source; it has nothing to set."""
    del settings
    return Auth()
