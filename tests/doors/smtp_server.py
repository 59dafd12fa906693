"""A small SMTP server (RFC 5321) on loopback for tests: takes mail, asks for a password, speaks STARTTLS."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Box:
    """What the server was told, and how it is to behave."""

    user: str = ""
    password: str = ""
    refuse: str = ""
    """A recipient that is not taken."""
    context: ssl.SSLContext | None = None
    mails: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)
    port: int = 0


class _Talk(socketserver.StreamRequestHandler):
    timeout = 20
    box: Box

    def handle(self) -> None:
        self.sender, self.to, self.known, self.tls = "", [], not self.box.user, False
        with suppress(OSError):  # a client may hang up in the midst of a word
            self._say("220 mx.test ESMTP")
            while line := self.rfile.readline(4096):
                words = line.decode("ascii", "replace").strip()
                if not self._answer(words.upper().split(" ")[0].split(":")[0], words):
                    return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
        self.wfile.flush()

    def _answer(self, verb: str, words: str) -> bool:
        if verb == "EHLO":
            offers = [
                "mx.test",
                *(["STARTTLS"] if self.box.context and not self.tls else []),
                *(["AUTH PLAIN"] if self.box.user else []),
            ]
            for n, one in enumerate(offers):
                self._say(f"250{'-' if n < len(offers) - 1 else ' '}{one}")
        elif verb == "STARTTLS":
            self._say("220 go ahead")
            assert self.box.context is not None
            self.request = self.box.context.wrap_socket(self.request, server_side=True)
            self.rfile, self.wfile = self.request.makefile("rb", -1), self.request.makefile("wb", 0)
            self.tls = True
        elif verb == "AUTH":
            told = base64.b64decode(words.split(" ")[-1]).decode().split("\0")[1:]
            self.known = told == [self.box.user, self.box.password]
            self._say("235 welcome" if self.known else "535 wrong")
        elif verb == "MAIL":
            self.sender = words[words.index("<") + 1 : words.index(">")]
            self._say("250 ok" if self.known else "530 who are you")
        elif verb == "RCPT":
            to = words[words.index("<") + 1 : words.index(">")]
            taken = to != self.box.refuse
            self.to += [to] if taken else []
            self._say("250 ok" if taken else "550 no such user")
        elif verb == "DATA":
            self._say("354 go on")
            self.box.mails.append((self.sender, tuple(self.to), self._data()))
            self.box.secure.append(self.tls)
            self.to = []
            self._say("250 taken")
        elif verb == "QUIT":
            self._say("221 bye")
            return False
        else:
            self._say("250 ok")
        return True

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline(65536)) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


@contextmanager
def smtp_server(**how: object) -> Iterator[Box]:
    """A server that runs as long as the block does: whoever it still talks to is waited for."""
    box = Box(**how)  # type: ignore[arg-type]
    talk = type("Talk", (_Talk,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join(5)


CERTIFICATE = Path(__file__).parent / "loopback.pem"
"""A certificate for 127.0.0.1 with its key; nobody trusts it but the tests."""


def tls() -> ssl.SSLContext:
    """What the server needs to speak TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context
