"""The PDF of pictures: a catalogue, pages, and nothing about who, when or with what."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from PIL import Image, ImageChops

from kechuang.base.blinding.pdf.pages import Box, DrawnPage

_QUALITY = 85
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(GB1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light"
    b"/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
    b"/StemV 93>>>>]>>"
)
"""A font every viewer substitutes: none is embedded, so none is shipped."""


class _Objects:
    """Numbered objects of a PDF, written one after another."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def add(self, body: bytes) -> int:
        self._bodies.append(body)
        return len(self._bodies)

    def stream(self, entries: bytes, content: bytes) -> int:
        head = b"<<%s/Length %d>>stream\n" % (entries, len(content))
        return self.add(head + content + b"\nendstream")

    def replace(self, number: int, body: bytes) -> None:
        self._bodies[number - 1] = body

    def file(self, root: int) -> bytes:
        out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self._bodies, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (len(places) + 1, root)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def write_pdf(pages: Sequence[DrawnPage]) -> bytes:
    """The pages in their order; the same pages give the same bytes."""
    objects = _Objects()
    font, tree = objects.add(_FONT), objects.add(b"")
    numbers = [_add_page(objects, page, font, tree) for page in pages]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects.replace(tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(numbers), kids))
    return objects.file(objects.add(b"<</Type/Catalog/Pages %d 0 R>>" % tree))


def _add_page(objects: _Objects, page: DrawnPage, font: int, tree: int) -> int:
    picture = objects.stream(*_packed(page.image))
    drawn = b"q %.2f 0 0 %.2f 0 0 cm /P Do Q\n" % (page.width, page.height)
    labels = b"".join(_label(box, page) for box in page.boxes)
    content = objects.stream(b"", drawn + labels)
    return objects.add(
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R"
        b"/Resources<</XObject<</P %d 0 R>>/Font<</F %d 0 R>>>>>>"
        % (tree, page.width, page.height, content, picture, font)
    )


def _label(box: Box, page: DrawnPage) -> bytes:
    """The placeholder as text, as large as fits into its box."""
    width, height = (box.right - box.left) / page.scale, (box.bottom - box.top) / page.scale
    ems = sum(1.0 if character > "\xff" else 0.6 for character in box.placeholder)
    size = max(min(height * 0.8, width / ems), 1.0)
    left = box.left / page.scale + (width - size * ems) / 2
    base = page.height - box.bottom / page.scale + (height - size * 0.75) / 2
    code = box.placeholder.encode("utf-16-be").hex().encode()
    return b"BT /F %.2f Tf %.2f %.2f Td <%s> Tj ET\n" % (size, left, base, code)


def _packed(image: Image.Image) -> tuple[bytes, bytes]:
    """The smaller of a photograph and, where there is no colour, sixteen greys."""
    red, green, blue = image.split()
    is_grey = not (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox()
    )
    plain = green if is_grey else image
    buffer = io.BytesIO()
    plain.save(buffer, "JPEG", quality=_QUALITY)
    photo = buffer.getvalue()
    space = b"/DeviceGray" if is_grey else b"/DeviceRGB"
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s" % (*image.size, space)
    if is_grey and len(greys := zlib.compress(_sixteen_greys(green))) < len(photo):
        return head + b"/BitsPerComponent 4/Filter/FlateDecode", greys
    return head + b"/BitsPerComponent 8/Filter/DCTDecode", photo


def _sixteen_greys(image: Image.Image) -> bytes:
    """Two pixels a byte, rows padded to whole bytes."""
    width, height = image.size
    even = Image.new("L", (width + width % 2, height), 255)
    even.paste(image)
    pixels = even.tobytes()
    high = pixels[0::2].translate(bytes(value & 0xF0 for value in range(256)))
    low = pixels[1::2].translate(bytes(value >> 4 for value in range(256)))
    both = int.from_bytes(high, "big") | int.from_bytes(low, "big")
    return both.to_bytes(len(high), "big")
