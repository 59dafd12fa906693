"""7-Zip's filter for programs with four streams (BCJ2): code, targets of calls, targets of jumps, and which of them moved.

Own reading of the public-domain description in the LZMA SDK. The loop runs once for each call or jump, not for each byte.
"""

from __future__ import annotations

import re

_BRANCH = re.compile(rb"[\xe8\xe9]|\x0f[\x80-\x8f]")
_CALL, _JUMP, _NEAR = 0xE8, 256, 257
_TOP, _BITS, _MOVE = 1 << 24, 11, 5
_MASK = 0xFFFFFFFF
BYTES_EACH = 16
"""Bytes for one branch at least: programs have one in thirty or more, and what has more is cut short."""


class _Bits:
    """The range coder: one adaptive probability for each byte before a call, one for jumps, one for near jumps."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 5
        self.range, self.code = _MASK, int.from_bytes(data[:5], "big") & _MASK
        self.odds = [1 << _BITS - 1] * 258

    def next(self, which: int) -> bool:
        odds = self.odds[which]
        bound = (self.range >> _BITS) * odds
        found = self.code >= bound
        if found:
            self.range, self.code = self.range - bound, self.code - bound
            self.odds[which] = odds - (odds >> _MOVE)
        else:
            self.range = bound
            self.odds[which] = odds + ((1 << _BITS) - odds >> _MOVE)
        if self.range < _TOP:
            self.range = self.range << 8 & _MASK
            self.code = (self.code << 8 | self.data[self.at]) & _MASK
            self.at += 1
        return found


def joined(code: bytes, calls: bytes, jumps: bytes, moved: bytes, size: int) -> bytes:
    """The first `size` bytes of the program; fewer where a stream ends too early."""
    bits = _Bits(moved)
    out = bytearray()
    at, targets = 0, [0, 0]
    try:
        for _ in range(size // BYTES_EACH + 1000):
            end = _next(code, at, out[-1] if out else 0)
            out += code[at:end]
            if (end >= len(code) and not _branches(out)) or len(out) >= size:
                break
            at = end
            if not bits.next(_which(out)):
                continue
            jump = out[-1] != _CALL
            target = (jumps if jump else calls)[targets[jump] : targets[jump] + 4]
            if len(target) < 4:
                break
            targets[jump] += 4
            out += (int.from_bytes(target, "big") - (len(out) + 4) & _MASK).to_bytes(4, "little")
    except IndexError:  # the stream of bits ends: what was there so far
        pass
    return bytes(out[:size])


def _next(code: bytes, at: int, before: int) -> int:
    """The place behind the next branch."""
    if before == 0x0F and at < len(code) and code[at] & 0xF0 == 0x80:
        return at + 1
    found = _BRANCH.search(code, at)
    return found.end() if found else len(code)


def _branches(out: bytearray) -> bool:
    return bool(out) and (out[-1] & 0xFE == 0xE8 or (len(out) > 1 and out[-2] == 0x0F and out[-1] & 0xF0 == 0x80))


def _which(out: bytearray) -> int:
    if out[-1] == _CALL:
        return out[-2] if len(out) > 1 else 0
    return _JUMP if out[-1] == 0xE9 else _NEAR
