"""Annotations that are content of the page stay; remarks, seals and signatures go."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kechuang.base.blinding.findings import Findings
from kechuang.engines.wording import Text

_CONTENT = frozenset(
    {
        raw.FPDF_ANNOT_WIDGET,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_LINE,
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_POLYGON,
        raw.FPDF_ANNOT_POLYLINE,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_SQUIGGLY,
        raw.FPDF_ANNOT_STRIKEOUT,
    }
)


def leave_only_content(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, findings: Findings, place: Text
) -> None:
    """Take away what somebody laid over the page rather than wrote on it."""
    for number in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        is_signature = kind == raw.FPDF_ANNOT_WIDGET and _is_signature(document, annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if is_signature:
            findings.lose("signature-picture", place)
        elif kind in (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK):
            findings.lose("stamp", place)
        if is_signature or kind not in _CONTENT:
            raw.FPDFPage_RemoveAnnot(page, number)


def _is_signature(document: pdfium.PdfDocument, annotation: Any) -> bool:
    form = document.formenv
    if form is None:
        return False
    return bool(raw.FPDFAnnot_GetFormFieldType(form, annotation) == raw.FPDF_FORMFIELD_SIGNATURE)
