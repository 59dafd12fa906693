"""Rice-Golomb coded numbers as Safe Browsing sends them: differences of sorted numbers, quotient in unary, remainder in bits.

Bits come lowest first within each byte. References: developers.google.com/safe-browsing/v4/compression;
safebrowsing.proto of v5, «RiceDeltaEncoded32Bit». Pure; bounded by the size of the input.
"""

from __future__ import annotations

from array import array

LARGEST = 2**32
PARAMETERS = range(2, 31)
MOST = 16 * 2**20
"""Numbers in one list; the largest known list has a tenth of that."""


def decoded(first: int, parameter: int, count: int, data: bytes) -> array[int]:
    """The first number and `count` further ones. Raises ValueError for what no encoder makes."""
    if not 0 <= first < LARGEST or not 0 <= count <= MOST:
        raise ValueError("not a list of 32-bit numbers")
    if count and parameter not in PARAMETERS:
        raise ValueError(f"no such Rice parameter: {parameter}")
    numbers = array("I", [first])
    if count:
        _fill(numbers, parameter, count, data)
    return numbers


def _fill(numbers: array[int], parameter: int, count: int, data: bytes) -> None:
    """Append the differences' sums. A window of bits is kept in one number and refilled eight bytes at a time."""
    window, held, at, mask, value = 0, 0, 0, (1 << parameter) - 1, numbers[0]
    for _ in range(count):
        quotient = 0
        while True:
            ones = (~window & (window + 1)).bit_length() - 1  # how many of the lowest bits are set
            if ones < held:
                break
            quotient, window, held = quotient + held, 0, 0
            if at >= len(data) or quotient << parameter > LARGEST:
                raise ValueError("the coded numbers end too early")
            window, held, at = int.from_bytes(data[at : at + 8], "little"), 8 * len(data[at : at + 8]), at + 8
        quotient, window, held = quotient + ones, window >> (ones + 1), held - ones - 1
        if held < parameter:
            more = data[at : at + 8]
            window, held, at = window | int.from_bytes(more, "little") << held, held + 8 * len(more), at + 8
            if held < parameter:
                raise ValueError("the coded numbers end too early")
        value += quotient << parameter | window & mask
        window, held = window >> parameter, held - parameter
        if value >= LARGEST:
            raise ValueError("not a list of 32-bit numbers")
        numbers.append(value)
