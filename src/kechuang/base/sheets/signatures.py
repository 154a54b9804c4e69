"""What a file really is, judged by its first bytes and not by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePath

from kechuang.base.sheets.refusals import sheet_error

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_KINDS = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
_FOREIGN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}


def recognise(path: Path, *, name: str) -> str:
    """One of ``xlsx``, ``xls``, ``delimited``, ``json``; anything else is refused."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    suffix = PurePath(name).suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlam"):
        raise sheet_error("macro")
    content = _content(path, start)
    if content in ("xlsx", "xls"):
        _require(suffix in (".xlsx", ".xls"), content, suffix)
        return content
    _require(content == "text" and suffix not in (".xlsx", ".xls"), content, suffix)
    if suffix not in _TEXT_KINDS:
        raise sheet_error("unsupported", detail=suffix or "?")
    return _TEXT_KINDS[suffix]


def _require(agrees: bool, content: str, suffix: str) -> None:
    if not agrees:
        known = suffix in _TEXT_KINDS or suffix in (".xlsx", ".xls")
        raise sheet_error("mismatch" if known else "unsupported", detail=content)


def _content(path: Path, start: bytes) -> str:
    if start.startswith(b"PK"):
        return _zip_content(path)
    if start.startswith(_OLE2):
        return _ole_content(path)
    for signature, title in _FOREIGN.items():
        if start.startswith(signature):
            return title
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if opening.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        return "HTML/XML"
    return "text"


def _zip_content(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            types = _content_types(archive)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise sheet_error("damaged", detail="ZIP") from error
    if b"macroenabled" in types.lower() or any(n.endswith("vbaProject.bin") for n in names):
        raise sheet_error("macro")
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "XLSB" if "xl/workbook.bin" in names else "ZIP"


def _content_types(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("[Content_Types].xml") as stream:
            return stream.read(1_000_000)
    except KeyError:
        return b""


def _ole_content(path: Path) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise sheet_error("password")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise sheet_error("macro")
    if not any(title.encode("utf-16-le") in content for title in ("Workbook", "Book")):
        return "OLE2"
    return "xls"
