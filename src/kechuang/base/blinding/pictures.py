"""Pictures made anew from their pixels: what is not a pixel is gone."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kechuang.base.blinding.findings import NOWHERE, Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.picture_channels import note_picture_channels
from kechuang.base.blinding.refusals import BlindingError
from kechuang.engines.wording import Text

_READABLE = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "MPO")
_QUALITY = 92
_PLAIN_MODES = {"1": "L", "L": "L", "RGB": "RGB", "RGBA": "RGBA", "I;16": "I;16", "CMYK": "RGB"}
_BLANK_SIZE = (16, 16)
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError)


class Picture(NamedTuple):
    """An encoded picture; ``suffix`` is ``jpeg`` or ``png``."""

    content: bytes
    suffix: str


def repaint(
    content: bytes, findings: Findings, limits: Limits, *, place: Text = NOWHERE
) -> Picture:
    """The same pixels, upright and in standard colours, in a file that holds nothing else.

    Raises:
        BlindingError: ``damaged`` or ``picture-size``.
    """
    Image.MAX_IMAGE_PIXELS = limits.picture_pixels // 2  # Pillow refuses at twice this figure
    try:
        with Image.open(io.BytesIO(content), formats=_READABLE) as image:
            note_picture_channels(content, image, findings)
            return _encoded(
                _painted(image, findings, place), is_photo=image.format in ("JPEG", "MPO")
            )
    except Image.DecompressionBombError as error:
        raise BlindingError.known_as("picture-size", limit=limits.picture_pixels) from error
    except _UNREADABLE as error:
        raise BlindingError.known_as("damaged", detail=type(error).__name__) from error


def blank() -> Picture:
    """What stands where a picture could not be kept."""
    return _encoded(Image.new("L", _BLANK_SIZE, 235), is_photo=False)


def _painted(image: Image.Image, findings: Findings, place: Text) -> Image.Image:
    profile = image.info.get("icc_profile")
    if getattr(image, "n_frames", 1) > 1 and image.format in ("GIF", "WEBP", "PNG"):
        findings.lose("motion", place)
    upright = ImageOps.exif_transpose(image) or image
    if profile and (converted := _in_standard_colours(upright, profile)):
        findings.lose("colour-profile", place)
        upright = converted
    plain = upright.convert(_mode(upright))
    if plain.mode == "RGBA":  # colours under full transparency are not seen, and are not kept
        return Image.alpha_composite(Image.new("RGBA", plain.size), plain)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _mode(image: Image.Image) -> str:
    has_transparency = image.mode in ("PA", "LA") or "transparency" in image.info
    return "RGBA" if has_transparency else _PLAIN_MODES.get(image.mode, "RGB")


def _in_standard_colours(image: Image.Image, profile: bytes) -> Image.Image | None:
    """None where the profile is unreadable or does not fit the picture: pixels stay as they are."""
    if image.mode not in ("RGB", "CMYK", "L"):
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return None


def _encoded(image: Image.Image, *, is_photo: bool) -> Picture:
    buffer = io.BytesIO()
    image.info = {}
    if is_photo and image.mode in ("L", "RGB"):
        image.save(buffer, "JPEG", quality=_QUALITY)
        return Picture(buffer.getvalue(), "jpeg")
    image.save(buffer, "PNG")
    return Picture(buffer.getvalue(), "png")
