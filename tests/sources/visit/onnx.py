"""Writes tiny ONNX models by hand (protobuf): image encoders that average the colours of a grid. For tests only."""

from __future__ import annotations

from collections.abc import Sequence

FLOAT, UINT8, INT64 = 1, 2, 7


def model(
    shape: Sequence[int | str] = (1, 3, 64, 64), *, type: int = FLOAT, nhwc: bool = False, cells: int = 8, inputs: int = 1
) -> bytes:
    """An encoder whose vector is the mean of each colour in cells by cells squares of a picture of 64 by 64 pixels."""
    steps, last = [], "x"
    if type != FLOAT:
        steps.append(_node("Cast", last, "f", _field(5, _text(1, "to") + _number(3, FLOAT) + _number(20, 2))))
        last = "f"
    if nhwc:
        steps.append(_node("Transpose", last, "t", _numbers("perm", (0, 3, 1, 2))))
        last = "t"
    side = 64 // cells
    steps.append(_node("AveragePool", last, "p", _numbers("kernel_shape", (side, side)) + _numbers("strides", (side, side))))
    steps.append(_node("Flatten", "p", "v", b""))
    given = b"".join(_field(11, _value("x" if n == 0 else f"x{n}", type, shape)) for n in range(inputs))
    graph = b"".join(_field(1, it) for it in steps) + _text(2, "g") + given + _field(12, _value("v", FLOAT, (1, 3 * cells**2)))
    return _number(1, 8) + _field(7, graph) + _field(8, _number(2, 13))


def endless(rounds: int = 10_000_000) -> bytes:
    """An encoder that sums for as long as it is let: a loop of so many rounds, each over the whole picture."""
    body = b"".join(
        _field(1, it) for it in (_node("Identity", "c", "c2", b""), _node("Exp", "s", "e", b""), _node("Sin", "e", "s2", b""))
    )
    body += _text(2, "b")
    body += _field(11, _value("i", INT64, ())) + _field(11, _value("c", 9, ())) + _field(11, _value("s", FLOAT, (1, 3, 64, 64)))
    body += _field(12, _value("c2", 9, ())) + _field(12, _value("s2", FLOAT, (1, 3, 64, 64)))
    count = _field(5, _text(1, "value") + _field(5, _number(2, INT64) + _packed(7, (rounds,))) + _number(20, 4))
    true = _field(5, _text(1, "value") + _field(5, _number(2, 9) + _packed(5, (1,))) + _number(20, 4))
    loop = _field(5, _text(1, "body") + _field(6, body) + _number(20, 5))
    steps = [_node("Constant", "", "n", count), _node("Constant", "", "go", true)]
    steps += [
        _text(1, "n") + _text(1, "go") + _text(1, "x") + _text(2, "y") + _text(4, "Loop") + loop,
        _node("Flatten", "y", "v", b""),
    ]
    graph = b"".join(_field(1, it) for it in steps) + _text(2, "g")
    graph += _field(11, _value("x", FLOAT, (1, 3, 64, 64))) + _field(12, _value("v", FLOAT, (1, 3 * 64 * 64)))
    return _number(1, 8) + _field(7, graph) + _field(8, _number(2, 13))


def _node(kind: str, taken: str, given: str, attributes: bytes) -> bytes:
    return (_text(1, taken) if taken else b"") + _text(2, given) + _text(4, kind) + attributes


def _numbers(name: str, values: Sequence[int]) -> bytes:
    return _field(5, _text(1, name) + b"".join(_number(8, it) for it in values) + _number(20, 7))


def _value(name: str, type: int, shape: Sequence[int | str]) -> bytes:
    sides = b"".join(_field(1, _number(1, it) if isinstance(it, int) else _text(2, it)) for it in shape)
    return _text(1, name) + _field(2, _field(1, _number(1, type) + _field(2, sides)))


def _packed(field: int, values: Sequence[int]) -> bytes:
    return _field(field, b"".join(_varint(it) for it in values))


def _text(field: int, text: str) -> bytes:
    return _field(field, text.encode())


def _field(field: int, body: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(body)) + body


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])
