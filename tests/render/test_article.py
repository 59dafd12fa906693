"""The article: told in an expert's order, from evidence only, in words that differ where the evidence does."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from mails import load
from render.published import LANGS, NAMES, article, examined, told
from sabaku import app, data
from sabaku.checks import catalogue
from sabaku.model import Lang
from sabaku.render.article import feed, fragment, markdown
from sabaku.render.article.author import Author, BadAuthor, read_author
from sabaku.render.article.compose import Told, compose
from sabaku.render.article.nouns import Article, Block, Facts, Para
from sabaku.render.redact import redaction

BOTH = [(name, lang) for name in NAMES for lang in LANGS]
ORDER = ["steps", "mail", "subject", "sender", "headers", "origin", "text", "links", "site", "aim", "summary", "further", "terms", "facts", "how", "masked", "see"]  # fmt: skip


def blocks(it: Article) -> Iterator[Block]:
    yield from it.lead
    for section in it.sections:
        yield from section.blocks


def words(it: Article) -> str:
    return "\n".join(block.text for block in blocks(it) if isinstance(block, Para))


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_the_parts_come_in_the_order_in_which_an_expert_tells_them(name: str, lang: Lang) -> None:
    assert [it.id for it in article(name, lang).sections] == ORDER


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_every_paragraph_rests_on_findings_and_facts_that_are_there(name: str, lang: Lang) -> None:
    _, report, _ = examined(name)
    shown = next(it for it in blocks(article(name, lang)) if isinstance(it, Facts))
    known = {it.id for it in report.findings} | {f"f{n}" for n in range(1, len(shown.answers) + 1)} | {report.verdict.category}
    for block in blocks(article(name, lang)):
        assert set(block.rests) <= known, block


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_what_weighs_is_told(name: str, lang: Lang) -> None:
    _, report, _ = examined(name)
    cited = {id for block in blocks(article(name, lang)) if block is not None for id in block.rests}
    strong = {it.id for it in report.findings if it.weight >= 0.6 and it.status == "in force" and not it.silenced_by}
    assert strong <= cited


@pytest.mark.parametrize("lang", LANGS)
def test_two_cases_read_differently(lang: Lang) -> None:
    one, other = ({it.text for it in blocks(article(name, lang)) if isinstance(it, Para) and len(it.text) > 30} for name in NAMES)
    assert len(one & other) <= 0.4 * min(len(one), len(other))
    assert article(NAMES[0], lang).headline != article(NAMES[1], lang).headline


def test_the_headline_names_brand_kind_and_the_strongest_contradiction() -> None:
    assert (
        article("kagoya", "ja").headline
        == "カゴヤ・ジャパンをかたるフィッシングメール――リンクの先はエックスサーバーの偽ログイン画面"
    )
    assert article("kagoya", "en").headline == "Phishing in the name of KAGOYA JAPAN: the link opens a fake login of Xserver"
    assert article("fukushima", "ja").headline == "社内の窓口を装うフィッシングメール――同じ障害なのに時刻が二通り"
    assert article("fukushima", "en").headline == "Phishing that poses as your own help desk: one outage, two different times"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kagoya", ["20.210.172.29", "Microsoft", "大阪", "月曜日", "かごや", "インド", "ナビムンバイ", "Active! mail", "Google Safe Browsing", "DKIM", "[spam]"]),
        ("fukushima", ["20.46.118.217", "Microsoft", "さいたま", "東京", "08:57", "14:40", "南アフリカ", "シカゴ", "閉鎖", "オーセンティケーター", "HELO"]),
    ],
)  # fmt: skip
def test_what_the_administrator_told_is_told(name: str, expected: list[str]) -> None:
    text = markdown.page(article(name, "ja"), lambda _: "")
    for it in expected:
        assert it.replace("[", "\\[").replace("]", "\\]").replace("!", "\\!") in text or it in text, it


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_nothing_of_the_victim_is_in_it(name: str, lang: Lang) -> None:
    _, _, mask = examined(name)
    assert mask.where(markdown.page(article(name, lang), lambda _: "")) == ()


def test_the_holder_whose_address_was_abused_is_not_named() -> None:
    for lang in LANGS:
        text = markdown.page(article("fukushima", lang), lambda _: "")
        assert "卓球" not in text
        assert "fukushima" not in text


# --- the author ----------------------------------------------------------------------------------------------------


def test_the_author_opens_closes_and_signs() -> None:
    author = read_author(
        'opening = "また届きました。"\nclosing = { ja = "それではまた。\\n\\nお元気で。", en = "So long." }\nsite = "番頭の日誌"\n'
    )
    made = compose(told("kagoya", author), "ja")
    assert isinstance(made.lead[0], Para)
    assert made.lead[0].text == "また届きました。"
    closing = next(it for it in made.sections if it.id == "closing")
    assert [it.text for it in closing.blocks if isinstance(it, Para)] == ["それではまた。", "お元気で。"]
    assert made.site == "番頭の日誌"


def test_a_friendly_tone_adds_asides_and_changes_nothing_else() -> None:
    calm, friendly = (words(compose(told("kagoya", Author(tone=tone)), "ja")) for tone in ("calm", "friendly"))
    assert len(friendly) > len(calm)
    remarks = [it["remark"]["ja"] for it in data.toml("article/told").values() if isinstance(it, dict) and "remark" in it]
    for remark in remarks:
        friendly = friendly.replace(remark, "")
    assert friendly == calm


@pytest.mark.parametrize("text", ['tone = "rude"', "opening = 3", "unknown = 1", "a = ", 'url = "javascript:alert(1)"'])
def test_an_author_file_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(BadAuthor):
        read_author(text)


# --- the texts as data -----------------------------------------------------------------------------------------------

TOLD = {id: it for id, it in data.toml("article/told").items() if isinstance(it, dict)}
PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("id", TOLD)
def test_a_telling_belongs_to_a_check_and_knows_its_values(id: str) -> None:
    check = catalogue()[id]
    known = set(PLACE.findall(check.says.ja)) | set(PLACE.findall(check.says.en))
    for part in (TOLD[id], *(TOLD[id].get(name, {}) for name in ("brief", "sign", "hook", "remark", "own", "third"))):
        assert ("ja" in part) == ("en" in part)
        for lang in LANGS:
            assert set(PLACE.findall(part.get(lang, ""))) <= known
    assert set(TOLD[id]) <= {"ja", "en", "brief", "sign", "hook", "remark", "own", "third"}


@pytest.mark.parametrize("id", TOLD)
def test_tellings_are_whole_sentences(id: str) -> None:
    for part in (TOLD[id], *(TOLD[id].get(name, {}) for name in ("sign", "remark", "own", "third"))):
        if "ja" in part:
            assert part["ja"].endswith(("。", "}")), part["ja"]
            assert part["en"].endswith((".", "?", "}")), part["en"]
    for name in ("brief", "hook"):
        part = TOLD[id].get(name, {})
        assert not part.get("ja", "").endswith("。")
        assert not part.get("en", "").endswith(".")


def test_every_kind_of_fraud_has_its_noun_and_its_steps() -> None:
    kinds = {name for name, it in data.toml("kinds").items() if isinstance(it, dict)}
    told_of = {name: it for name, it in data.toml("article/kinds").items() if isinstance(it, dict)}
    assert set(told_of) == kinds
    for it in told_of.values():
        assert len(it["steps"]) >= 2
        for lang in LANGS:
            assert it["noun"][lang]
            assert all(step["label"][lang] and step["lines"][lang] for step in it["steps"])


# --- Markdown, fragment, feed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_the_front_matter_is_what_hugo_reads(name: str, lang: Lang) -> None:
    page = markdown.page(article(name, lang), lambda _: "")
    head = page.split("---\n")[1]
    rows = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in head.strip().split("\n"))}
    assert rows["title"] == article(name, lang).headline
    assert rows["date"].endswith("+09:00")
    assert rows["categories"]
    assert rows["tags"]


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_pictures_come_with_their_alt_texts(name: str, lang: Lang) -> None:
    it = article(name, lang)
    names = [picture for picture, _ in fragment.pictures(it)]
    listed = fragment.alt_texts(it, lambda picture: f"images/{picture}.png").strip().split("\n")
    assert len(listed) == len(names) >= 2
    for line in listed:
        path, alt = line.split("\t")
        assert len(alt) > 10
        assert f'src="{path}"' in fragment.fragment(it, lambda picture: f"images/{picture}.png")


def test_the_feed_is_atom_and_an_entry_keeps_its_id() -> None:
    author = Author(site="番頭の日誌 & 台帳", url="https://blog.example/posts/", author="番頭")
    made = compose(told("kagoya", author), "ja")
    root = ET.fromstring(feed.feed(made))
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert [it.text for it in root.findall("a:entry/a:title", space)] == [made.headline]
    assert root.findtext("a:title", "", space) == "番頭の日誌 & 台帳"
    assert [it.get("href") for it in root.iterfind(".//a:link", space)] == [f"https://blog.example/posts/{made.slug}/"]
    homeless, english = (ET.fromstring(feed.feed(article("kagoya", lang))) for lang in ("ja", "en"))
    assert root.findtext("a:entry/a:id", "", space) == homeless.findtext("a:entry/a:id", "", space)
    assert root.findtext("a:entry/a:id", "", space) != english.findtext("a:entry/a:id", "", space)
    assert root.findtext("a:entry/a:id", "", space) != root.findtext("a:id", "", space), "a feed is not its entry"
    assert root.findtext("a:entry/a:summary", "", space) == made.summary
    assert homeless.findtext("a:entry/a:content", "", space) == made.summary, "an entry has a link or its content"


@pytest.mark.parametrize("lang", LANGS)
def test_a_single_finding_is_not_counted_together(lang: Lang) -> None:
    of = told("kagoya")
    alone = tuple(it for it in of.report.findings if it.weight > 0)[:1]
    for level, many in (("fraud", "Counted together|は、合わせて"), ("suspicious", "1 things")):
        verdict = structs.replace(of.report.verdict, level=level)
        said = words(compose(structs.replace(of, report=structs.replace(of.report, findings=alone, verdict=verdict)), lang))
        assert "1件" in said if lang == "ja" else "One thing" in said
        assert not re.search(many, said)


@pytest.mark.parametrize("lang", LANGS)
def test_what_brings_its_own_quotes_is_not_quoted_again(lang: Lang) -> None:
    fixture = load(Path(__file__).parents[1] / "checks/identity.hidden-recipients/fires/undisclosed.toml")
    case = app.prepare(fixture.input)
    mask = redaction(case)
    of = Told(mask.report(app.conclude(case)), mask.text, datetime(2026, 2, 5, tzinfo=UTC), case.message)
    said = words(compose(of, lang))
    assert "undisclosed-recipients" in said
    assert not re.search("「「|“[^”]*“", said)
