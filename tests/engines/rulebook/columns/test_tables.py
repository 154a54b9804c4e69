"""Tables of firms: headings name facts and years, cells are read or refused."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import FactError
from kechuang.engines.rulebook.columns.sheets import sheet_of
from kechuang.engines.rulebook.columns.tables import read_firms

NEEDED = {
    ("employees", "2025"), ("sales_revenue", "2025"), ("loan_lpr", "2025"),
    ("established_on", None), ("mainland_resident", None), ("region_code", None),
}  # fmt: skip


def read(catalogue, *rows):
    header, *cells = rows
    return read_firms(header, list(enumerate(cells, start=2)), NEEDED, catalogue)


def facts_of(firms, catalogue, row=0):
    return {key: fact.value for key, fact in sheet_of(firms.frame, row, catalogue).facts.items()}


@pytest.mark.parametrize(
    ("heading", "cell", "key", "value"),
    [
        ("employees@2025", "80", ("employees", "2025"), 80),
        ("职工总数@2025年", "80", ("employees", "2025"), 80),
        ("销售收入@2025", "5000万元", ("sales_revenue", "2025"), 5_000_000_000),
        ("sales_revenue_fen@2025", "123", ("sales_revenue", "2025"), 123),
        ("loan_lpr@2025", "3.65%", ("loan_lpr", "2025"), 365),
        ("loan_lpr_bp@2025", "365", ("loan_lpr", "2025"), 365),
        ("mainland_resident", "是", ("mainland_resident", None), True),
        ("mainland_resident", "false", ("mainland_resident", None), False),
        ("region_code", "350181", ("region_code", None), "350181"),
    ],
)
def test_a_heading_names_the_fact_and_its_year(catalogue, heading, cell, key, value):
    firms = read(catalogue, ["subject", heading], ["甲", cell])

    assert (firms.subjects, facts_of(firms, catalogue)) == (("甲",), {key: value})


def test_an_empty_cell_is_not_known(catalogue):
    firms = read(catalogue, ["subject", "employees@2025"], ["甲", " "], ["乙", "0"])

    assert facts_of(firms, catalogue) == {}
    assert facts_of(firms, catalogue, row=1) == {("employees", "2025"): 0}


def test_columns_that_nobody_asks_for_are_told(catalogue):
    header = ["subject", "employees@2024", "employees", "emploees@2025", "net_assets@2025"]

    firms = read(catalogue, header, ["甲", "1", "1", "1", "?"])

    assert firms.ignored == tuple(header[1:])


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("sales_revenue@2025", "5000"),
        ("employees@2025", "80.5"),
        ("sales_revenue_fen@2025", "1万元"),
        ("mainland_resident", "也许"),
        ("established_on", "2026-02-30"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_its_place(catalogue, heading, cell):
    with pytest.raises(FactError) as refused:
        read(catalogue, ["subject", heading], ["甲", cell])

    assert "第2行" in refused.value.what.zh
    assert heading in refused.value.what.en


def test_a_table_without_firms_is_refused(catalogue):
    with pytest.raises(FactError, match="企业"):
        read(catalogue, ["employees@2025"], ["1"])
