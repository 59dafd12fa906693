"""Whether a string is the address of crypto money: its form and its own checksum. Knows no chain, asks nobody."""

from __future__ import annotations

import hashlib

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SEGWIT = {"bc1": "bitcoin", "ltc1": "litecoin"}
_VERSIONS = {0x00: "bitcoin", 0x05: "bitcoin", 0x30: "litecoin", 0x32: "litecoin", 0x1E: "dogecoin", 0x41: "tron"}


def wallet_kind(address: str) -> str:
    """bitcoin, litecoin, dogecoin, tron, ethereum or monero; "" where form or checksum is wrong.

    Base58Check (Bitcoin wiki), Bech32 and Bech32m (BIP 173, BIP 350); Ethereum's has no obligatory checksum and Monero's
    needs Keccak: both are told by their form alone.
    """
    if kind := _SEGWIT.get(address[: address.find("1") + 1]):
        return kind if _bech32(address) else ""
    if address.startswith("0x"):
        return "ethereum" if len(address) == 42 and len(set(address[2:].lower())) > 4 else ""
    if len(address) == 95:
        return "monero"
    return _base58check(address)


def _base58check(address: str) -> str:
    number = 0
    for char in address:
        if char not in _BASE58:
            return ""
        number = number * 58 + _BASE58.index(char)
    zeros = len(address) - len(address.lstrip("1"))
    body = number.to_bytes((number.bit_length() + 7) // 8, "big")
    whole = bytes(zeros) + body
    if len(whole) != 25 or hashlib.sha256(hashlib.sha256(whole[:-4]).digest()).digest()[:4] != whole[-4:]:
        return ""
    return _VERSIONS.get(whole[0], "")


def _bech32(address: str) -> bool:
    prefix, _, data = address.rpartition("1")
    if any(char not in _BECH32 for char in data) or len(data) < 8:
        return False
    values = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = 1
    for value in values + [_BECH32.index(char) for char in data]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check in (1, 0x2BC830A3)
