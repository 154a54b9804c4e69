from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from kechuang.base.sheets import Limits, Rejection, SheetError, read_table, return_rejections
from kechuang.base.sheets.remarks import REASON_LABEL
from kechuang.engines.wording import Text
from tests.base.sheets import binary_workbooks
from tests.base.sheets.hostile import far, merged_everywhere

BAD_AMOUNT = Text("=金额不是数字", "the amount is not a number")
BAD_ROW = Text("重复的企业", "the enterprise is listed twice")


@pytest.fixture
def original(tmp_path):
    book = Workbook()
    page = book.active
    for row in (["汇总表"], ["名称", "金额"], ["甲", "abc"], ["乙", 2], ["丙", "=A1"]):
        page.append(row)
    page["A2"].font = Font(italic=True)
    page.merge_cells("A1:B1")
    book.create_sheet("说明").append(["请勿改动"])
    path = tmp_path / "original.xlsx"
    book.save(path)
    return path


def returned(path, name, *rejections):
    return load_workbook(io.BytesIO(return_rejections(path, name=name, rejections=rejections)))


def test_the_original_comes_back_with_reasons_in_the_cells(original):
    book = returned(original, "o.xlsx", Rejection(3, "金额", BAD_AMOUNT), Rejection(4, "", BAD_ROW))

    page = book.worksheets[0]
    assert book.sheetnames == ["Sheet", "说明"]
    assert book["说明"]["A1"].value == "请勿改动"
    assert page["A2"].font.italic
    assert page["B5"].value == "=A1"
    assert page["B3"].fill.fgColor.rgb == "FFFFC7CE"
    assert BAD_AMOUNT.zh in page["B3"].comment.text
    assert BAD_AMOUNT.en in page["B3"].comment.text
    assert page["C2"].value == REASON_LABEL
    assert page["C3"].value == f"金额：{BAD_AMOUNT.zh} / {BAD_AMOUNT.en}"
    assert page["C4"].value == f"{BAD_ROW.zh} / {BAD_ROW.en}"
    assert page["B4"].comment is None


def test_a_reason_is_never_a_formula(original):
    page = returned(original, "o.xlsx", Rejection(3, "", BAD_AMOUNT)).worksheets[0]

    assert (page["C3"].value, page["C3"].data_type) == (f"{BAD_AMOUNT.zh} / {BAD_AMOUNT.en}", "s")


def test_returning_twice_replaces_the_first_marks(original, tmp_path):
    first = tmp_path / "first.xlsx"
    rejection = Rejection(3, "金额", BAD_AMOUNT)
    first.write_bytes(return_rejections(original, name="o.xlsx", rejections=[rejection]))

    page = returned(first, "o.xlsx", Rejection(4, "", BAD_ROW)).worksheets[0]

    assert page["B3"].comment is None
    assert page["B3"].fill.fill_type is None
    assert (page["C3"].value, page["D2"].value) == (None, None)
    assert BAD_ROW.zh in page["C4"].value


def test_a_bad_merged_cell_is_marked_where_its_value_is(tmp_path):
    book = Workbook()
    for row in (["名称", "数"], ["甲", 1], [None, 2]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "m.xlsx")

    page = returned(tmp_path / "m.xlsx", "m.xlsx", Rejection(3, "名称", BAD_ROW)).worksheets[0]

    assert BAD_ROW.zh in page["A2"].comment.text


@pytest.mark.parametrize(
    ("name", "content", "bad_row"),
    [
        ("a.csv", "汇总\n名称,金额\n\n甲,=x\n乙,2\n".encode(), 4),
        ("a.jsonl", '\n{"名称": "甲", "金额": "=x"}\n{"名称": "乙", "金额": 2}\n'.encode(), 2),
        ("a.xls", binary_workbooks.workbook([["名称", "金额"], ["甲", "=x"], ["乙", 2]]), 2),
    ],
)
def test_other_formats_come_back_as_a_fresh_workbook(tmp_path, name, content, bad_row):
    path = tmp_path / "upload"
    path.write_bytes(content)

    book = returned(path, name, Rejection(bad_row, "金额", BAD_AMOUNT))

    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    marked = next(row for row in rows if row[0] == "甲")
    assert rows[0] == ["名称", "金额", REASON_LABEL]
    assert marked == ["甲", "=x", f"金额：{BAD_AMOUNT.zh} / {BAD_AMOUNT.en}"]
    assert len(rows) == 1 + len(read_table(path, name=name).rows)


def test_hostile_files_are_refused_on_the_way_back_too(tmp_path):
    path = tmp_path / "far.xlsx"
    path.write_bytes(far("A1", "XFD1048576"))

    with pytest.raises(SheetError) as refusal:
        return_rejections(path, name="far.xlsx", rejections=[])

    assert refusal.value.code == "columns"


def test_what_costs_too_much_to_keep_comes_back_as_a_fresh_workbook(tmp_path):
    path = tmp_path / "merges.xlsx"
    path.write_bytes(merged_everywhere(20_000))

    book = returned(path, "merges.xlsx", Rejection(2, "", BAD_ROW))

    assert not book.worksheets[0].merged_cells.ranges
    assert BAD_ROW.zh in [cell.value for cell in book.worksheets[0][2]][-1]


def test_a_long_workbook_comes_back_fresh_and_tells_every_reason(original):
    rejected = [Rejection(3, "金额", BAD_AMOUNT)] * 5_001
    short = Limits(formatted_cells=1)

    content = return_rejections(original, name="long.xlsx", rejections=rejected, limits=short)

    cells = [cell for row in load_workbook(io.BytesIO(content)).worksheets[0] for cell in row]
    assert max(str(cell.value).count(BAD_AMOUNT.zh) for cell in cells) > 500
    assert not any(cell.comment for cell in cells)
