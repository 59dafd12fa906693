"""One check: a client without a confirmed reverse name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._route import names_reverse
from sabaku.model import Case, Hop, Observable, Text


@check(
    id="route.no-reverse-name",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="接続元に逆引き名がありません",
        en="The client has no confirmed reverse name",
    ),
    says=Text(
        ja="接続元 {ip} には、確認できる逆引き名がありません{mark}。"
        "メールサーバーとして正しく用意された機械なら、名前とIPアドレスが互いに一致するよう登録されています。",
        en="The client {ip} has no confirmed reverse name{mark}. A machine that was properly set up to send mail has "
        "a name that fits its address both ways.",
    ),
    attacks=(39,),
)
def no_reverse_name(case: Case, it: Observable) -> Iterator[Hit]:
    """`unknown` in Postfix, a bare `[address]` in Sendmail, Exim and Gmail, `may be forged` in Sendmail: all mean that the
    reverse name is missing or does not lead back. Large receivers demand it since 2024 (Google and Yahoo sender
    guidelines), and most phishing in Japan comes without
    (フィッシング対策協議会, monthly reports). Innocent causes: a small company's own server, a passing failure
    of DNS.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.ip or not names_reverse(hop) or _route.submitted(hop):
        return
    forged = "may be forged" in it.shown
    if hop.rdns and not forged:
        return
    mark = "may be forged" if forged else "unknown" if "unknown" in it.shown.partition(" by ")[0].lower() else hop.ip
    told = Text(f"(「{mark}」と記録されています)", f" (recorded as “{mark}”)") if mark != hop.ip else Text("", "")
    yield Hit(_route.at(case, it.seen, mark), ip=datum("ip", hop.ip), mark=datum("text", mark, told))
