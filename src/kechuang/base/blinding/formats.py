"""What a document really is, judged by its content and not by its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from kechuang.base.blinding.refusals import BlindingError

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
_PDF_WITHIN = 1024
_MAIN_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_MACRO_SUFFIXES = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".potm", ".ppsm")
_CONTENT_TYPES = 4_000_000


def recognise(content: bytes, *, name: str) -> str:
    """One of ``pdf docx xlsx pptx jpeg png zip``.

    Raises:
        BlindingError: ``encrypted``, ``macro``, ``damaged`` or ``unknown-format``.
    """
    if PurePath(name).suffix.lower() in _MACRO_SUFFIXES:
        raise BlindingError.known_as("macro")
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    if content.startswith(_OLE2):
        raise _old_office(content, name)
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _packed(content)
    raise BlindingError.known_as("unknown-format", detail=PurePath(name).suffix or "?")


def _old_office(content: bytes, name: str) -> BlindingError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return BlindingError.known_as("encrypted")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        return BlindingError.known_as("macro")
    return BlindingError.known_as("unknown-format", detail=PurePath(name).suffix or "OLE2")


def _packed(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            types = _content_types(archive)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BlindingError.known_as("damaged", detail="ZIP") from error
    if b"macroenabled" in types.lower() or any(n.endswith("vbaProject.bin") for n in names):
        raise BlindingError.known_as("macro")
    if not types:
        return "zip"
    for part, kind in _MAIN_PARTS.items():
        if part in names:
            return kind
    raise BlindingError.known_as("unknown-format", detail="OPC")


def _content_types(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("[Content_Types].xml") as stream:
            return stream.read(_CONTENT_TYPES)
    except KeyError:
        return b""
