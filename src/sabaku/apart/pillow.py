"""What Pillow decodes and zxing finds in it. Hostile pictures come here: only for a process of its own, as pictures.py has it."""

from __future__ import annotations

import contextlib
import importlib
import io
from collections.abc import Iterator, Sequence

import msgspec
import zxingcpp  # noqa: F401  what most pictures need is loaded before there are limits, as the next is
from PIL import Image, ImageFile  # noqa: F401

from sabaku.apart import barcodes, canvas
from sabaku.apart.pictures import MAX_PIXELS, MAX_SIDE, MIN_MODULES, Anew, File, Looked, Order, Pieces, Pixels, Shapes, Squares

Image.preinit()  # BMP, GIF, JPEG, PNG
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # of a picture in a picture, too
_OTHERS = {
    b"RIFF": "WebPImagePlugin",
    b"II*\0": "TiffImagePlugin",
    b"MM\0*": "TiffImagePlugin",
    b"\0\0\1\0": "IcoImagePlugin",
    b"ftyp": "AvifImagePlugin",
}
"""What decodes the seldom kinds, by how their files begin."""
KINDS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "WEBP", "TIFF", "ICO", "AVIF")
"""What mail programs and browsers show. Pillow knows forty more, some of which start programs."""
TWO_TONE = 0.92
"""Share of a picture's pixels that are nearly black or nearly white where it is a piece of a code."""
LEAST_BLACK, MOST_BLACK = 0.15, 0.75


def work(order: bytes) -> Iterator[bytes]:
    """What was found; of a picture that is wanted anew its pixels, too, if it can be decoded."""
    it = msgspec.msgpack.decode(order, type=Order)
    match it:
        case File():
            yield _told(_looked(it.data))
        case Pieces():
            yield _told(Looked("read", _of_pieces(it.files)))
        case Squares():
            yield _told(Looked("read", barcodes.read(canvas.squares(it.rows))))
        case Shapes():
            yield _told(Looked("read", barcodes.read(canvas.shapes(it.shapes))))
        case Anew():
            yield from map(_told, _anew(it))


def _told(it: Looked | Pixels) -> bytes:
    return msgspec.msgpack.encode(it)


@contextlib.contextmanager
def _broken() -> Iterator[None]:
    """What decoders raise for a broken file ends the block and no more; that there is no memory left ends the process."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  they raise whatever the file provokes
        return


def _opened(data: bytes) -> Image.Image:
    """The picture, of which nothing is decoded as yet. Raises Image.DecompressionBombError from twice the pixels on."""
    plugin = _OTHERS.get(data[:4]) or _OTHERS.get(data[4:8])
    if plugin is not None:
        importlib.import_module(f"PIL.{plugin}")
    return Image.open(io.BytesIO(data), formats=[it for it in KINDS if it in Image.OPEN])


def _flat(picture: Image.Image) -> Image.Image:
    """The picture in grey on white: transparency is what hides a code from other readers."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("L")
    return picture.convert("L")


def _looked(data: bytes) -> Looked:
    size = 0, 0
    with _broken():
        try:
            picture = _opened(data)
            size = wide, high = picture.size
            codes = _codes(picture) if wide * high <= MAX_PIXELS else None
        except Image.DecompressionBombError:
            codes = None
        return Looked("large", (), *size) if codes is None else Looked("read", codes, *size)
    return Looked("broken", (), *size)


def _codes(picture: Image.Image) -> tuple[str, ...]:
    if min(picture.size) < MIN_MODULES:
        return ()
    picture.draft("L", (MAX_SIDE, MAX_SIDE))
    flat = _flat(picture)
    flat.thumbnail((MAX_SIDE, MAX_SIDE))
    return barcodes.read(flat)


def _anew(order: Anew) -> Iterator[Looked | Pixels]:
    with _broken():
        opened = _opened(order.data)
        if opened.width * opened.height <= order.most:
            picture = opened.convert("RGBA")
            picture.thumbnail((order.side, order.side))
            yield Looked("read", barcodes.read(_flat(picture)), *picture.size)
            yield Pixels(*picture.size, picture.tobytes())


# --- pieces


def _of_pieces(files: Sequence[bytes]) -> tuple[str, ...]:
    """The codes that the pieces show, put together in the ways that their sizes allow."""
    run: list[Image.Image] = []
    with _broken():
        run = [_flat(_opened(it)) for it in files]
    if not run or not all(map(_two_tone, run)):
        return ()
    ways = (
        ([run], len({it.height for it in run}) == 1),
        ([[it] for it in run], len({it.width for it in run}) == 1),
        ([run[:2], run[2:]], len(run) == 4),
    )
    return next((found for rows, fits in ways if fits and (found := barcodes.read(canvas.together(rows)))), ())


def _two_tone(piece: Image.Image) -> bool:
    """Whether it may be a piece of a code: nearly all of it black and white, and some of both."""
    tones, size = piece.histogram(), piece.width * piece.height
    black, white = sum(tones[:64]) / size, sum(tones[192:]) / size
    return black + white >= TWO_TONE and LEAST_BLACK <= black <= MOST_BLACK
