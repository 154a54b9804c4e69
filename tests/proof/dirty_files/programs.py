"""What programs export: JSON, whole or broken; and tables longer or wider than people make."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from random import Random

from openpyxl import Workbook

from tests.proof.dirty_files.cases import HEADER, Case, outcome_rows, text_table, titles_of
from tests.proof.dirty_files.cells import known_code

LINES = (
    '{"title": ',
    "[]",
    "null",
    '"x"',
    "NaN",
    '{"title": NaN}',
    '{"title": 1e999}',
    '{"title": "\\ud800"}',
    '{"title": {"a": [1, 2]}}',
    '{"title": "a", "title": "b"}',
    '{"": "x"}',
    "{}",
    "\ufeff{}",
    "// 注释",
    "{'title': 1}",
)


def program_files(chance: Random) -> Iterator[Case]:
    yield from sound_json(chance)
    yield from broken_lines(chance)
    yield from large(chance)


def sound_json(chance: Random) -> Iterator[Case]:
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030", "utf-16")):
        rows = outcome_rows(chance, 4)
        objects = [dict(zip(HEADER, row, strict=True)) for row in rows]
        whole = json.dumps(objects, ensure_ascii=False).encode(encoding)
        lines = "\n".join(json.dumps(o, ensure_ascii=False) for o in objects).encode(encoding)
        fate, known = ("taken", titles_of(rows)) if encoding.startswith("utf-8") else ("", ())
        yield Case("JSON", f"{number}.json", lambda whole=whole: whole, titles=known, fate=fate)
        yield Case("JSON", f"{number}.jsonl", lambda lines=lines: lines, titles=known, fate=fate)


def broken_lines(chance: Random) -> Iterator[Case]:
    """One line among sound ones that is none."""
    for number, line in enumerate(LINES):
        rows = outcome_rows(chance, 4)
        lines = [json.dumps(dict(zip(HEADER, row, strict=True))) for row in rows]
        lines.insert(chance.randrange(5), line)
        content = "\n".join(lines).encode()
        yield Case("broken JSON lines", f"{number}.jsonl", lambda content=content: content)


def large(chance: Random) -> Iterator[Case]:
    """Ten thousand times ten rows, more rows than are read, and more columns."""
    seed = chance.random()
    yield Case("large", "sparse.csv", lambda: _sparse(seed), rows=100_000)
    yield Case("large", "facts.xlsx", _long_book, kind="facts", rows=100_000)
    yield Case("large", "more.csv", lambda: b"id,title\n" + b"1,a\n" * 200_001, fate="refused")
    for columns in (500, 513, 20_000):
        header = ["编号", "成果名称", *(f"列{n}" for n in range(columns - 2))]
        text = text_table([["a", "甲", *["x"] * (columns - 2)]], header=header)
        fate = "taken" if columns == 500 else "refused"
        yield Case("large", f"{columns}.csv", lambda text=text: text.encode(), fate=fate)


def _sparse(seed: float) -> bytes:
    """A hundred outcomes, their repetitions, each to be told so, and nine blank rows after each."""
    rows, blank = outcome_rows(Random(seed), 100), [""] * 4
    return text_table(
        [blank if number % 10 else rows[number // 10 % 100] for number in range(100_000)]
    ).encode()


def _long_book() -> bytes:
    """As many statements about one firm, each from a source of its own."""
    page = Workbook(write_only=True)
    sheet = page.create_sheet()
    sheet.append(("统一社会信用代码", "指标", "年度", "数值", "单位", "来源"))
    for number in range(100_000):
        sheet.append((known_code(), "营业收入", "2024", number, "万元", f"报表{number}"))
    buffer = io.BytesIO()
    page.save(buffer)
    return buffer.getvalue()
