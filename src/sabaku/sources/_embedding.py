"""The operator's image encoder for likeness: where it lies, and what cannot be read from it. Settings only; nothing is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sabaku.model import NotUsable

SMALLEST, LARGEST = 16, 1024
"""Pixels of a side of what an encoder is shown."""
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the pictures by which most published encoders were trained (ImageNet), for red, green, blue from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """An encoder in ONNX that the operator has. What the model's own shape tells goes before what is set here."""

    model: str
    """Path of the file."""
    size: tuple[int, int] = (0, 0)
    """Width and height that it takes; 0 = as the model says, else 224."""
    layout: str = ""
    """nchw or nhwc; "" = as the model says."""
    mean: tuple[float, ...] = MEAN
    spread: tuple[float, ...] = SPREAD
    """Taken off each colour, and divided by; for models that take bytes neither is done."""
    output: str = ""
    """Which of its outputs is the vector; "" = the first that can be one."""
    least: float = 0.95
    """Cosine from which two pages are told to be alike."""


def embedding(told: object) -> Embedding | None:
    """The encoder written there (`[visit] embedding`): a path, or a table. Raises NotUsable."""
    if not told:
        return None
    table = {"model": told} if isinstance(told, str) else told
    if not isinstance(table, Mapping) or not isinstance(table.get("model"), str) or not table["model"]:
        raise NotUsable(
            '[visit]: embedding には、ONNXファイルのパスか、model = "/path" を含む表を書いてください。',
            '[visit] embedding: the path of an ONNX file, or a table with model = "/path"',
        )
    if unknown := ", ".join(sorted(set(table) - set(Embedding.__dataclass_fields__))):
        raise NotUsable(f"[visit]: embedding に {unknown} という項目はありません。", f"[visit] embedding does not know {unknown}")
    layout = table.get("layout", "")
    if layout not in ("", "nchw", "nhwc"):
        raise NotUsable("[visit]: embedding.layout は nchw か nhwc です。", "[visit] embedding.layout: nchw or nhwc")
    return Embedding(
        model=table["model"],
        size=_size(table.get("size", 0)),
        layout=layout,
        mean=_three(table.get("mean", MEAN), "mean"),
        spread=_three(table.get("spread", SPREAD), "spread", least=1e-6),
        output=str(table.get("output", ""))[:200],
        least=_three([table.get("least", 0.95)], "least", least=0.5, most=1.0)[0],
    )


def _size(told: object) -> tuple[int, int]:
    sides = [told, told] if isinstance(told, int) else told
    if sides == [0, 0]:
        return 0, 0
    if not isinstance(sides, list | tuple) or len(sides) != 2:
        raise NotUsable(
            "[visit]: embedding.size は、数1つか [幅, 高さ] です。", "[visit] embedding.size: one number, or [width, height]"
        )
    if not all(isinstance(it, int) and not isinstance(it, bool) and SMALLEST <= it <= LARGEST for it in sides):
        raise NotUsable(
            f"[visit]: embedding.size は{SMALLEST}から{LARGEST}ピクセルまでです。",
            f"[visit] embedding.size: from {SMALLEST} to {LARGEST} pixels",
        )
    return sides[0], sides[1]


def _three(told: object, name: str, least: float = -1e3, most: float = 1e3) -> tuple[float, ...]:
    """Numbers, one for all colours or one for each."""
    listed = told if isinstance(told, list | tuple) else [told]
    if len(listed) not in (1, 3):
        raise NotUsable(
            f"[visit]: embedding.{name} は、数1つか3つ(赤・緑・青)です。",
            f"[visit] embedding.{name}: one number, or three (red, green, blue)",
        )
    found = [float(it) for it in listed if isinstance(it, int | float) and not isinstance(it, bool)]
    if len(found) < len(listed) or not all(least <= it <= most for it in found):
        raise NotUsable(
            f"[visit]: embedding.{name} は{least:g}から{most:g}までの数です。",
            f"[visit] embedding.{name}: numbers from {least:g} to {most:g}",
        )
    return tuple(found)
