"""Archives and disk images: names and contents read right, hostile ones read in bounded time, nothing raised."""

from __future__ import annotations

import base64
import bz2
import functools
import gzip
import hashlib
import random
import tomllib
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import packed_writers as write
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import within
from sabaku.extract import archives, files, packed
from sabaku.extract.kinds import kind_of
from sabaku.extract.packed import Contents, aes, bcj2, lzhuf, streams
from sabaku.mime import parse
from sabaku.mime.defects import KINDS

SAMPLES = Path(__file__).with_name("packed") / "samples.toml"
EXE, NOTE, SCRIPT = "請求書.exe", "read.txt", "long name with spaces.js"
NAMES = {EXE, NOTE, SCRIPT, "サブ/run.bat"}
CONTENT = {EXE: b"MZ\x90\0rest of a program", NOTE: b"see https://lure.example/login\n"}
FILES = {"請求書.exe": b"MZ\x90\0" + b"x" * 60, "sub/read.txt": b"see https://lure.example/login\n"}


@cache
def samples() -> dict[str, bytes]:
    told = tomllib.loads(SAMPLES.read_text("utf-8"))
    return {name: zlib.decompress(base64.b64decode(text)) for name, text in told.items()}


def opened(data: bytes, name: str = "a") -> tuple[str, Contents]:
    kind = kind_of(data, name)
    return kind, packed.contents(data, kind, name) if packed.look(kind) else archives.contents(data)


def listed(contents: Contents) -> dict[str, bytes | None]:
    return {it.name.removeprefix("./"): it.data for it in contents.members}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("joliet.iso", "iso"),
        ("xorriso.iso", "iso"),
        ("bridge.iso", "iso"),
        ("plain.7z", "7z"),
        ("openhead.7z", "7z"),
        ("lzma1.7z", "7z"),
    ],
)
def test_names_and_contents(name: str, kind: str) -> None:
    found, contents = opened(samples()[name], name)
    assert (found, contents.said, contents.locked) == (kind, (), False)
    members = listed(contents)
    assert set(members) == NAMES
    assert {it: members[it] for it in CONTENT} == CONTENT


def test_small_images_of_disks() -> None:
    kind, contents = opened(samples()["fat12.img"])
    members = listed(contents)
    assert kind == "img"
    assert set(members) == {EXE, "READ.TXT", SCRIPT, "サブ/RUN.BAT"}
    assert members[EXE] == CONTENT[EXE]


def test_disks_with_partitions() -> None:
    table = bytearray(512)
    table[446 + 8 : 446 + 12] = (64).to_bytes(4, "little")
    table[510:] = b"\x55\xaa"
    footer = b"conectix" + bytes(504)
    whole = bytes(table) + bytes(63 * 512) + samples()["fat12.img"] + footer
    kind, contents = opened(whole)
    assert kind == "vhd"
    assert listed(contents)[EXE] == CONTENT[EXE]
    ntfs = bytes(table) + bytes(63 * 512) + b"\xeb\x52\x90NTFS    " + bytes(9000) + footer
    assert opened(ntfs) == ("vhd", Contents((), (("archive-kind", "NTFS"),)))
    growing = opened(b"conectix" + bytes(9000))
    assert growing == ("vhd", Contents((), (("archive-kind", "img"),)))


def test_methods_of_7z() -> None:
    assert listed(opened(samples()["bcj.7z"])[1]) == CONTENT
    contents = opened(samples()["ppmd.7z"])[1]
    assert set(listed(contents)) == NAMES
    assert contents.said == (("archive-names-only", "7z"),)
    contents = opened(samples()["locked.7z"])[1]
    assert set(listed(contents)) == NAMES
    assert contents.locked
    assert all(it.locked for it in contents.members)
    assert opened(samples()["hidden.7z"])[1] == Contents((), (("archive-names-hidden", "7z"),), True)


