"""What an article shows of a visited site: each visitor's picture, the genuine page beside the fake, answers that say something."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from sabaku.model import Fact, Lang, Likeness, Listing, Question, Report, Site
from sabaku.render.article.compose import Told, compose
from sabaku.render.article.nouns import Article, Facts, Para, Shot
from sources.visit.test_gallery_findings import report

NOW = datetime(2026, 2, 6, tzinfo=UTC)


def article(shown: Report, lang: Lang = "ja") -> Article:
    return compose(Told(shown, lambda text: text, NOW), lang)


def shots(it: Article) -> list[Shot]:
    return [block for section in it.sections for block in section.blocks if isinstance(block, Shot)]


def facts(it: Article) -> Facts:
    return next(block for section in it.sections for block in section.blocks if isinstance(block, Facts))


def with_facts(shown: Report, *more: Fact) -> Report:
    return msgspec.structs.replace(shown, facts=(*shown.facts, *more))


def test_each_visitor_s_picture_is_shown_where_they_differ_and_only_the_fake_is_stamped() -> None:
    phone, computer = shots(article(report("courier-phone-only")))
    assert (phone.stamp, phone.narrow, computer.stamp, computer.narrow) == ("偽サイト", True, "", False)
    assert "ヤマト運輸" in phone.alt
    assert "スマートフォン" in phone.caption
    assert "re-haitatsu[.]test" in phone.address


def test_one_picture_is_enough_where_nobody_is_shown_anything_else() -> None:
    (only,) = shots(article(report("xserver"), "en"))
    assert (only.stamp, only.genuine) == ("FAKE", False)
    assert "Xserver" in only.alt


def test_the_genuine_page_stands_beside_the_fake() -> None:
    shown = report("xserver")
    like = Likeness("xserver", "a" * 64, "picture", 98, "https://www.xserver.ne.jp/login_info.php")
    learnt = []
    for fact in shown.facts:
        if isinstance(fact.value, Site):
            faces = tuple(msgspec.structs.replace(face, likeness=(like,)) for face in fact.value.faces)
            fact = msgspec.structs.replace(fact, value=msgspec.structs.replace(fact.value, faces=faces))
        learnt.append(fact)
    fake, genuine = shots(article(msgspec.structs.replace(shown, facts=tuple(learnt))))
    assert (fake.genuine, genuine.genuine, genuine.stamp, genuine.picture) == (False, True, "本物", "a" * 64)
    assert "98%" in genuine.caption
    assert fake.rests == genuine.rests


def test_the_state_of_the_site_comes_before_what_it_is() -> None:
    site = next(it for it in article(report("xserver")).sections if it.id == "site")
    told = [block.text for block in site.blocks if isinstance(block, Para)]
    assert "まだ動いていました" in told[1]


def test_answers_that_say_nothing_are_left_out_and_lists_that_have_nothing_share_a_row() -> None:
    hosts = ("one.test", "two.test")
    more = (
        *(Fact(Question("dnsbl", it, (("list", "dbl"),)), "found", Listing("Spamhaus DBL", False), NOW) for it in hosts),
        Fact(Question("dns", "one.test.dbl.spamhaus.org", (("for", "dnsbl"), ("type", "A"))), "none", None, NOW),
        Fact(Question("dns", "one.test", (("type", "CAA"),)), "none", None, NOW),
        Fact(Question("rdap", "one.test"), "failed", None, NOW, "timeout"),
        Fact(Question("registry", "test"), "found", None, NOW),
    )
    plain, told = (facts(article(it)).answers for it in (report("xserver"), with_facts(report("xserver"), *more)))
    assert [it.about for it in told if it not in plain] == ["one[.]test、two[.]test"]


def test_tags_are_words() -> None:
    assert article(report("xserver")).keywords == ("カゴヤ・ジャパン", "フィッシング", "なりすまし")


def test_a_site_that_was_seen_standing_is_not_said_to_be_gone() -> None:
    shown = report("courier-phone-only")
    gone = Fact(Question("dns", "re-haitatsu.test", (("type", "A"),)), "none", None, NOW)
    text = "".join(
        block.text for section in article(with_facts(shown, gone)).sections for block in section.blocks if isinstance(block, Para)
    )
    assert "片付けられた" not in text
