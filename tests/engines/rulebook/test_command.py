"""The rulebook used alone from files."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from kechuang.engines.rulebook import rulebook
from tests.engines.rulebook.samples import PACKS
from tests.engines.rulebook.test_together import HEAD, rule

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


def test_check_refuses_a_rule_between_clauses_that_names_no_clause(tmp_path):
    copy = tmp_path / "packs"
    shutil.copytree(PACKS, copy)
    folder = copy / "cities" / "fuqing" / "together"
    folder.mkdir()
    rules = HEAD + rule("top", "highest", "fuqing-contracts/buyer", "fuqing-contracts/sellr")
    (folder / "fuqing.yaml").write_text(rules, encoding="utf-8")

    wrong = run("check", copy)
    (folder / "fuqing.yaml").write_text(rules.replace("sellr", "registrant"), encoding="utf-8")
    mended = run("check", copy)

    assert (wrong.exit_code, mended.exit_code) == (1, 0)
    assert "没有条款“fuqing-contracts/sellr”" in wrong.output


TOGETHER_CASES = """\
together: together
on: 2026-11-21
cases:
  - name: 就高
    claims: {fuqing-contracts/buyer: 3万元, fuqing-contracts/registrant: [0元, 2万元]}
    expect: {fuqing-contracts/buyer: 3万元, fuqing-contracts/registrant: 0元}
  - name: 已领取
    claims: {fuqing-contracts/buyer: 3万元}
    paid: [{clause: fuqing-contracts/buyer, on: 2025-01-01, amount: 1万元}]
    expect: {fuqing-contracts/buyer: 0元}
  - name: 过往不明
    claims: {fuqing-contracts/buyer: 3万元}
    paid: unknown
    expect: {fuqing-contracts/buyer: [0元, 3万元]}
"""


def test_check_runs_the_cases_of_rules_between_clauses(tmp_path):
    copy = tmp_path / "packs"
    shutil.copytree(PACKS, copy)
    folder = copy / "cities" / "fuqing" / "together"
    folder.mkdir()
    both = ("fuqing-contracts/buyer", "fuqing-contracts/registrant")
    rules = HEAD + rule("top", "highest", *both) + rule("once", "once", *both)
    (folder / "fuqing.yaml").write_text(rules, encoding="utf-8")
    (folder / "fuqing.test.yaml").write_text(TOGETHER_CASES, encoding="utf-8")

    right = run("check", copy)
    (folder / "fuqing.yaml").write_text(rules.replace("once", "highest"), encoding="utf-8")
    wrong = run("check", copy)

    assert (right.exit_code, wrong.exit_code) == (0, 1)
    assert "已领取" in wrong.output
