"""Reports in ARF (RFC 5965): a mail of three parts for the network of the origin. The recipient is masked (RFC 6590)."""

from __future__ import annotations

from email import policy
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import sabaku
from sabaku.model import Text
from sabaku.render import tame
from sabaku.render.notice import evidence
from sabaku.render.notice.basis import Basis, Notice, Refused, needs_fraud
from sabaku.render.notice.contacts import contacts
from sabaku.render.notice.mail import headers_of, raw_part
from sabaku.render.notice.words import leaving, signature

NO_ORIGIN = Text(
    "送信元のIPアドレスを特定できないため、ARFの通報文は作成しません。",
    "The address that sent the mail is not known, so there is no report in ARF.",
)


THROUGH = Text(
    "メーリングリストなどを経由したメールのため、送信元のネットワークへのARFの通報文は作成しません。",
    "The mail came through a mailing list or forwarder, so there is no report in ARF to the network of its origin.",
)


def notices(it: Basis) -> tuple[Notice, ...]:
    """One report to the network of the origin. Raises Refused where the origin is not known."""
    needs_fraud(it)
    whom = next((one for one in contacts(it) if one.part == "origin"), None)
    if whom is None:
        raise Refused(THROUGH if it.case.origin.ip and it.case.origin.through else NO_ORIGIN)
    name = tame.tame(whom.name)
    subject = f"[ARF] Phishing mail from {whom.ip}"
    to = (whom.address,) if whom.address else ()
    return (
        Notice(
            key="arf",
            whom=Text(f"{name}(ARF)", f"{name} (ARF)"),
            subject=subject,
            text=_text(it, whom.ip),
            to=to,
            form="" if to else whom.form,
            whole=_mail(it, whom.ip, subject, to),
            leaves=leaving(it, pages=it.pages(), headers=True, body=True),
        ),
    )


def _text(it: Basis, ip: str) -> str:
    """The part for people."""
    lines = [f"This is an abuse report for {it.given.a_mail} received from {ip} on {it.given.at.isoformat()}."]
    lines.append("What would identify the recipient has been masked.")
    told = signature(it.reporter, "en")
    return "\n\n".join(["\n".join(lines), *([told] if told else [])]) + "\n"


def _mail(it: Basis, ip: str, subject: str, to: tuple[str, ...]) -> bytes:
    mail = MIMEMultipart("report", boundary=f"=_sabaku_{it.given.code}", policy=policy.SMTP)
    mail.set_param("report-type", "feedback-report")
    for name, value in headers_of(it.reporter, subject, to):
        mail[name] = value
    mail.attach(MIMEText(_text(it, ip), "plain", "utf-8", policy=policy.SMTP))
    mail.attach(raw_part("message/feedback-report", _fields(it, ip).encode("ascii", "replace")))
    mail.attach(raw_part("message/rfc822", evidence.whole_mail(it.case, it.mask)))
    return mail.as_bytes(policy=policy.SMTP)


def _fields(it: Basis, ip: str) -> str:
    """The machine-readable part (RFC 5965 section 3). Original-Rcpt-To is left out."""
    told = {one.value for one in it.given.found if one.kind == "address"}
    sender = next((seen.value for seen in it.case.seen("address", "return-path") if seen.value in told), "")
    rows = [
        ("Feedback-Type", "fraud" if it.report.verdict.level == "fraud" else "abuse"),
        ("User-Agent", f"sabaku/{sabaku.__version__}"),
        ("Version", "1"),
        ("Original-Mail-From", f"<{sender}>" if sender else ""),
        ("Arrival-Date", it.given.at.strftime("%a, %d %b %Y %H:%M:%S %z")),
        ("Source-IP", ip),
        *(("Reported-Domain", name) for name in it.given.values("domain")),
        *(("Reported-URI", page.url) for page in it.pages() if page.url.isascii()),
    ]
    return "".join(f"{name}: {tame.tame(value)}\n" for name, value in rows if value)
