"""Files that should never have been sent, each made by code: (family, file name, maker)."""

from __future__ import annotations

import random
import stat
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from kechuang.base.sheets.writing import write_workbook
from tests.base.sheets import binary_workbooks
from tests.base.sheets.packages import (
    HEADER_ROW,
    MAIN,
    SHEET_PART,
    declaring_size,
    flagged_encrypted,
    package,
    text_cell,
    worksheet,
    zipped,
)

MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
    + "]>"
)
OUTSIDE = "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


class Hostile(NamedTuple):
    family: str
    name: str
    make: Callable[[], bytes]
    codes: tuple[str, ...] = ()
    """The refusals that are right; none when a table is right as well."""


def honest() -> bytes:
    rows = [[f"企业{number}", number, "备注"] for number in range(50)]
    return write_workbook(sheet="表", header=["名称", "数", "备注"], rows=rows)


def far(*references: str) -> bytes:
    cells = (
        f'<row r="{r[-7:] if r[0] == "X" else r[1:]}">{text_cell(r, "x")}</row>' for r in references
    )
    return package(worksheet("".join(cells)))


def many_rows() -> bytes:
    row = "<row><c><v>1</v></c></row>"
    return package(worksheet(row * 2_000_000))


def shared_text(length: int, uses: int) -> bytes:
    shared = f'<sst xmlns="{MAIN}"><si><t>{"字" * length}</t></si></sst>'
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(uses))
    return package(worksheet(rows), shared=shared)


def merged_everywhere(count: int) -> bytes:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * count
    rows = HEADER_ROW + f'<row r="2">{text_cell("A2", "甲")}</row>'
    return package(worksheet(rows, after=f"<mergeCells>{merges}</mergeCells>"))


def zip_with(name: str, *, mode: int = 0, times: int = 1) -> bytes:
    buffer = BytesIO(honest())
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(times):
            entry = zipfile.ZipInfo(name.format(number))
            entry.external_attr = mode << 16
            archive.writestr(entry, "x")
    return buffer.getvalue()


