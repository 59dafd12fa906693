"""What a visit to a page of the gallery must find, held against what was read; used on recorded and on fresh visits alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sabaku.model import Face, Site

SECRETS = {"password", "pin", "otp", "card", "cvv", "expiry", "account"}
SIGNS = {
    "human_check": "human-check",
    "geofence": "geofence",
    "paste_command": "paste-command",
    "device_code": "device-code",
    "looks_at_visitor": "watches-visitor",
}


def wrong(site: Site, expect: dict[str, Any]) -> list[str]:
    """All in which the facts are not as page.toml says; empty where they are right."""
    return list(_wrong(site, site.faces[0], expect))


def _wrong(site: Site, main: Face, expect: dict[str, Any]) -> Iterator[str]:
    states = expect.get("states", [expect.get("state", "up")])
    if site.state not in states:
        yield f"state {site.state}, not {states} (error {main.error!r}, status {main.status})"
    if site.brand != expect["brand"]:
        yield f"brand {site.brand!r} by {main.why}, not {expect['brand']!r}"
    if "title" in expect and site.title != expect["title"]:
        yield f"title {site.title!r}"
    asked = {field for form in site.forms for field in form.fields}
    if "asks" in expect and (set(expect["asks"]) - asked or (not expect["asks"] and asked & SECRETS)):
        yield f"asks {sorted(asked)}, not {expect['asks']}"
    posts = {form.posts_to for form in site.forms} - {""}
    if set(expect.get("posts_to", ())) - posts:
        yield f"posts to {posts}"
    if set(expect.get("sends_to", ())) - {it.to for face in site.faces for it in face.sends_to}:
        yield f"sends to {main.sends_to}"
    yield from _deeds(site, main, expect)
    yield from _visitors(site, main, expect)


def _deeds(site: Site, main: Face, expect: dict[str, Any]) -> Iterator[str]:
    for key, sign in SIGNS.items():
        if key in expect and not any(sign in it.signs for it in site.faces):
            yield f"signs {main.signs} without {sign}"
    if "kind" in expect and main.kind != expect["kind"]:
        yield f"kind {main.kind!r}"
    if "kit" in expect and expect["kit"] not in main.kits:
        yield f"kits {main.kits}"
    if "downloads" in expect and [it.name for it in main.downloads] != expect["downloads"]:
        yield f"downloads {main.downloads}"
    if expect.get("ocr") and main.read_by != "ocr":
        yield "the picture was not read"
    if expect.get("certificate") == "self-signed" and not (main.certificate and main.certificate.self_signed):
        yield f"certificate {main.certificate}"
    if "dialogs" in expect and "dialogs" not in main.signs:
        yield "no dialogs"
    if "status" in expect and main.status != expect["status"]:
        yield f"status {main.status}"


def _visitors(site: Site, main: Face, expect: dict[str, Any]) -> Iterator[str]:
    if "final_host" in expect and f"//{expect['final_host']}/" not in site.final_url:
        yield f"ends at {site.final_url}"
    for host in expect.get("hosts", ()):
        if not any(f"//{host}/" in it for it in site.chain):
            yield f"{host} is not on the way {site.chain}"
    if "faces" in expect and len(site.faces) > 1:
        seen = {it.visitor.partition("-")[0]: it.state for it in site.faces}
        if seen != expect["faces"]:
            yield f"faces {seen}, not {expect['faces']}"
    if len(site.faces) > 1 and bool(site.differs) != expect.get("differ", False):
        yield f"differs {site.differs}"
