"""No row is ever lost: what comes in is accepted, rejected or blank."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.base.actors import system_actor
from kechuang.base.sheets import Row, Table
from kechuang.intake.checking import Checked, check_table
from kechuang.intake.kinds import KINDS, Terms
from kechuang.intake.kinds.directory import Directory, Entry
from kechuang.intake.mapping import mapped_columns, propose_mapping
from tests.base.registry.cast import AT

CODE = "91990101MA00000116"
HEADERS = {
    "parties": ("统一社会信用代码", "企业名称", "行政区划", "2024年营业收入（万元）"),
    "facts": ("统一社会信用代码", "指标", "年度", "数值", "单位"),
    "outcomes": ("编号", "成果名称", "摘要", "价格（万元）"),
    "demands": ("编号", "需求名称", "需求内容", "期限"),
}
CELLS = st.sampled_from(
    [
        "",
        " ",
        CODE,
        "91990101MA00000117",
        "名称",
        "1",
        "2024",
        "990101",
        "营业收入",
        "万元",
        "2024年3月",
    ]
) | st.text(max_size=6)


class OneFirm(Directory):
    by_code = {CODE: Entry(1, CODE, "甲公司", "990101", "enterprise")}


@given(st.data(), st.sampled_from(sorted(HEADERS)))
@settings(max_examples=120)
def test_every_row_is_accepted_rejected_or_blank(data: st.DataObject, kind: str) -> None:
    width = len(HEADERS[kind])
    grid = data.draw(st.lists(st.tuples(*[CELLS] * width), max_size=8))

    checked = check(kind, grid)

    assert checked.rows_in == len(grid)
    assert checked.rows_in == checked.accepted + checked.rejected + checked.blank
    rows = [d.row for d in checked.drafts] + sorted({r.row for r in checked.rejections})
    assert len(rows) == len(set(rows))


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_of_rows_with_one_key_only_the_first_is_accepted(keys: list[str]) -> None:
    checked = check("outcomes", [(key, "名称", "", "") for key in keys])

    assert checked.accepted == len(set(keys))
    assert checked.rejected == len(keys) - len(set(keys))


def test_a_repeated_row_is_told_the_number_of_the_first() -> None:
    checked = check("outcomes", [("a", "名称", "", ""), ("b", "乙", "", ""), ("a", "丙", "", "")])

    (rejection,) = checked.rejections

    assert rejection.row == 4
    assert "第 2 行" in rejection.reason.zh
    assert "row 2" in rejection.reason.en


def check(kind: str, grid: list[tuple[str, ...]]) -> Checked:
    header = HEADERS[kind]
    rows = tuple(Row(number, cells) for number, cells in enumerate(grid, start=2))
    table = Table("表", header, rows, "utf-8", "0" * 64)
    terms = Terms(
        by=system_actor("test"),
        at=AT,
        source="来源",
        file_digest=table.file_digest,
        arrived_on=date(2026, 11, 21),
        directory=OneFirm(),
    )
    columns = mapped_columns(KINDS[kind], header, propose_mapping(KINDS[kind], header))
    return check_table(KINDS[kind], table, columns, terms)
