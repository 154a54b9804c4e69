"""Which identity channels a PDF has besides what its pages show."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.picture_channels import stream_channels

_CATALOGUE = {
    "/Metadata": "xmp",
    "/AF": "pdf-attachments",
    "/Outlines": "pdf-outlines",
    "/PageLabels": "pdf-labels",
    "/Dests": "pdf-labels",
    "/AcroForm": "pdf-form",
    "/Perms": "pdf-signatures",
    "/DSS": "pdf-signatures",
    "/OpenAction": "pdf-scripts",
    "/AA": "pdf-scripts",
    "/OCProperties": "pdf-layers",
    "/PieceInfo": "pdf-private",
    "/StructTreeRoot": "pdf-structure",
    "/Lang": "pdf-structure",
    "/Threads": "pdf-threads",
    "/Collection": "pdf-threads",
    "/SpiderInfo": "pdf-threads",
    "/OutputIntents": "pdf-intents",
}
_NAMES = {
    "/EmbeddedFiles": "pdf-attachments",
    "/JavaScript": "pdf-scripts",
    "/Dests": "pdf-labels",
    "/IDS": "pdf-threads",
    "/URLS": "pdf-threads",
}
_PAGE = {
    "/Thumb": "pdf-thumbnails",
    "/PieceInfo": "pdf-private",
    "/Metadata": "xmp",
    "/AA": "pdf-scripts",
    "/B": "pdf-threads",
    "/ID": "pdf-threads",
    "/StructParents": "pdf-structure",
}
_ANNOTATIONS = {"/Link": "pdf-links", "/Widget": "pdf-form", "/FileAttachment": "pdf-attachments"}
_COMMENT_LINE = re.compile(rb"(?m)^%(?!PDF-|%EOF)[ -~\x80-\xff]*[ -~]{4}[ -~\x80-\xff]*$")
_DEEPEST = 4
_UNREADABLE = (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError)


def note_pdf_channels(content: bytes, findings: Findings) -> None:
    """Count into ``findings`` what the pictures of the pages will not carry."""
    for channel in _byte_channels(content):
        findings.met(channel)
    channels = _object_channels(content)
    while True:
        try:
            findings.met(next(channels))
        except StopIteration:
            return
        except (*_UNREADABLE, RecursionError, NotImplementedError):
            return  # a damaged corner names no channel, and is not in the copy either


def _byte_channels(content: bytes) -> Iterator[str]:
    is_linear = b"/Linearized" in content[:2048]
    if content.count(b"%%EOF") > (2 if is_linear else 1):
        yield "pdf-history"
    if _COMMENT_LINE.search(content, content.find(b"\n") + 1):
        yield "pdf-comments"
    after = content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else b""
    if after.strip() or not content.startswith(b"%PDF-"):
        yield "trailing-bytes"


def _object_channels(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    yield from _trailer_channels(reader)
    catalogue = _followed(reader.trailer["/Root"])
    yield from (channel for key, channel in _CATALOGUE.items() if key in catalogue)
    names = _followed(catalogue.get("/Names")) or {}
    yield from (channel for key, channel in _NAMES.items() if key in names)
    form = _followed(catalogue.get("/AcroForm")) or {}
    if form.get("/SigFlags"):
        yield "pdf-signatures"
    for page in reader.pages:
        yield from _page_channels(page)


def _trailer_channels(reader: PdfReader) -> Iterator[str]:
    information: Any = reader.metadata or {}
    if any(key not in ("/Producer", "/Creator") for key in information):
        yield "pdf-info"
    if "/Producer" in information or "/Creator" in information:
        yield "pdf-producer"
    if "/ID" in reader.trailer:
        yield "pdf-id"


def _page_channels(page: Any) -> Iterator[str]:
    yield from (channel for key, channel in _PAGE.items() if key in page)
    for each in _followed(page.get("/Annots")) or ():
        annotation = _followed(each)
        kind = str(annotation.get("/Subtype"))
        yield _ANNOTATIONS.get(kind, "pdf-annotations")
        if annotation.get("/FT") == "/Sig":
            yield "pdf-signatures"
    yield from _resource_channels(_followed(page.get("/Resources")) or {}, 0)


def _resource_channels(resources: Any, depth: int) -> Iterator[str]:
    if _followed(resources.get("/Font")):
        yield "pdf-fonts"
    for each in (_followed(resources.get("/XObject")) or {}).values():
        shape = _followed(each)
        if "/Metadata" in shape:
            yield "xmp"
        if "/PieceInfo" in shape:
            yield "pdf-private"
        if shape.get("/Filter") == "/DCTDecode":
            yield from stream_channels(shape._data)
        if shape.get("/Subtype") == "/Form" and depth < _DEEPEST:
            yield from _resource_channels(_followed(shape.get("/Resources")) or {}, depth + 1)


def _followed(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
