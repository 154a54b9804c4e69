"""One page drawn as a picture, with boxes over the known names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_double, c_int
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageDraw

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.pdf.annotations import leave_only_content
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

_SCALE = 2.0  # pixels per point: 144 dpi
_MOST_PIXELS = 24_000_000
_MARGIN = 2
_LINE_END = re.compile(r"\s*[\r\n]+\s*")
_BETWEEN_IDEOGRAPHS = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])"
)
_FIRST_IDEOGRAPH = 0x2E80
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE


class Box(NamedTuple):
    """A rectangle of pixels from the upper left corner, and the placeholder that goes there."""

    left: float
    top: float
    right: float
    bottom: float
    placeholder: str


class DrawnPage(NamedTuple):
    """Sizes in points; ``scale`` is pixels per point."""

    width: float
    height: float
    scale: float
    image: Image.Image
    boxes: tuple[Box, ...]


def draw_page(
    document: pdfium.PdfDocument, number: int, replacer: Replacer, findings: Findings, place: Text
) -> DrawnPage:
    page = _flattened(document, number, findings, place)
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    image = (
        page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    )
    boxes = tuple(_boxes(page, image.size, replacer, findings, place))
    pen = ImageDraw.Draw(image)
    for box in boxes:
        pen.rectangle(box[:4], fill="white", outline="black")
    _note_pictures(page, findings, place)
    page.close()
    return DrawnPage(width, height, scale, image, boxes)


def _flattened(
    document: pdfium.PdfDocument, number: int, findings: Findings, place: Text
) -> pdfium.PdfPage:
    """Forms and drawn remarks become part of the page, so that their text is looked through."""
    page = document.get_page(number)
    leave_only_content(document, page, findings, place)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document.get_page(number)


def _boxes(
    page: pdfium.PdfPage, size: tuple[int, int], replacer: Replacer, findings: Findings, place: Text
) -> Iterator[Box]:
    reader = page.get_textpage()
    text = _characters(reader, findings, place)
    shown, at = [], 0
    for span in replacer.spans(text):
        findings.replaced[span.placeholder] += 1
        shown += [text[at : span.start], span.placeholder]
        at = span.end
        lines = _lines(page, reader, range(span.start, span.end), size)
        yield from (Box(*line, span.placeholder) for line in lines)
    joined = _LINE_END.sub(" ", "".join(shown) + text[at:])
    findings.read(_BETWEEN_IDEOGRAPHS.sub("", joined), place)
    reader.close()


def _characters(reader: pdfium.PdfTextPage, findings: Findings, place: Text) -> str:
    """One character for each index of the reader, so that spans lead back to boxes."""
    codes = [raw.FPDFText_GetUnicode(reader, n) for n in range(reader.count_chars())]
    unknown = sum(raw.FPDFText_HasUnicodeMapError(reader, n) == 1 for n in range(len(codes)))
    if unknown:
        findings.suspect("undecodable-text", f"{unknown}", place)
    findings.met("pdf-hidden-text", sum(_is_hidden(reader, n) for n in range(len(codes))))
    if any(code > _FIRST_IDEOGRAPH and _is_borrowed(reader, n) for n, code in enumerate(codes)):
        findings.lose("font-not-embedded", place)
    return "".join(
        chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else " " for code in codes
    )


def _is_borrowed(reader: pdfium.PdfTextPage, number: int) -> bool:
    shape = raw.FPDFText_GetTextObject(reader, number)
    font = raw.FPDFTextObj_GetFont(shape) if shape else None
    return bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 0


def _is_hidden(reader: pdfium.PdfTextPage, number: int) -> bool:
    shape = raw.FPDFText_GetTextObject(reader, number)
    return bool(shape) and raw.FPDFTextObj_GetTextRenderMode(shape) == _INVISIBLE


def _lines(
    page: pdfium.PdfPage, reader: pdfium.PdfTextPage, characters: range, size: tuple[int, int]
) -> list[tuple[float, float, float, float]]:
    """One rectangle for each line that the characters stand on."""
    lines: list[tuple[float, float, float, float]] = []
    for number in characters:
        left, top, right, bottom = _pixels(page, reader.get_charbox(number, loose=True), size)
        if right - left < 1 and bottom - top < 1:
            continue
        if lines and _is_beside(lines[-1], top, bottom):
            a, b, c, d = lines.pop()
            left, top, right, bottom = min(a, left), min(b, top), max(c, right), max(d, bottom)
        lines.append((left, top, right, bottom))
    return [(a - _MARGIN, b - _MARGIN, c + _MARGIN, d + _MARGIN) for a, b, c, d in lines]


def _is_beside(line: tuple[float, float, float, float], top: float, bottom: float) -> bool:
    shared = min(line[3], bottom) - max(line[1], top)
    return shared > 0.5 * min(line[3] - line[1], bottom - top)


def _pixels(
    page: pdfium.PdfPage, box: tuple[float, float, float, float], size: tuple[int, int]
) -> tuple[float, float, float, float]:
    corners = [_pixel(page, box[0], box[1], size), _pixel(page, box[2], box[3], size)]
    (a, b), (c, d) = corners
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _pixel(page: pdfium.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, c_double(x), c_double(y), across, down)
    return across.value, down.value


def _note_pictures(page: pdfium.PdfPage, findings: Findings, place: Text) -> None:
    pictures = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    if pictures:
        findings.suspect("picture", f"{pictures}", place)