PROGRAM = b"MZ" + b"".join(b"\xe8" + n.to_bytes(4, "little") + b"\x90" for n in range(200)) + b"\xe8\x01"
MOVED = "2c4c777970b91bc7ceb12422c0d02df6a54dd6f5e3fe257c51f4ebe2b2e4a2c7"
LIST = b"".join(b"%d\n" % n for n in range(1, 401))


@pytest.mark.parametrize("name", ["bcj-lzma.7z", "bcj2.7z", "deflate.7z", "bzip2.7z", "lh5.lzh"])
def test_a_program_is_unpacked_to_its_last_byte(name: str) -> None:
    assert opened(samples()[name])[1].said == ()
    assert listed(opened(samples()[name])[1]) == {"program.exe": PROGRAM, "read.txt": b"see https://lure.example/login\n"}


def test_calls_and_jumps_that_moved_are_put_back() -> None:
    """The targets are those that the program was written with; its sum is what the archive's maker saw."""
    (member,) = opened(samples()["moved.7z"])[1].members
    assert member.data is not None
    assert hashlib.sha256(member.data).hexdigest() == MOVED
    for at in range(32, len(samples()["moved.7z"]), 11):
        raw = bytearray(samples()["moved.7z"])
        raw[at] ^= 0x55
        opened(bytes(raw))


def test_a_program_of_nothing_but_calls_is_cut_short() -> None:
    most = 1 << 20
    assert len(bcj2.joined(b"\xe8" * most, b"\1" * 4 * most, b"", b"\xff" * most, most)) < most
    assert bcj2.joined(b"", b"", b"", b"", 10) == b""
    assert bcj2.joined(b"MZ plain", b"", b"", b"", 8) == b"MZ plain"
    assert bcj2.joined(b"MZ\xe8 more", b"", b"", b"\xff" * 5, 8) == b"MZ\xe8"  # moved, but its target is not there


@pytest.mark.parametrize("name", ["lh6.lzh", "lh7.lzh", "packed.arj"])
def test_huffman_in_blocks(name: str) -> None:
    assert listed(opened(samples()[name])[1])["list.txt"] == LIST


def test_huffman_in_blocks_is_bounded() -> None:
    raw = samples()["lh7.lzh"]
    size = raw.index(b"-lh7-") + 9
    claimed = raw[:size] + (1 << 30).to_bytes(4, "little") + raw[size + 4 :]
    (member,) = opened(claimed)[1].members
    assert member.data is None
    for at in range(30, len(raw), 7):
        opened(raw[:at] + bytes((raw[at] ^ 0x55,)) + raw[at + 1 :])
    block = "0" * 15 + "1" + "0" * 36  # one character, with tables of its own that take no bits
    many = int(block * 400, 2).to_bytes(len(block) * 50, "big")
    assert lzhuf.unpacked(many, 3, 14, 4) == bytes(3)
    with pytest.raises(lzhuf.BrokenError):
        lzhuf.unpacked(many, 300, 14, 4)
    with pytest.raises(lzhuf.BrokenError):
        lzhuf.unpacked(b"", 1, 14, 4)


def test_megabytes_of_ones_are_no_code_length() -> None:
    """A length is written as so many ones: they are counted no further than a length may go."""
    ones = b"\x00\x01" + b"\xff" * 2_000_000

    def work() -> None:
        with pytest.raises(lzhuf.BrokenError):
            lzhuf.unpacked(ones, 100, 17, 5)

    within(0.5, work)


def test_cabinets() -> None:
    assert listed(opened(samples()["mszip.cab"])[1]) == CONTENT
    assert listed(opened(samples()["store.cab"])[1]) == {NOTE: CONTENT[NOTE]}
    data = bytearray(samples()["store.cab"])
    data[42] = 3
    closed = opened(bytes(data))[1]
    assert listed(closed) == {NOTE: None}
    assert closed.said == (("archive-names-only", "cab"),)


