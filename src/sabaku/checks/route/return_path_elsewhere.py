"""One check: an envelope sender of another domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.hosts import registrable


@check(
    id="route.return-path-elsewhere",
    over="message",
    group="route",
    title=Text(
        ja="返送先のドメインが差出人と違います",
        en="Failures are sent to another domain",
    ),
    says=Text(
        ja="差出人は {sender} ですが、エンベロープFrom(Return-Path)は {path} です。{worth}",
        en="The mail shows {sender} as sender, but the envelope sender (Return-Path) is at {path}. {worth}",
    ),
    experts=("RPM",),
    attacks=(23,),
)
def return_path_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail services use their own envelope domain, so it counts little, and not at all for known services and lists (RFC 5321
    4.4).
    """
    path, senders = case.first("domain", "return-path"), _route.from_domains(case)
    if path is None or not senders or case.seen("list") or _route.by_service(case) or _route.platform_name(path.shown):
        return
    own = {_route.domain_of(one) for one in senders}
    if path.value not in own and not any(one.value in own for one in case.seen("domain", "dkim") if _results.vouched(case)):
        proven = any(method == "spf" and registrable(it) == registrable(path.value) for _, method, it in _results.passes(case))
        yield Hit(
            _route.at(case, path.seen, path.shown),
            _route.at(case, senders[0].seen, senders[0].shown),
            sender=datum("address", senders[0].value),
            path=datum("domain", path.shown),
            worth=Datum("text", "proven" if proven else "claimed", _WORTH[proven]),
        )


_WORTH = {
    True: Text(
        "SPFに合格したのは後者で、実際に送ったのはその持ち主が認めたサーバーです。",
        "SPF passed for the latter: a server that its owner approves of sent it.",
    ),
    False: Text(
        "どちらも送信側が自由に書ける欄で、実際に送ったのがどちらかは、これだけでは分かりません。",
        "The sender's side writes both as it likes, and which of them sent it cannot be told from this.",
    ),
}
