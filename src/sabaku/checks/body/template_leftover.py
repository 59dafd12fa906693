"""One check: what a program should have filled in still stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_FIELD = (
    "(?:[a-z]{1,12}[_.-])?(?:first|fisrt|last|full|user|to|recipient|victim|random|rand)?[_ -]?"
    "(?:name|e-?mail|mail|user|url|link|date|time|random|rand|domain|amount|code|address|order|number|num|key|id|ip|to)"
    "(?:[_:-][a-z0-9]{0,12}|[0-9]{0,4})?"
)
_LEFT = late.pattern(
    rf"\{{\{{? ?(?:{_FIELD}|氏名|お名前|名前|会社名|宛名|日付) ?\}}\}}?"
    r"|\{\$[a-z_]{2,24}\}|%(?:user|first|last|full|customer|to|recipient)_?(?:name|email)%"
    r"|\$\{(?:user|to|first|last)?_?(?:name|email|domain|random)\}"
    r"|\[\[[^\[\]\n]{1,40}\]\]|\[-[a-z_@0-9]{2,30}-\]|##[a-z0-9_]{3,24}##|%%[a-z_]{2,24}%%"
    r"|\*\|[a-z_:]{2,24}\|\*"
    r"|\[(?:e-?mail|first ?name|your ?name|domain|username|氏名|お名前|会社名)\]"
    r"|\[rand(?:om)?(?:[_-][a-z_0-9-]{1,24}|[a-z0-9]{1,24})?\]"
    r"|\[(?:メール|テンプレート?|文面|本文|配信)(?:コード|番号|id)[ ::]{0,2}[a-z]?[0-9]{1,3}\]"
    r"|\[(?:time|date)\](?=\s{0,9}\Z)"
    r"|lorem ipsum|%s(?:(?<=dear %s)|(?<=hello %s)|(?<=hi %s)| ?(?:様|さん))"
    r"|%(?:to|email|name|user|domain|rand|random)%?(?![0-9a-z])"
)
_ADDRESSEE = late.pattern(
    r"[\[{%#]{1,2}(?:to|e-?mail|mail|recipient|receiver|to_?email|first_?name|last_?name|name|user|from_?name|domain)[\]}%#]{1,2}",
    re.IGNORECASE,
)
"""In the fields of the addresses, where nothing else is written so."""


@check(
    id="body.template-leftover",
    over="message",
    group="body",
    title=Text(ja="差し込み用の記号が残っています", en="A template was not filled in"),
    says=Text(
        ja="「{left}」という差し込み用の記号がそのまま残っています。一斉送信の設定に失敗したメールです。",
        en="The placeholder “{left}” was left in: a mass mailing that went wrong.",
    ),
    experts=("TEMPL",),
)
def template_leftover(case: Case, it: Observable) -> Iterator[Hit]:
    """Careful senders test their mailings. Innocent cause: mail about templates and programs."""
    title, view = _said.subject(case)
    for name, text in ((view, title), ("visible", _said.text(case)[:30000])):
        found = _LEFT.search(text.lower()) if any(mark in text for mark in "{[%#*") else None
        if found and _plain(text, found):
            left = text[found.start() : found.end()]
            yield Hit(Evidence(Span(name, *found.span()), found=left), left=left)
            return
    for header in (it for name in ("to", "from", "reply-to") for it in case.message.named(name)):
        found = _ADDRESSEE.search(header.text[:1000]) if any(mark in header.text for mark in "[{%#") else None
        if found:
            yield Hit(Evidence(case.message.span_of(header, *found.span()), found=found[0]), left=found[0])
            return


_FILLED_IN = re.compile(r"[ \t　:：]{0,8}(?!様|さま|さん|殿|御中|先生|ご担当)[^\s:：]")
"""What a visitor wrote behind a label of a form."""


def _plain(text: str, found: re.Match[str]) -> bool:
    """Whether it stands in prose: not in a URL, not in program code, and no label at the start of a line of a form."""
    before = text[max(0, found.start() - 1) : found.start()]
    if before in ("", "\n") and not found[0].isascii() and _FILLED_IN.match(text, found.end()):
        return False
    return before not in ("=", "/", "&", "?", "%", "(", "'", '"', "_") and not (found[0].startswith("%") and before.isdigit())
