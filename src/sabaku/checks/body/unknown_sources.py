"""One check: an application from outside the store."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _house, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_ALLOW = late.pattern(
    r"提供元不明(?:の)?(?:アプリ|ソース)?[^。\n]{0,16}?(?:許可|有効|オン|インストール)|不明な(?:アプリ|提供元|ソース"
    r"|発行元)[^。\n]{0,16}?(?:許可|有効|オン|インストール)"
    r"|(?:playプロテクト|google ?play ?プロテクト|警告(?:画面|表示)?)[^。\n]{0,16}?(?:無効|オフ|無視|続行|詳細をタップ)"
    r"|エンタープライズapp[^。\n]{0,10}?信頼"
    r"|\b(?:allow|enable)\b[^.\n]{0,20}\b(?:unknown sources|unknown apps|installs? from this source)\b"
)
_ALLOWS = late.one_of("不明", "プロテクト", "警告", "エンタープライズapp", "unknown sources", "unknown apps", "this source")
"""One of them stands in every such demand."""
_PROFILE = late.pattern(r"(?:構成|mdm|設定)プロファイル[^。\n]{0,16}?(?:インストール|ダウンロード|信頼)")
_OF_NETWORKS = late.pattern(r"\bapn\b|sim|wi-?fi|無線lan|モバイル通信|データ通信|メール設定|\bvpn\b|回線")
"""What telephone companies and schools have such a profile for."""


@check(
    id="body.unknown-sources",
    over="message",
    group="body",
    title=Text(ja="正規のストア以外から、アプリを入れさせようとしています", en="An application from outside the store"),
    says=Text(
        ja="「{allow}」と、端末の保護を外してアプリを入れさせようとしています。"
        "SMSや認証コードを盗む不正アプリの配布に使われる手順です。",
        en="“{allow}”: the guard of the telephone is to be lifted for an application. That is how those that steal "
        "text messages and codes are spread.",
    ),
    advice=Text(
        ja="インストールせず、入れてしまった場合は機内モードにして、アプリを削除してください。",
        en="Install nothing. If you did, set the telephone to flight mode and remove the application.",
    ),
    speaks_for=("malware",),
    experts=("ATT", "CTX"),
)
def unknown_sources(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: JPCERT/CC and IPA on Android malware. Innocent causes: a house's own devices, whose administrators write from
    inside; telephone companies and schools, whose profile is for their network; warnings.
    """
    if not _said.leads(case) or _house.inside(case) or case.seen("list", "mailing-list") or _bulk.mass(case):
        return
    whole = _told.flowing(case)
    text = whole[: _told.LONG]
    allow = (_ALLOW.search(text) if _ALLOWS(whole) else None) or _profile(text)
    if allow is not None and not _told.warns(case):
        told = _told.at(case, allow)
        yield Hit(told, allow=told.found)


def _profile(text: str) -> re.Match[str] | None:
    """A profile of settings, where it is not for a network."""
    found = _PROFILE.search(text) if "プロファイル" in text else None
    return found if found is None or not _OF_NETWORKS.search(text) else None
