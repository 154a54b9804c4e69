"""The cases beside the list are answered as written, and a wrong one is told."""

from __future__ import annotations

import pytest

from kechuang.engines.lumpsum import ExpenseError, chosen_list, failing_cases
from kechuang.engines.packfile import PackError
from tests.engines.lumpsum.samples import PACKS, SAMPLE

CASES = """\
list: sample
cases:
  - {name: 罚款, expense: {kind: 物品, text: 罚款}, expect: {verdict: refused, items: [fines]}}
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "negative-lists"
    place.mkdir()
    (place / "sample.yaml").write_text(SAMPLE, "utf-8")
    (place / "sample.test.yaml").write_text(CASES, "utf-8")
    return tmp_path


def change(folder, old, new):
    file = folder / "negative-lists" / "sample.test.yaml"
    assert old in CASES
    file.write_text(CASES.replace(old, new), "utf-8")


def test_the_cases_of_the_real_list_hold():
    assert list(failing_cases(PACKS)) == []


def test_cases_that_hold_tell_nothing(folder):
    assert list(failing_cases(folder)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("verdict: refused", "verdict: allowed", "verdict 应为 allowed"),
        ("items: [fines]", "items: [moved]", "items 应为"),
        ("items: [fines]", "found: [处罚]", "found 应为"),
        ("list: sample", "list: simple", "没有清单“simple”"),
    ],
)
def test_a_case_that_does_not_hold_is_told_with_its_line(folder, old, new, said):
    change(folder, old, new)

    (failure,) = failing_cases(folder)

    assert said in failure.zh


def test_a_verdict_that_does_not_exist_is_refused(folder):
    change(folder, "verdict: refused", "verdict: refusd")

    with pytest.raises(PackError, match="是否想写“refused”"):
        list(failing_cases(folder))


def test_a_list_is_chosen_by_its_id_or_because_it_is_alone(folder):
    assert chosen_list(folder).id == chosen_list(folder, "sample").id == "sample"

    with pytest.raises(ExpenseError, match="没有找到"):
        chosen_list(folder, "samples")
