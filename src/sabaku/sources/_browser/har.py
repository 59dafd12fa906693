"""The recording of a visitor's requests as HAR 1.2, with the texts of small scripts and pages. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from sabaku.sources._browser.notes import Resource

BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 32503680000.0
"""The year 3000; the browser's word for what time it is goes no further."""


def har(resources: Iterable[Resource], version: str, url: str, title: str, begin: float) -> bytes:
    """The HAR file. Bodies stand there as text where they were kept, else as `_sha256`. `begin`: seconds since 1970."""
    page = {"startedDateTime": _moment(begin), "id": "page", "title": title or url, "pageTimings": {}}
    log = {
        "version": "1.2",
        "creator": {"name": "sabaku", "version": "1"},
        "browser": {"name": "Chromium", "version": version},
        "pages": [page],
        "entries": [_entry(it, begin) for it in resources],
    }
    return msgspec.json.format(msgspec.json.encode({"log": log}), indent=1)


def _entry(it: Resource, begin: float) -> dict[str, Any]:
    took = round(it.took * 1000, 1)
    return {
        "pageref": "page",
        "startedDateTime": _moment(begin + it.at),
        "time": took,
        "request": _request(it),
        "response": _response(it),
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
        "_resourceType": it.type,
    }


def _request(it: Resource) -> dict[str, Any]:
    return {
        "method": it.method,
        "url": it.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(it.sent),
        "queryString": [{"name": k, "value": v} for k, v in _query(it.url)],
        "headersSize": -1,
        "bodySize": -1,
    }


def _response(it: Resource) -> dict[str, Any]:
    content: dict[str, Any] = {"size": it.bytes, "mimeType": it.mime or "x-unknown", "_sha256": it.sha256}
    if it.text:
        content["text"] = it.text
    return {
        "status": it.status,
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(it.headers),
        "content": content,
        "redirectURL": it.headers.get("location", ""),
        "headersSize": -1,
        "bodySize": it.bytes,
        "_error": it.fault,
    }


def _headers(told: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": k, "value": v} for k, v in told.items()]


def _query(url: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return []


def _moment(seconds: float) -> str:
    return (BEGIN + timedelta(seconds=min(max(seconds, 0.0), LATEST))).isoformat(timespec="milliseconds").replace("+00:00", "Z")
