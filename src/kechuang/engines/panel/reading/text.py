"""Lines of a text file, split at commas, semicolons or tabs, in UTF-8, UTF-16 or GB 18030."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

Row = tuple[int, list[str]]
SEPARATORS = "\t,;，；"
WORKBOOK = b"PK\x03\x04"


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
    if raw.startswith(WORKBOOK):
        why = Text("它是工作簿，不是文本", "it is a workbook, not text")
        raise unreadable(path, None, why, _AS_CSV)
    is_wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(
        path,
        None,
        Text("既不是 UTF-8 也不是 GB 18030 文本", "it is neither UTF-8 nor GB 18030 text"),
        _AS_CSV,
    )


_AS_CSV = Text("请另存为 UTF-8 的 CSV", "Save it as CSV in UTF-8")


def read_rows(path: Path, *, columns: int) -> Iterator[Row]:
    """``(line, cells)`` of every line that is not blank, each with at least ``columns`` cells."""
    lines = read_text(path).splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = next((mark for mark in SEPARATORS if mark in first), " ")
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) < columns:
                raise unreadable(
                    path,
                    reader.line_num,
                    Text(f"应有{columns}列，只有{len(cells)}列", f"{columns} columns are needed"),
                    Text("请补全这一行", "Complete this line"),
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise unreadable(
            path,
            reader.line_num,
            Text("引号不成对，或单元格过长", "a quotation mark is open, or a cell too long"),
            Text("请改正引号", "Mend the quotation marks"),
        ) from error


def whole_number(text: str) -> int | None:
    """The whole number a cell holds, also as “3.0”; None when it holds anything else."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    is_whole = number.is_finite() and abs(number) < LARGEST and number == number.to_integral_value()
    return int(number) if is_whole else None


LARGEST = 10**9
