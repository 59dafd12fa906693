"""Mails that were forwarded as text: the mark of the mail program, the few header lines below it, and the rest as body."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from sabaku.intake import compose
from sabaku.text import late

# What mail programs write above a forwarded mail. Gmail, Thunderbird and Apple Mail say "forwarded"; Outlook, Becky! and
# Shuriken write the same line above a quoted answer, so the subject has to say "forwarded" there.
MARKS = late.pattern(
    r"^[ \t>]{0,8}(?:"
    r"[-－]{2,30} ?(?P<sure>Forwarded [Mm]essage|転送(?:された|済み)?メッセージ|転送メール|Weitergeleitete Nachricht|"
    r"Message transféré|Mensagem encaminhada|Mensaje reenviado|Messaggio inoltrato|"
    r"Doorgestuurd bericht|转发邮件信息|转发的邮件|轉寄郵件)"
    r" ?[-－]{2,40}"
    r"|(?P<apple>Begin forwarded message:|以下は、?転送されたメッセージです[:：]|転送されたメッセージ[:：]|"
    r"Anfang der weitergeleiteten Nachricht:|Début du message transféré ?:|Inicio del mensaje reenviado:|"
    r"Início da mensagem (?:re)?encaminhada:|Inizio (?:del )?messaggio inoltrato:|Begin doorgestuurd bericht:)"
    r"|[-－]{2,30} ?(?P<maybe>Original Message|元のメッセージ|Original-Nachricht|オリジナルメッセージ|Ursprüngliche Nachricht|"
    r"Message d'origine|Mensagem original|Mensaje original|Messaggio originale|Oorspronkelijk bericht|原始邮件|原始郵件)"
    r" ?[-－]{2,40}"
    r"|(?P<becky>Forwarded by [^\n]{1,200})"
    r"|(?P<rule>_{20,60})"
    r")[ \t\r]{0,4}$"
    r"|^(?P<bare>)(?=[ \t>*]{0,8}(?:From|差出人|送信者|Von|De|Da|Van|发件人|寄件者)\*? ?[:：][^\n]{1,500}\n"
    r"(?:[ \t>*]{0,8}(?:To|Cc|CC|Subject|宛先|件名)\*? ?[:：][^\n]{0,500}\n){0,3}"
    r"[ \t>*]{0,8}(?:Sent|Date|送信日時|日時|日付|Gesendet|Envoyé|Enviad[ao](?: e[lm])?|Fecha|Data|Inviato|Verzonden|Datum|"
    r"发送时间|寄件日期)\*? ?[:：])",
    re.MULTILINE,
)
MARKS_IN_HTML = late.pattern(
    r"Forwarded [Mm]essage|転送(?:された)?メッセージ|転送メール|Begin forwarded message|Original Message|元のメッセージ|"
    r"(?:[Ww]eitergeleiteten?|Ursprüngliche) Nachricht|[Mm]essage (?:transféré|d'origine)|"
    r"[Mm]ensagem (?:re)?(?:encaminhada|original)|[Mm]ensaje (?:reenviado|original)|"
    r"[Mm]essaggio (?:inoltrato|originale)|[Dd]oorgestuurd bericht|转发的?邮件|原始邮件|"
    r"id=[\"']?divRplyFwdMsg|<hr[ >]|border-top: ?solid"
)
UNUSED = ""
"""What programs show beside, such as the importance: read over, and no field of the mail written anew."""
_WRITTEN = {
    "From": "from|差出人|送信者|送信元|von|de|da|van|发件人|寄件者",
    "To": "to|宛先|送信先|an|à|para|a|aan|收件人|收件者",
    "Cc": "cc|ｃｃ|抄送|副本",
    "Date": "date|sent|日時|日付|送信日時|送信日|送信済み|受信日時|datum|gesendet|envoyé|enviado|enviada|enviado el|enviado em|"
    "enviada em|fecha|data|inviato|verzonden|发送时间|寄件日期",
    "Subject": "subject|件名|題名|betreff|objet|assunto|asunto|oggetto|onderwerp|主题|主旨",
    "Reply-To": "reply-to|返信先",
    "Message-ID": "message-id",
    UNUSED: "重要度|優先度|添付ファイル|添付|分類項目|importance|priority|attachments|sensitivity|categories|wichtigkeit|anlagen",
}
NAMES = {written: name for name, all_written in _WRITTEN.items() for written in all_written.split("|")}
"""The header fields' names as mail programs translate them, in lower case."""
LINE = late.pattern(
    r"[ \t>*]{0,8}([A-Za-zÀ-ÿ\u3040-\u30ff\u4e00-\u9fffｃ-]{1,20}(?: e[lm])?)[ \u3000\t]{0,8}\*?[:：]\*?"
    r"[ \u3000\t]{0,8}([^\n]{0,2000})"
)
FORWARDED = late.pattern(r"^[\s\[【(（]{0,4}(?:fwd?|fw|転送|tr|wg|i|rv|enc|doorst|转发|轉寄)[\s:：\]】)）]", re.IGNORECASE)
BREAK = late.pattern(r"<(?:br|/div|/p|/tr|/table|hr|/blockquote)\b[^<>]{0,200}>", re.IGNORECASE)
OWN_WORDS = 1500
"""Characters that a forwarder writes above a mail; who writes more is writing a mail of their own."""
FIELDS_WITHIN = 30


