"""One check: a flaw that is told for money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late

_FLAW = late.pattern(
    r"(?:脆弱性|セキュリティ(?:上の)?(?:欠陥|問題|ホール)|バグ)(?:を|が)[^。\n]{0,16}?(?:発見|見つけ|検出|確認|存在|あり(?:ま|、))"
    r"|\b(?:found|discovered|identified|detected|reporting)\b[^.\n]{0,40}\b(?:vulnerabilit(?:y|ies)|security (?:issues?"
    r"|flaws?|bugs?))\b"
)
_REWARD = late.pattern(
    r"(?:報奨金|報酬|謝礼|バウンティ|対価)[^。\n]{0,40}?(?:支払|頂け|いただけ|お願い|期待|希望|払|有無|ありますか|ございますか|制度)"
    r"|(?:paypal|ペイパル|ビットコイン|暗号資産|usdt)[^。\n]{0,16}?(?:お?支払|受け?取|送金|お願い)"
    r"|\b(?:bounty|reward|compensation|appreciation|paypal)\b[^.\n]{0,60}\b(?:pay|paid|offer|send|expect|hope|receive"
    r"|provide|for (?:my|this|the))\b"
    r"|\b(?:pay|offer|expect|hope|receive|provide|eligible)\b[^.\n]{0,60}\b(?:bounty|reward|compensation"
    r"|token of appreciation)\b"
)
_WANTS_NONE = late.pattern(
    r"\b(?:don't|do not|not|never|without|no) (?:\w{1,12} ){0,3}(?:bounty|reward|compensation|money|payment)\b"
    r"|(?:報奨金|報酬|謝礼|対価)[^。\n]{0,12}?(?:不要|いりません|要りません|求めません|辞退)"
)


@check(
    id="body.beg-bounty",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="頼まれていない脆弱性の報告で、報奨金を求めています", en="A flaw that nobody asked about, and money for it"),
    says=Text(
        ja="「{flaw}」とし、「{reward}」と求めています。機械的に調べただけの取るに足りない報告や、でっち上げで、"
        "多数のサイトに金銭を求める手口に多い形です。",
        en="“{flaw}”, and “{reward}”: such mails go to thousands of sites after a scan by machine, and tell of trifles or of "
        "nothing at all.",
    ),
    advice=Text(
        ja="支払わず、内容が示されている場合は自社で確かめてください。脆弱性の届け出はIPAの窓口でも受け付けています。",
        en="Pay nothing. If it says what the flaw is, see for yourself; reports can be sent to your CERT.",
    ),
    speaks_for=("extortion", "advance-fee"),
    experts=("THREAT", "CTX"),
)
def beg_bounty(case: Case, it: Observable) -> Iterator[Hit]:
    """Known as «beg bounty» (Troy Hunt 2020, Sophos 2021). Innocent causes: real finders, who write where a programme is
    announced and say what they found; so it is judged by mail from an address that anybody gets.
    """
    if not any(is_public(it.domain) for it in senders(case)[:1]) or _letter.size(case) > _told.LONG:
        return
    if case.seen("list", "mailing-list") or _bulk.mass(case) or _story.conversation(case):
        return
    text = _letter.only(case, _told.flowing(case))
    found = _told.places(case, text, _FLAW, _REWARD)
    if found and not _WANTS_NONE.search(text):
        yield Hit(*found, flaw=found[0].found, reward=found[1].found)
