"""Hunting queries: Sigma rules for proxy and DNS logs, KQL for Microsoft Defender. Values are quoted, never interpreted."""

from __future__ import annotations

import json
import uuid

from sabaku.render import tame
from sabaku.render.export.given import Given
from sabaku.render.export.stix import NAMESPACE, technique

_LEVELS = {"fraud": "high", "suspicious": "medium", "no-sign": "low"}


def quoted(value: str) -> str:
    """The value as a double-quoted YAML scalar (which JSON's strings are); control characters are made visible first."""
    return json.dumps(tame.tame(value), ensure_ascii=False)


def _sigma_value(value: str) -> str:
    """The value as Sigma means it: wildcards and backslashes stand for themselves."""
    return quoted(value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?"))


def sigma(it: Given) -> str:
    """One rule for proxy logs and one for DNS logs (Sigma rules specification 2)."""
    hosts = it.values("host", "domain")
    pages = tuple(url for url in it.values("url"))
    rules = []
    if hosts or pages:
        rules.append(_rule(it, "proxy", f"Access to the site of {it.a_mail}", _proxy(hosts, pages)))
    if hosts:
        rules.append(_rule(it, "dns", f"DNS query for the site of {it.a_mail}", _dns(hosts)))
    if it.values("ip"):
        rules.append(_rule(it, "firewall", f"Connection from or to the origin of {it.a_mail}", _ips(it.values("ip"))))
    return "---\n".join(rules) if rules else "# no indicator of the attacker's own\n"


def _rule(it: Given, category: str, title: str, detection: list[str]) -> str:
    tags = ["attack.initial-access", f"attack.{technique(it)[0].lower()}", f"tlp.{it.tlp}"]
    lines = [
        f"title: {title} ({it.code})",
        f"id: {uuid.uuid5(NAMESPACE, f'sigma:{category}:{it.report.sha256}')}",
        "status: experimental",
        f"description: {quoted(f'Seen in a mail of {it.at.date().isoformat()}: {it.subject}')}",
        "author: sabaku",
        f"date: {it.made.date().isoformat()}",
        "tags:",
        *(f"    - {tag}" for tag in tags),
        "logsource:",
        f"    category: {category}",
        "detection:",
        *detection,
        "falsepositives:",
        "    - Security staff looking into the same mail",
        f"level: {_LEVELS[it.report.verdict.level]}",
    ]
    return "\n".join(lines) + "\n"


def _proxy(hosts: tuple[str, ...], pages: tuple[str, ...]) -> list[str]:
    lines, names = [], []
    if hosts:
        names.append("host")
        lines += ["    selection_host:", "        cs-host:", *(f"            - {_sigma_value(it)}" for it in hosts)]
        lines += ["    selection_below:", "        cs-host|endswith:"]
        lines += [f"            - {_sigma_value(f'.{it}')}" for it in hosts]
    if pages:
        names.append("url")
        # without the scheme: some proxies log it, some do not
        bare = dict.fromkeys(it.partition("://")[2] for it in pages)
        lines += ["    selection_url:", "        c-uri|contains:", *(f"            - {_sigma_value(it)}" for it in bare)]
    return [*lines, "    condition: 1 of selection_*"]


def _dns(hosts: tuple[str, ...]) -> list[str]:
    return [
        "    selection_name:",
        "        query:",
        *(f"            - {_sigma_value(it)}" for it in hosts),
        "    selection_below:",
        "        query|endswith:",
        *(f"            - {_sigma_value(f'.{it}')}" for it in hosts),
        "    condition: 1 of selection_*",
    ]


def _ips(ips: tuple[str, ...]) -> list[str]:
    told = [f"            - {_sigma_value(it)}" for it in ips]
    return [
        "    selection_from:",
        "        src_ip:",
        *told,
        "    selection_to:",
        "        dst_ip:",
        *told,
        "    condition: 1 of selection_*",
    ]


# --- KQL ---------------------------------------------------------------------------------------------------------


def kql_text(value: str) -> str:
    """The value as a KQL string literal; the same escapes as JSON's, of which KQL knows these."""
    return '"' + tame.tame(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(values: tuple[str, ...]) -> str:
    return "dynamic([" + ", ".join(kql_text(it) for it in values) + "])"


def kql(it: Given) -> str:
    """Queries for Microsoft Defender XDR: who got it, who clicked, which machine went there."""
    hosts, pages, ips, senders = it.values("host", "domain"), it.values("url"), it.values("ip"), it.values("address")
    since = it.at.date().isoformat()
    lines = [f"// sabaku {it.code}  {since}  TLP:{it.tlp.upper()}", *_lets(hosts, pages, ips, senders), ""]
    lines += _who_got_it(it, since)
    if hosts or pages:
        lines += ["// 誰が受け取ったか(リンクから) / who got it, by its links", "EmailUrlInfo"]
        lines += [f"| where Timestamp >= datetime({since})", "| where UrlDomain has_any (Hosts) or Url has_any (Urls)"]
        lines += ["| join kind=inner EmailEvents on NetworkMessageId", _COLUMNS, ""]
        lines += ["// 誰がクリックしたか / who clicked", "UrlClickEvents", f"| where Timestamp >= datetime({since})"]
        lines += ["| where Url has_any (Hosts) or Url has_any (Urls)", "| project Timestamp, AccountUpn, Url, ActionType", ""]
        lines += ["// どの端末がアクセスしたか / which machine went there", "DeviceNetworkEvents"]
        lines += [f"| where Timestamp >= datetime({since})", "| where RemoteUrl has_any (Hosts)"]
        lines += ["| project Timestamp, DeviceName, InitiatingProcessFileName, RemoteUrl, RemoteIP", ""]
    return "\n".join(lines)


_COLUMNS = "| project Timestamp, RecipientEmailAddress, SenderFromAddress, SenderIPv4, Subject, DeliveryAction"


def _lets(*values: tuple[str, ...]) -> list[str]:
    names = ("Hosts", "Urls", "Ips", "Senders")
    return [f"let {name} = {_list(told)};" for name, told in zip(names, values, strict=True)]


def _who_got_it(it: Given, since: str) -> list[str]:
    told = ["SenderIPv4 in (Ips)", "SenderIPv6 in (Ips)", "SenderFromAddress in~ (Senders)"]
    if it.subject_words:
        told.append(f"Subject startswith {kql_text(it.subject_words)}")
    return [
        "// 誰が受け取ったか / who got it",
        "EmailEvents",
        f"| where Timestamp >= datetime({since})",
        f"| where {' or '.join(told)}",
        _COLUMNS,
        "",
    ]
