"""Text for administrators: rules that keep the same mail out of mailboxes, and commands that find who else got it."""

from __future__ import annotations

import shlex

from sabaku.model import Hop, Text
from sabaku.render import tame
from sabaku.render.export.filters import literal
from sabaku.render.export.given import Given
from sabaku.render.export.names import head

# --- rules -------------------------------------------------------------------------------------------------------

_MANUAL = Text(
    "手作業で設定する場合(Thunderbird・Outlook・Gmailなど)は、次のいずれかに一致するメールを迷惑メールフォルダーへ移すルールを作成してください。",
    "To make the rule by hand (Thunderbird, Outlook, Gmail …): move mail that matches any of these to the junk folder.",
)
_IN_TEXT, _IN_SUBJECT, _FROM = (
    Text("本文に含む", "the text contains"),
    Text("件名に含む", "the subject contains"),
    Text("差出人", "the sender is"),
)
_NOTHING = Text(
    "攻撃者のものと判断できる値がないため、ルールは作成しません。", "No value was judged the attacker's own, so there is no rule."
)


def sieve_text(value: str) -> str:
    """The value as a quoted string of Sieve (RFC 5228 section 2.4.2)."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def powershell_text(value: str) -> str:
    """The value in single quotes of PowerShell, which takes typographic ones for the same and expands nothing inside."""
    return "'" + "".join(it * 2 if it in "'‘’‚‛" else it for it in value) + "'"


def mailbox_rule(it: Given) -> str:
    """The same rule for Sieve, for Exchange Online, and in words. The comments are in both languages."""
    links, senders, words = _links(it), it.values("address"), it.subject_words
    lines = head(it, "#")
    if not (links or senders):
        return "\n".join([*lines, f"# {it.t(_NOTHING)}"]) + "\n"
    lines += ["", "# ===== Sieve (Dovecot Pigeonhole, Cyrus)", *_sieve(links, senders)]
    lines += ["", "# ===== Exchange Online (PowerShell)", *_exchange(it, links, senders)]
    lines += ["", f"# ===== {it.t(_MANUAL)}"]
    lines += [f"#  - {it.t(_IN_TEXT)}: {tame.defang(link)}" for link in links]
    lines += [f"#  - {it.t(_FROM)}: {tame.address(sender)}" for sender in senders]
    if words:
        lines.append(f"#  - {it.t(_IN_SUBJECT)}: {tame.tame(words)}")
    return "\n".join(lines) + "\n"


def _links(it: Given) -> tuple[str, ...]:
    """What to look for in texts: whole host names, and URLs without scheme on hosts that others share."""
    names = it.values("host", "domain")
    pages = (url.partition("://")[2] for url in it.values("url"))
    return (*names, *(page for page in pages if not any(page.startswith(name) or f".{name}" in page for name in names)))


def _sieve(links: tuple[str, ...], senders: tuple[str, ...]) -> list[str]:
    tests = []
    if links:
        tests.append(f"body :text :contains [{', '.join(sieve_text(link) for link in links)}]")
    if senders:
        tests.append(f'address :is "from" [{", ".join(sieve_text(sender) for sender in senders)}]')
    return ['require ["body", "fileinto"];', f"if anyof ({', '.join(tests)}) {{", '  fileinto "Junk";', "  stop;", "}"]


def _exchange(it: Given, links: tuple[str, ...], senders: tuple[str, ...]) -> list[str]:
    lines = []
    if links:
        told = ",".join(powershell_text(link) for link in links)
        lines.append(f"New-TransportRule -Name 'sabaku {it.code} links' -SubjectOrBodyContainsWords {told} -SetSCL 9")
    if senders:
        told = ",".join(powershell_text(f"^{literal(sender)}$") for sender in senders)
        lines.append(f"New-TransportRule -Name 'sabaku {it.code} senders' -FromAddressMatchesPatterns {told} -SetSCL 9")
    return lines


# --- who else got it ---------------------------------------------------------------------------------------------

_LOGS = Text(
    "同じメールがほかにも届いていないか、メールサーバーのログを調べる手順です。ログの場所は環境に合わせて読み替えてください。",
    "How to find in the mail server's logs who else got the same mail. Put your own log's place where /var/log/maillog stands.",
)
_QUEUE, _IP, _ID, _SITE = (
    Text("この1通の配送記録(キューID)", "what became of this one mail (queue id)"),
    Text("同じIPアドレスからの接続", "connections from the same address"),
    Text("同じMessage-IDのメール(@より前だけで検索)", "the same Message-ID (by what stands before the @)"),
    Text("誘導先サイトへのアクセス(プロキシ・DNSのログ)", "visits to the site (logs of proxy and DNS)"),
)
_SUBJECTS = Text(
    "件名はPostfixの標準のログには残りません。件名で探す場合は、メールボックスの中を検索してください。",
    "Postfix does not log subjects by default. To search by subject, look into the mailboxes.",
)


def log_search(it: Given) -> str:
    """Commands for the logs of Postfix and others: by queue id, address, Message-ID, and visits to the site."""
    lines = [*head(it, "#")[:1], f"# {it.t(_LOGS)}"]
    for label, value in ((_QUEUE, _queue_id(it)), (_IP, it.case.origin.ip or ""), (_ID, _left_of_id(it))):
        if value:
            lines += ["", f"# {it.t(label)}", *_commands(value)]
    for site in it.values("host"):
        lines += ["", f"# {it.t(_SITE)}", f"grep -F -- {shlex.quote(site)} /var/log/squid/access.log*"]
        lines.append(f"grep -F -- {shlex.quote(site)} /var/log/unbound.log*")
    if it.subject_words:
        words = shlex.quote(it.subject_words)
        lines += ["", f"# {it.t(_SUBJECTS)}", f"doveadm search -A mailbox '*' HEADER Subject {words}"]
    return "\n".join(lines) + "\n"


def _commands(value: str) -> list[str]:
    said = shlex.quote(value)
    return [
        f"zgrep -h -F -- {said} /var/log/maillog* /var/log/mail.log* 2>/dev/null",
        f"journalctl -u 'postfix*' | grep -F -- {said}",
    ]


def _queue_id(it: Given) -> str:
    hops = (seen.detail for seen in it.case.seen("hop"))
    border = next((hop for hop in hops if isinstance(hop, Hop) and hop.standing == "border"), None)
    return border.queue_id if border is not None and border.queue_id.isalnum() and border.queue_id.isascii() else ""


def _left_of_id(it: Given) -> str:
    """The Message-ID before its @: what follows may be the recipient's own or an abused domain."""
    left = it.case.message.text_of("message-id").strip().lstrip("<").partition("@")[0]
    plain = left.isascii() and left.isprintable() and len(left) >= 8 and it.mask.text(left) == left
    return left[:200] if plain else ""
