"""Which files are accepted, told by their content and not only by their name."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePath

from kechuang.base.errors import InvalidInput, Text

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
PNG, JPEG, GZIP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\x1f\x8b"
OPENXML = "application/vnd.openxmlformats-officedocument."
ALLOWED: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".xlsx": (OPENXML + "spreadsheetml.sheet", (ZIP,)),
    ".docx": (OPENXML + "wordprocessingml.document", (ZIP,)),
    ".xls": ("application/vnd.ms-excel", (OLE,)),
    ".pdf": ("application/pdf", (PDF,)),
    ".png": ("image/png", (PNG,)),
    ".jpg": ("image/jpeg", (JPEG,)),
    ".csv": ("text/csv", ()),
    ".tsv": ("text/tab-separated-values", ()),
    ".txt": ("text/plain", ()),
    ".json": ("application/json", ()),
    ".jsonl": ("application/x-ndjson", ()),
    ".gz": ("application/gzip", (GZIP,)),
}


def media_type_of(name: str, beginning: bytes) -> str:
    """The media type of an allowed file; refuses other endings and content that does not fit."""
    ending = PurePath(name).suffix.lower()
    if ending not in ALLOWED:
        raise _refused(
            name,
            Text(
                f"不接受 {ending or '无后缀'} 文件", f"files ending in {ending!r} are not accepted"
            ),
        )
    media_type, signatures = ALLOWED[ending]
    if not (beginning.startswith(signatures) if signatures else _is_text(beginning)):
        raise _refused(
            name,
            Text("文件内容与后缀不符", "the content is not what the file name says"),
        )
    return media_type


def _is_text(beginning: bytes) -> bool:
    """Excel's "Unicode text" is UTF-16 with a mark; other text has no zero bytes."""
    return beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\x00" not in beginning


def is_archive(name: str) -> bool:
    """True for the endings whose content is a ZIP archive."""
    return PurePath(name).suffix.lower() in {".xlsx", ".docx"}


def _refused(name: str, why: Text) -> InvalidInput:
    endings = " ".join(sorted(ALLOWED))
    return InvalidInput(
        Text(f"文件 {name} 未被接受", f"The file {name} was not accepted"),
        why,
        Text(
            f"请另存为以下格式之一后再上传：{endings}", f"Save it as one of {endings} and try again"
        ),
    )
