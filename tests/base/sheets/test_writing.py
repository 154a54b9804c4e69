from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from kechuang.base.sheets import SheetError, read_table
from kechuang.base.sheets.values import cell_text, without_invisible
from kechuang.base.sheets.writing import write_csv, write_workbook

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "#N/A",
    "_x0041_",
]
TEXTS = st.text(max_size=20).filter(lambda text: text.strip() and text == without_invisible(text))


def calamine_cells(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_dangerous_texts_read_back_unchanged_and_are_no_formulas(tmp_path):
    path = tmp_path / "w.xlsx"
    path.write_bytes(write_workbook(sheet="表", header=["名称"], rows=[[t] for t in DANGEROUS]))

    table = read_table(path, name="w.xlsx")
    page = load_workbook(path).active

    assert [row.cells[0] for row in table.rows] == DANGEROUS
    assert {cell.data_type for cell in page["A"]} == {"s"}
    assert page["A2"].quotePrefix


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(TEXTS, st.sampled_from(DANGEROUS)), min_size=1, max_size=5))
def test_any_text_survives_the_round_trip(texts):
    content = write_workbook(sheet="表", header=["a"] * len(texts), rows=[texts])

    assert calamine_cells(content)[1] == texts


def test_numbers_dates_and_flags_keep_their_type_and_long_numbers_their_digits():
    row = [
        7,
        Decimal("1.25"),
        date(2024, 3, 15),
        datetime.fromisoformat("2024-03-15 08:30"),
        True,
        None,
    ]
    long = [10**17 + 1, Decimal("0.1234567890123456789"), date(1899, 1, 1)]

    content = write_workbook(sheet="表", header=list("abcdefghi"), rows=[row + long])

    assert calamine_cells(content)[1] == [
        7.0,
        1.25,
        date(2024, 3, 15),
        datetime.fromisoformat("2024-03-15 08:30"),
        True,
        "",
        "100000000000000001",
        "0.1234567890123456789",
        "1899-01-01",
    ]


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12
    )
)
def test_amounts_come_back_as_plain_decimals(amount):
    text = cell_text(float(amount))

    assert Decimal(text) == amount
    assert "E" not in text.upper()


def test_the_header_is_bold_frozen_filtered_and_wide_enough():
    content = write_workbook(sheet="企/业", header=["企业名称", "数"], rows=[["甲" * 15, 1]])

    page = load_workbook(io.BytesIO(content)).active
    assert page.title == "企_业"
    assert page["A1"].font.bold
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B2")
    assert page.column_dimensions["A"].width == 32


def test_illegal_characters_are_removed_visibly():
    content = write_workbook(sheet="表", header=["a"], rows=[["x\x00y\ud800z"]])

    assert calamine_cells(content)[1] == ["x\ufffdy\ufffdz"]


def test_a_text_too_long_for_excel_is_refused_and_not_cut():
    with pytest.raises(SheetError, match="A2"):
        write_workbook(sheet="表", header=["a"], rows=[["x" * 32_768]])


def test_csv_has_a_mark_for_excel_and_defuses_formulas():
    content = write_csv(
        header=["名称", "额"], rows=[["=1+1", -5], ["－1", Decimal("1.50")], ["a,b", True]]
    )

    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["名称", "额"],
        ["'=1+1", "-5"],
        ["'－1", "1.5"],
        ["a,b", "是"],
    ]
