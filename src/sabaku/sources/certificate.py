"""The certificate that a linked host shows: `certificate:<host>`. Connects to the suspect's own server, and says nothing to it.

Recorded is {"der": the certificate in base64, "fault": what a browser would object to, "" for nothing}.
"""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from collections.abc import Iterable

from sabaku.model import Case, Certificate, Question, Records, Reveals
from sabaku.names import hosts
from sabaku.names.whose import home_domains
from sabaku.sources import _x509
from sabaku.sources._http import trust
from sabaku.sources._seen import links
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours
from sabaku.sources.dns import asked

PORT = 443
MOST = 5
FAULTS = {10: "expired", 18: "self-signed", 19: "self-signed", 62: "other-host", 64: "other-host"}
"""By the verification codes of OpenSSL (x509_vfy.h)."""


class SiteCertificates:
    """The source `certificate`."""

    name, keep, lacks = "certificate", hours(12), ""
    pace = Pace(at_once=2, timeout=8.0, tries=1, door="domain")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def wants(self, case: Case) -> Iterable[Question]:
        home = home_domains(case)
        told = (it.host for it in links(case) if it.scheme == "https" and it.domain not in home and not hosts.is_ip(it.host))
        return [Question("certificate", it) for it in dict.fromkeys(told)][:MOST]

    def reveals(self, question: Question) -> Reveals:
        """The site's server sees somebody connect, and go again without asking for a page."""
        del question
        return Reveals.SUSPECT

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        host = question.subject.rstrip(".").lower()
        ip, port = await self._place(host, ask)
        try:
            der, fault = await _shown(ip, port, host, trust(self._settings.authorities)), ""
        except ssl.SSLCertVerificationError as objection:
            der, fault = await _shown(ip, port, host, _anything()), FAULTS.get(objection.verify_code, "untrusted")
        except (ssl.SSLError, ValueError) as trouble:
            raise FetchError("no TLS there") from trouble
        return json.dumps({"der": base64.b64encode(der).decode(), "fault": fault}).encode()

    def read(self, raw: bytes) -> Certificate | None:
        told = json.loads(raw)
        it = _x509.told(base64.b64decode(told["der"], validate=True))
        fault = next((known for known in ("self-signed", "expired", "other-host", "untrusted") if known == told["fault"]), "")
        return Certificate(it.names, it.issuer, it.not_before, it.not_after, fault)  # type: ignore[arg-type]

    async def _place(self, host: str, ask: Ask) -> tuple[str, int]:
        """The public address of the host, as DNS tells."""
        told = self._settings.endpoints.get("certificate", "")
        if told:
            return told.partition(":")[0], int(told.partition(":")[2] or PORT)
        fact = await ask(asked(host, "A"))
        if fact.state not in ("found", "none"):
            raise FetchError(fact.why or fact.state)
        found = fact.value.values if isinstance(fact.value, Records) else ()
        if not found:
            raise FetchError("no address")
        if not all(hosts.is_global(it) for it in found):
            raise FetchError("leads to a private address")
        return found[0], PORT


async def _shown(ip: str, port: int, host: str, context: ssl.SSLContext) -> bytes:
    """The certificate of whoever answers there for that name."""
    _, writer = await asyncio.open_connection(ip, port, ssl=context, server_hostname=host)
    try:
        tunnel: ssl.SSLObject | None = writer.get_extra_info("ssl_object")
        der = tunnel.getpeercert(binary_form=True) if tunnel is not None else None
    finally:
        writer.transport.abort()
    if not der:
        raise FetchError("no certificate")
    return der


def _anything() -> ssl.SSLContext:
    """A context that takes any certificate, to look at one that is not to be trusted; nothing is said over it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def make(settings: Settings) -> SiteCertificates:
    """The source; names are resolved through `dns`."""
    return SiteCertificates(settings)