class Inner(NamedTuple):
    """The forwarded mail written anew, and the forwarder's own words."""

    raw: bytes
    words: str
    sure: bool
    """The mark says "forwarded"; programs that write the same above a quoted answer leave it open."""


def find(text: str, page: str, subject: str) -> Inner | None:
    """The one mail that is forwarded in this text (and HTML source `page`), or None."""
    for mark in MARKS.finditer(text):
        words = text[: mark.start()].strip()
        if len(words) > OWN_WORDS:
            return None
        fields, body = _fields(text, mark.end())
        sure = bool(mark["sure"] or mark["apple"] or mark["becky"])
        if not (sure or FORWARDED.match(subject)) or "From" not in fields or len(fields) < 2:
            continue
        return Inner(_compose(fields, _unquote(text[body:]), _html(page, fields)), words, sure)
    return None


def _fields(text: str, at: int) -> tuple[dict[str, str], int]:
    """The header lines below the mark in any of the languages, and where the body starts."""
    found: dict[str, str] = {}
    last = ""
    for _ in range(FIELDS_WITHIN):
        end = text.find("\n", at)
        line, below = text[at : end if end >= 0 else len(text)], end + 1 if end >= 0 else len(text)
        match = LINE.match(line)
        name = NAMES.get(match[1].lower()) if match else None
        blank = not line.strip(" \t\r>-_=")
        if match and name is not None and name not in found:
            found[name], last = match[2].strip(), name
        elif blank and found:
            return found, below
        elif found and (name is not None or line[:1] in (" ", "\t")):
            found[last] += " " + line.strip(" \t\r>")
        elif not blank and (found or not MARKS.match(line)):  # neither more of the fields nor a second mark before them
            return found, at
        if below == len(text):
            return found, below
        at = below
    return found, at


def _unquote(body: str) -> str:
    """Without the quoting that some programs put before every line."""
    lines = body.split("\n")
    filled = [line for line in lines if line.strip()]
    if filled and all(line.startswith(">") for line in filled):
        lines = [line[2:] if line.startswith("> ") else line[1:] for line in lines]
    return "\n".join(lines)


def _html(page: str, fields: dict[str, str]) -> str:
    """The HTML behind the header lines, with its links as they are; "" where the lines aren't found in it."""
    if not page:
        return ""
    mark = MARKS_IN_HTML.search(page)
    if mark is None:
        return ""
    at = last = mark.end()
    for value in fields.values():
        needle = html.escape(value.split("<")[0].strip().split("\n")[0][:40], quote=False)
        found = page.find(needle, at, at + 8000) if needle else -1
        last = max(last, found + len(needle)) if found >= 0 else last
    behind = BREAK.search(page, last, last + 4000)
    return page[behind.end() if behind else last :]


def _compose(fields: dict[str, str], text: str, page: str) -> bytes:
    told = {name: _mailbox(value) if name in ("From", "To", "Cc") else value for name, value in fields.items() if name != UNUSED}
    headers = [compose.field(name, value) for name, value in told.items()]
    pieces = [compose.Piece('text/plain; charset="utf-8"', text.encode("utf-8", "replace"))]
    if page:
        pieces.append(compose.Piece('text/html; charset="utf-8"', page.encode("utf-8", "replace")))
    return compose.mail(headers, pieces)


def _mailbox(value: str) -> str:
    """Outlook's `Name [mailto:address]` and Apple's bare forms as RFC 5322 has them."""
    return re.sub(r"\[mailto:([^\]\s]{1,320})\]", r"<\1>", value).replace("<mailto:", "<")
