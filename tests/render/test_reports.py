"""What every rendering of a report has to say, in both languages."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from render import sample
from sabaku import data
from sabaku.app import examine
from sabaku.mime import defects
from sabaku.model import Defect, Evidence, Input, Lang, Reliance, Report, Span, Text, Verdict
from sabaku.render import html, markdown, text, words
from sabaku.render import json as as_json
from sabaku.render.outline import outline
from sabaku.render.schema import schema
from sabaku.render.tame import tame
from sabaku.render.whereabouts import Places
from sabaku.render.wrap import width
from sabaku.versions import versions

GOLDEN = Path(__file__).parent / "golden"
LANGS: tuple[Lang, ...] = ("ja", "en")
CASES = {"kagoya": sample.kagoya, "fukushima": sample.fukushima}


def renderings(report: Report, raw: bytes, lang: Lang) -> dict[str, str]:
    """Every rendering, as its reader sees it."""
    page = html.render(report, lang, raw)
    plain = re.sub(r"<[^>]*>", "", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
    for mark, letter in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        plain = plain.replace(mark, letter)
    return {
        "text": " ".join(text.render(report, lang, raw, width=100).split()),
        "markdown": " ".join(markdown.render(report, lang, raw).replace("\\", "").split()),
        "html": " ".join(plain.split()),
    }


def squeezed(value: str) -> str:
    """Without white space, which a terminal puts where its lines end."""
    return "".join(value.split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
def test_every_finding_gap_and_fact_is_told(case: str, lang: Lang) -> None:
    report, raw = CASES[case]()
    it = outline(report, lang, raw)
    for name, told in renderings(report, raw, lang).items():
        said = squeezed(told)
        for finding in report.findings:
            if finding.status == "trial" and name == "markdown":
                continue
            assert squeezed(finding.title.in_(lang)) in said, (name, finding.id)
            assert squeezed(finding.says.in_(lang)) in said, (name, finding.id)
        for gap in it.missing:
            assert squeezed(gap.says) in said, name
        for answer in [*it.facts, *(one for site in it.sites for one in site.answers)]:
            assert squeezed(answer.says) in said, name
        for site in it.sites:
            assert all(squeezed(url.url) in said for url in site.urls), name
        for client, steps in words.HOW_TO:
            assert squeezed(client.in_(lang)) in said
            assert squeezed(steps.in_(lang)) in said
        assert squeezed(it.probability) in said
        assert squeezed(it.headline) in said
        assert "⟨" not in said.replace("⟨ZWSP⟩", ""), name


@pytest.mark.parametrize("lang", LANGS)
def test_the_line_below_which_nothing_can_be_believed(lang: Lang) -> None:
    report, raw = sample.kagoya()
    line = squeezed(words.BORDER_LINE.in_(lang))
    for name, told in renderings(report, raw, lang).items():
        above, _, below = squeezed(told).partition(line)
        assert "mx[.]recipient[.]example" in above, name
        assert "192.0.2.10" in below, name


@pytest.mark.parametrize("lang", LANGS)
def test_an_offline_report_says_what_full_would_add_and_who_would_learn_it(lang: Lang) -> None:
    report, raw = sample.fukushima()
    for name, told in renderings(report, raw, lang).items():
        assert squeezed(words.FULL_ADDS.in_(lang)) in squeezed(told), name
        assert "sabaku examine --profile full mail.eml" in told, name


def test_a_widest_report_asks_for_no_more() -> None:
    report, raw = sample.fukushima("visit")
    assert "--profile" not in text.render(report, "ja", raw)


@pytest.mark.parametrize(("profile", "left"), [("full", ""), ("offline", "full")])
def test_a_visit_is_offered_only_where_a_site_is_left_to_be_visited(profile: str, left: str) -> None:
    report, _ = sample.fukushima(profile)
    none = msgspec.structs.replace(report, gaps=tuple(it for it in report.gaps if it.source != "visit"))
    assert words.VISIT_ADDS.en in outline(report, "en").fuller
    assert words.VISIT_ADDS.en not in outline(none, "en").fuller
    assert outline(none, "en").command == (f"sabaku examine --profile {left} mail.eml" if left else "")


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("2026-02-05 22:11:02 -0500", "2026-02-05"),
        ("IP look-up site, 2026-02-05", "2026-02-05"),
        ("Ann <ann@my-firm[.]example>", "my-firm[.]"),
    ],
)
def test_a_day_and_a_label_stay_on_one_line_and_what_follows_may_go_to_the_next(shown: str, kept: str) -> None:
    page = html._held(shown)
    assert f'<span class="h">{kept}</span>' in page
    assert "<wbr></span>" not in page


def test_bytes_of_the_source_are_read_as_utf_8() -> None:
    raw = 'Subject: a\nContent-Disposition: attachment; filename="請求書.exe"\n\nb\n'.encode()
    report, _ = sample.kagoya()
    cited = raw.decode("latin-1")[11:-4]
    finding = msgspec.structs.replace(report.findings[0], evidence=(Evidence(Span("raw", 11, len(raw) - 4), found=cited),))
    told = text.render(msgspec.structs.replace(report, findings=(finding,)), "ja", raw)
    assert "請求書.exe" in squeezed(told)


@pytest.mark.parametrize("name", ["a b.eml", "$(rm -rf).eml", "-rf", "http.evil", "日本.eml", "-"])
def test_the_command_repeats_no_name_that_a_shell_would_read(name: str) -> None:
    report, _ = sample.fukushima()
    run = msgspec.structs.replace(report.run, input=name)  # type: ignore[type-var]
    command = outline(msgspec.structs.replace(report, run=run), "en").command
    assert command in {"sabaku examine --profile full mail.eml", "sabaku examine --profile full http.evil"}


@pytest.mark.parametrize("made", [sample.kagoya, sample.fukushima])
def test_headings_of_the_page_leave_no_level_out(made: Any) -> None:
    report, raw = made()
    levels = [int(it) for it in re.findall(r"<h([1-6])[ >]", html.render(report, "ja", raw))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_command_repeats_whose_mail_it_is() -> None:
    report, _ = sample.fukushima()
    run = msgspec.structs.replace(report.run, options=("--home", "example.jp", "--config", "my settings.toml"))  # type: ignore[type-var]
    command = outline(msgspec.structs.replace(report, run=run), "en").command
    assert command == "sabaku examine --profile full --home example.jp --config 'my settings.toml' mail.eml"


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_found_never_reads_as_safe(lang: Lang) -> None:
    report, raw = sample.fukushima()
    quiet = Verdict("no-sign", "", 0.03, (), ("whois", "auth"), Text("", ""))
    report = msgspec.structs.replace(report, findings=(), verdict=quiet)
    for name, told in renderings(report, raw, lang).items():
        said = squeezed(told)
        assert squeezed(words.LEVEL_NOTES["no-sign"].in_(lang)) in said, name
        assert squeezed(words.OPENS.in_(lang)) in said, name
        assert not re.search(r"安全です|問題ありません|is safe|harmless", told), name


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_suspicious_is_not_called_fraud(lang: Lang) -> None:
    report, raw = sample.fukushima()
    verdict = Verdict("suspicious", "credential-phishing", 0.62, ("links.shown-other",), ("whois",), Text("", ""))
    told = outline(msgspec.structs.replace(report, verdict=verdict), lang, raw)
    assert told.word == words.LEVELS["suspicious"].in_(lang)
    assert "かたる" not in told.headline
    assert "impersonates" not in told.headline
    assert "62%" in told.probability
    assert ("可能性があります。" if lang == "ja" else "it may be phishing") in told.headline


@pytest.mark.parametrize("lang", LANGS)
def test_plain_bulk_spam_is_called_bulk_spam(lang: Lang) -> None:
    report, raw = sample.fukushima()
    verdict = Verdict("suspicious", "bulk-spam", 0.62, ("links.shown-other",), (), Text("", ""))
    told = outline(msgspec.structs.replace(report, claims=(), verdict=verdict), lang, raw)
    assert told.headline == ("迷惑メール(無差別の宣伝)とみられます。" if lang == "ja" else "It looks like bulk spam.")
    assert not told.advice.motive.startswith(("詐欺メールだった場合", "If it is fraud"))
    assert told.probability.startswith(
        "迷惑メールまたは詐欺" if lang == "ja" else "Estimated probability that it is spam or fraud"
    )


@pytest.mark.parametrize(("value", "ja"), [(0.99991, "99%以上"), (0.97, "97%"), (0.0004, "1%未満")])
def test_probability_is_not_told_more_exactly_than_it_is_known(value: float, ja: str) -> None:
    report, _ = sample.fukushima()
    verdict = msgspec.structs.replace(report.verdict, probability=value)
    assert outline(msgspec.structs.replace(report, verdict=verdict), "ja").probability.endswith(ja)


@pytest.mark.parametrize(
    ("held", "ja", "en"),
    [
        (Reliance("ja", "not measured"), "日本語の正規メールでの誤警報は未測定", "Japanese false alarms: not measured"),
        (Reliance("nl", "hardly measured"), "オランダ語", "Dutch false alarms: hardly"),
        (Reliance("eo", "hardly measured"), "この言語", "this language"),
        (Reliance("", "measured"), "", ""),
        (Reliance(), "", ""),
    ],
)
def test_what_was_not_measured_stands_beside_the_figure(held: Reliance, ja: str, en: str) -> None:
    report, _ = sample.fukushima()
    report = msgspec.structs.replace(report, verdict=msgspec.structs.replace(report.verdict, reliance=held))
    for lang, said in (("ja", ja), ("en", en)):
        told = outline(report, lang)  # type: ignore[arg-type]
        assert said in told.probability
        assert ("(" in told.probability.partition("推定)")[2]) == bool(said) or lang == "en"
        assert ("hardly been measured" in told.model or "not been measured" in told.model) == bool(en) or lang == "ja"


@pytest.mark.parametrize("lang", LANGS)
def test_the_sum_behind_the_probability_is_shown(lang: Lang) -> None:
    report, _ = sample.fukushima()
    weighty = [it for it in report.findings if it.weight]
    assert weighty
    start, caps = data.toml("weights")["model"]["prior"], data.toml("weights")["caps"]
    groups = {it.group for it in weighty if it.weight > 0}
    total = start + sum(
        min(sum(it.weight for it in weighty if it.weight > 0 and it.group == group), caps[group]) for group in groups
    )
    verdict = msgspec.structs.replace(report.verdict, probability=round(1 / (1 + math.exp(-total)), 4))
    ours = msgspec.structs.replace(report, verdict=verdict, versions=versions())
    assert f"{total:+.1f}" in outline(ours, lang).model
    assert f"{start:+.1f}" in outline(ours, lang).model
    others = msgspec.structs.replace(ours, versions=msgspec.structs.replace(versions(), weights="0" * 16))
    assert f"{start:+.1f}" not in outline(others, lang).model


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("points", "said"), [(1.7, True), (0.01, False)])
def test_what_rests_on_judgement_alone_is_said(points: float, said: bool, lang: Lang) -> None:
    report, _ = sample.fukushima()
    start = data.toml("weights")["model"]["prior"]
    one = msgspec.structs.replace(report.findings[0], weight=1.7)
    verdict = msgspec.structs.replace(
        report.verdict, probability=round(1 / (1 + math.exp(-start - 1.7)), 4), reliance=Reliance(untried=points)
    )
    told = outline(msgspec.structs.replace(report, findings=(one,), verdict=verdict, versions=versions()), lang).model
    assert (words.UNTRIED.in_(lang).format(points=f"{points:+.1f}") in told) == said


def test_holes_in_the_text_are_closed() -> None:
    report, raw = sample.fukushima()
    message = msgspec.structs.replace(report.message, text="one" + "\n \n" * 20 + "two\n\nthree")
    assert outline(msgspec.structs.replace(report, message=message), "en", raw).text.replace(" ", "") == "one\n\ntwo\n\nthree"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
def test_marks_lead_to_the_quoted_words_and_back(case: str, lang: Lang) -> None:
    report, raw = CASES[case]()
    page = html.render(report, lang, raw)
    numbers = re.findall(r'<a class="n" href="#m(\d+)"', page)
    assert numbers
    for number in numbers:
        found = re.search(rf'<a class="n" id="m{number}" href="#(f-[^"]+)">{number}</a>(.*?)</li>', page, re.DOTALL)
        assert found, number
        assert f'id="{found[1]}"' in page
    assert "平素は当サービスを" in page or case == "fukushima"


def test_a_mark_in_an_encoded_body_stands_in_the_decoded_text() -> None:
    report, raw = sample.kagoya()
    page = html.render(report, "ja", raw)
    shown = page[page.index(words.DECODED.ja) :]
    assert re.search(r"<mark>かごや全プラン</mark>", shown)
    assert re.search(r"<mark>2023年6月12日</mark>", shown)


def test_the_page_needs_nothing_from_anywhere() -> None:
    report, raw = sample.kagoya()
    page = html.render(report, "ja", raw)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    for word in ("<script", "<link", "<img", "<iframe", "<form", "<object", "url(", "@import", "http:", "https:"):
        assert word not in page, word


def test_the_policy_names_the_style_that_is_there() -> None:
    import base64
    import hashlib

    report, raw = sample.fukushima()
    page = html.render(report, "en", raw)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"sha256-{digest}" in page.replace("&#43;", "+").replace("&#x2b;", "+")


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\xff\xfe\x00", b"Subject: x", b"\x1b$B\n\n" + b"\x80" * 5000, b"A: " + b"b" * 200_000]
)
def test_a_source_that_does_not_fit_the_report_is_shown_all_the_same(raw: bytes) -> None:
    report, _ = sample.kagoya()
    for lang in LANGS:
        assert html.render(report, lang, raw).endswith("</html>\n\n") or html.render(report, lang, raw).endswith("</html>\n")
        assert text.render(report, lang, raw)
        assert markdown.render(report, lang, raw)


def test_a_large_source_makes_no_large_page() -> None:
    report, raw = sample.kagoya()
    page = html.render(report, "ja", raw + b"\n".join(b"line %d of many" % n for n in range(100_000)))
    assert len(page) < 600_000
    assert "行を省略" in page


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
def test_no_line_is_wider_than_the_terminal(case: str, lang: Lang, columns: int) -> None:
    report, raw = CASES[case]()
    for line in text.render(report, lang, raw, width=columns).split("\n"):
        assert width(line) <= columns or line.startswith("    sabaku "), line  # a command is copied whole


def test_colour_adds_nothing_but_colour() -> None:
    report, raw = sample.kagoya()
    coloured = text.render(report, "ja", raw, colour=True)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]+m", "", coloured)
    assert squeezed(plain).replace("詐欺メール", "", 1) == squeezed(text.render(report, "ja", raw)).replace(
        "【詐欺メール】", "", 1
    )


def test_json_has_the_keys_that_others_rely_on() -> None:
    import json

    report, _ = sample.kagoya()
    line = json.loads(as_json.render(report))
    assert line["format"] == 1
    assert line["input"] == line["run"]["input"] == "kagoya.eml"
    assert {"elapsed_ms"} <= set(line["run"])
    assert {"subject", "text", "plain", "from", "date"} <= set(line["message"])
    assert {"ip", "claimed_ip", "reason"} <= set(line["origin"])
    assert line["claims"][0]["brand"] == "kagoya"
    assert set(line["claims"][0]["names"]) == {"ja", "en"}
    assert set(line["links"][0]) == {"url", "host", "shown"}
    assert {"id", "weight", "title", "says", "evidence"} <= set(line["findings"][0])
    assert {"level", "category", "probability", "because", "open"} <= set(line["verdict"])
    assert {"observables", "facts", "gaps", "sha256"} <= set(line)


def test_json_round_trip_and_schema() -> None:
    import json

    import jsonschema

    for make in CASES.values():
        report, _ = make()
        line = as_json.render(report)
        again = as_json.read(line)
        assert again == as_json.published(report)
        assert as_json.render(again) == line
        jsonschema.Draft202012Validator(schema()).validate(json.loads(line))


def test_all_phrases_have_both_languages() -> None:
    def texts(value: object) -> list[Text]:
        if isinstance(value, Text):
            return [value]
        if isinstance(value, dict):
            return [one for it in value.values() for one in texts(it)]
        return [one for it in value for one in texts(it)] if isinstance(value, tuple) else []

    found = [one for module in (words, defects) for name, it in vars(module).items() if name.isupper() for one in texts(it)]
    assert len(found) > 150
    for one in found:
        assert bool(one.ja) == bool(one.en), one
        assert re.findall(r"\{\w+\}", one.ja) == re.findall(r"\{\w+\}", one.en), one
        assert not re.search("[\u3040-\u30ff\u4e00-\u9fff]", one.en.replace("捌く", "")), one


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["txt", "md"])
def test_golden(case: str, lang: Lang, form: str, bless: bool) -> None:
    report, raw = CASES[case]()
    made = text.render(report, lang, raw, width=80) if form == "txt" else markdown.render(report, lang, raw)
    file = GOLDEN / f"{case}.{lang}.{form}"
    if bless:
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")
    assert "\r" not in made


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_verdict_can_stand_once_more_below_a_long_report(lang: Lang) -> None:
    report, raw = sample.kagoya()
    again = text.recap(report, lang, width=80).splitlines()
    whole = text.render(report, lang, raw, width=80).splitlines()

    assert again[0].startswith("-- 判定 " if lang == "ja" else "-- Verdict ")
    assert again[1:] == whole[2 : 1 + len(again)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_limit_is_told_in_words_and_not_in_bare_numbers_or_in_english(lang: Lang) -> None:
    report, raw = sample.kagoya()
    found = (
        Defect("limit-text", detail="52426651"),
        Defect("text-too-long", detail="words were searched in the first 300000 characters"),
        Defect("charset-wrong", detail="utf-8 → cp1252"),
    )
    it = outline(msgspec.structs.replace(report, message=msgspec.structs.replace(report.message, defects=found)), lang, raw)
    told = " ".join(it.defects)
    assert not set(re.findall(r"[0-9]+", told)) - {"8", "1252"}
    assert ("words were" in told) == (lang == "en" and "words were" in defects.KINDS["text-too-long"].says.en)


@pytest.mark.parametrize("lang", LANGS)
def test_findings_that_do_not_suffice_are_not_called_nothing_at_all(lang: Lang) -> None:
    report, raw = sample.kagoya()
    honest = msgspec.structs.replace(report, verdict=Verdict("no-sign", "", 0.4, (), ()))
    assert ("「要注意」とするには足りません" if lang == "ja" else "too little to call it suspicious") in outline(
        honest, lang, raw
    ).note
    clean = msgspec.structs.replace(honest, findings=())
    assert outline(clean, lang, raw).note == words.LEVEL_NOTES["no-sign"].in_(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_places_in_the_source_and_in_files_are_named(lang: Lang) -> None:
    report, raw = sample.kagoya()
    places = Places(report, raw, None, lang)
    second = raw.index(b"\n") + 1
    assert places.name(Evidence(Span("raw", second, second + 5))) == ("ソースの2行目" if lang == "ja" else "Source, line 2")
    assert places.name(Evidence(Span("raw", 0, 5))) == ("ソース全体" if lang == "ja" else "The whole source")
    assert "1.3" in (told := places.name(Evidence(Span("file:1.3/html", 0, 5))))
    assert "file" not in told or lang == "en"


def test_joined_emoji_stay_whole_and_other_joiners_are_named() -> None:
    assert tame("👨\u200d👩\u200d👧 ❤️\u200d🔥") == "👨\u200d👩\u200d👧 ❤️\u200d🔥"
    assert tame("pay\u200dpal 👧\u200d") == "pay⟨ZWJ⟩pal 👧⟨ZWJ⟩"


def test_where_the_claimed_brand_really_is_comes_from_our_list_and_never_from_the_mail() -> None:
    report, raw = sample.kagoya()
    for lang, says in (("ja", "本物のサイトは kagoya.jp。"), ("en", "its genuine site is kagoya.jp;")):
        assert says in text.render(report, lang, raw, width=100)
        assert says in html.render(report, lang, raw)
    claim = msgspec.structs.replace(report.claims[0], brand="evil", names=Text("evil.example", "evil.example"))
    assert "本物のサイト" not in text.render(msgspec.structs.replace(report, claims=(claim,)), "ja", raw)


def test_an_address_to_check_at_is_usable_only_where_it_is_a_services_that_is_known() -> None:
    report, raw = sample.kagoya()
    facts = tuple(msgspec.structs.replace(it, check_at="https://evil.example/crt.sh/") for it in report.facts)
    for told in (
        text.render(msgspec.structs.replace(report, facts=facts), "ja", raw),
        html.render(msgspec.structs.replace(report, facts=facts), "ja", raw),
    ):
        assert "hxxps://evil[.]example/crt.sh/" in told
        assert "evil.example" not in told
    assert "transparencyreport.google.com/safe-browsing/search" in html.render(report, "ja", raw)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("example-login.weebly.com", "example-login[.]weebly[.]com"), ("login.shop.example", "shop[.]example")],
)
def test_of_a_service_that_lets_names_the_name_is_told(host: str, shown: str) -> None:
    """weebly.com says nothing of whose page it is, and nobody would block it; the name below it does."""
    raw = f"From: a@b.example\nTo: c@d.example\nSubject: s\nDate: Thu, 5 Feb 2026 10:00:00 +0900\n\nhttps://{host}/x\n".encode()
    rows = outline(examine(Input(raw)), "en", raw).summary
    assert [it.value for it in rows if it.label == "Link domains"] == [shown]