def test_old_archives() -> None:
    kind, contents = opened(samples()["a.arj"])
    assert (kind, set(listed(contents))) == ("arj", NAMES)
    for name in ("lv0.lzh", "lv1.lzh", "lv2.lzh"):
        kind, contents = opened(samples()[name])
        members = listed(contents)
        assert (kind, set(members)) == ("lzh", {SCRIPT, NOTE, "??/run.bat", "???.exe"})
        assert members[NOTE] == CONTENT[NOTE]
        assert (members[SCRIPT] or b"").startswith(b"var a")
        assert contents.said == ()
    assert (listed(opened(samples()["st2.lzh"])[1])[SCRIPT] or b"").startswith(b"var a")


@pytest.mark.parametrize("level", [0, 1, 2])
def test_japanese_names_in_lzh(level: int) -> None:
    assert listed(opened(write.lzh(FILES, level=level))[1]) == FILES


@pytest.mark.parametrize("make", [write.rar4, write.rar5])
def test_rar(make: object) -> None:
    assert callable(make)
    kind, contents = opened(make(FILES))
    assert (kind, listed(contents), contents.said) == ("rar", FILES, ())
    closed = opened(make(FILES, locked=True))[1]
    assert (set(listed(closed)), closed.locked, [it.data for it in closed.members]) == (set(FILES), True, [None, None])
    assert opened(make(FILES, hidden=True))[1] == Contents((), (("archive-names-hidden", "rar"),), True)
    packed_up = opened(make(FILES, method=0x33 if make is write.rar4 else 3))[1]
    assert (set(listed(packed_up)), packed_up.said) == (set(FILES), (("archive-names-only", "rar"),))


def test_ace() -> None:
    kind, told = opened(write.ace(FILES))
    assert (kind, listed(told)) == ("ace", FILES)
    assert opened(write.ace(FILES, locked=True))[1].locked


def test_onenote() -> None:
    kind, contents = opened(write.onenote({"開く.hta": b"<script>x</script>", "b.png": b"\x89PNG" + bytes(50)}))
    assert kind == "onenote"
    assert [(it.name, it.size) for it in contents.members] == [("開く.hta", 18), ("object-2", 54)]


def test_streams() -> None:
    for name in ("a.tgz", "a.txz"):
        (inner,) = opened(samples()[name], name)[1].members
        assert inner.name == "a.tar"
        assert inner.data is not None
        assert set(listed(opened(inner.data)[1])) == NAMES
    assert listed(opened(bz2.compress(b"MZ123"), "a.exe.bz2")[1]) == {"a.exe": b"MZ123"}
    assert listed(opened(gzip.compress(b"MZ123"), "a.exe.gz")[1]) == {"a.exe": b"MZ123"}
    bomb = opened(gzip.compress(bytes(60_000_000)), "a.exe.gz")[1]
    assert [(it.data, len(it.head)) for it in bomb.members] == [(None, 4096)]
    assert bomb.said == (("limit-unpacked", "a.exe"),)
    cut = opened(gzip.compress(b"MZ123" * 100)[:-20], "a.exe.gz")[1]
    assert cut.said[0][0] == "archive-damaged"


def test_zip_with_aes_names_the_method() -> None:
    kind, contents = opened(samples()["aes.zip"])
    assert kind == "zip-encrypted"
    assert contents.said == (("archive-aes", "AES-256"),)
    assert [(it.name, it.locked, it.data) for it in contents.members] == [(NOTE, True, None), (EXE, True, None)]


def test_aes_is_opened_with_the_password_of_the_mail() -> None:
    contents = archives.contents(samples()["aes.zip"], ("wrong", "pw1"))
    assert (listed(contents), contents.said, contents.locked) == (CONTENT, (), True)
    assert all(it.opened for it in contents.members)
    closed = archives.contents(samples()["aes.zip"], ("wrong",))
    assert [it.opened for it in closed.members] == [False, False]
    assert closed.said == (("archive-aes", "AES-256"),)
    damaged = bytearray(samples()["aes.zip"])
    damaged[damaged.index(b"read.txt") + len("read.txt") + 11 + 18] ^= 1
    assert archives.contents(bytes(damaged), ("pw1",)).members[0].data is None


