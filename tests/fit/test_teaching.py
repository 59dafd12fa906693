"""Learning from an operator's own mail: what moves, what may not, what few objections can do, and how it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sabaku import judge
from sabaku.app import conclude, offline, prepare
from sabaku.doors import learnt as kept
from sabaku.fit import learn
from sabaku.fit.corpus import Row
from sabaku.model import Input
from sabaku.versions import versions

ODD, GOOD = "links.shortener", "auth.aligned"
AT = datetime(2026, 2, 5, tzinfo=UTC)


def row(number: int, label: str, *hits: str) -> Row:
    sketch = frozenset(range(number * 1000, number * 1000 + 64))
    return Row("f", "", f"{number:064x}", label, "r.example", "", "", "", 0.0, 0.0, hits, (), (), 1.0, sketch, "")  # type: ignore[arg-type]


def own_mail(odd_in_ham: int = 90) -> list[Row]:
    """A house that uses shorteners in its own newsletters, and gets frauds that show something else."""
    ham = [row(it, "legitimate", *((ODD,) if it < odd_in_ham else ())) for it in range(120)]
    fraud = [row(1000 + it, "fraud", "links.ip-host", "identity.from-imitates") for it in range(60)]
    return [*ham, *fraud]


def test_what_legitimate_mail_does_here_weighs_less() -> None:
    found = learn.lesson(own_mail(), [], "2026-02-05")

    assert found.learnt.weights[ODD] < judge.weights().of[ODD]
    assert (found.learnt.legitimate, found.learnt.fraud) == (120, 60)
    assert found.after.alarms <= found.before.alarms


def test_no_sign_turns() -> None:
    frauds_with_good_signs = [row(2000 + it, "fraud", GOOD) for it in range(200)]
    found = learn.lesson([*own_mail(), *frauds_with_good_signs], [], "2026-02-05")
    scale = learn.applied(found.learnt)

    assert scale is not None
    shipped = judge.weights().of
    assert all(now * shipped[id] >= 0 for id, now in scale.of.items())


@pytest.mark.parametrize(("ham", "fraud"), [(99, 60), (120, 49), (0, 0)])
def test_too_little_mail_teaches_nothing(ham: int, fraud: int) -> None:
    rows = [it for it in own_mail() if it.label == "legitimate"][:ham] + [it for it in own_mail() if it.label == "fraud"][:fraud]
    with pytest.raises(learn.TooFew, match=f"{ham} legitimate, {fraud} fraud"):
        learn.lesson(rows, [], "2026-02-05")


def test_copies_of_a_mail_are_one_mail() -> None:
    with pytest.raises(learn.TooFew):
        learn.lesson([*[own_mail()[0]] * 200, *own_mail()[120:]], [], "2026-02-05")


def test_an_objection_is_heard() -> None:
    objection = learn.Contest("f" * 64, "legitimate", "fraud", ("links.ip-host",), AT, "our own monitoring")
    without = learn.lesson(own_mail(), [], "2026-02-05").learnt
    heard = learn.lesson(own_mail(), [objection], "2026-02-05").learnt

    def weight(it: learn.Learnt) -> float:
        return it.weights.get("links.ip-host", judge.weights().of["links.ip-host"])

    assert heard.contested == 1
    assert weight(heard) < weight(without)


def test_an_objection_stands_for_the_mail() -> None:
    rows = own_mail()
    objection = learn.Contest(rows[0].sha256, "fraud", "no-sign", rows[0].hits, AT)
    found = learn.lesson(rows, [objection], "2026-02-05")

    assert (found.learnt.legitimate, found.learnt.fraud) == (119, 61)


def test_the_file_comes_back_as_it_went() -> None:
    it = learn.lesson(own_mail(), [], "2026-02-05").learnt

    assert learn.loads(learn.dumps(it)) == it
    with pytest.raises(ValueError, match="weights"):
        learn.loads('date = "x"\nbase = "y"\nprior = 1\nfraud = 1\nlegitimate = 1\ncontested = 0\n')


def test_what_was_learnt_with_other_weights_is_not_used() -> None:
    it = learn.lesson(own_mail(), [], "2026-02-05").learnt
    other = learn.loads(learn.dumps(it).replace(it.base, "0" * 16))

    assert learn.applied(it) is not None
    assert learn.applied(other) is None


def test_a_report_names_what_was_learnt() -> None:
    scale = learn.applied(learn.lesson(own_mail(), [], "2026-02-05").learnt)
    assert scale is not None
    case = offline(prepare(Input(b"From: a@sender.example\r\nSubject: x\r\n\r\nThe minutes: https://bit.ly/x\r\n", now=AT)))

    learnt, plain = conclude(case, scale), conclude(case)

    assert learnt.versions.weights == f"{versions().weights}+{scale.learnt}"
    assert plain.versions.weights == versions().weights
    by_id = {it.id: it.weight for it in learnt.findings}
    assert by_id[ODD] == scale.of[ODD]


def test_taken_back_one_by_one(tmp_path: Path) -> None:
    here = {"SABAKU_STATE": str(tmp_path / "state")}
    first = learn.lesson(own_mail(), [], "2026-02-05").learnt
    second = learn.loads(learn.dumps(first).replace("2026-02-05", "2026-02-06"))
    kept.write_learnt(here, learn.dumps(first))
    path = kept.write_learnt(here, learn.dumps(second))

    assert kept.undo(here) == (True, path)
    assert learn.loads(path.read_text("utf-8")) == first
    assert kept.undo(here) == (True, None)
    assert kept.undo(here) == (False, None)
    assert kept.scale(here, "en") is None


def test_objections_are_kept_the_newest_counts_and_damage_is_passed_over(tmp_path: Path) -> None:
    here = {"SABAKU_STATE": str(tmp_path)}
    one = learn.Contest("a" * 64, "legitimate", "fraud", (ODD,), AT)
    kept.keep_contest(here, one)
    with (tmp_path / kept.CONTESTS).open("ab") as file:
        file.write(b'{"half": \n')
    kept.keep_contest(here, learn.Contest("a" * 64, "fraud", "no-sign", (ODD,), AT))

    assert [it.label for it in kept.contests(here)] == ["fraud"]
    told = kept.objections(here, "ja")
    assert list(told) == ["a" * 64]
    assert "2026-02-05" in told["a" * 64]
    assert "詐欺メール" in told["a" * 64]
