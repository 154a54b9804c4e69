"""ZIP containers from strangers: refused before anything is unpacked to disk or parsed."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from kechuang.engines.wording import Refusal, Text

_CHUNK = 1 << 18
_NEST_SIGNATURES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh")
_WHAT = Text("压缩包不能接受", "The archive cannot be accepted")
_WHY_AND_MEND = {
    "damaged": (
        Text("压缩包已损坏或不完整（{detail}）", "it is damaged or incomplete ({detail})"),
        Text("请重新生成或重新上传文件", "Create or upload the file again"),
    ),
    "entries": (
        Text("文件数超过 {limit} 个", "it holds more than {limit} entries"),
        Text("请拆分后上传", "Split it and upload the parts"),
    ),
    "unpacked": (
        Text("解压后超过 {limit} 字节", "it unpacks to more than {limit} bytes"),
        Text("请删去多余内容或拆分", "Remove what is not needed or split it"),
    ),
    "ratio": (
        Text(
            "压缩比超过 {limit} 倍，疑为解压炸弹",
            "it is packed more than {limit}:1, like a zip bomb",
        ),
        Text("请用办公软件重新保存后上传", "Save it again with an office program"),
    ),
    "path": (
        Text("含有不安全的路径 {detail}", "it holds the unsafe path {detail}"),
        Text("请只打包普通文件", "Pack plain files with plain names only"),
    ),
    "symlink": (
        Text("含有符号链接 {detail}", "it holds the symbolic link {detail}"),
        Text("请换成真实文件", "Replace the link by the file itself"),
    ),
    "duplicate": (
        Text("同一路径出现多次：{detail}", "the path {detail} occurs more than once"),
        Text("请重新打包", "Pack it again"),
    ),
    "encrypted": (
        Text("内容 {detail} 已加密", "the entry {detail} is encrypted"),
        Text("请去掉密码后上传", "Remove the password and upload again"),
    ),
    "nested": (
        Text("里面还有压缩包 {detail}", "it holds another archive, {detail}"),
        Text("请先解开内层压缩包", "Unpack the inner archive first"),
    ),
}


class ArchiveError(Refusal):
    """A ZIP container that is not opened; ``code`` is stable for programs."""

    def __init__(self, code: str, *, limit: int = 0, detail: str = "") -> None:
        why, mend = _WHY_AND_MEND[code]
        filled = (part.format(limit=limit, detail=detail) for part in why)
        super().__init__(_WHAT, Text(*filled), mend)
        self.code = code


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may hold; sizes in bytes, ``ratio`` is unpacked ÷ packed."""

    entries: int = 2_000
    unpacked_bytes: int = 400_000_000
    ratio: int = 200
    ratio_applies_from: int = 10_000_000
    may_nest: bool = False


_DEFAULT = ArchiveLimits()


def inspect_archive(path: Path, limits: ArchiveLimits = _DEFAULT) -> None:
    """Return when every entry is harmless, by declaration and by actually inflating it.

    Raises:
        ArchiveError: damaged, encrypted, too large, too dense, nested or escaping archives.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_declarations(archive.infolist(), limits, packed=path.stat().st_size)
            _inflate_all(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        _refuse_damaged(error)
    except (NotImplementedError, RuntimeError, UnicodeError) as error:
        _refuse_damaged(error)


def _refuse_damaged(error: Exception) -> NoReturn:
    raise ArchiveError("damaged", detail=type(error).__name__) from error


def _check_declarations(
    entries: list[zipfile.ZipInfo], limits: ArchiveLimits, *, packed: int
) -> None:
    if len(entries) > limits.entries:
        raise ArchiveError("entries", limit=limits.entries)
    for entry in entries:
        _check_entry(entry)
    name, times = (
        Counter(entry.filename for entry in entries).most_common(1)[0] if entries else ("", 0)
    )
    if times > 1:
        raise ArchiveError("duplicate", detail=name[:80])
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        raise ArchiveError("unpacked", limit=limits.unpacked_bytes)
    if unpacked > limits.ratio_applies_from and unpacked > packed * limits.ratio:
        raise ArchiveError("ratio", limit=limits.ratio)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    shown = entry.filename[:80]
    if _escapes(entry.orig_filename):
        raise ArchiveError("path", detail=shown)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveError("symlink", detail=shown)
    if entry.flag_bits & 0x1:
        raise ArchiveError("encrypted", detail=shown)


def _escapes(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    has_drive = len(name) > 1 and name[1] == ":"
    return path.is_absolute() or has_drive or ".." in path.parts or "\0" in name


def _inflate_all(archive: zipfile.ZipFile, limits: ArchiveLimits) -> None:
    left = limits.unpacked_bytes
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            chunk = stream.read(_CHUNK)
            if not limits.may_nest and chunk.startswith(_NEST_SIGNATURES):
                raise ArchiveError("nested", detail=entry.filename[:80])
            while chunk:
                left -= len(chunk)
                if left < 0:
                    raise ArchiveError("unpacked", limit=limits.unpacked_bytes)
                chunk = stream.read(_CHUNK)