@pytest.mark.parametrize(
    ("key", "block"),
    [
        ("000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a"),
        ("000102030405060708090a0b0c0d0e0f1011121314151617", "dda97ca4864cdfe06eaf70a0ec0d7191"),
        ("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "8ea2b7ca516745bfeafc49904b496089"),
    ],
)
def test_aes_meets_the_standard(key: str, block: str) -> None:
    """The example vectors of FIPS 197, appendix C."""
    words = aes._expanded(bytes.fromhex(key))
    assert aes._block(words, bytes.fromhex("00112233445566778899aabbccddeeff")).hex() == block


def mail(name: str, data: bytes) -> bytes:
    head = f'From: a@b.test\nSubject: x\nContent-Type: application/octet-stream; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)


def zipped(files: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_archives_in_archives() -> None:
    data = zipped({"a.iso": samples()["xorriso.iso"], "b.rar": write.rar5(FILES, locked=True)})
    message = parse(mail("a.zip", data))
    found = {it.path: it for it in message.once(files.held)}
    assert found[f"1/a.iso/{EXE}"].kind == "exe"
    assert found["1/b.rar"].kind == "rar-encrypted"
    assert message.quote(found[f"1/a.iso/{EXE}"].seen) == EXE
    assert "archive-closed" in {it.kind for it in message.defects}
    inner = mail("x.iso", samples()["xorriso.iso"])
    assert f"1/m.eml/x.iso/{EXE}" in {it.path for it in parse(mail("a.zip", zipped({"m.eml": inner}))).once(files.held)}


def test_nesting_and_number_are_limited() -> None:
    data = b"MZ"
    for n in range(8):
        data = zipped({f"{n}.zip": data})
    message = parse(mail("a.zip", data))
    assert len(message.once(files.held)) == 1 + files.MAX_NESTED
    assert "limit-nested" in {it.kind for it in message.defects}
    many = parse(mail("a.zip", zipped({f"{n}.gz": gzip.compress(b"x") for n in range(40)})))
    assert sum("/" in it.path.partition("/")[2] for it in many.once(files.held)) == files.MAX_CONTENTS - 1
    assert "limit-nested" in {it.kind for it in many.defects}


def everything() -> dict[str, bytes]:
    made = {"r4": write.rar4(FILES), "r5": write.rar5(FILES), "ace": write.ace(FILES), "one": write.onenote(FILES)}
    made |= {f"lzh{n}": write.lzh(FILES, level=n) for n in range(3)}
    return {**samples(), **made}


@pytest.mark.parametrize("name", sorted(everything()))
def test_damaged_ones_never_raise_and_end_soon(name: str) -> None:
    within(20, lambda: damaged(name, everything()[name]))


def damaged(name: str, data: bytes) -> None:
    chance = random.Random(7)
    whole = [at for at in range(len(data)) if data[at]]
    for n in range(100):
        broken = bytearray(data[: chance.randrange(len(data))] if n % 3 == 0 else data)
        places = whole if len(broken) == len(data) else range(len(broken))
        for _ in range(chance.randrange(1, 8) if places else 0):
            broken[chance.choice(places)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        contents = opened(bytes(broken), name)[1]
        assert {kind for kind, _ in contents.said} <= set(KINDS)
        assert len(contents.members) <= packed.MAX_MEMBERS
        assert sum(len(it.data or b"") for it in contents.members) <= 12 * 1024 * 1024


def test_damaged_aes_never_raises() -> None:
    whole, chance = samples()["aes.zip"], random.Random(5)
    for _ in range(400):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        contents = archives.contents(bytes(broken), ("pw1",))
        assert {kind for kind, _ in contents.said} <= set(KINDS)


HEADS = {
    "rar": (b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4\0\0\0\0" + bytes(8) + b"\x40" + bytes(7) + b"\0\0\0\0\x01",),
    "lzh": (b"\x20\0-lh0-",),
    "arj": (b"\x60\xea\x1e\0",),
    "ace": (b"\0\0\x1b\0\0\0\0**ACE**",),
    "cab": (b"MSCF" + bytes(12) + b"\x2c\0\0\0" + bytes(6) + b"\1\0\xff\xff",),
    "onenote": (bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac"),),
    "img": (b"\xeb\0\0",),
    "iso": (bytes(16 * 2048) + b"\1CD001",),
    "gz": (b"\x1f\x8b\x08\0",),
    "bz2": (b"BZh9",),
    "xz": (b"\xfd7zXZ\0",),
    "tar": (bytes(257) + b"ustar",),
}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([(kind, head) for kind, heads in HEADS.items() for head in heads]),
    st.binary(max_size=400),
    st.integers(1, 50),
)
def test_any_bytes_never_raise(kind_head: tuple[str, bytes], tail: bytes, times: int) -> None:
    kind, head = kind_head
    for data in (head + tail * times, (head + tail) * times, tail):
        contents = packed.contents(data, kind, "a.x")
        assert {it for it, _ in contents.said} <= set(KINDS)


@pytest.mark.parametrize("kind", sorted(HEADS))
def test_large_repetitions_end_soon(kind: str) -> None:
    for head in HEADS[kind]:
        for unit in (head, head + b"\0" * 20, head + b"\xff" * 20, b".\0e\0x\0e\0\0\0"):
            data = (head + unit * (8_000_000 // len(unit)))[:8_000_000]
            within(2, functools.partial(packed.contents, data, kind, "a.x"), unit)


def test_overlapping_members_end_soon() -> None:
    """Many members that all claim the same large stretch of bytes, which turns out to be broken at its end."""
    import lzma

    stream = lzma.compress(bytes(11_000_000), lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2}])[:-4] + b"\xff" * 40

    def long(value: int) -> bytes:
        return b"\xff" + value.to_bytes(8, "little")

    folder = b"\x01\x21\x21\x01\x18"
    many = 250
    packs = b"\x06" + long(0) + long(many) + b"\x09" + long(len(stream)) * many + b"\0"
    coders = b"\x07\x0b" + long(many) + b"\0" + folder * many + b"\x0c" + long(12_000_000) * many + b"\0"
    names = "".join(f"{n}.exe\0" for n in range(many)).encode("utf-16-le")
    listed_names = b"\x05" + long(many) + b"\x11" + long(len(names) + 1) + b"\0" + names + b"\0\0"
    head = b"\x01\x04" + packs + coders + b"\0" + listed_names
    data = b"7z\xbc\xaf\x27\x1c\0\4\0\0\0\0" + len(stream).to_bytes(8, "little") + len(head).to_bytes(8, "little") + bytes(4)
    cabinet = bytearray(b"MSCF" + bytes(12) + b"\x20\x10\0\0" + bytes(6) + b"\xf4\1\xf4\1" + bytes(6))
    cabinet += b"".join((0x8000 + n).to_bytes(4, "little") + b"\xff\xff\1\0" for n in range(500))
    cabinet = cabinet.ljust(0x1020, b"\0")
    cabinet += b"".join(b"\x10\0\0\0\0\0\0\0" + n.to_bytes(2, "little") + bytes(6) + b"a\0" for n in range(500))
    cabinet = cabinet.ljust(0x8000, b"\0") + (bytes(4) + b"\4\0\0\0CK\3\0") * 100_000
    for kind, whole in (("7z", data + stream + head), ("cab", bytes(cabinet))):
        contents = within(2, functools.partial(packed.contents, whole, kind), kind)
        assert len(contents.members) >= 250


def test_folders_that_hold_themselves_end() -> None:
    data = bytearray(samples()["xorriso.iso"])
    at = data.find(b"\x30\xb5\x30\xd6")
    assert at > 0
    record = at - 33
    root = 17 * 2048 + 156
    for width in (2, 6):
        data[record + width : record + width + 4] = data[root + width : root + width + 4]
    assert len(opened(bytes(data))[1].members) <= 8
    disk = bytearray(samples()["fat12.img"])
    table = 512
    disk[table : table + 600] = b"\x02\x20\x00" * 200
    assert len(opened(bytes(disk))[1].members) <= 8


# --- zstd, and files in several pieces -------------------------------------------------------------------------------------


def zst(data: bytes) -> bytes:
    return bytes(streams.zstd().compress(data))


def test_zstd_is_read_alone_in_a_tar_and_in_a_zip() -> None:
    import io
    import tarfile

    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as tar:
        info = tarfile.TarInfo("invoice.js")
        info.size = 5
        tar.addfile(info, io.BytesIO(b"alert"))

    assert listed(opened(zst(b"MZ123"), "a.exe.zst")[1]) == {"a.exe": b"MZ123"}
    assert listed(opened(zst(body.getvalue()), "a.tzst")[1]) == {"a.tar": body.getvalue()}
    assert listed(archives.contents(zipped_by_zstd("a.exe", b"MZ" * 500))) == {"a.exe": b"MZ" * 500}


def zipped_by_zstd(name: str, data: bytes) -> bytes:
    """A ZIP archive with one member of method 93, written by hand: Python's own writer learns it with version 3.14."""
    import struct

    packed_, crc = zst(data), zlib.crc32(data)
    told = struct.pack("<HHHHHIIIHH", 63, 0, 93, 0, 33, crc, len(packed_), len(data), len(name), 0)
    local = b"PK\x03\x04" + told + name.encode() + packed_
    central = b"PK\x01\x02" + struct.pack("<H", 63) + told + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.mark.parametrize("pack", [zst, gzip.compress, bz2.compress])
def test_what_stands_in_the_second_piece_is_read_too(pack: Callable[[bytes], bytes]) -> None:
    name = {zst: "a.js.zst", gzip.compress: "a.js.gz", bz2.compress: "a.js.bz2"}[pack]

    assert listed(opened(pack(b"") + pack(b"MZ1") + pack(b"23"), name)[1]) == {"a.js": b"MZ123"}
    assert listed(opened(pack(b"MZ123") + b"something else behind it", name)[1]) == {"a.js": b"MZ123"}


def test_zstd_keeps_to_the_limits() -> None:
    bomb = opened(zst(bytes(60_000_000)), "a.exe.zst")[1]
    many = opened(zst(bytes(1_000_000)) * 40, "a.exe.zst")[1]
    cut = opened(zst(bytes(random.Random(1).randbytes(5000)))[:-200], "a.exe.zst")[1]

    assert [kind for kind, _ in bomb.said] == ["limit-unpacked"]
    assert [kind for kind, _ in many.said] == ["limit-unpacked"]
    assert [kind for kind, _ in cut.said] == ["archive-damaged"]


def test_a_zstd_frame_that_wants_much_memory_is_refused() -> None:
    """Its header asks for a window of 128 MB (RFC 8878, 3.1.1.1.2)."""
    greedy = b"\x28\xb5\x2f\xfd" + b"\x00" + bytes(((27 - 10) << 3,)) + b"\x01\x00\x00"

    assert [kind for kind, _ in opened(greedy, "a.exe.zst")[1].said] == ["archive-damaged"]


def test_a_uuencoded_file_is_looked_into():
    coded = b"begin 644 order.exe\n#35J0\n`\nend\n"
    assert packed.look("uu")
    assert [(it.name, it.data) for it in packed.contents(coded, "uu").members] == [("order.exe", b"MZ\x90")]
    broken = packed.contents(b"begin 644 x.exe\n\xff\xff\n", "uu")
    assert [it.name for it in broken.members] == ["x.exe"]
