import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.outcomes.services import (
    advance_outcome,
    publish_outcome,
    verify_outcome,
    withdraw_outcome,
)
from kechuang.outcomes.states import LIFECYCLE, OutcomeState
from tests.base.registry.cast import AT


def test_the_whole_life_from_registered_to_closed(alice, bureau, registered):
    verify_outcome(by=bureau.actor, at=AT, outcome=registered)
    publish_outcome(by=alice.actor, at=AT, outcome=registered)
    for command in ("negotiate", "convert"):
        advance_outcome(by=alice.actor, at=AT, outcome=registered, command=command)
    advance_outcome(by=bureau.actor, at=AT, outcome=registered, command="close", reason="已结案")

    registered.refresh_from_db()
    assert registered.state == "closed"
    assert registered.published_at == AT
    assert list(Event.objects.values_list("command", flat=True)) == [
        "register_outcome",
        "verify_outcome",
        "publish_outcome",
        "negotiate_outcome",
        "convert_outcome",
        "close_outcome",
    ]


@pytest.mark.parametrize("state", OutcomeState.values)
@pytest.mark.parametrize("command", LIFECYCLE.steps)
def test_a_command_works_in_the_states_of_its_row_and_in_no_other(
    bureau, registered, state, command
):
    type(registered).objects.filter(pk=registered.pk).update(state=state)
    step = LIFECYCLE.steps[command]

    def give():
        return advance_outcome(
            by=bureau.actor, at=AT, outcome=registered, command=command, reason="测试"
        )

    if state in step.sources:
        assert give().state == step.target
    else:
        with pytest.raises(WrongState):
            give()


def test_owners_do_not_verify_their_own_outcome(alice, registered):
    with pytest.raises(NotAllowed):
        verify_outcome(by=alice.actor, at=AT, outcome=registered)


def test_outsiders_take_no_step_at_all(charlie, anyone, published):
    for person in (charlie, anyone):
        for command in LIFECYCLE.steps:
            with pytest.raises(NotAllowed):
                advance_outcome(
                    by=person.actor, at=AT, outcome=published, command=command, reason="测试"
                )


def test_a_withdrawal_without_a_reason_changes_nothing(alice, published):
    with pytest.raises(InvalidInput):
        withdraw_outcome(by=alice.actor, at=AT, outcome=published, reason=" ")

    published.refresh_from_db()
    assert published.state == "published"


def test_the_reason_of_a_withdrawal_is_in_the_history(bob, published):
    withdraw_outcome(by=bob.actor, at=AT, outcome=published, reason="权属有争议")

    assert Event.objects.last().payload == {
        "from": "published",
        "to": "withdrawn",
        "reason": "权属有争议",
    }
