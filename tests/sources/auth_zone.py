"""A zone for the verifiers, with keys that were made for these tests and protect nothing; and what signs with them."""

from __future__ import annotations

import hashlib
import ipaddress

from sabaku.model import Fact, Question, Records

PEM = b"""-----BEGIN RSA PRIVATE KEY-----
MIICWwIBAAKBgQCtIdw8CqhfpwBYSUSwsEPONbvdoK1wOeKN+MVlGbHEgDvvtHEx
ltj4s4Y/IrsGxxwVquAC5oGZGNDdZNirhmB4mk41IhojIxb6b70GpscowTNygmPR
oO8KlVtwMSHSib5g5pzX6cayTn26rmheRnc4IVOqCs9un+c/YlA4lbYyKQIDAQAB
AoGAX2K3XtEUYNa2hu2fDaWfRd4u6fUbeSg7HLMBtijI2xU3cGI+tu6ADc2C2gf9
eMd8PqfNEWwD3OBiOofUI/Q982vRK/9Rj5G4QHx1rFHdA65JGIlz8PyvAfOfb/Hz
dZz5mA/8IL9ZpELDi+yLGfta4oHTBVjmxKdck+C4bo2wuYECQQDfoMwbutmt0Sk8
pdq4uHb2h2dF3zR9rlY6dI1sDiSY0yzpgpbXekAzm7GQsDMcwU9Z6Dp3AxVqW47Q
5SnNRobxAkEAxjHKJ6m/UFW7nMmkwvnYjtHMssiXCSz2GodX8bLeOm8T2G54t8GN
/LzLOfy5vYgfcCp5x8u2qXr2bmCFHzWOuQJAAm30ybhV9RV4pTgIEEmwwSznalLq
dxMVzLzHbI0ayK5CpqbMjLq/R9BBNZk0dPOEsS1ctT5LVUR5YLucoKZLgQJAXjYy
w1HkeFqYmTodEPXVJGbEaEQDz7/IqOmnO2RsUNiWVW6GAcuHJBnWfRUOcfLwBtCa
HQhQJxYlaGiHP0OlOQJAEGHHmkEbSVYjSKAdmb8eg03ff9jvlgzCbcMaOP6z2MgG
ay7gbuMoRosZElSQAy+lgLf/cD1wZWs1d1wYVypdIw==
-----END RSA PRIVATE KEY-----
"""
PUBLIC = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCtIdw8CqhfpwBYSUSwsEPONbvdoK1wOeKN+MVlGbHEgDvvtHExltj4s4Y/IrsG"
    "xxwVquAC5oGZGNDdZNirhmB4mk41IhojIxb6b70GpscowTNygmPRoO8KlVtwMSHSib5g5pzX6cayTn26rmheRnc4IVOqCs9un+c/"
    "YlA4lbYyKQIDAQAB"
)
WEAK_PEM = b"""-----BEGIN RSA PRIVATE KEY-----
MIIBywIBAAJhAN78TYhD37EgTUt7lYAXdziUyo1Uh+CYga5hFW0u7pD6QO6S6Fej
op8XumDmC47UKzONC2Mw2/KdrEYGlhx+l7t90tOu1kz+LQMmUbWH6Wzi2gEzlWop
jwfMYW7VutRKlQIDAQABAmEAtdp+QMtZ+1KktxKq8jQw/uwZ5Pkzd2/pExYKK2lD
FumBWxBkfFTvo1/umGgEtQ9CRqSOKxT1j4ovivoRF47Kr8HBvrsuX/L5RUSnJP65
F9HYYc3d81J0Fw0LVAAVgw5hAjEA8bOF1aPb8afW6cjjxthhTEJfcR+kjUGymLfP
uyXMCp5cGLJ8cFNvFdjGaZtP/COfAjEA7C1WbItZal+OXxGco5Z93ZDQr6F8Vp/j
LMnfxY2w6eXYqkjs1A2mWyqUdo4sJEVLAjEAyKV0c/88RidEBP3NATR9yTXMT3eq
Pc2NOrRU0ZK2CRafc60wGntY23UCeYcCZlkXAjBC+aRtiaLkuI5uRVdPSMkOwRd9
BuV0x0isFd+AbWsDGWw09hM7G1fWuJ97c1vvOTsCMBWoYHmTZin+lURU2EYvo9js
NqHObegHhSfqoxEavIKw3tO5F79jkbzRHZ9qL/IK0g==
-----END RSA PRIVATE KEY-----
"""
WEAK_PUBLIC = (
    "MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAN78TYhD37EgTUt7lYAXdziUyo1Uh+CYga5hFW0u7pD6QO6S6Fejop8XumDmC47UKzON"
    "C2Mw2/KdrEYGlhx+l7t90tOu1kz+LQMmUbWH6Wzi2gEzlWopjwfMYW7VutRKlQIDAQAB"
)
SEED = hashlib.sha256(b"a seed for tests").digest()
FAIL = "FAIL"


class Zone:
    """Answers as the ledger would: none = no such name, found without values = no such record, failed where it says FAIL."""

    def __init__(self, names: dict[str, dict[str, list[str]]]) -> None:
        self.names, self.asked = names, []

    async def ask(self, question: Question) -> Fact:
        type = dict(question.arguments)["type"]
        name = ipaddress.ip_address(question.subject).reverse_pointer if type == "PTR" else question.subject
        self.asked.append((name, type))
        return self._at(question, name, type)

    def _at(self, question: Question, name: str, type: str) -> Fact:
        records = self.names.get(name)
        if records is None:
            return Fact(question, "none")
        if type not in records and "CNAME" in records:
            return self._at(question, records["CNAME"][0], type)
        values = records.get(type, [])
        if FAIL in values:
            return Fact(question, "failed", why="timeout")
        return Fact(question, "found", Records(type, tuple(values)))


def ed25519(message: bytes) -> tuple[bytes, bytes]:
    """Public key and signature of the test seed (RFC 8032 section 5.1.6)."""
    from sabaku.sources._auth import keys

    hashed = hashlib.sha512(SEED).digest()
    secret = (int.from_bytes(hashed[:32], "little") & (1 << 254) - 8) | 1 << 254
    public = _packed(keys._times(secret, keys._base()))
    nonce = int.from_bytes(hashlib.sha512(hashed[32:] + message).digest(), "little") % keys._Q
    commitment = _packed(keys._times(nonce, keys._base()))
    challenge = int.from_bytes(hashlib.sha512(commitment + public + message).digest(), "little") % keys._Q
    return public, commitment + ((nonce + challenge * secret) % keys._Q).to_bytes(32, "little")


def _packed(point: tuple[int, int, int, int]) -> bytes:
    from sabaku.sources._auth.keys import _P

    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")
