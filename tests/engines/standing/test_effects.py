"""What a missing fact may do to a place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kechuang.engines.standing import FactEffect, Totals, effects_of_facts
from tests.engines.standing.cohorts import plain_cohort


def test_each_missing_fact_has_a_place_if_worst_and_if_best():
    cohort = plain_cohort(
        [[(10, 10), (0, 30), (0, 5)], [(35, 35), (0, 0), (0, 0)], [(12, 12), (0, 0), (0, 0)]],
        [50, 30, 20],
    )

    effects = effects_of_facts(cohort, 0, {"venture": [1], "patents": [2]})

    assert effects == (
        FactEffect("venture", 30, if_worst=(2, 3), if_best=(1, 1)),
        FactEffect("patents", 5, if_worst=(1, 3), if_best=(1, 2)),
    )


def test_a_fact_that_two_lines_lack_swings_both():
    cohort = plain_cohort([[(0, 3), (0, 4)]], [5, 5])

    (effect,) = effects_of_facts(cohort, 0, {"staff": [0, 1, 0]})

    assert effect.swing == 7


def test_no_effect_goes_beyond_the_maximum_of_the_total():
    lines = plain_cohort([[(0, 60), (0, 60)]], [60, 60])
    cohort = replace(lines, totals=Totals(lines.totals.low, np.array([100])))
    others = plain_cohort([[(0, 60), (0, 60)], [(60, 60), (45, 45)]], [60, 60])
    capped = replace(others, totals=Totals(others.totals.low, np.array([100, 105])))

    assert effects_of_facts(cohort, 0, {"a": [0]})[0].if_best == (1, 1)
    assert effects_of_facts(capped, 0, {"a": [0]})[0].if_best == (2, 2)
