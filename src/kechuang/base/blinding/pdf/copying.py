"""A PDF in, a PDF of pictures out."""

from __future__ import annotations

import pypdfium2 as pdfium

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.pdf.channels import note_pdf_channels
from kechuang.base.blinding.pdf.pages import DrawnPage, draw_page
from kechuang.base.blinding.pdf.writing import write_pdf
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text


def copy_pdf(content: bytes, replacer: Replacer, findings: Findings, limits: Limits) -> bytes:
    """A PDF with the same pages as pictures, known names boxed and named by placeholder.

    Raises:
        BlindingError: ``encrypted``, ``damaged``, ``pages``, ``page-size`` or ``nothing``.
    """
    document = _opened(content)
    if len(document) > limits.pages:
        raise BlindingError.known_as("pages", limit=limits.pages)
    if not len(document):
        raise BlindingError.known_as("nothing")
    note_pdf_channels(content, findings)
    document.init_forms()
    try:
        pages = [_drawn(document, n, replacer, findings, limits) for n in range(len(document))]
    except pdfium.PdfiumError as error:
        raise BlindingError.known_as("damaged", detail="PDF") from error
    findings.lose("text-layer", count=len(pages))
    return write_pdf(pages)


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() else "damaged"
        raise BlindingError.known_as(code, detail="PDF") from error


def _drawn(
    document: pdfium.PdfDocument,
    number: int,
    replacer: Replacer,
    findings: Findings,
    limits: Limits,
) -> DrawnPage:
    width, height = document.get_page_size(number)
    if max(width, height) > limits.page_points:
        raise BlindingError.known_as("page-size", limit=limits.page_points, detail=f"{number + 1}")
    place = Text(f"第{number + 1}页", f"page {number + 1}")
    return draw_page(document, number, replacer, findings, place)
