"""Lists: on by the worst case, off even by the best, possible where what is unknown decides."""

from __future__ import annotations

import pytest

from kechuang.engines.standing import Line, Place, StandingError, place_firms, places_of
from tests.engines.standing.cohorts import plain_cohort

FIRMS = plain_cohort([[(70, 70)], [(40, 80)], [(59, 59)], [(60, 60)]], [100])


def placed(line: Line):
    totals = FIRMS.totals
    return place_firms(line, totals, places_of(totals))


def test_a_mark_counts_the_least_for_on_and_the_most_for_off():
    placement = placed(Line(at_least=60))

    assert placement.places == (Place.ON, Place.POSSIBLE, Place.OFF, Place.ON)
    assert placement.margin_low.tolist() == [10, -20, -1, 0]
    assert placement.margin_high.tolist() == [10, 20, -1, 0]


def test_the_first_places_depend_on_how_the_others_turn_out():
    placement = placed(Line(first=2))

    assert placement.places == (Place.ON, Place.POSSIBLE, Place.OFF, Place.POSSIBLE)
    assert placement.proven_line == 60


def test_a_list_longer_than_the_cohort_holds_everybody():
    assert set(placed(Line(first=9)).places) == {Place.ON}


@pytest.mark.parametrize("line", [Line(), Line(at_least=1, first=1), Line(first=0)])
def test_a_line_that_is_none_is_refused(line):
    with pytest.raises(StandingError, match="at_least"):
        placed(line)
