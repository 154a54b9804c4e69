import pytest
from django.db.models import TextChoices
from django.utils.translation import override

from kechuang.base.errors import InvalidInput, WrongState
from kechuang.base.registry.transitions import Lifecycle, Step, require_reason
from kechuang.demands.states import LIFECYCLE as DEMAND_LIFECYCLE
from kechuang.outcomes.states import LIFECYCLE as OUTCOME_LIFECYCLE


class Door(TextChoices):
    OPEN = "open", "开"
    SHUT = "shut", "关"
    BRICKED = "bricked", "封"


SHUT = Step("shut", "关门", frozenset({Door.OPEN}), Door.SHUT)
BRICK = Step("brick", "封门", frozenset({Door.SHUT}), Door.BRICKED, needs_reason=True)
DOOR = Lifecycle(Door, SHUT, BRICK)


def test_steps_are_offered_in_the_states_they_start_from():
    assert DOOR.steps_from("open") == (SHUT,)
    assert DOOR.steps_from("bricked") == ()


def test_a_step_out_of_its_state_says_what_why_and_what_is_possible():
    with pytest.raises(WrongState) as refused:
        DOOR.require_state("brick", state="open", number="M1")

    assert refused.value.what.zh == "M1 未能封门"
    assert refused.value.why.zh == "当前状态是“开”"
    assert refused.value.mend.zh == "此状态下可以：关门"


def test_a_final_state_says_that_it_is_final():
    with pytest.raises(WrongState) as refused:
        DOOR.require_state("shut", state="bricked", number="M1")

    assert refused.value.mend.en == "This state is final; register a new record to go on"


def test_a_step_in_its_state_is_accepted():
    DOOR.require_state("shut", state="open", number="M1")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_blank_reason_is_no_reason(reason):
    with pytest.raises(InvalidInput):
        require_reason(BRICK, number="M1", reason=reason)


def test_a_step_without_need_of_a_reason_takes_none():
    require_reason(SHUT, number="M1", reason="")


@pytest.mark.parametrize("lifecycle", [OUTCOME_LIFECYCLE, DEMAND_LIFECYCLE])
def test_every_state_can_be_reached_and_every_step_has_somebody_to_take_it(lifecycle):
    first, *others = lifecycle.states.values
    reached = {step.target for step in lifecycle.steps.values()}

    assert set(others) <= reached
    assert all(step.by_owner or step.by_bureau for step in lifecycle.steps.values())
    assert all(step.sources <= set(lifecycle.states.values) for step in lifecycle.steps.values())
    assert lifecycle.steps_from(first)


@pytest.mark.parametrize("lifecycle", [OUTCOME_LIFECYCLE, DEMAND_LIFECYCLE])
def test_every_step_and_state_has_an_english_name(lifecycle):
    with override("en"):
        names = [str(step.label) for step in lifecycle.steps.values()]
        names += [str(label) for label in lifecycle.states.labels]

    assert [name for name in names if not name.isascii()] == []
