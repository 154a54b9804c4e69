"""Lines of a text file, split at commas or tabs, in UTF-8 or GB 18030."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

Row = tuple[int, list[str]]


def unreadable(path: Path, line: int | None, why: Text, mend: Text) -> PanelError:
    """The refusal of a file, with its line where there is one."""
    where = Text("", "") if line is None else Text(f"第{line}行", f", line {line}")
    return PanelError(
        Text(f"文件“{path.name}”{where.zh}不能读取", f"“{path.name}”{where.en} cannot be read"),
        why,
        mend,
    )


def read_text(path: Path) -> str:
    """The whole file as text."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(
        path,
        None,
        Text("既不是 UTF-8 也不是 GB 18030 文本", "it is neither UTF-8 nor GB 18030 text"),
        Text("请另存为 UTF-8 的 CSV", "Save it as CSV in UTF-8"),
    )


def read_rows(path: Path, *, columns: int) -> Iterator[Row]:
    """``(line, cells)`` of every line that is not blank, each with at least ``columns`` cells."""
    lines = read_text(path).splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = "\t" if "\t" in first else "," if "," in first else " "
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) < columns:
            raise unreadable(
                path,
                reader.line_num,
                Text(f"应有{columns}列，只有{len(cells)}列", f"{columns} columns are needed"),
                Text("请补全这一行", "Complete this line"),
            )
        yield reader.line_num, [cell.strip() for cell in cells]
