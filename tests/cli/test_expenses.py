"""``kechuang expenses``: a table judged row by row, and sent back with the reasons in it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from kechuang.base.sheets.writing import write_workbook
from kechuang.cli.main import kechuang

PACKS = str(Path(__file__).parents[2] / "packs")
HEADER = "用途,类别,收款方,金额（元）,收款人是项目组成员或管理人员\n"


@pytest.fixture
def table(tmp_path) -> Path:
    file = tmp_path / "支出.csv"
    rows = (
        "示波器,设备,某公司,30000,\n缴纳罚款,其他,某局,200,\n方案论证,专家咨询,甲,800,\n"
        "方案论证,专家咨询,乙,800,否\n\n试剂,材料,某公司,很多,也许\n"
    )
    file.write_text(HEADER + rows, "utf-8")
    return file


def run(*arguments: str):
    return CliRunner().invoke(kechuang, ["expenses", *arguments])


def test_every_row_is_judged_and_the_refused_one_quotes_the_list(table):
    done = run("check", str(table), "--lists", PACKS)

    assert done.exit_code == 1
    assert "3 ✗ 不得支出 负面清单“个人开支、罚款、捐赠、赞助、投资理财、偿还债务”" in done.output
    assert "✓ 可支出 3；✗ 不得支出 1；？ 待核对 1" in done.output
    assert "第7行“金额（元）”" in done.stderr
    assert "第7行“收款人是项目组成员或管理人员”：请写“是”或“否”" in done.stderr


def test_the_answers_as_json(table):
    done = run("check", str(table), "--lists", PACKS, "--json")

    told = json.loads(done.stdout)
    assert [one["verdict"] for one in told] == [
        "allowed", "refused", "to_be_looked_at", "allowed", "allowed",
    ]  # fmt: skip
    assert told[1]["items"] == ["personal"]


def test_the_table_comes_back_with_the_reasons_in_it(tmp_path):
    file, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    file.write_bytes(write_workbook(sheet="支出", header=["用途"], rows=[["购物卡"], ["试剂"]]))

    done = run("check", str(file), "--lists", PACKS, "--out", str(out))

    cells = [
        [cell.value for cell in row] for row in load_workbook(BytesIO(out.read_bytes())).active
    ]
    assert done.exit_code == 1
    assert "购买购物卡、加油卡等预付卡" in cells[1][1]
    assert cells[2] == ["试剂", None]


def test_a_table_that_does_not_say_what_was_bought_is_refused(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("类别,金额\n设备,1\n", "utf-8")

    done = run("check", str(file), "--lists", PACKS)

    assert done.exit_code == 1
    assert "请加上“用途”一列" in done.stderr


def test_the_lists_are_proved_with_their_cases(tmp_path):
    assert run("prove", PACKS).exit_code == 0

    folder = tmp_path / "negative-lists"
    folder.mkdir()
    source = Path(PACKS, "national", "negative-lists", "lump-sum.yaml").read_text("utf-8")
    (folder / "a.yaml").write_text(source, "utf-8")
    wrong = (
        "list: lump-sum\ncases:\n  - {name: x, expense: {text: 罚款}, expect: {verdict: allowed}}\n"
    )
    (folder / "a.test.yaml").write_text(wrong, "utf-8")
    done = run("prove", str(tmp_path))

    assert done.exit_code == 1
    assert "verdict 应为 allowed，实为 refused" in done.output
