"""Reports in XARF v4 (https://xarf.org): JSON that abuse desks process by program, with a mail that carries it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import uuid
from typing import Any, NamedTuple

from sabaku.model import Text
from sabaku.names import brands, hosts
from sabaku.names.whose import registration
from sabaku.render import tame
from sabaku.render.notice import evidence
from sabaku.render.notice.basis import NO_DESK, NO_PAGE, Attachment, Basis, Notice, Page, Refused, needs_fraud, utc
from sabaku.render.notice.contacts import Contact, contacts
from sabaku.render.notice.words import leaving, signature

VERSION = "4.2.0"
MASKED = "redacted@redacted.invalid"
"""Stands where the format wants a mail address that must not be told (RFC 2606)."""

_DOMAIN = re.compile(r"(?>[a-z0-9]+(?>-[a-z0-9]+)*+\.)++[a-z]{2,63}")
_LURES = (
    ("body.parcel-lure", "shipping_notification"),
    ("body.tax-lure", "tax_refund"),
    ("body.survey-reward", "prize_notification"),
    ("body.unpaid-lure", "payment_issue"),
    ("body.document-lure", "document_share"),
    ("body.mailbox-lure", "security_alert"),
    ("body.hosting-lure", "security_alert"),
)
NO_REPORTER = Text(
    "XARFには通報者の組織名とメールアドレスが必要です。設定ファイルの [reporter] に organisation と contact を記入してください。",
    "XARF needs who reports: write organisation and contact under [reporter] into the configuration.",
)


def notices(it: Basis) -> tuple[Notice, ...]:
    """One report per page, and one for the address that sent the mail, each with a mail to its desk."""
    needs_fraud(it)
    if not it.reporter.organisation or "@" not in it.reporter.contact:
        raise Refused(NO_REPORTER)
    found = [notice for whom in contacts(it) for notice in _notices(it, whom)]
    if not found:
        raise Refused(NO_DESK if it.pages() or it.case.origin.ip else NO_PAGE)
    unique = {notice.key: notice for notice in found}
    return tuple(unique.values())


def _notices(it: Basis, whom: Contact) -> list[Notice]:
    if whom.part == "origin":
        return [_notice(it, whom, _Report("xarf-spam", spam(it, whom.ip), f"Spam from {whom.ip}", ()))]
    told: list[Notice] = []
    for page in whom.pages:
        number = [one.url for one in it.pages()].index(page.url) + 1
        key = f"xarf-phishing-{number}-{whom.part}" + (f"-{len(told) + 1}" if whom.ip and page.ips[:1] != (whom.ip,) else "")
        source = whom.ip or (page.ips[0] if page.ips else page.host)
        report = _Report(key, phishing(it, page, source), f"Phishing at {tame.defang(page.host)}", (page,))
        told.append(_notice(it, whom, report))
    return told


class _Report(NamedTuple):
    """A report by the name of its file: what the format holds, in a line what it is about, and the pages that it names."""

    key: str
    told: dict[str, Any]
    what: str
    pages: tuple[Page, ...]


def _notice(it: Basis, whom: Contact, report: _Report) -> Notice:
    key, told, what, pages = report
    body = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    name = tame.tame(whom.name)
    text = f"This is an XARF v4 report ({told['category']}/{told['type']}), attached as {key}.json.\n\n{what}\n\n"
    return Notice(
        key=key,
        whom=Text(f"{name}(XARF)", f"{name} (XARF)"),
        subject=f"[XARF] {what}",
        text=text + signature(it.reporter, "en") + "\n",
        to=(whom.address,) if whom.address else (),
        form="" if whom.address else whom.form,
        attachments=(Attachment(f"{key}.json", "application/json", body),),
        report=body,
        leaves=leaving(it, pages=pages, headers=True, body=True),
    )


def _head(it: Basis, key: str, source: str, category: str, type: str) -> dict[str, Any]:
    who = {"org": it.reporter.organisation[:200], "contact": it.reporter.contact, "domain": it.reporter.domain}
    return {
        "xarf_version": VERSION,
        "report_id": str(_id(it, key)),
        "timestamp": utc(it.given.at).replace(" UTC", "Z").replace(" ", "T"),
        "reporter": who,
        "sender": who,
        "source_identifier": source,
        "category": category,
        "type": type,
        "confidence": round(min(0.99, max(0.0, it.report.verdict.probability)), 2),
        "evidence": [_evidence(it)],
    }


def _id(it: Basis, key: str) -> uuid.UUID:
    """An id in the form of version 4, as the format asks, that is the same for the same case."""
    return uuid.UUID(bytes=hashlib.sha256(f"{it.report.sha256}:{key}".encode()).digest()[:16], version=4)


def _evidence(it: Basis) -> dict[str, Any]:
    body = evidence.whole_mail(it.case, it.mask)
    return {
        "content_type": "message/rfc822",
        "description": "The mail, its recipient masked; decoded and written anew",
        "payload": base64.b64encode(body).decode("ascii"),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "size": len(body),
    }


def phishing(it: Basis, page: Page, source: str) -> dict[str, Any]:
    """content/phishing: one page."""
    report = _head(it, f"phishing:{page.url}:{source}", source, "content", "phishing")
    report |= {"evidence_source": "user_report", "url": page.url, "lure_type": _lure(it)}
    report |= _domain(it, page)
    claimed = it.claimed("en")
    if claimed:
        report["target_brand"] = claimed
        report |= _cloned(it)
    if page.site is not None:
        fields = list(dict.fromkeys(field for form in page.site.forms for field in form.fields))
        report |= {"credential_fields": fields} if fields else {}
        chain = [tame.tame(it.mask.url(url)) for url in page.site.chain if url.isascii() and url.startswith("http")]
        report |= {"redirect_chain": chain} if len(chain) > 1 else {}
    report["evidence"] += [_picture(one) for one in it.pictures_of((page,))]
    report["description"] = _description(it)
    return report


def _picture(one: Attachment) -> dict[str, Any]:
    return {
        "content_type": one.type,
        "description": "What the page showed",
        "payload": base64.b64encode(one.body).decode("ascii"),
        "hash": f"sha256:{hashlib.sha256(one.body).hexdigest()}",
        "size": len(one.body),
    }


def _domain(it: Basis, page: Page) -> dict[str, Any]:
    if hosts.is_ip(page.host):
        return {}
    told: dict[str, Any] = {"domain": page.host} if _DOMAIN.fullmatch(page.host) else {}
    held = registration(it.case, hosts.registrable(page.host))
    if held is not None and held.registrar:
        told["registrar"] = tame.tame(held.registrar)
    if held is not None and held.nameservers:
        told["nameservers"] = [tame.tame(name) for name in held.nameservers[:10]]
    records = {type: [ip for ip in page.ips if (":" in ip) == (type == "aaaa") and hosts.is_ip(ip)] for type in ("a", "aaaa")}
    records = {type: ips for type, ips in records.items() if ips}
    return told | ({"dns_records": records} if records else {})


def _cloned(it: Basis) -> dict[str, str]:
    claim = next((one for one in it.report.claims if one.brand != brands.HOME), None)
    brand = brands.brand(claim.brand) if claim is not None else None
    return {"cloned_site": f"https://{next(iter(brand.verified))}/"} if brand is not None and brand.verified else {}


def _lure(it: Basis) -> str:
    hit = {one.id for one in it.report.findings}
    return next((lure for id, lure in _LURES if id in hit), "other")


def _description(it: Basis) -> str:
    claimed = it.claimed("en")
    return f"Phishing{f' that impersonates {claimed}' if claimed else ''}, sent by mail; judged by sabaku (case {it.given.code})"[
        :1000
    ]


def spam(it: Basis, ip: str) -> dict[str, Any]:
    """messaging/spam: the address that sent the mail. The envelope sender is told only where nobody is hurt by it."""
    report = _head(it, f"spam:{ip}", ip, "messaging", "spam")
    told = {one.value for one in it.given.found if one.kind == "address"}
    sender = next((seen.value for seen in it.case.seen("address", "return-path") if seen.value in told), "")
    report |= {
        "evidence_source": "user_complaint",
        "protocol": "smtp",
        "source_port": 25,
        "smtp_from": sender or MASKED,
        "subject": it.given.subject[:500],
    }
    language = it.case.first("language")
    if language is not None and re.fullmatch(r"[a-z]{2}", language.value):
        report["language"] = language.value
    links = [page.url for page in it.pages()]
    report |= {"spam_indicators": {"suspicious_links": links}} if links else {}
    masked = "" if sender else " The envelope sender is masked, being a victim's or a third party's."
    report["description"] = f"{_description(it)}. source_port is the service's: the client's was not recorded.{masked}"[:1000]
    return report
