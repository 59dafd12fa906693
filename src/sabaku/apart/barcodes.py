"""The codes of two dimensions in a picture, as zxing reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def read(picture: Image) -> tuple[str, ...]:
    """The texts of its QR codes, micro QR codes and Aztec codes, each once."""
    import zxingcpp  # few mails have a picture

    kinds = zxingcpp.BarcodeFormat
    wanted = (kinds.QRCode, kinds.MicroQRCode, kinds.Aztec)
    found = zxingcpp.read_barcodes(picture, formats=wanted)  # type: ignore[arg-type]  # its stubs know no tuple yet
    return tuple(dict.fromkeys(it.text for it in found if it.text))
