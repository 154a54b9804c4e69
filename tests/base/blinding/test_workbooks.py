"""XLSX: cells as they are shown, and nothing behind them."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from kechuang.base.blinding.office.cells import Cells
from tests.base.blinding.making import blinded, workbook

TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'.format


def shown(copy: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(copy)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_names_in_cells_and_in_long_numbers_are_replaced() -> None:
    cells = TEXT("A1", "澜湖精工") + '<c r="B1"><v>13900001234</v></c>'
    cells += '<c r="C1"><v>6.22202000000000E+18</v></c><c r="D1"><v>3.5</v></c>'

    copy, findings = blinded(workbook(f'<row r="1">{cells}</row>'), "1.xlsx")

    assert shown(copy) == [["单位A", "电话1", "银行账户1", 3.5]]
    assert findings.replaced == {"单位A": 1, "电话1": 1, "银行账户1": 1}


def test_formulas_become_values_and_the_report_says_so() -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c>'

    copy, findings = blinded(workbook(f'<row r="1">{cells}</row>'), "1.xlsx")

    assert shown(copy)[0][0] == 2
    assert {code for code, _ in findings.lost} == {"formula", "uncomputed"}


def test_hidden_rows_and_columns_are_empty_in_the_copy() -> None:
    rows = f'<row r="1">{TEXT("A1", "见")}{TEXT("B1", "列")}</row>'
    rows += f'<row r="2" hidden="1">{TEXT("A2", "行")}</row>'
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'

    copy, findings = blinded(workbook(rows, before=hidden), "1.xlsx")

    assert [value for row in shown(copy) for value in row if value] == ["见"]
    assert findings.channels["hidden-cells"] == 2


def test_with_the_guard_off_hidden_cells_would_be_seen(monkeypatch) -> None:
    monkeypatch.setattr(Cells, "_is_hidden", lambda *_: False)
    hidden = '<cols><col min="1" max="1" hidden="1"/></cols>'

    copy, _ = blinded(workbook(f'<row r="1">{TEXT("A1", "列")}</row>', before=hidden), "1.xlsx")

    assert shown(copy) == [["列"]]


def test_a_leak_in_a_cell_is_told_with_its_address() -> None:
    row = f'<row r="7">{TEXT("C7", "由青砚理工大学承担")}</row>'

    _, findings = blinded(workbook(row), "1.xlsx")

    assert [(leak.kind, leak.place.zh) for leak in findings.leaks] == [("unit", "表!C7")]
