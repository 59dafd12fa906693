"""Where a piece of evidence stands, in words: header and line, part of the body, or the recorded answer."""

from __future__ import annotations

from collections.abc import Mapping

from sabaku.model import Evidence, Fact, Lang, Message, Question, Report, Span, Text
from sabaku.render import tame
from sabaku.render.answers import question as asked
from sabaku.render.answers import source

_BODY = Text("本文", "Text")
_VIEWS: Mapping[str, Text] = {
    "headers": Text("ヘッダー全体", "All headers"),
    "text": _BODY,
    "html": Text("本文(HTML)", "Text (HTML)"),
    "visible": _BODY,
    "raw": Text("ソース全体", "The whole source"),
}
_DERIVED: Mapping[str, Text] = {
    "part": Text("本文(パート {})", "Text (part {})"),
    "qr": Text("QRコード(パート {})", "QR code (part {})"),
    "pdf": Text("PDF(パート {})", "PDF (part {})"),
    "file": Text("添付ファイルの中(パート {})", "Inside the attached file (part {})"),
    "zip": Text("圧縮ファイルの中(パート {})", "Inside the archive (part {})"),
}
_HEADER_NAME = 60


def line_of(raw: bytes, at: int) -> int:
    """The number of the line in which that byte stands, from 1."""
    return raw.count(b"\n", 0, at) + 1


def field_name(raw: bytes, at: int) -> str:
    """The name of the header field (RFC 5322 section 2.2) that holds that byte; "" where there is none."""
    start = raw.rfind(b"\n", 0, at) + 1
    while start and raw[start : start + 1] in {b" ", b"\t"}:
        start = raw.rfind(b"\n", 0, start - 1) + 1
    name, colon, _ = raw[start : start + _HEADER_NAME].partition(b":")
    return name.strip().decode("latin-1") if colon and name.strip() and not name.strip().count(b" ") else ""


class Places:
    """Names places of one mail. With `message`, lines of decoded bodies are counted too."""

    def __init__(self, report: Report, raw: bytes, message: Message | None, lang: Lang) -> None:
        self.raw, self.message, self.lang = raw, message, lang
        self.facts: Mapping[Question, Fact] = {it.question: it for it in report.facts}

    def name(self, evidence: Evidence) -> str:
        """Where that evidence stands, in the reader's language, safe to print."""
        if isinstance(evidence.where, Question):
            return self._answer(evidence.where)
        if evidence.where.view.startswith("header:"):
            return self._header(evidence)
        if evidence.where.view == "raw" and (line := self._source_line(evidence.where)):
            return f"ソースの{line}行目" if self.lang == "ja" else f"Source, line {line}"
        if evidence.page:
            page = f"の{evidence.page}ページ" if self.lang == "ja" else f", page {evidence.page}"
            return self._view(evidence.where.view) + page
        return self._view(evidence.where.view) + self._line(evidence.where, evidence.raw)

    def _source_line(self, span: Span) -> int:
        """The line of a piece of the source; 0 where all of it is meant, or it is not at hand."""
        return 0 if span.start == 0 or span.end <= span.start or not self.raw else line_of(self.raw, span.start)

    def _view(self, view: str) -> str:
        kind, _, which = view.partition(":")
        if kind in _VIEWS or (kind == "part" and self._only_text()):
            return _VIEWS.get(kind, _BODY).in_(self.lang)
        known = _DERIVED.get(kind)
        return known.in_(self.lang).format(tame.defang(which.partition("/")[0])) if known else tame.defang(view)

    def _only_text(self) -> bool:
        """Whether the mail has a single text, so that its part needs no number."""
        return self.message is not None and sum(it.type.startswith("text/") for it in self.message.parts) == 1

    def _answer(self, question: Question) -> str:
        fact = self.facts.get(question) or Fact(question, "not-asked")
        name, about = source(question.source, self.lang), asked(fact, self.lang)
        return f"{name}の回答({about})" if self.lang == "ja" else f"{name}: answer about {about}"

    def _header(self, evidence: Evidence) -> str:
        ja = self.lang == "ja"
        if evidence.raw is None or not self.raw:
            return "ヘッダー" if ja else "Header"
        at = evidence.raw[0]
        name, line = tame.defang(field_name(self.raw, at)), line_of(self.raw, at)
        if not name:
            return f"ヘッダー({line}行目)" if ja else f"Header (line {line})"
        return f"{name}ヘッダー({line}行目)" if ja else f"{name} header (line {line})"

    def _line(self, span: Span, raw: tuple[int, int] | None) -> str:
        """The line in the decoded text of the place, where it is a place and not the whole."""
        if span.start == span.end or span.view in {"headers", "raw"}:
            return ""
        if self.message is not None:
            try:
                line = self.message.view(span.view).text.count("\n", 0, span.start) + 1
            except KeyError:
                return ""
            return f"の{line}行目" if self.lang == "ja" else f", line {line}"
        if raw is not None and self.raw:
            line = line_of(self.raw, raw[0])
            return f"(ソースの{line}行目)" if self.lang == "ja" else f" (line {line} of the source)"
        return ""
