"""What the author has changed stays as he left it, whatever is made anew around it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sabaku.render.article.edits import blocks, digests, merge

MADE = "# 題\n\n一つ目の段落。\n\n二つ目の段落。\n\n```text\n本文\n\n続き\n```\n\n最後の段落。\n"


def test_without_edits_the_new_text_is_taken() -> None:
    new = MADE.replace("二つ目", "新しい二つ目")
    found = merge(digests(MADE), MADE, new)
    assert (found.text, found.kept, found.news) == (new, 0, 0)


def test_a_changed_paragraph_is_kept_and_the_others_are_renewed() -> None:
    mine = MADE.replace("一つ目の段落。", "わたしの段落。")
    found = merge(digests(MADE), mine, MADE.replace("最後の段落。", "新しい最後。"))
    assert "わたしの段落。" in found.text
    assert "一つ目の段落。" not in found.text
    assert "新しい最後。" in found.text
    assert (found.kept, found.news) == (1, 0)


def test_where_both_changed_his_stands_and_it_is_said() -> None:
    found = merge(digests(MADE), MADE.replace("二つ目", "わたしの二つ目"), MADE.replace("二つ目", "新しい二つ目"))
    assert "わたしの二つ目" in found.text
    assert "新しい二つ目" not in found.text
    assert (found.kept, found.news) == (1, 1)


def test_what_he_added_and_what_he_took_out_stays_so() -> None:
    added = merge(digests(MADE), MADE.replace("二つ目の段落。\n", "二つ目の段落。\n\nわたしの写真。\n"), MADE)
    assert "二つ目の段落。\n\nわたしの写真。" in added.text
    taken = merge(digests(MADE), MADE.replace("二つ目の段落。\n\n", ""), MADE)
    assert "二つ目の段落。" not in taken.text
    assert "最後の段落。" in taken.text


def test_a_fenced_block_is_one_whatever_stands_in_it() -> None:
    assert "```text\n本文\n\n続き\n```" in blocks(MADE)


def test_a_page_is_merged_by_lines() -> None:
    page = "<html>\n<p>一</p>\n<p>二</p>\n</html>\n"
    found = merge(digests(page), page.replace("二", "わたし"), page.replace("一", "新"))
    assert found.text == "<html>\n<p>新</p>\n<p>わたし</p>\n</html>\n"


paragraphs = st.lists(st.sampled_from(["甲。", "乙。", "丙。", "丁。", "戊。"]), max_size=6).map("\n\n".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs, paragraphs, paragraphs)
def test_every_paragraph_of_the_result_is_his_or_new(then: str, mine: str, new: str) -> None:
    found = merge(digests(then), mine, new)
    assert set(blocks(found.text)) <= set(blocks(mine)) | set(blocks(new))


@given(paragraphs, paragraphs)
def test_edits_survive_being_made_anew_unchanged(then: str, mine: str) -> None:
    assert blocks(merge(digests(then), mine, then).text) == blocks(mine)
