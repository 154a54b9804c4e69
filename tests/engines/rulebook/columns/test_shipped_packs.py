"""Every shipped pack, asked about the firms of all cases and about random ones."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from kechuang.engines.rulebook.cases import read_cases
from kechuang.engines.rulebook.columns import Plan, ask_block, frame_of
from tests.engines.rulebook.columns.comparing import differences
from tests.engines.rulebook.columns.firms import of_packs
from tests.engines.rulebook.samples import PACKS, TODAY

FIRMS = 60


def test_columns_say_what_the_reasons_say_in_every_case(packs, catalogue):
    by_day = defaultdict(list)
    for path in sorted(PACKS.rglob("policies/*.test.yaml")):
        for case in read_cases(path.read_text("utf-8"), name=path.name, catalogue=catalogue):
            by_day[case.on].append(case.sheet)

    for on, sheets in by_day.items():
        assert differences(packs.values(), sheets, catalogue, on) == []


@pytest.mark.parametrize("on", [TODAY, date(2023, 3, 1)])
def test_columns_say_what_the_reasons_say_of_random_firms(packs, catalogue, on):
    sheets = of_packs(packs.values(), catalogue, on=on, seed=7, count=60)

    assert differences(packs.values(), sheets, catalogue, on) == []


def test_hardly_a_row_needs_the_explaining_evaluator(packs, catalogue):
    """What escapes is exact but slow: a new form of the language wants a reader in columns."""
    sheets = of_packs(packs.values(), catalogue, on=TODAY, seed=8, count=FIRMS)
    plan = Plan(packs.values(), on=TODAY, catalogue=catalogue)

    answers = ask_block(plan, frame_of(sheets, plan.needed, catalogue))

    often = {one.pack.id for one in answers if one.explained > FIRMS // 20}
    assert often == set()
