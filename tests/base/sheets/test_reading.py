from __future__ import annotations

import hashlib
import io
import json
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kechuang.base.sheets import Limits, SheetError, read_table
from tests.base.sheets import binary_workbooks


@pytest.fixture
def read(tmp_path):
    def read(content, name, **options):
        path = tmp_path / "upload"
        path.write_bytes(saved(content) if isinstance(content, Workbook) else content)
        return read_table(path, name=name, **options)

    return read


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def cells(table):
    return [row.cells for row in table.rows]


def codes(row):
    return [(note.column, note.code) for note in row.notes]


def test_values_come_out_as_people_write_them(read):
    table = read(
        book_of(
            ["名称", "整数", "小数", "日期", "时刻", "真假", "大数"],
            [
                "甲",
                12,
                1.5,
                date(2024, 3, 15),
                datetime.fromisoformat("2024-03-15 08:30"),
                True,
                1e14,
            ],
            [
                "乙",
                -3,
                0.00001,
                date(1999, 12, 31),
                datetime.fromisoformat("2024-01-01"),
                False,
                None,
            ],
        ),
        "表.xlsx",
    )

    assert cells(table) == [
        ("甲", "12", "1.5", "2024-03-15", "2024-03-15 08:30:00", "是", "100000000000000"),
        ("乙", "-3", "0.00001", "1999-12-31", "2024-01-01", "否", ""),
    ]


def test_dates_of_a_1904_workbook_are_the_days_people_see(read):
    book = book_of(["名称", "日期"], ["甲", date(2028, 3, 16)])
    book.epoch = CALENDAR_MAC_1904
    serial = 45366

    new = read(book, "苹果.xlsx")
    old = [
        read(
            binary_workbooks.workbook(
                [["名称", "日期"], ["甲", serial]], date_columns=frozenset({1}), is_1904=flag
            ),
            "旧.xls",
        )
        for flag in (False, True)
    ]

    assert cells(new) == [("甲", "2028-03-16")]
    assert [cells(table) for table in old] == [[("甲", "2024-03-15")], [("甲", "2028-03-16")]]


def test_a_formula_never_calculated_is_a_note_and_never_a_blank(read):
    table = read(book_of(["名称", "合计"], ["甲", "=A2*2"], [None, "=SUM(B2:B2)"]), "f.xlsx")

    assert cells(table) == [("甲", "=A2*2"), ("", "=SUM(B2:B2)")]
    assert [codes(row) for row in table.rows] == [[("合计", "formula")]] * 2
    assert not any(row.is_blank for row in table.rows)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_an_error_value_is_a_note_and_never_a_blank(read, kind):
    rows = [["名称", "数"], ["甲", "x"]]
    book = book_of(*rows)
    book.active["B2"] = "#N/A"
    binary = binary_workbooks.workbook([*rows[:1], ["甲"]], errors=((1, 1),))

    table = read(book if kind == "xlsx" else binary, f"e.{kind}")

    assert cells(table) == [("甲", "#N/A")]
    assert codes(table.rows[0]) == [("数", "error")]


def test_a_cell_inside_a_merged_range_says_where_the_value_is(read):
    book = book_of(["名称", "数"], ["甲", 1], [None, 2])
    book.active.merge_cells("A2:A3")

    table = read(book, "m.xlsx")

    assert codes(table.rows[0]) == []
    assert codes(table.rows[1]) == [("名称", "merged")]
    assert "A2" in table.rows[1].notes[0].text.zh


def test_title_rows_are_passed_over_and_told(read):
    book = book_of(
        ["2024 年度汇总表", None, None], [None], ["名称", "金额", "日期"], ["甲", 1, None]
    )
    book.active.merge_cells("A1:C1")

    table = read(book, "t.xlsx")

    assert (table.header, table.header_row) == (("名称", "金额", "日期"), 3)
    assert [row.number for row in table.rows] == [4]
    assert "2024 年度汇总表" in table.warnings[0].zh


def test_every_row_is_accounted_for_with_its_number_in_the_file(read):
    table = read("名称,数\n甲,1\n\n乙,2\n,\n丙,3\n".encode(), "r.csv")

    assert [(row.number, row.is_blank) for row in table.rows] == [
        (2, False),
        (3, True),
        (4, False),
        (5, True),
        (6, False),
    ]


