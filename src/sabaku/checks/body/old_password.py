"""One check: a password is quoted as proof."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.old-password",
    over="message",
    said=("extortion.password",),
    group="body",
    title=Text(ja="過去のパスワードを「証拠」として示しています", en="An old password is shown as proof"),
    says=Text(
        ja="「{phrase}」と、パスワードを知っていることを侵入の証拠のように示しています。多くは他のサービスから漏れた古い一覧のものです。",
        en="“{phrase}”: a known password is shown as proof of a break-in. Mostly it comes from an old leak elsewhere.",
    ),
    advice=Text(
        ja="メールに書かれたパスワードをまだ使っているサービスがあれば、公式サイトから変更してください。",
        en="If any service still has the password that the mail shows, change it on its official site.",
    ),
    sure="inferred",
    speaks_for=("extortion",),
    experts=("PWLEAK",),
)
def old_password(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Leaked lists of addresses with passwords are sold by the billion."""
    if _said.has(case, "extortion.video", "extortion.hacked", "extortion.pay"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
