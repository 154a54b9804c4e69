"""Parquet in and out: stored units, only the columns asked for, the answers that tables get."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kechuang.engines.rulebook import FactError
from kechuang.engines.rulebook.columns import Question, compute_slice
from kechuang.engines.rulebook.columns.parquet import FactsFile, compute_table, table_of
from kechuang.engines.rulebook.columns.sheets import sheet_of
from tests.engines.rulebook.samples import PACKS, TODAY

QUESTION = Question(PACKS, PACKS / "facts.yaml", TODAY)
WHO = {"subject": ["甲", "乙", "丙"]}
READ = {
    "sales_revenue_fen@2025": pa.array([500, None, 0], pa.int32()),
    "职工总数@2025年": pa.array([80, None, 7], pa.uint8()),
    "loan_lpr_bp@2025": pa.array([365, None, 0], pa.int64()),
    "established_on": pa.array([date(2020, 2, 29), None, date(1969, 12, 31)], pa.date32()),
    "mainland_resident": pa.array([True, None, False]),
    "region_code": pa.array(["350181", "", "110000"]).dictionary_encode(),
    "industry_code": pa.array(["C39", None, "I65"]),
}


@pytest.fixture
def written(tmp_path):
    def write(columns, **more):
        path = tmp_path / "firms.parquet"
        pq.write_table(pa.table(columns), path, **more)
        return path

    return write


def test_every_kind_of_column_is_read_and_null_is_not_known(written, catalogue):
    file = FactsFile(written(WHO | READ | {"备注": ["", "", ""]}), QUESTION)

    (part,) = file.slices(".csv")
    told = [
        {key: fact.value for key, fact in sheet_of(part.frame, row, catalogue).facts.items()}
        for row in range(3)
    ]

    assert (part.subjects, file.firms, file.ignored) == (("甲", "乙", "丙"), 3, ("备注",))
    assert told[0] == {
        ("sales_revenue", "2025"): 500,
        ("employees", "2025"): 80,
        ("loan_lpr", "2025"): 365,
        ("established_on", None): date(2020, 2, 29),
        ("mainland_resident", None): True,
        ("region_code", None): "350181",
        ("industry_code", None): "C39",
    }
    assert told[1] == {}
    assert told[2]["established_on", None] == date(1969, 12, 31)
    assert told[2]["employees", "2025"] == 7


@pytest.mark.parametrize(
    ("column", "cells", "why"),
    [
        ("sales_revenue@2025", [1, 2, 3], "没有写明单位"),
        ("sales_revenue_fen@2025", [1.0, 2.0, 3.0], "类型是 double"),
        ("sales_revenue_fen@2025", pa.array([1, 2, 2**63], pa.uint64()), "数值过大"),
        ("employees@2025", ["80", "7", "1"], "类型是 string"),
        ("established_on", ["2020-02-29", "", ""], "类型是 string"),
        ("mainland_resident", [1, 0, 1], "类型是 int64"),
        ("region_code", [350181, 1, 2], "类型是 int64"),
    ],
)
def test_a_column_of_another_type_is_refused_by_its_name(written, column, cells, why):
    file = FactsFile(written(WHO | {column: cells}), QUESTION)

    with pytest.raises(FactError) as refused:
        list(file.slices(".csv"))

    assert column in refused.value.what.zh
    assert why in refused.value.why.zh
    assert refused.value.mend.en


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"employees@2025": [1, 2, 3]}, "没有说明是哪家企业"),
        (WHO | {"employees@2025": [1, 2, 3], "职工总数@2025": [1, 2, 3]}, "同一事实"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(written, columns, why):
    with pytest.raises(FactError) as refused:
        FactsFile(written(columns), QUESTION)

    assert why in refused.value.why.zh


def test_what_is_no_parquet_is_refused(tmp_path):
    path = tmp_path / "firms.parquet"
    path.write_text("subject,employees@2025\n")

    with pytest.raises(FactError, match="Parquet"):
        FactsFile(path, QUESTION)


def test_row_groups_do_not_show_in_the_slices(written, monkeypatch):
    monkeypatch.setattr("kechuang.engines.rulebook.columns.parquet.reading.DEFAULT_BLOCK", 128)
    columns = {"subject": [str(n) for n in range(300)], "employees@2025": list(range(300))}

    cut = [
        [(part.subjects, compute_slice(part)) for part in FactsFile(path, QUESTION).slices(".csv")]
        for path in (written(columns, row_group_size=size) for size in (7, 128, 300))
    ]
    file = FactsFile(written(columns), QUESTION)

    assert cut[0] == cut[1] == cut[2]
    assert [len(subjects) for subjects, _ in cut[0]] == [128, 128, 44]
    assert file.parts == 3
    assert [part.subjects for part in file.slices(".csv", after=2)] == [cut[0][2][0]]


def test_a_table_of_answers_says_what_the_lines_say(written):
    file = FactsFile(written(WHO | READ), QUESTION)
    (lines,), (table,) = file.slices(".csv"), file.slices(".parquet")

    rows = table_of(compute_table(table)).to_pylist()

    told = [",".join(map(_cell, row.values())) for row in rows]
    assert told == compute_slice(lines).decode().splitlines()


def _cell(value):
    return "" if value is None else str(value)
