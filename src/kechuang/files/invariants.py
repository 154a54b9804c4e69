"""What must hold of stored files."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from kechuang.audit.tracing import last_payloads, miscounted
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.files.models import StoredFile
from kechuang.files.storage import path_of


def lost_or_altered() -> Iterator[Finding]:
    stored = StoredFile.objects.order_by("digest").values_list("digest", "size").distinct()
    for digest, size in stored.iterator():
        place = path_of(digest)
        if not place.is_file():
            yield found(digest, "文件内容丢失", "the content is lost")
        elif _digest(place) != digest:
            yield found(digest, "文件内容被改动", "the content was altered")
        elif place.stat().st_size != size:
            yield found(digest, f"登记为 {size} 字节", f"it is entered with {size} bytes")


def _digest(place: Path) -> str:
    with place.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def stored_otherwise() -> Iterator[Finding]:
    told = last_payloads(StoredFile, "store_file")
    for pk, *row in StoredFile.objects.values_list("pk", "digest", "size", "name").iterator():
        if [told.get(str(pk), {}).get(name) for name in ("digest", "size", "name")] != row:
            yield found(f"files.storedfile {pk}", "与存入时的记录不符", "it was stored otherwise")


def miscounted_files() -> Iterator[Finding]:
    return miscounted(StoredFile, "store_file")


INVARIANTS = (
    Invariant(
        "files.contents_are_whole",
        Text("每个文件都在，字节数和摘要未变", "Every file is there with its size and digest"),
        lost_or_altered,
    ),
    Invariant(
        "files.are_as_they_were_stored",
        Text("文件的登记与存入时的事件一致", "Every entry of a file is as its event tells"),
        stored_otherwise,
    ),
    Invariant(
        "files.are_all_on_the_chain",
        Text("文件数等于审计链记载的存入次数", "There are as many files as the chain tells of"),
        miscounted_files,
    ),
)
