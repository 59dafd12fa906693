"""How a tab is dressed as a visitor: what the browser is told before the first request, and the scripts that it is given.

Says what is to be asked and asks nothing itself.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

from sabaku.sources._browser import gate
from sabaku.sources._browser.visitors import Visitor

Order = tuple[str, Mapping[str, Any]]
"""A method of the DevTools protocol with its parameters."""
_MAJOR = re.compile(r"/(\d{1,4})\.")


def everywhere(visitor: Visitor, version: str) -> list[Order]:
    """What every world of this visitor (page, frame, worker) is told: who they are, and that we listen.

    `version`: the browser's own, as `Chrome/138.0.7204.92`; a visitor by that browser bears its number.
    """
    found = _MAJOR.search(version)
    major = found[1] if found else "0"
    said: list[Order] = [
        ("Network.enable", {"maxTotalBufferSize": 32 << 20, "maxResourceBufferSize": 8 << 20}),
        ("Fetch.enable", {"patterns": gate.PATTERNS, "handleAuthRequests": True}),
        ("Runtime.enable", {}),
        ("Emulation.setTimezoneOverride", {"timezoneId": visitor.zone}),
        ("Emulation.setLocaleOverride", {"locale": visitor.languages[0].replace("-", "_")}),
    ]
    if visitor.agent:
        who: dict[str, Any] = {
            "userAgent": visitor.agent.replace("{major}", major),
            "acceptLanguage": ",".join(visitor.languages),
            "platform": visitor.platform,
        }
        if visitor.engine == "chromium":
            who["userAgentMetadata"] = _hints(visitor, major)
        said.append(("Emulation.setUserAgentOverride", who))
    return said


def tab(visitor: Visitor, channel: str) -> list[Order]:
    """What only the tab itself can be told; `channel`: the name under which our script in the page reaches us."""
    return [
        ("Page.enable", {}),
        ("Network.setBypassServiceWorker", {"bypass": True}),
        ("Network.setCacheDisabled", {"cacheDisabled": False}),
        ("Security.setIgnoreCertificateErrors", {"ignore": True}),
        ("Runtime.addBinding", {"name": channel}),
        ("Page.addScriptToEvaluateOnNewDocument", {"source": _watcher(visitor, channel)}),
        ("Emulation.setFocusEmulationEnabled", {"enabled": True}),
        ("Emulation.setTouchEmulationEnabled", {"enabled": visitor.mobile, "maxTouchPoints": 5 if visitor.mobile else 1}),
        ("Emulation.setDeviceMetricsOverride", {"width": visitor.width, "height": visitor.height, "mobile": visitor.mobile,
         "deviceScaleFactor": visitor.scale, "screenWidth": visitor.width, "screenHeight": visitor.height}),
        ("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}),
    ]  # fmt: skip


def _watcher(visitor: Visitor, channel: str) -> str:
    told = script("watch.js").replace("{{channel}}", channel)
    driven, webkit = not visitor.agent, visitor.engine == "webkit"
    return told.replace("{{driven}}", json.dumps(driven)).replace("{{webkit}}", json.dumps(webkit))


@functools.cache
def script(name: str) -> str:
    """A script of this folder that runs in the page."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _hints(visitor: Visitor, major: str) -> dict[str, Any]:
    """The client hints that go with the visitor's name."""
    brands = [{"brand": it, "version": v} for it, v in (("Not;A=Brand", "99"), ("Google Chrome", major), ("Chromium", major))]
    system, version = ("Android", "10") if visitor.mobile else ("Windows", "15.0.0")
    rest = {"platform": system, "platformVersion": version, "architecture": "" if visitor.mobile else "x86", "bitness": "64"}
    return {
        "brands": brands,
        "fullVersion": f"{major}.0.0.0",
        "model": "K" if visitor.mobile else "",
        "mobile": visitor.mobile,
        **rest,
    }
