"""One check: a system's update that is said to need the customer's data."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_NEEDS = late.pattern(
    "(?:システム|サーバー?|セキュリティ(?:システム)?|データベース|認証システム)(?:の)?(?:大幅)?(?:な)?(?:更新|アップデート|アップグレード|強化|改修|移行|刷新|メンテナンス)"
    "(?:の|に伴い|により|に伴う|を行うため|のため|、|に際し)[^。\n]{0,36}?"
    "(?P<what>(?:個人情報|登録情報|お客様情報|会員情報|アカウント情報|カード情報|ご登録情報|お支払い情報)[^。\n]{0,10}(?:更新|再登録|再入力|再確認|未更新|入力|確認))"
)


@check(
    id="body.update-needs-data",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="システムの更新に、利用者の情報の再登録は必要ありません", en="A system's update does not need your data again"),
    says=Text(
        ja="「{place}」とありますが、システムの更新や強化のために利用者が情報を入力し直す必要はありません。",
        en="“{place}”: updating a system does not need its users to enter their data again.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("CTX",),
)
def update_needs_data(case: Case, it: Observable) -> Iterator[Hit]:
    """A commonplace pretext: the firm has the data already. Innocent cause: a move to another system that cannot carry over
    passwords or cards, which is announced long before: only beside a link or a demand."""
    if not _said.leads(case):
        return
    found = _NEEDS.search(_said.text(case)[: _said.SEARCHED])
    if found:
        yield Hit(Evidence(Span("visible", *found.span()), found=found[0]), place=found[0])
