"""Folders of procedures, option packs, and what a loaded procedure carries."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import load_procedure, load_procedures
from kechuang.engines.packfile import BrokenPackError, PackError
from tests.engines.flow.samples import SAMPLE, line_of, swapped

OWN = """\
id: fast-permit
adopts: permit
title: {zh: 快许可, en: Fast permit}
version: "1"
valid_from: 2026-02-01
sources:
  rule: {zh: 快办规定, en: Rule, issuer: 某局, evidence: 示例}
options:
  longest: {default: 5, basis: {source: rule, article: {zh: 第一条, en: Article 1}}}
"""


@pytest.fixture
def folder(tmp_path):
    base = tmp_path / "national" / "procedures"
    own = tmp_path / "cities" / "procedures"
    base.mkdir(parents=True)
    own.mkdir(parents=True)
    (base / "permit.yaml").write_text(SAMPLE, "utf-8")
    (own / "fast.yaml").write_text(OWN, "utf-8")
    return tmp_path


def test_an_option_pack_is_its_base_with_its_own_options(folder):
    fast, permit = load_procedures(folder)

    assert (fast.id, fast.adopted_from, permit.adopted_from) == ("fast-permit", "permit", "")
    assert (fast.options["longest"].default, permit.options["longest"].default) == (5, 10)
    assert fast.options["longest"].basis[0].source == "rule"
    assert (fast.steps, fast.digest == permit.digest) == (permit.steps, False)


def test_an_option_pack_alone_finds_its_base_above(folder):
    (alone,) = load_procedures(folder / "cities" / "procedures" / "fast.yaml")

    assert alone in load_procedures(folder)


@pytest.mark.parametrize("index", [0, 1])
def test_the_source_of_a_procedure_loads_it_again(folder, index):
    procedure = load_procedures(folder)[index]

    again = load_procedure(procedure.source, name="again.yaml")

    assert again.digest == procedure.digest
    assert again.states.keys() == procedure.states.keys()
    assert again.options["longest"].default == procedure.options["longest"].default


def test_the_digest_changes_with_the_content_and_not_with_its_layout():
    plain = load_procedure(SAMPLE, name="a.yaml")
    spaced = load_procedure("# note\n" + SAMPLE, name="b.yaml")
    changed = load_procedure(swapped("default: 10", "default: 11"), name="a.yaml")

    assert plain.digest == spaced.digest != changed.digest


@pytest.mark.parametrize(
    ("old", "new", "start", "why"),
    [
        ("adopts: permit", "adopts: permitt", "adopts", "没有可采用的流程"),
        ("  longest:", "  longst:", "longst", "原流程没有选项"),
        ("default: 5", "defualt: 5", "longest", "没有这个键"),
        ("default: 5", "default: 很快", "longest", "不适合"),
        ("source: rule", "source: role", "longest", "来源"),
        ("options:", "steps: []\noptions:", "steps", "没有这个键"),
    ],
)
def test_a_wrong_option_pack_is_refused_with_its_own_line(old, new, start, why):
    text = swapped(old, new, OWN)
    base = load_procedure(SAMPLE, name="permit.yaml")

    with pytest.raises(PackError) as refused:
        load_procedure(text, name="fast.yaml", adoptable={"permit": base})

    assert (refused.value.file, refused.value.line) == ("fast.yaml", line_of(text, start))
    assert why in str(refused.value)


def test_problems_of_all_files_are_listed(folder):
    (folder / "cities" / "procedures" / "odd.yaml").write_text(
        swapped("id: permit", "id: odd").replace("who: applicant", "who: nobody"), "utf-8"
    )
    (folder / "cities" / "procedures" / "torn.yaml").write_text("a: [", "utf-8")

    with pytest.raises(BrokenPackError) as refused:
        load_procedures(folder)

    assert [one.file.rpartition("/")[2] for one in refused.value.problems] == [
        "odd.yaml", "odd.yaml", "torn.yaml",
    ]  # fmt: skip


def test_an_id_used_twice_is_refused(folder):
    (folder / "cities" / "procedures" / "copy.yaml").write_text(SAMPLE, "utf-8")

    with pytest.raises(BrokenPackError, match="另一个流程已用此编号"):
        load_procedures(folder)


def test_prefill_asks_the_catalogue_where_there_is_one():
    load_procedure(SAMPLE, name="a.yaml", known_facts=frozenset({"employees"}))

    with pytest.raises(PackError, match="是否想写“employee”"):
        load_procedure(SAMPLE, name="a.yaml", known_facts=frozenset({"employee"}))


@pytest.mark.parametrize(
    ("old", "new", "start", "why"),
    [
        ("count: working, paused_in", "count: workdays, paused_in", "deciding", "计日方式"),
        ("days: longest, ", "days: longest, until: score, ", "deciding", "恰好写一种"),
        ("remind: [3, 1]", "remind: [3, 3]", "deciding", "提醒天数"),
        ("days: 30, count: calendar", "days: 0, count: calendar", "drafting", "不合理"),
        ("type: number, unit: 人", "type: number, decimals: 9, unit: 人", "staff", "小数位数"),
        ("people: 2", "people: 0", "event: sign,", "审批人数"),
        ("evidence: 示例}\nroles", "evidence: 传闻}\nroles", "law", "证据等级"),
        ("type: money, unit: 万元", "type: money, unit: 美元", "amount", "金额单位"),
        ("{field: score, at_least: 60}", "{field: score}", "is_good", "恰好写一种形式"),
    ],
)
def test_a_wrong_word_is_refused_with_its_line(old, new, start, why):
    text = swapped(old, new)

    with pytest.raises(BrokenPackError) as refused:
        load_procedure(text, name="permit.yaml")

    problem = refused.value.problems[0]
    assert problem.line == line_of(text, start)
    assert why in problem.why.zh
