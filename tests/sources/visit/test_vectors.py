"""The operator's image encoder: vectors by a process of its own, kept beside what was learnt, compared as one hint more."""

from __future__ import annotations

import functools
import hashlib
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from sabaku import app, outside
from sabaku.data import genuine
from sabaku.doors.cli import main
from sabaku.model import Fact, Question, Site
from sabaku.sources import all_sources
from sabaku.sources._embedding import Embedding, embedding
from sabaku.sources._face import enrich, vectors
from sabaku.sources._visiting import visiting
from sources.visit.onnx import FLOAT, UINT8, endless, model
from sources.visit.test_pictures import line, page, png

needs_engine = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("onnxruntime"), reason="the extra is not installed"
)
URL = "https://evil.test/"


def kept(folder: Path, body: bytes, name: str = "encoder.onnx", **more: object) -> Embedding:
    path = folder / name
    path.write_bytes(body)
    found = embedding({"model": str(path), "mean": 0.9, "spread": 0.2, **more})
    assert found is not None
    return found


@needs_engine
@pytest.mark.parametrize(
    ("shape", "how"),
    [
        ((1, 3, 64, 64), {}),
        (("n", 3, "h", "w"), {"size": 64}),
        (("n", "c", "h", "w"), {"size": [64, 64], "layout": "nchw"}),
        ((1, 64, 64, 3), {"nhwc": True}),
        ((1, 3, 64, 64), {"type": UINT8}),
    ],
)
def test_a_model_is_shown_pictures_as_its_shape_asks(
    tmp_path: Path, shape: tuple[int | str, ...], how: dict[str, object]
) -> None:
    nhwc, kind = bool(how.pop("nhwc", False)), how.pop("type", FLOAT)
    assert isinstance(kind, int)
    told = vectors.encoded(
        [png(page(3)), png(page(3), "JPEG"), png(page(4)), b"none"], kept(tmp_path, model(shape, type=kind, nhwc=nhwc), **how)
    )
    one, same, other, none = told.vectors
    assert told.why == ""
    assert one is not None
    assert same is not None
    assert other is not None
    assert none is None
    assert len(one) == 192
    assert sum(it * it for it in one) == pytest.approx(1, abs=1e-4)
    assert vectors.cosine(one, same) > 0.99
    assert vectors.cosine(one, other) < vectors.cosine(one, same)
    assert vectors.cosine(one, other[:100]) == 0
    assert vectors.vector(vectors.written(one)) == one


@needs_engine
def test_the_mark_is_of_the_file_and_of_how_pictures_are_prepared(tmp_path: Path) -> None:
    first = vectors.encoded([], kept(tmp_path, model()))
    assert first.model == hashlib.sha256(model()).hexdigest()
    others = [
        vectors.encoded([], it)
        for it in (
            kept(tmp_path, model(cells=4), "b"),
            kept(tmp_path, model(), "c", mean=0.5),
            kept(tmp_path, model(("n", 3, "h", "w")), "d", size=64),
        )
    ]
    assert len({first.mark, *(it.mark for it in others)}) == 4
    assert vectors.encoded([], kept(tmp_path, model(), "e")).mark == first.mark


@needs_engine
@pytest.mark.parametrize(
    ("body", "how", "why"),
    [
        (b"", {}, "not a model"),
        (b"\x08\x08" + b"\xff" * 200, {}, "not a model"),
        (model((1, 1, 64, 64)), {}, "takes no picture"),
        (model(inputs=2), {}, "takes no picture"),
        (model(("n", 3, 4000, 4000)), {}, "takes no picture"),
        (model(("n", 3, "h", "w"), cells=64), {"size": 64}, "gives no vector"),
        (model(), {"output": "other"}, "no such output"),
    ],
)
def test_a_model_that_cannot_be_used_is_told(tmp_path: Path, body: bytes, how: dict[str, object], why: str) -> None:
    told = vectors.encoded([png(page(3))], kept(tmp_path, body, **how))
    assert told.why == why
    assert told.vectors == ()


@needs_engine
def test_a_model_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "START", 2.0)
    monkeypatch.setattr(vectors, "EACH", 0.5)
    begin = time.monotonic()
    assert vectors.encoded([png(page(3))], kept(tmp_path, endless())).why in ("time", "crashed")
    assert time.monotonic() - begin < 600


@needs_engine
def test_a_model_that_takes_too_much_memory_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MEMORY", 60)
    assert vectors.encoded([png(page(3))], kept(tmp_path, model())).why in ("memory", "not a model", "not installed", "crashed")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert vectors.encoded([], Embedding(str(tmp_path / "none.onnx"))).why == "file"


def test_without_the_extra_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "encoder.py"
    fake.write_text(
        "import sys\nsys.modules['onnxruntime'] = None\n"
        + vectors.ENCODER.read_text("utf-8").replace("from __future__ import annotations", "")
    )
    monkeypatch.setattr(vectors, "ENCODER", fake)
    assert vectors.encoded([], kept(tmp_path, model())).why == "not installed"


# --- settings --------------------------------------------------------------------------------------------------------


