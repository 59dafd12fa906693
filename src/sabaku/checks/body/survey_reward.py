"""One check: a survey with a reward."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.survey-reward",
    over="message",
    said=("survey.survey",),
    group="body",
    title=Text(ja="報酬つきアンケートで誘っています", en="A survey with a reward"),
    says=Text(
        ja="「{survey}」に「{reward}」を組み合わせ、個人情報やカード情報の入力へ誘う手口です。",
        en="“{survey}” and “{reward}”: behind it personal and card details are asked for.",
    ),
    speaks_for=("card-phishing", "bulk-spam"),
    experts=("LURE",),
)
def survey_reward(case: Case, survey: Observable) -> Iterator[Hit]:
    """After the questions a small fee for shipping is asked. Real surveys of satisfaction promise no telephone."""
    reward = _said.first(case, "prize.chosen", "prize.win")
    if reward and _said.leads(case):
        yield Hit(_said.quote(survey), _said.quote(reward), survey=survey.shown, reward=reward.shown)
