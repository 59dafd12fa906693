"""Public keys as DKIM publishes them, and whether a signature fits a digest: RSA (RFC 8017 section 8.2.2), Ed25519 (RFC 8032).

Pure arithmetic with public values only: nothing here is secret, so nothing has to run in constant time. Sizes are bounded.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import NamedTuple

from sabaku import der

LARGEST_BITS, LARGEST_EXPONENT = 8192, 2**33
_RSA_OID = bytes.fromhex("2a864886f70d010101")
_HASHES = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
}


class BadKey(Exception):
    """The published key can't be read."""


class RsaKey(NamedTuple):
    """Modulus and exponent."""

    n: int
    e: int

    @property
    def bits(self) -> int:
        """Length of the modulus."""
        return self.n.bit_length()


def decoded(text: str) -> bytes:
    """Base64 without its white space. Raises BadKey."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BadKey("not base64") from fault


def rsa_key(raw: bytes) -> RsaKey:
    """An RSA public key from SubjectPublicKeyInfo (RFC 5280) or RSAPublicKey (RFC 8017). Raises BadKey."""
    try:
        numbers = _numbers(raw)
    except der.NotDer as fault:
        raise BadKey("not DER") from fault
    if len(numbers) != 2 or not 2 < numbers[1] < LARGEST_EXPONENT or not 0 < numbers[0].bit_length() <= LARGEST_BITS:
        raise BadKey("no RSA key")
    return RsaKey(*numbers)


def _numbers(raw: bytes) -> list[int]:
    outer = der.inside(raw, der.SEQUENCE)
    first, *rest = list(der.values(outer)) or [(0, b"")]
    if first[0] == der.SEQUENCE:
        if _RSA_OID not in first[1] or not rest or rest[0][0] != der.BITS or not rest[0][1]:
            raise BadKey("no RSA key")
        outer = der.inside(rest[0][1][1:], der.SEQUENCE)
    return [int.from_bytes(value, "big") for tag, value in der.values(outer) if tag == der.INTEGER]


def rsa_fits(key: RsaKey, signature: bytes, digest: bytes, algorithm: str) -> bool:
    """Whether the signature is that key's for the digest (RSASSA-PKCS1-v1_5)."""
    size = (key.bits + 7) // 8
    if len(signature) > size or algorithm not in _HASHES:
        return False
    info = _HASHES[algorithm] + digest
    wanted = b"\x00\x01" + b"\xff" * (size - len(info) - 3) + b"\x00" + info
    return pow(int.from_bytes(signature, "big"), key.e, key.n).to_bytes(size, "big") == wanted


# --- Ed25519 ----------------------------------------------------------------------------------------------------------

_P = 2**255 - 19
_Q = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def _add(one: _Point, other: _Point) -> _Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % _P, (one[1] + one[0]) * (other[1] + other[0]) % _P
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: _Point) -> _Point:
    out: _Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            out = _add(out, point)
        point = _add(point, point)
        factor >>= 1
    return out


def _point(raw: bytes) -> _Point | None:
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if len(raw) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def _base() -> _Point:
    found = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))
    assert found is not None
    return found


def ed25519_fits(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is that key's for the message (RFC 8032 section 5.1.7)."""
    public, commitment = _point(key), _point(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or len(signature) != 64 or factor >= _Q:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % _Q
    left, right = _times(factor, _base()), _add(commitment, _times(challenge, public))
    return (left[0] * right[2] - right[0] * left[2]) % _P == 0 and (left[1] * right[2] - right[1] * left[2]) % _P == 0
