"""The list of published heads as a file, written for anybody to keep and read back to verify."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kechuang.audit.models import Anchor
from kechuang.base.errors import InvalidInput, Text

COLUMNS = ("on", "sequence", "hash", "root", "published_at", "channel")
UNREAD = Text("校验值列表未读入", "The list of published heads was not read")


def written_feed(anchors: Iterable[Anchor]) -> str:
    """CSV with a heading: day, number, hash, root, instant (ISO 8601) and channel of each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for anchor in anchors:
        instant = anchor.published_at.isoformat(timespec="seconds")
        placed = (anchor.on.isoformat(), anchor.sequence, anchor.own_hash, anchor.root)
        writer.writerow([*placed, instant, anchor.channel])
    return text.getvalue()


def read_feed(text: str) -> list[tuple[int, str]]:
    """Number and hash of each published head; raises ``InvalidInput`` naming the line."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"sequence", "hash"} <= set(rows.fieldnames or ()):
        raise InvalidInput(
            UNREAD,
            Text("缺少 sequence 或 hash 列", "it has no column sequence or hash"),
            Text("请使用公示页下载的文件", "Use the file that the public page offers"),
        )
    return [_place(row, rows.line_num) for row in rows]


def _place(row: dict[str, str | None], line: int) -> tuple[int, str]:
    number, own_hash = (row["sequence"] or "").strip(), (row["hash"] or "").strip()
    if not number.isdecimal() or not own_hash:
        raise InvalidInput(
            UNREAD,
            Text(f"第 {line} 行不是序号和校验值", f"line {line} is no number with its hash"),
            Text("请重新下载后再核对", "Fetch the file again and verify with it"),
        )
    return int(number), own_hash
