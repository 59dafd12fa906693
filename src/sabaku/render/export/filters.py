"""Rules for mail servers and their filters: Postfix, SpamAssassin, rspamd. Every value is a literal, never a pattern."""

from __future__ import annotations

import re

from sabaku.names import hosts
from sabaku.render.export.given import Listed
from sabaku.render.export.names import head

_SPECIAL = re.compile(r"[^A-Za-z0-9_]")


def literal(value: str) -> str:
    """The ASCII value as a regular expression of Perl or PCRE that matches only itself, whatever the delimiters are."""
    return _SPECIAL.sub(lambda it: f"\\{it[0]}", value)


def _sites(it: Listed) -> tuple[str, ...]:
    """Host names that can be looked for in links, the shortest of each family."""
    names = it.values("host", "domain")
    return tuple(name for name in names if not any(name != up and name.endswith(f".{up}") for up in names))


def _pages(it: Listed) -> tuple[str, ...]:
    """URLs on hosts that are not listed themselves (shared services), without their scheme."""
    sites = _sites(it)
    told = (url.partition("://")[2] for url in it.values("url"))
    hosts_of = ((url, re.split(r"[/:?#]", url)[0]) for url in told)
    return tuple(url for url, host in hosts_of if not any(host == up or host.endswith(f".{up}") for up in sites))


def _file(name: str, how: str) -> list[str]:
    return ["", f"# ===== {name}", f"# {how}"]


def postfix(it: Listed) -> str:
    """Tables for Postfix: client addresses (cidr), envelope senders, links in bodies (pcre). Each part is a file of its own."""
    why = f"sabaku {it.code}"
    lines = head(it, "#")
    lines += _file("/etc/postfix/sabaku_client.cidr", "smtpd_client_restrictions = check_client_access cidr:…/sabaku_client.cidr")
    lines += [f"{ip}/{128 if ':' in ip else 32} REJECT {why}" for ip in it.values("ip") if hosts.is_ip(ip)]
    lines += _file("/etc/postfix/sabaku_sender", "smtpd_sender_restrictions = check_sender_access texthash:…/sabaku_sender")
    lines += [f"{sender} REJECT {why}" for sender in it.values("address", "domain")]
    lines += _file(
        "/etc/postfix/sabaku_body.pcre",
        "body_checks = pcre:…/sabaku_body.pcre  (Base64の本文には効きません / does not see base64 bodies)",
    )
    lines += [rf"/(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]+\.)*{literal(site)}(?![A-Za-z0-9.-])/ HOLD {why}" for site in _sites(it)]
    lines += [f"/{literal(page)}/ HOLD {why}" for page in _pages(it)]
    return "\n".join(lines) + "\n"


def spamassassin(it: Listed) -> str:
    """A rule file for SpamAssassin (local.cf or a .cf of its own)."""
    name = f"SABAKU_{it.code.upper()}"
    rules: list[tuple[str, str]] = [
        ("uri", rf"m{{^https?://(?:[^/?\#]*\.)?{literal(site)}(?:[:/?\#]|$)}}i") for site in _sites(it)
    ]
    rules += [("uri", f"m{{^https?://{literal(page)}}}i") for page in _pages(it)]
    rules += [("header", f"X-Spam-Relays-External =~ /^\\[ ip={literal(ip)} /") for ip in it.values("ip")]
    rules += [("header", f"EnvelopeFrom =~ /^{literal(sender)}$/i") for sender in it.values("address")]
    lines = head(it, "#")
    lines += [f"{kind:<8} __{name}_{n} {rule}" for n, (kind, rule) in enumerate(rules, 1)]
    if rules:
        lines.append(f"meta     {name} ({' || '.join(f'__{name}_{n}' for n in range(1, len(rules) + 1))})")
        lines.append(f"describe {name} Link, sender or origin of a known fraud")
        lines.append(f"score    {name} 5.0")
    return "\n".join(lines) + "\n"


def rspamd(it: Listed) -> str:
    """Multimap rules for rspamd with their maps. Each part is a file of its own."""
    parts = {
        "url": (_sites(it), 'type = "url";'),
        "page": (tuple(f"/{literal(page)}/i" for page in _pages(it)), 'type = "url";\n  filter = "full";\n  regexp = true;'),
        "ip": (it.values("ip"), 'type = "ip";'),
        "from": (it.values("address"), 'type = "from";'),
    }
    folder = "/etc/rspamd/local.d/maps.d"
    lines = [*head(it, "#"), "", "# ===== /etc/rspamd/local.d/multimap.conf"]
    for part, (values, type) in parts.items():
        if values:
            lines += [
                f"SABAKU_{it.code.upper()}_{part.upper()} {{",
                f"  {type}",
                f'  map = "{folder}/sabaku_{it.code}_{part}.map";',
            ]
            lines += ["  score = 8.0;", '  description = "Link, sender or origin of a known fraud";', "}"]
    for part, (values, _) in parts.items():
        if values:
            lines += ["", f"# ===== {folder}/sabaku_{it.code}_{part}.map", *values]
    return "\n".join(lines) + "\n"
