"""The rulebook used alone from files."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from kechuang.engines.rulebook.__main__ import rulebook
from tests.engines.rulebook.samples import PACKS

SHEET = """\
subject: 某公司
facts:
  region_code: "990103"
  tech_sme_listed: true
  tech_sme_valid_until: 2026-12-31
  voucher_contract@2025: 30万元
  voucher_mandatory_test@2025: false
"""


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "firm.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(rulebook, [str(argument) for argument in arguments])


def test_check_passes_on_the_repository():
    result = run("check", PACKS)

    assert (result.exit_code, "0 处不符" in result.output) == (0, True)


def test_check_fails_and_explains_when_a_pack_is_wrong(tmp_path):
    copy = tmp_path / "packs"
    shutil.copytree(PACKS, copy)
    pack = copy / "cities" / "fuqing" / "policies" / "fuqing-contracts.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("rate: 0.3%", "rate: 0.4%"), "utf-8")

    result = run("check", copy)

    assert result.exit_code == 1
    assert "期望 / expected" in result.output
    assert "登记方补助" in result.output


def test_check_of_a_folder_without_cases_is_no_success(tmp_path):
    result = run("check", tmp_path, "--facts", PACKS / "facts.yaml")

    assert result.exit_code == 1


def test_explain_prints_the_tree_the_amount_and_what_to_collect(sheet):
    result = run("explain", "yunlan-voucher", sheet, "--on", "2026-11-21", "--packs", PACKS)

    assert result.exit_code == 0
    assert "✓ 在库科技型中小企业" in result.output
    assert "30万元 × 50% = 15万元" in result.output
    assert "? 与服务机构有关联关系 2025 ← 股权信息比对" in result.output


def test_explain_speaks_english(sheet):
    result = run(
        "explain", "yunlan-voucher", sheet, "--on", "2026-11-21", "--packs", PACKS,
        "--language", "en",
    )  # fmt: skip

    assert "Registered technology-based SME" in result.output


def test_an_unknown_pack_or_fact_is_refused_in_both_languages(sheet):
    unknown = run("explain", "nowhere", sheet, "--on", "2026-11-21", "--packs", PACKS)
    sheet.write_text(SHEET.replace("region_code", "region"), encoding="utf-8")
    wrong = run("explain", "hnte", sheet, "--on", "2026-11-21", "--packs", PACKS)

    assert (unknown.exit_code, wrong.exit_code) == (1, 1)
    assert "没有找到" in unknown.output
    assert "did you mean “region_code”" in wrong.output
