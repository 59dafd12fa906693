"""One check: the «login» that is reported came from an address that can't be."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names import hosts
from sabaku.text import late

_IP = late.pattern(r"[0-9]{1,3}\.(?:[0-9]{1,3}\.){2}[0-9]{1,3}(?![0-9]|\.[0-9])")


@check(
    id="body.bogus-login-data",
    over="message",
    said=("scare.login",),
    group="body",
    title=Text(ja="本文のログイン情報のIPアドレスがあり得ません", en="The reported login has an impossible address"),
    says=Text(
        ja="不審なログイン元として {ip} が挙げられていますが、{why}で、インターネット経由のアクセス元にはなり得ません。",
        en="It names {ip} as the source of a login; {why}: no access over the Internet comes from there.",
    ),
    speaks_for=("credential-phishing",),
    experts=("BODYIP",),
)
def bogus_login_data(case: Case, it: Observable) -> Iterator[Hit]:
    """The numbers are filled in at random. Innocent cause: notices of routers and inside systems."""
    text = _said.text(case)
    for found in _IP.finditer(text[: _said.SEARCHED]):
        why = _why(found[0])
        if why is not None:
            where = Span("visible", *found.span())
            yield Hit(Evidence(where, found=found[0]), ip=datum("ip", found[0]), why=datum("text", "why", why))
            return


def _why(text: str) -> Text | None:
    octets = [int(octet) for octet in text.split(".")]
    if max(octets) > 255:
        return Text("255を超える数を含む、存在しないIPアドレス", "a number above 255 makes it no address at all")
    if octets[0] >= 240:
        return Text("誰にも割り当てられていない予約済みのアドレス", "it is a reserved address that nobody has")
    if octets[0] >= 224:
        return Text("一斉配信(マルチキャスト)専用のアドレス", "it is an address for multicast, which no machine has for itself")
    if hosts.is_global(text):
        return None
    return Text("家庭や社内でだけ使うアドレス(プライベートアドレスなど)", "it is an address for use inside a house only")
