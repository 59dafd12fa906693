"""Turns pictures into vectors by the operator's ONNX model. Runs as a process of its own, with limits and nothing of sabaku.

It reads an order (one line of JSON, then the pictures' bytes) and writes one line of JSON: the sha256 of the model that it has
really loaded, how the pictures were prepared, and a vector (float32, little-endian, base64) for each; or why there is none.
A model that keeps its weights in further files is not taken: their content would not be in its sum.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import sys
from typing import Any

LARGEST = 400 * 2**20
"""Bytes of a model."""
PIXELS = 40_000_000
FORMATS = ["PNG", "JPEG", "WEBP"]
DIMENSIONS = 8192
STANDARD = 224
TYPES = {"tensor(float)": "float32", "tensor(float16)": "float16", "tensor(uint8)": "uint8", "tensor(double)": "float64"}


class Unfit(Exception):
    """There are no vectors; the message is the reason, in a word or two."""


def main() -> None:
    """Read the order, answer, end."""
    order = json.loads(sys.stdin.buffer.readline())
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever a library writes to standard output is no answer
    try:
        told = _told(order)
    except Unfit as fault:
        told = {"why": str(fault)}
    except MemoryError:
        told = {"why": "memory"}
    out.write(json.dumps(told))
    out.close()


def _told(order: dict[str, Any]) -> dict[str, Any]:
    model = _model(str(order["model"]))
    _limit(order, len(model))
    session, numpy = _session(model)
    shape = _Shape(session, order)
    rows = [_encoded(session, numpy, shape, _piece(int(size))) for size in order["pictures"]]
    return {"model": hashlib.sha256(model).hexdigest(), "prepared": shape.told(), "vectors": rows}


def _model(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            body = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        raise Unfit("file") from fault
    if len(body) > LARGEST:
        raise Unfit("too large")
    return body


def _piece(size: int) -> bytes:
    return sys.stdin.buffer.read(size)


def _limit(order: dict[str, Any], size: int) -> None:
    """Processor time, memory (by the size of the model), no files written, and an end when the parent ends."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import ctypes
        import resource

        ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)  # PR_SET_PDEATHSIG, SIGKILL: Linux
        seconds = int(order["seconds"])
        for kind, most in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, (int(order["memory"]) << 20) + 5 * size),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most, most) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


def _session(model: bytes) -> tuple[Any, Any]:
    """The model, on one thread; it is given as bytes, so it has no folder in which to look for further files."""
    try:
        import numpy
        import onnxruntime
        from PIL import Image  # noqa: F401  asked for here, so that what is missing is told as that
    except ImportError as fault:
        raise Unfit("not installed") from fault
    onnxruntime.disable_telemetry_events()
    how = onnxruntime.SessionOptions()
    how.intra_op_num_threads = how.inter_op_num_threads = 1
    how.log_severity_level = 4
    how.enable_cpu_mem_arena = how.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(model, how, providers=["CPUExecutionProvider"]), numpy
    except MemoryError:
        raise
    except Exception as fault:
        raise Unfit("memory" if "alloc" in str(fault) else "not a model") from fault


class _Shape:
    """What the model takes and gives, read from itself; from the order where it does not say."""

    def __init__(self, session: Any, order: dict[str, Any]) -> None:
        taken = session.get_inputs()
        if len(taken) != 1 or len(taken[0].shape) != 4 or taken[0].type not in TYPES:
            raise Unfit("takes no picture")
        self.name, self.type = taken[0].name, TYPES[taken[0].type]
        shape = taken[0].shape
        self.layout = "nchw" if shape[1] == 3 else "nhwc" if shape[3] == 3 else str(order["layout"] or "nchw")
        if isinstance(shape[1 if self.layout == "nchw" else 3], int) and 3 not in shape:
            raise Unfit("takes no picture")
        sides = shape[2:4] if self.layout == "nchw" else shape[1:3]
        wide, high = (int(it) or STANDARD for it in order["size"])
        self.height, self.width = _side(sides[0], high), _side(sides[1], wide)
        if not (16 <= self.width <= 1024 and 16 <= self.height <= 1024):
            raise Unfit("takes no picture")
        self.mean, self.spread = order["mean"], order["spread"]
        self.output = _output(session, str(order["output"]))

    def told(self) -> dict[str, Any]:
        """How a picture was prepared: vectors of another preparation are not to be compared."""
        how = {"size": [self.width, self.height], "layout": self.layout, "type": self.type, "output": self.output}
        return how if self.type == "uint8" else {**how, "mean": self.mean, "spread": self.spread}


def _side(told: object, own: int) -> int:
    return told if isinstance(told, int) and told > 0 else own


def _output(session: Any, wanted: str) -> str:
    """The output of that name; else the first that is a row of numbers for each picture, else the first."""
    given = [it for it in session.get_outputs() if it.type in TYPES and it.type != "tensor(uint8)"]
    named = [it for it in given if it.name == wanted] if wanted else [*(it for it in given if len(it.shape) == 2), *given]
    if not named:
        raise Unfit("no such output" if wanted else "gives no vector")
    return str(named[0].name)


def _encoded(session: Any, numpy: Any, shape: _Shape, body: bytes) -> str:
    """The picture's vector; "" where it is none, or the model gives none for it."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(body), formats=FORMATS)
        if picture.width * picture.height > PIXELS:
            return ""
        small = picture.convert("RGB").resize((shape.width, shape.height), Image.Resampling.BICUBIC)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    pixels = numpy.asarray(small)
    if shape.type != "uint8":
        pixels = (pixels.astype("float32") / 255 - numpy.float32(shape.mean)) / numpy.float32(shape.spread)
    pixels = pixels.transpose(2, 0, 1) if shape.layout == "nchw" else pixels
    try:
        [row] = session.run([shape.output], {shape.name: pixels[None].astype(shape.type)})
    except Exception as fault:
        raise Unfit("memory" if "alloc" in str(fault) else "does not run") from fault
    return _vector(numpy, numpy.asarray(row, dtype="float64"), shape.layout)


def _vector(numpy: Any, row: Any, layout: str) -> str:
    """One row of length 1: of a map of features the mean over its places, of a row of pieces the mean over them."""
    row = row[0] if row.ndim > 1 else row
    if row.ndim == 3:
        row = row.mean(axis=(1, 2)) if layout == "nchw" else row.mean(axis=(0, 1))
    elif row.ndim == 2:
        row = row.mean(axis=0)
    if row.ndim != 1 or not 1 < row.size <= DIMENSIONS:
        raise Unfit("gives no vector")
    length = float(numpy.sqrt((row**2).sum()))
    if not numpy.isfinite(length) or length == 0:
        return ""
    return base64.b64encode((row / length).astype("<f4").tobytes()).decode()


if __name__ == "__main__":
    main()
