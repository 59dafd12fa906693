"""Fingerprints of what a page shows. Pure."""

from __future__ import annotations

import base64
import hashlib

MASK = 0xFFFFFFFF


def sha256(body: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def favicon(body: bytes) -> int:
    """The hash by which Shodan and others look for a favicon: MurmurHash3 (32 bit, signed) of its base64 in lines."""
    return murmur3(base64.encodebytes(body))


def murmur3(body: bytes) -> int:
    """MurmurHash3 x86 32 bit with seed 0, as a signed number (Austin Appleby's public-domain function)."""
    state, whole = 0, len(body) & ~3
    for at in range(0, whole, 4):
        state ^= _mixed(int.from_bytes(body[at : at + 4], "little"))
        state = (_turned(state, 13) * 5 + 0xE6546B64) & MASK
    if len(body) > whole:
        state ^= _mixed(int.from_bytes(body[whole:], "little"))
    state ^= len(body)
    state = ((state ^ (state >> 16)) * 0x85EBCA6B) & MASK
    state = ((state ^ (state >> 13)) * 0xC2B2AE35) & MASK
    state ^= state >> 16
    return state - 2**32 if state >= 2**31 else state


def _mixed(word: int) -> int:
    return (_turned((word * 0xCC9E2D51) & MASK, 15) * 0x1B873593) & MASK


def _turned(word: int, by: int) -> int:
    return ((word << by) | (word >> (32 - by))) & MASK
