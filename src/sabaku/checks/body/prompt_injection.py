"""One check: words addressed to a program that reads the mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.prompt-injection",
    over="message",
    group="body",
    title=Text(ja="AIによる解析を欺く指示が書かれています", en="It gives orders to AI that may read it"),
    says=Text(
        ja="「{phrase}」と、メールを読むAIに宛てた指示があります。人間の読者には不要な文です。",
        en="“{phrase}” is addressed to an AI that reads the mail; no human reader needs it.",
    ),
    experts=(),
    attacks=(74,),
)
def prompt_injection(case: Case, it: Observable) -> Iterator[Hit]:
    """Meant to turn automatic analysts («this message is safe»). sabaku follows no words of a mail, whatever they say.

    Innocent cause: newsletters and lists about AI quote such sentences.
    """
    if case.seen("list", "mailing-list") or _said.has(case, "newsletter.magazine"):
        return
    phrase = _said.first(case, "injection.order")
    if phrase is not None:
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
        return
    for hidden in case.seen("hidden", "text", "preheader"):
        if any(
            word in hidden.shown.lower() for word in ("ignore previous", "ignore all", "as an ai", "system prompt", "指示を無視")
        ):
            yield Hit(_said.quote(hidden), phrase=hidden.shown[:80])
            return