def test_content_beyond_the_header_is_told_and_not_lost(read):
    table = read("名称,数\n甲,1,多出,来的\n,,只有多出\n".encode(), "s.csv")

    assert [codes(row) for row in table.rows] == [[("", "surplus")]] * 2
    assert "多出、来的" in table.rows[0].notes[0].text.zh
    assert not table.rows[1].is_blank


def test_an_unnamed_column_keeps_its_place(read):
    table = read("名称,,数\n甲,x,1\n".encode(), "u.csv")

    assert table.header == ("名称", "（B 列）", "数")
    assert cells(table) == [("甲", "x", "1")]
    assert table.warnings


def test_unseen_characters_are_removed_and_told(read):
    table = read("名称,数\n云\u200b澜\ufeff科技,1\n".encode(), "z.csv")

    assert cells(table) == [("云澜科技", "1")]
    assert codes(table.rows[0]) == [("名称", "invisible")]


def test_a_number_too_long_for_excel_is_doubted(read):
    table = read(book_of(["名称", "证件号"], ["甲", 110105194912310021]), "p.xlsx")

    assert codes(table.rows[0]) == [("证件号", "precision")]


def test_other_sheets_with_content_are_told_and_can_be_asked_for(read):
    book = book_of(["名称"], ["甲"])
    book.active.title = "一"
    book.create_sheet("空")
    book.create_sheet("二").append(["别名"])

    first = read(book, "b.xlsx")

    assert (first.sheet, first.header) == ("一", ("名称",))
    assert "二" in first.warnings[0].zh
    assert "空" not in first.warnings[0].zh
    assert read(book, "b.xlsx", sheet="二").header == ("别名",)
    with pytest.raises(SheetError, match="没有这张工作表"):
        read(book, "b.xlsx", sheet="三")


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16-le")],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_encoding_and_delimiter_in_use(read, encoding, found, delimiter):
    text = "企业名称|注册地址|金额\n云澜科技有限公司|澜湖区，一号|1.50\n".replace("|", delimiter)

    table = read(text.encode(encoding), "c.csv")

    assert table.encoding == found
    assert table.header == ("企业名称", "注册地址", "金额")
    assert cells(table) == [("云澜科技有限公司", "澜湖区，一号", "1.50")]
    assert table.warnings == ()


def test_quoted_line_breaks_stay_inside_their_cell(read):
    table = read('名称,说明\r\n甲,"一\n二,三"\r\n'.encode(), "q.csv")

    assert cells(table) == [("甲", "一\n二,三")]


def test_json_arrays_and_lines_give_the_union_of_keys(read):
    records = [
        {"名称": "甲", "领域": ["光伏", "储能"], "额": 1.50},
        {"名称": "乙", "额": None, "在册": True, "电话": {"区号": "0990"}},
    ]
    array = json.dumps(records).encode()
    lines = "\n\n".join(json.dumps(record) for record in records).encode()

    table = read(array, "a.json")
    spaced = read(lines, "a.jsonl")

    assert table.header == ("名称", "领域", "额", "在册", "电话")
    assert cells(table) == [("甲", "光伏；储能", "1.5", "", ""), ("乙", "", "", "是", "区号：0990")]
    assert [row.number for row in table.rows] == [1, 2]
    assert [(row.number, row.is_blank) for row in spaced.rows] == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_the_digest_is_that_of_the_file_as_sent(read):
    content = "名称,数\n甲,1\n".encode()

    assert read(content, "d.csv").file_digest == hashlib.sha256(content).hexdigest()


def test_a_missing_file_and_one_too_large_are_refused_before_any_parsing(read, tmp_path):
    with pytest.raises(SheetError, match="不存在"):
        read_table(tmp_path / "nothing", name="n.csv")
    with pytest.raises(SheetError) as refusal:
        read(b"a,b\n" * 100, "l.csv", limits=Limits(file_bytes=100))

    assert refusal.value.code == "file-size"
    assert refusal.value.said_in("en").startswith("“l.csv” cannot be processed")