def flipped(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    damaged = bytearray(content)
    for _ in range(40):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def corrupted_checksum() -> bytes:
    content = bytearray(honest())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = entry.header_offset + 60 + entry.compress_size // 2
    content[middle] ^= 0xFF
    return bytes(content)


def binary(**options: object) -> bytes:
    return binary_workbooks.workbook([["名称", "数"], ["甲", 1]], **options)


def looping_container() -> bytes:
    content = bytearray(binary())
    content[512 + 8 : 512 + 12] = (2).to_bytes(4, "little")
    return bytes(content)


def bad_cell(attributes: str, value: str = "1") -> bytes:
    return package(worksheet(f"{HEADER_ROW}<row r='2'><c {attributes}><v>{value}</v></c></row>"))


HOSTILE = [
    Hostile("far cells", "one.xlsx", lambda: far("XFD1048576"), ("columns",)),
    Hostile("far cells", "two.xlsx", lambda: far("A1", "XFD1048576"), ("columns",)),
    Hostile("far cells", "down.xlsx", lambda: far("A1", "A1048576"), ("rows",)),
    Hostile("bomb", "rows.xlsx", many_rows, ("rows", "unpacked")),
    Hostile("bomb", "zeros.xlsx", lambda: package("0" * 60_000_000), ("unpacked", "ratio")),
    Hostile(
        "bomb",
        "liar.xlsx",
        lambda: declaring_size(package("0" * 9_000_000), SHEET_PART, 9),
        ("damaged",),
    ),
    Hostile("bomb", "shared.xlsx", lambda: shared_text(32_000, 20_000), ("text", "memory")),
    Hostile("bomb", "merges.xlsx", lambda: merged_everywhere(20_000)),
    Hostile("broken zip", "half.xlsx", lambda: honest()[:3000], ("damaged",)),
    Hostile("broken zip", "start.xlsx", lambda: b"PK\x03\x04", ("damaged",)),
    Hostile("broken zip", "crc.xlsx", corrupted_checksum, ("damaged",)),
    Hostile("broken zip", "bare.xlsx", lambda: zipped({"xl/workbook.xml": "<a/>"}), ("damaged",)),
    Hostile(
        "entities", "laughs.xlsx", lambda: package(worksheet("", prolog=LAUGHS)), ("entities",)
    ),
    Hostile(
        "entities",
        "book.xlsx",
        lambda: package(worksheet(HEADER_ROW), book_prolog=LAUGHS),
        ("entities",),
    ),
    Hostile(
        "entities", "outside.xlsx", lambda: package(worksheet("", prolog=OUTSIDE)), ("entities",)
    ),
    Hostile(
        "entities",
        "shared.xlsx",
        lambda: package(worksheet(HEADER_ROW), shared=LAUGHS + "<sst/>"),
        ("entities",),
    ),
    Hostile(
        "false name",
        "page.xls",
        lambda: "<html><table><tr><td>名称</td></tr></table>".encode(),
        ("mismatch",),
    ),
    Hostile(
        "false name", "xml2003.xls", lambda: b"<?xml version='1.0'?><Workbook/>", ("mismatch",)
    ),
    Hostile("false name", "paper.xlsx", lambda: b"%PDF-1.7\n", ("mismatch",)),
    Hostile("false name", "picture.csv", lambda: b"\x89PNG\r\n\x1a\n\0\0", ("mismatch",)),
    Hostile("false name", "text.xlsx", lambda: "名称,数\n甲,1\n".encode(), ("mismatch",)),
    Hostile(
        "false name", "letter.xlsx", lambda: zipped({"word/document.xml": "<a/>"}), ("mismatch",)
    ),
    Hostile("false name", "book.csv", honest, ("mismatch",)),
    Hostile("false name", "program.exe", lambda: b"MZ\x90", ("unsupported",)),
    Hostile("empty", "zero.xlsx", lambda: b"", ("empty",)),
    Hostile("empty", "mark.csv", lambda: b"\xef\xbb\xbf", ("blank",)),
    Hostile("empty", "commas.csv", lambda: b",,,\n,,,\n", ("blank",)),
    Hostile("empty", "sheet.xlsx", lambda: package(worksheet("")), ("blank",)),
    Hostile("empty", "array.json", lambda: b"[]", ("blank",)),
    Hostile("header", "numbers.csv", lambda: b"1,2,3\n4,5,6\n", ("no-header",)),
    Hostile(
        "header", "twice.csv", lambda: "名称,金额,金额\n甲,1,2\n".encode(), ("duplicate-header",)
    ),
    Hostile(
        "header", "unseen.csv", lambda: "名称,名\u200b称\n甲,1\n".encode(), ("duplicate-header",)
    ),
    Hostile(
        "locked",
        "sealed.xlsx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") * 99,
        ("password",),
    ),
    Hostile("locked", "sealed.xls", lambda: binary(is_encrypted=True), ("password",)),
    Hostile(
        "locked", "flagged.xlsx", lambda: flagged_encrypted(honest()), ("damaged", "encrypted")
    ),
    Hostile("macros", "named.xlsm", honest, ("macro",)),
    Hostile(
        "macros", "typed.xlsx", lambda: package(worksheet(""), book_type=MACRO_TYPE), ("macro",)
    ),
    Hostile(
        "macros", "inside.xlsx", lambda: package("", extra={"xl/vbaProject.bin": b"x"}), ("macro",)
    ),
    Hostile("csv", "quote.csv", lambda: '名称,数\n甲,"1\n乙,2\n丙,3\n'.encode(), ("csv",)),
    Hostile("csv", "nul.csv", lambda: "名称,数\n甲\0,1\n".encode(), ("binary",)),
    Hostile("csv", "bytes.csv", lambda: b"a,b\n\xff\xff\xff,1\n", ("encoding",)),
    Hostile("csv", "wide.csv", lambda: b"a," * 500_000 + b"\n", ("duplicate-header", "columns")),
    Hostile(
        "csv", "many.csv", lambda: ",".join(f"c{n}" for n in range(600)).encode(), ("columns",)
    ),
    Hostile("csv", "long.csv", lambda: b"name,n\n" + b"x" * 40_000 + b",1\n", ("cell-length",)),
    Hostile(
        "csv", "huge.csv", lambda: b"name,n\n" + b"x" * 900_000 + b",1\n", ("csv", "cell-length")
    ),
    Hostile("csv", "tall.csv", lambda: b"name,n\n" + b"a,1\n" * 30_000, ("rows",)),
    Hostile("json", "deep.json", lambda: b"[" * 100_000, ("json",)),
    Hostile(
        "json",
        "nested.json",
        lambda: b'[{"a":' + b"[" * 900 + b"]" * 900 + b"}]",
        ("json", "depth"),
    ),
    Hostile("json", "nan.json", lambda: b'[{"a": NaN}]', ("json",)),
    Hostile("json", "keys.json", lambda: b'[{"a": 1, "a": 2}]', ("json",)),
    Hostile("json", "scalars.json", lambda: b"[1, 2]", ("json-shape",)),
    Hostile("json", "cut.json", lambda: b'[{"a": 1}, {"a"', ("json",)),
    Hostile("json", "exponent.json", lambda: b'[{"a": 1e999999999}]'),
    Hostile("json", "digits.json", lambda: b'[{"a": ' + b"9" * 30_000 + b"}]"),
    Hostile(
        "json",
        "sparse.jsonl",
        lambda: b"".join(b'{"k%d": 1}\n' % n for n in range(9_000)),
        ("columns",),
    ),
    Hostile("json", "line.jsonl", lambda: b'{"a": 1}\n{"a": \n{"a": 3}\n', ("json",)),
    Hostile("json", "half.jsonl", lambda: b'{"a": "\\ud800"}\n'),
    Hostile("paths", "up.xlsx", lambda: zip_with("../../evil"), ("path",)),
    Hostile("paths", "root.xlsx", lambda: zip_with("/etc/evil"), ("path",)),
    Hostile("paths", "drive.xlsx", lambda: zip_with("C:\\evil"), ("path",)),
    Hostile(
        "paths", "link.xlsx", lambda: zip_with("link", mode=stat.S_IFLNK | 0o777), ("symlink",)
    ),
    Hostile("paths", "crowd.xlsx", lambda: zip_with("f{}", times=3_000), ("entries",)),
    Hostile("cells", "zero.xlsx", lambda: bad_cell("r='A0'")),
    Hostile("cells", "letters.xlsx", lambda: bad_cell("r='ZZZZZZ2'"), ("columns",)),
    Hostile("cells", "digits.xlsx", lambda: bad_cell(f"r='A{'9' * 5_000}'"), ("damaged", "rows")),
    Hostile("cells", "index.xlsx", lambda: bad_cell("r='A2' t='s'", "99999")),
    Hostile("cells", "date.xlsx", lambda: bad_cell("r='A2' s='1'", "1e300")),
    Hostile("cells", "number.xlsx", lambda: bad_cell("r='A2'", "abc")),
    Hostile("cells", "cut.xlsx", lambda: package(worksheet(HEADER_ROW)[:-20]), ("damaged",)),
    Hostile("old format", "half.xls", lambda: binary()[:1600], ("damaged",)),
    Hostile("old format", "noise.xls", lambda: OLE + bytes(random.Random(1).randbytes(5000))),
    Hostile("old format", "loop.xls", looping_container, ("damaged",)),
    Hostile("flipped bits", "one.xlsx", lambda: flipped(honest(), 1)),
    Hostile("flipped bits", "two.xlsx", lambda: flipped(honest(), 2)),
    Hostile("flipped bits", "one.xls", lambda: flipped(binary(), 3)),
    Hostile("flipped bits", "two.xls", lambda: flipped(binary(), 4)),
]
