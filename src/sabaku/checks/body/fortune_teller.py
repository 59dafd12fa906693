"""One check: a stroke of luck that must be taken tonight."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_SEER = late.pattern(r"鑑定|占い|占術|霊視|霊能|お告げ|波動|因縁|祈祷|守護霊|龍神|祈願|護符|開運|御神託|前世")
_LUCK = late.pattern(
    r"億(?:を|円|の|超)|大金|高額当選|巨額|莫大|宝くじ[^。\n]{0,10}?当選|臨時収入|金運[^。\n]{0,12}?(?:異変|好転|上昇|急|最高|開|激変)"
    r"|(?:人生|運命|運気)[^。\n]{0,10}?(?:好転|激変|大きく変わ|逆転)|(?:強い|深い)(?:念|想い)|あの(?:人|方)[^。\n]{0,6}?(?:本音|本心|気持ち|想い)|復縁"
)
_NOW = late.pattern(
    r"(?:今夜|本日|今日|明日|今週)[^。\n]{0,12}?(?:まで|中|限り|だけ|24時|失)|二度と|永久に|最後の|一刻も|今すぐ|残り[^。\n]{0,6}?(?:時間|分|日)"
)
_COST = late.pattern(r"無料で|無料鑑定|(?:鑑定|祈祷|ポイント|初回)[^。\n]{0,16}?(?:無料|円)|ポイント|お布施|供養料|[\d万千]円")


@check(
    id="body.fortune-teller",
    over="message",
    lang="ja",
    group="body",
    sure="inferred",
    title=Text(
        ja="占いや祈祷で大金や幸運を約束し、今すぐ応じるよう迫っています",
        en="Luck and riches from a seer, if the reader acts now",
    ),
    says=Text(
        ja="「{seer}」「{luck}」と持ちかけ、「{now}」と急がせています。初めは無料でも、"
        "やり取りや祈祷の料金を次々に請求する手口です。",
        en="“{seer}”, “{luck}”, and “{now}”: what is free at first is followed by one bill after another for letters "
        "and prayers.",
    ),
    advice=Text(
        ja="返信や登録をせず、支払ってしまった場合は消費者ホットライン(188)に相談してください。",
        en="Neither answer nor sign up; ask a consumer advice centre if you have paid.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def fortune_teller(case: Case, it: Observable) -> Iterator[Hit]:
    """Reference: 国民生活センター, 占いサイト. Innocent causes: magazines and shrines; they promise no millions by tonight."""
    found = _told.together(case, _SEER, _LUCK, _NOW, _COST)
    if found:
        seer, luck, now = (one.found for one in found[:3])
        yield Hit(*found[:3], seer=seer, luck=luck, now=now)
