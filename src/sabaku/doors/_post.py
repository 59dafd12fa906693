"""Sends a mail through the configured server (RFC 5321), and keeps the record of what was sent."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import smtplib
import ssl
import stat
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, make_msgid
from pathlib import Path

import msgspec

from sabaku.archive import folders
from sabaku.doors.config import ConfigError, Smtp
from sabaku.doors.faults import told
from sabaku.render.notice.followup import Sent

RECORD = "notices.jsonl"
TIMEOUT = 30.0
LONGEST_RECORD = 16 * 2**20


def password(smtp: Smtp, environ: Mapping[str, str]) -> str:
    """The password from the environment or its file. Raises ConfigError where others may read the file."""
    if environ.get("SABAKU_SMTP_PASSWORD"):
        return environ["SABAKU_SMTP_PASSWORD"]
    if not smtp.password_file:
        return ""
    path = Path(smtp.password_file).expanduser()
    try:
        mode = path.stat().st_mode
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise ConfigError(
                f"{path}: パスワードをほかの利用者が読める状態です。chmod 600 を実行してください。",
                f"{path}: others may read the password; chmod 600 it",
            )
        return path.read_text("utf-8").rstrip("\r\n")
    except OSError as fault:
        raise ConfigError(told(fault, "ja"), told(fault, "en")) from fault


def send(smtp: Smtp, secret: str, mail: bytes, sender: str, to: tuple[str, ...]) -> None:
    """Give the mail to the server. Raises ConfigError for unsafe settings, OSError or smtplib.SMTPException otherwise."""
    safe = smtp.tls or smtp.starttls
    if smtp.user and not safe and not _loopback(smtp.host):
        raise ConfigError(
            "[smtp]: TLSなしではパスワードを送りません。starttls または tls を設定してください。",
            "[smtp]: a password is not sent without TLS; set starttls or tls",
        )
    context = ssl.create_default_context()
    if smtp.ca_file:
        context.load_verify_locations(smtp.ca_file)
    with _open(smtp, context) as server:
        if smtp.starttls and not smtp.tls:
            server.starttls(context=context)
        if smtp.user:
            server.login(smtp.user, secret)
        refused = server.sendmail(sender, list(to), mail)
    if refused:
        raise smtplib.SMTPRecipientsRefused(refused)


def _open(smtp: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    if smtp.tls:
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def dated(draft: bytes, at: datetime, domain: str) -> tuple[bytes, str]:
    """The draft as it is sent, with date and Message-ID, and that id."""
    id = make_msgid(domain=domain or "localhost")
    head = f"Date: {format_datetime(at)}\r\nMessage-ID: {id}\r\n".encode("ascii")
    return head + draft.replace(b"X-Unsent: 1\r\n", b"", 1), id


def record(folder: Path) -> tuple[Sent, ...]:
    """What was sent about this case before. Raises ConfigError for a record that cannot be read: nothing goes out twice."""
    path = folder / RECORD
    if not path.exists():
        return ()
    try:
        lines = folders.read(path, LONGEST_RECORD).splitlines()
        return tuple(msgspec.json.decode(line, type=Sent) for line in lines if line.strip())
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise ConfigError(
            f"{path}: 送信の記録として読めません({fault})。", f"{path}: it is no record of what was sent ({fault})"
        ) from fault


def keep(folder: Path, sent: Sent) -> None:
    """Add a line to the case's record, for its owner only. Raises OSError."""
    path = folder / RECORD
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(msgspec.json.encode(sent) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def digest(draft: bytes) -> str:
    """The sha256 of a draft, in hexadecimal."""
    return hashlib.sha256(draft).hexdigest()
