"""The only door through which values of a mail reach a report: nothing that comes out of here can act or hide.

Every function is idempotent (a tamed value stays as it is) and linear. Knows no report, no language and no colours.
"""

from __future__ import annotations

import re
from html import escape

from sabaku.text import late
from sabaku.text.fold import SELECTORS

_CONTROLS = "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
NAMED = {
    **dict(enumerate(_CONTROLS.split())),
    0x007F: "DEL",
    0x00AD: "SHY",
    0x061C: "ALM",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
    **{0xFE00 + n: f"VS{n + 1}" for n in range(16)},
    **{0xE0100 + n: f"VS{n + 17}" for n in range(240)},
}
"""Short names of invisible characters, as the Unicode standard's charts abbreviate them."""

HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""Control, bidi, zero-width, filler, tag and surrogate characters: what a reader cannot see or a terminal would obey."""

_BREAKS = re.compile(r"\r\n?+|[\x85\u2028\u2029]")
_LINES = re.compile(r"\n++")
_PICTURES = r"\u2190-\u2bff\U0001f000-\U0001faff"
_HIDDEN = late.pattern(
    f"(?!(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}]))[{HIDDEN}]|(?<=[A-Za-z\u3041-\u30ff])[{SELECTORS}]"
    "|(?<=[\u3400-\u9fff])[\ufe03-\ufe0d]"
)
"""Variation selectors shape a kanji (the first three, and those from VS17 on) or an emoji unseen, and joiners bind emoji to one
(UTS #51); elsewhere they hide."""
_STACKING = (
    r"\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    r"\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_PILE = late.pattern(f"([{_STACKING}]{{3}})[{_STACKING}]++")
_ODD = late.pattern(f"[\n\r\t\u2028\u2029{HIDDEN}{_STACKING}]")
"""What a text must hold for any of it to be changed: most hold none."""


def _name(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"⟨{NAMED.get(code) or f'U+{code:04X}'}⟩"


def tame(value: object, *, lines: bool = False) -> str:
    """The value as text in which everything is visible; line breaks become "⏎" unless `lines`.

    Control, bidi and zero-width characters become their names in ⟨⟩ (UTS #39 and UTR #36 call for it), as Unicode's pictures of
    them are in few fonts; piles of combining marks are cut after the third, lone surrogates named.
    """
    text = value if isinstance(value, str) else str(value)
    if (text.isascii() and text.isprintable()) or not _ODD.search(text):
        return text
    text = _HIDDEN.sub(_name, _BREAKS.sub("\n", text))
    text = _PILE.sub(r"\1…", text)
    if lines:
        return text
    return _LINES.sub(" ⏎ ", text.strip("\n")).replace("\t", " ")


def shown_length(text: str, limit: int) -> tuple[str, str] | None:
    """Head and tail of a text that is longer than `limit`, together about that long; None for one that is not."""
    if len(text) <= limit:
        return None
    tail = limit // 3
    return text[: limit - tail], text[-tail:]


# --- nothing may be clicked --------------------------------------------------------------------------------------

_SCHEME = re.compile(r"https?(?=\s{0,3}:)|ftps?(?=:)", re.IGNORECASE)
_OTHER_SCHEME = late.pattern(
    r"(?<![A-Za-z0-9])((?:javascript|vbscript|data|mailto|file|tel|sms|xmpp|irc|news|ldap|smb|blob|intent|itms|market|ws|wss))"
    r":(?!\])(?=\S)",
    re.IGNORECASE,
)
_ANY_SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])(?<!\[\.\])(?<!h\*\*)([A-Za-z][A-Za-z0-9+.-]{1,30}+)://")
_AUTHORITY = late.pattern(r"(?<=//)[^/\\?#\s<>\"'「」()、。]{1,2048}+")
_WWW = re.compile(r"[wW](?<![A-Za-z0-9].)[wW]{2}\.[\w\[\].-]{1,255}+")
_MAILBOX = re.compile(r"@[\w\[\].-]{1,255}+")
_DOT = re.compile(r"\.(?<!\[.)(?=\w)")


def host(value: object) -> str:
    """A host name or domain that no program makes a link of: `evil[.]example`."""
    return _DOT.sub("[.]", _break(tame(value)))


def address(value: object) -> str:
    """A mail address that no program makes a link of: `user@evil[.]example`."""
    local, at, domain = _break(tame(value)).rpartition("@")
    return f"{local}{at}{_DOT.sub('[.]', domain)}" if at else domain


def defang(value: object, *, lines: bool = False) -> str:
    """Any text or URL with all schemes, hosts and mail addresses in it broken: `hxxps://evil[.]example/path.html`."""
    return _break(tame(value, lines=lines))


def _break(text: str) -> str:
    if "@" in text:
        text = _MAILBOX.sub(_dots, text)
    if ":" in text:
        text = _SCHEME.sub(_mild, text)
        text = _OTHER_SCHEME.sub(_closed, text)
        text = _ANY_SCHEME.sub(_unlike, text)
    if "//" in text:
        text = _AUTHORITY.sub(_dots, text)
    return _WWW.sub(_dots, text) if "www." in text.lower() else text


def _dots(found: re.Match[str]) -> str:
    return _DOT.sub("[.]", found.group())


def _closed(found: re.Match[str]) -> str:
    return f"{found[1]}[:]"  # a function: for a template `re` asks Python code first, even where nothing is found


def _mild(found: re.Match[str]) -> str:
    word = found.group()
    if word[0] in "fF":
        return word[0] + "x" + word[2:]
    return word[0] + "xx" + word[3:]


def _unlike(found: re.Match[str]) -> str:
    scheme = found.group(1)
    return found.group() if scheme.lower() in {"hxxp", "hxxps", "fxp", "fxps"} else f"{scheme}[:]//"


# --- where it is put ---------------------------------------------------------------------------------------------


def html_safe(value: object, *, lines: bool = False) -> str:
    """The value for text or a quoted attribute of HTML: tamed, defanged and escaped."""
    return escape(defang(value, lines=lines), quote=True)


_MARKS = late.pattern(r"([\\`*_{}\[\]<>#|~$&!])|(?<![\w])([-+])(?=\s)|^([^\S\n]*+\d{1,9})([.)])(?=\s)|(^=+$)", re.MULTILINE)


def markdown_safe(value: object) -> str:
    """The value for the text of a Markdown page (CommonMark, GitHub): tamed, defanged, every mark escaped, one line."""
    text = defang(value)
    return _MARKS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    if found.group(3):
        return f"{found.group(3)}\\{found.group(4)}"
    return "".join(f"\\{it}" for it in found.group())


_WEEDS = late.pattern(f"[{HIDDEN}\u2028\u2029]")


def json_safe(text: str) -> str:
    """JSON text whose hidden characters stand as escapes: the values are the same, and a terminal obeys nothing."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _WEEDS.sub(lambda found: as_escape(found[0]), text)


def as_escape(char: str) -> str:
    """A character as JSON may write it (RFC 8259 section 7): those beyond the first plane as two."""
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def quoted(word: str) -> str:
    """A word of the user's own command line as a shell would read it again."""
    from shlex import quote

    return tame(quote(word))


def plain_name(name: str) -> bool:
    """Whether a shell would read the file's name as nothing but a name; `#` stands before a mail's number in its mailbox."""
    plain = name.isascii() and name.translate(str.maketrans("", "", "/-_.#")).isalnum()
    return plain and not name.startswith(("-", "#")) and defang(name) == name