def test_a_path_is_enough() -> None:
    assert visiting({"embedding": "/models/encoder.onnx"}).embedding == Embedding("/models/encoder.onnx")
    assert visiting({}).embedding is None


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (5, "path"),
        ({"size": 224}, "path"),
        ({"model": "a", "sise": 224}, "sise"),
        ({"model": "a", "size": 8}, "16"),
        ({"model": "a", "size": [224, True]}, "16"),
        ({"model": "a", "size": [1, 2, 3]}, "width"),
        ({"model": "a", "layout": "chwn"}, "layout"),
        ({"model": "a", "mean": [1, 2]}, "mean"),
        ({"model": "a", "mean": float("nan")}, "mean"),
        ({"model": "a", "spread": 0}, "spread"),
        ({"model": "a", "least": 0.1}, "least"),
    ],
)
def test_what_is_not_understood_is_said(told: object, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        visiting({"embedding": told})


# --- learnt, compared, told ------------------------------------------------------------------------------------------


@needs_engine
def test_from_a_learnt_page_to_the_hint(tmp_path: Path) -> None:
    how = kept(tmp_path, model(), least=0.95)
    shot, other = png(page(3)), png(page(4))
    genuine.learn(tmp_path, line("kagoya", shot), shot)
    genuine.learn(tmp_path, line("xserver", other), other)
    assert vectors.learn(tmp_path, how) == (2, "")
    assert vectors.learn(tmp_path, how) == (0, "")
    learnt = genuine.references(tmp_path)

    told = enrich(
        {"url": URL, "faces": [{"screenshot": "a", "final_url": URL}, {"screenshot": ""}]},
        {"a": png(page(3), "JPEG")}.get,
        learnt,
        functools.partial(vectors.compared, folder=tmp_path, how=how),
    )
    assert told["embedding"] == {"model": hashlib.sha256(model()).hexdigest(), "without": 0, "why": ""}
    like = [(it["brand"], it["by"]) for it in told["faces"][0]["likeness"]]
    assert ("kagoya", "vector") in like
    assert ("xserver", "vector") not in like
    assert "likeness" not in told["faces"][1]

    changed = vectors.compared([shot], learnt, tmp_path, kept(tmp_path, model(cells=4)))
    assert (changed.alike, changed.without) == (((),), 2)
    genuine.forget(tmp_path, "kagoya")
    assert len(list((tmp_path / "faces").glob("*.vector"))) == 1


@needs_engine
def test_plain_and_differently_shaped_pages_are_like_none(tmp_path: Path) -> None:
    how = kept(tmp_path, model(), least=0.5)
    empty, wide = png(Image.new("RGB", (640, 400), "white")), png(page(3))
    for it in (empty, wide):
        genuine.learn(tmp_path, line("kagoya", it), it)
    vectors.learn(tmp_path, how)
    tall = png(page(3).resize((200, 640)))
    found = vectors.compared([empty, tall, wide], genuine.references(tmp_path), tmp_path, how)
    assert [len(it) for it in found.alike] == [0, 0, 1]


def site(like: list[dict[str, object]], **more: object) -> Site:
    face = {"url": URL, "final_url": URL, "status": 200, "title": "login", "text": "password " * 9, "likeness": like}
    field = {"type": "password", "name": "p", "label": "password"}
    face["forms"] = [{"action": URL, "method": "post", "frame": 0, "inputs": [field]}]
    found = all_sources()["visit"].read(json.dumps({"url": URL, "faces": [face], **more}).encode())
    assert isinstance(found, Site)
    return found


def test_an_encoder_alone_names_no_face_and_makes_no_finding() -> None:
    told = [{"brand": "xserver", "reference": "1" * 64, "by": "vector", "percent": 100, "url": "https://www.xserver.ne.jp/"}]
    found = site(told)
    assert [one.by for one in found.faces[0].likeness] == ["vector"]
    assert found.brand == ""
    assert site([{**told[0], "by": "picture"}]).brand == "xserver"


@pytest.mark.parametrize(
    ("recorded", "ja", "en"),
    [
        ({"why": "not installed"}, "sabaku[embedding]", "pip install 'sabaku[embedding]'"),
        ({"why": "file"}, "読み取れない", "cannot be read"),
        ({"without": 3}, "sabaku brands learn", "no vector"),
    ],
)
def test_what_was_not_compared_is_a_gap(recorded: dict[str, object], ja: str, en: str) -> None:
    case = app.prepare(
        app.Input(
            b"From: a@b.example\r\nSubject: x\r\n\r\n" + URL.encode(), now=datetime(2026, 2, 5, tzinfo=UTC), profile="visit"
        )
    )
    question = Question("visit", URL)
    fact = Fact(question, "found", site([], embedding=recorded))
    report = app.conclude(app.structs.replace(case, facts={question: fact}))
    [gap] = [it for it in report.gaps if it.reason == "not-compared"]
    assert ja in gap.says.ja
    assert en in gap.says.en


@needs_engine
def test_the_command_line_learns_vectors_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SABAKU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "config.toml"))
    how, shot = kept(tmp_path, model()), tmp_path / "page.png"
    shot.write_bytes(png(page(3)))
    (tmp_path / "config.toml").write_text("")
    assert main(["brands", "learn", "kagoya", str(shot), "--lang", "en"]) == 0
    assert main(["brands", "learn", "--lang", "en"]) == 2
    (tmp_path / "config.toml").write_text(f'[visit]\nembedding = "{how.model}"\n')
    assert main(["brands", "learn", "--lang", "en"]) == 0
    assert "embedding model: 1" in capsys.readouterr().out
    (tmp_path / "config.toml").write_text('[visit]\nembedding = "/nonexistent.onnx"\n')
    assert main(["brands", "learn", "--lang", "ja"]) == 1
    assert "モデルのファイルを読み取れない" in capsys.readouterr().err
    assert len(outside.learnt_pages()) == 1
    assert len(list((tmp_path / "data" / "faces").glob("*.vector"))) == 1
