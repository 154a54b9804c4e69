"""The drawing of a procedure."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kechuang.cases.drawing import drawing_of, plan_of
from kechuang.engines.flow import Procedure, load_procedures

PACKS = Path(__file__).parents[4] / "packs"
PROCEDURES = {procedure.id: procedure for procedure in load_procedures(PACKS)}
ACTIVE = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture(params=sorted(PROCEDURES))
def procedure(request) -> Procedure:
    return PROCEDURES[request.param]


def test_every_step_from_every_state_is_drawn_once(procedure):
    plan = plan_of(procedure)

    drawn = [(row, row + 1, number) for row, all_ in plan.straight.items() for number in all_]
    drawn += [
        (row, lane.target, number)
        for lane in plan.lanes
        for row, numbers in lane.origins.items()
        for number in numbers
    ]
    rows = {state: row for row, state in enumerate(plan.states)}
    wanted = [
        (rows[origin], rows[step.target], number)
        for number, step in enumerate(procedure.steps, 1)
        for origin in step.origins
    ]
    assert sorted(drawn) == sorted(wanted)


def test_no_two_lanes_lie_on_each_other(procedure):
    for one, other in combinations(plan_of(procedure).lanes, 2):
        if (one.side, one.track) == (other.side, other.track):
            assert one.bottom < other.top or other.bottom < one.top


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_drawing_is_sound_svg_without_anything_active(procedure, language):
    svg = drawing_of(procedure, language=language)

    root = ElementTree.fromstring(svg)
    assert not ACTIVE.search(svg)
    labels = [node.get("aria-label") for node in root.iter("{http://www.w3.org/2000/svg}a")]
    assert {label.split()[0] for label in labels if label} == {
        str(number) for number in range(1, len(procedure.steps) + 1)
    }


def test_the_public_drawing_has_public_words_and_marks_where_a_case_stands():
    bid = PROCEDURES["challenge-bid"]

    public = drawing_of(bid, language="zh-hans", is_public=True, current="checking")

    assert "已提交" in public
    assert "已封存" not in public
    assert public.count("flow-current") == 1


def test_the_same_procedure_is_drawn_the_same():
    one = drawing_of(PROCEDURES["challenge"], language="en")

    assert one == drawing_of(PROCEDURES["challenge"], language="en")
