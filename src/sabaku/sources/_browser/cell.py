"""Builds the cell around the browser and becomes it. Runs as a process of its own, with nothing but the standard library.

The cell: an own network that holds nothing but the way to our proxy, own processes (when the first one ends, the kernel ends
all), own file system view (nothing of anybody's files; what is written lies in memory and is gone with the cell), an own
unprivileged user where we are root, limits, no core files. Whatever is not to be had here is left out and told.
The listening socket for the proxy is made inside and handed out: nothing else listens in there.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import resource
import shutil
import signal
import socket
import stat
import struct
import sys

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
NAMESPACES = CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
SEEN = frozenset({"bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "opt", "proc", "sbin", "sys", "usr", "var"})
"""What the browser needs to see of the file system; every other folder at the root is empty for it."""
EMPTIED = ("/var/lib", "/var/log", "/var/mail", "/var/spool", "/var/www", "/var/backups", "/var/tmp", "/etc/sabaku", "/dev/shm")  # noqa: S108
LIBC = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    """Read the order from the control socket, build, hand out the listening socket, and be the browser."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    with socket.socket(fileno=int(sys.argv[1])) as control:
        order = json.loads(_received(control))
        had = _apart(order)
        listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        told = json.dumps({"isolation": had, "port": listening.getsockname()[1]}).encode()
        socket.send_fds(control, [told], [listening.fileno()])
        port = listening.getsockname()[1]
        listening.close()
    _live(order, had, port)


def _received(control: socket.socket) -> bytes:
    told = b""
    while not told.endswith(b"\n"):
        piece = control.recv(65536)
        if not piece:
            sys.exit(1)
        told += piece
    return told


def _apart(order: dict[str, object]) -> list[str]:
    """Leave what we share with everybody else; tells what was achieved."""
    user, group = os.geteuid(), os.getegid()
    root = user == 0
    if order["apart"] and _unshare(NAMESPACES if root else NAMESPACES | CLONE_NEWUSER):
        if not root:
            _map_ourselves(user, group)
        _lone_network()
        _empty_rooms(str(order["program"]), int(str(order["disk"])))
        return ["net", "pid", "mount", *(["user"] if root else [])]
    return ["user"] if root else []


def _unshare(flags: int) -> bool:
    return bool(LIBC.unshare(flags) == 0)


def _map_ourselves(user: int, group: int) -> None:
    """We stay who we are in the new user namespace; being nobody's root there, the browser has no powers in it."""
    for path, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with contextlib.suppress(OSError), open(f"/proc/self/{path}", "w", encoding="ascii") as file:
            file.write(text)


def _lone_network() -> None:
    """Switch on the loopback of the new network; it has no other interface."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as it:
        request = struct.pack("16sh14x", b"lo", 0x41)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(it, 0x8914, request)  # SIOCSIFFLAGS


def _empty_rooms(program: str, megabytes: int) -> None:
    """Memory in the place of everything that the browser has no business to read."""
    _mount(b"none", "/", None, MS_REC | MS_PRIVATE, None)
    hidden = [f"/{it}" for it in os.listdir("/") if it not in SEEN]
    for path in (*hidden, *EMPTIED):
        if os.path.isdir(path) and not os.path.islink(path) and not program.startswith(f"{path}/"):
            open_to_all = path in ("/tmp", "/dev/shm")  # noqa: S108
            size = megabytes if open_to_all else 1
            mode = "1777" if open_to_all else "755"
            _mount(b"tmpfs", path, b"tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, f"size={size}m,mode={mode}".encode())


def _mount(source: bytes, target: str, kind: bytes | None, flags: int, data: bytes | None) -> None:
    LIBC.mount(source, os.fsencode(target), kind, flags, data)


def _live(order: dict[str, object], had: list[str], port: int) -> None:
    """Be the parent of the browser until it ends or we are told to end it; then nothing of it is left."""
    profile = str(order["profile"])
    if "mount" not in had:
        os.mkdir(profile, 0o700)
        if os.geteuid() == 0:
            os.chown(profile, int(str(order["user"])), int(str(order["user"])))
    child = os.fork()
    if child == 0:
        _become(order, had, port)
    for name in ("read", "write"):
        os.close(int(str(order[name])))
    status = 0
    try:
        _, status = os.waitpid(child, 0)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)  # returns when the kernel has ended everything in the cell
        if "mount" not in had:
            shutil.rmtree(profile, ignore_errors=True)
    sys.exit(os.waitstatus_to_exitcode(status) & 0x7F)


def _become(order: dict[str, object], had: list[str], port: int) -> None:
    """The first process of the cell: without powers, within limits, then the browser."""
    try:
        if "pid" in had:
            _mount(b"proc", "/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, None)
        if "mount" in had:
            os.mkdir(str(order["profile"]), 0o777)
            os.chmod(str(order["profile"]), 0o777)  # noqa: S103  in a folder that exists in this cell only
        os.nice(5)
        _limit(order["limits"])
        _nobody(order)
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # after the change of user, which clears it
        read, write = int(str(order["read"])), int(str(order["write"]))
        read, write = fcntl.fcntl(read, fcntl.F_DUPFD, 10), fcntl.fcntl(write, fcntl.F_DUPFD, 10)
        os.dup2(read, 3)
        os.dup2(write, 4)
        os.closerange(5, 1024)
        os.chdir("/")
        words = [str(it).replace("{port}", str(port)) for it in _list(order["words"])]
        environment = {str(k): str(v) for k, v in _pairs(order["environment"])}
        os.execve(str(order["program"]), words, environment)  # noqa: S606  the browser itself, found by us
    except OSError as fault:
        print(f"cell: {fault}", file=sys.stderr, flush=True)  # noqa: T201  heard only where somebody listens
    finally:
        os._exit(127)


def _limit(limits: object) -> None:
    for name, value in _pairs(limits):
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        ceiling = int(str(value)) if hard == resource.RLIM_INFINITY else min(int(str(value)), hard)
        resource.setrlimit(kind, (ceiling, ceiling))


def _nobody(order: dict[str, object]) -> None:
    """Give up root for a user that exists for this cell only. The browser's own sandbox starts from there."""
    if os.geteuid() == 0:
        user = int(str(order["user"]))
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    helper = os.path.join(os.path.dirname(str(order["program"])), "chrome-sandbox")
    if not (os.path.exists(helper) and os.stat(helper).st_mode & stat.S_ISUID):
        LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _pairs(value: object) -> list[tuple[object, object]]:
    return list(value.items()) if isinstance(value, dict) else []


if __name__ == "__main__":
    main()
