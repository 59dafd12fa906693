"""Block lists of host names: a response-policy zone for DNS resolvers and a hosts file. Only names, no addresses."""

from __future__ import annotations

from sabaku.indicators import ROLES
from sabaku.names.whose import Role
from sabaku.render.export.given import HOST, TERM, Listed

_HOWTO_RPZ = """\
; Unbound:   rpz:
;              name: "sabaku.rpz"
;              zonefile: "/etc/unbound/sabaku.rpz"
; BIND:      response-policy { zone "sabaku.rpz"; };"""


def head(it: Listed, mark: str) -> list[str]:
    """The first lines of a block list: what it is about, how far it may be shared, when to look at it again."""
    until = (it.last + TERM).date().isoformat()
    lines = [
        f"sabaku {it.code}  {it.days}  TLP:{it.tlp.upper()}",
        "攻撃者のものと判断した値だけを収録しています。"
        if not it.all_roles
        else "攻撃者のもの以外も含みます。役割を確認のうえご利用ください。",
        "Holds only what was judged the attacker's own."
        if not it.all_roles
        else "Holds more than the attacker's own: see each role before use.",
        f"見直しの目安 / review after: {until}",
    ]
    return [f"{mark} {line}" for line in lines]


def _names(it: Listed) -> list[tuple[str, Role]]:
    """The host names to be blocked with their roles; a host below a listed domain is covered by it."""
    listed = {one.value: one.role for one in it.listed if one.kind in ("host", "domain") and HOST.fullmatch(one.value)}
    domains = {one.value for one in it.listed if one.kind == "domain"}
    return [(name, role) for name, role in listed.items() if not any(name.endswith(f".{up}") for up in domains)]


def rpz(it: Listed) -> str:
    """A response-policy zone: the names and everything below them do not exist (draft-vixie-dnsop-dns-rpz)."""
    serial = it.made.strftime("%Y%m%d01")
    lines = [
        *head(it, ";"),
        _HOWTO_RPZ,
        "$TTL 3600",
        f"@ IN SOA rpz.invalid. hostmaster.rpz.invalid. {serial} 3600 600 604800 3600",
    ]
    lines.append("@ IN NS rpz.invalid.")
    for name, role in _names(it):
        lines.append(f"{name} CNAME .  ; {ROLES[role].en}")
        lines.append(f"*.{name} CNAME .")
    return "\n".join(lines) + "\n"


def hosts_file(it: Listed) -> str:
    """Lines for a hosts file: each name that was seen, at no address. It can't cover names below them."""
    told = [one.value for one in it.listed if one.kind in ("host", "domain") and HOST.fullmatch(one.value)]
    names = sorted(dict.fromkeys(told), key=lambda name: name.split(".")[::-1])
    lines = [f"{at} {name}" for name in names for at in ("0.0.0.0", "::")]  # noqa: S104  the address that is nowhere
    return "\n".join([*head(it, "#"), *lines]) + "\n"
