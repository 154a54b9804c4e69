import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.demands.models import Demand
from kechuang.demands.services import (
    advance_demand,
    close_demand,
    publish_demand,
    return_demand,
    submit_demand,
    vet_demand,
    withdraw_demand,
)
from kechuang.demands.states import LIFECYCLE, DemandState
from tests.base.registry.cast import AT


def test_the_whole_life_from_draft_to_contract(alice, bureau, draft):
    submit_demand(by=alice.actor, at=AT, demand=draft)
    vet_demand(by=bureau.actor, at=AT, demand=draft)
    publish_demand(by=bureau.actor, at=AT, demand=draft)
    for command in ("match", "negotiate", "contract"):
        advance_demand(by=alice.actor, at=AT, demand=draft, command=command)

    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == ("contracted", AT)
    assert Event.objects.count() == 7


@pytest.mark.parametrize("state", DemandState.values)
@pytest.mark.parametrize("command", LIFECYCLE.steps)
def test_a_command_works_in_the_states_of_its_row_and_in_no_other(
    alice, bureau, draft, state, command
):
    Demand.objects.filter(pk=draft.pk).update(state=state)
    step = LIFECYCLE.steps[command]
    by = alice.actor if step.by_owner else bureau.actor
    is_hidden_from_bureau = state == "draft" and not step.by_owner

    def give():
        return advance_demand(by=by, at=AT, demand=draft, command=command, reason="测试")

    if state in step.sources:
        assert give().state == step.target
    else:
        with pytest.raises(NotAllowed if is_hidden_from_bureau else WrongState):
            give()


@pytest.mark.parametrize("command", ["vet", "publish", "return"])
def test_what_the_bureau_decides_the_enterprise_does_not(alice, draft, command):
    submit_demand(by=alice.actor, at=AT, demand=draft)

    with pytest.raises(NotAllowed):
        advance_demand(by=alice.actor, at=AT, demand=draft, command=command, reason="测试")


def test_outsiders_take_no_step_at_all(charlie, anyone, published):
    for person in (charlie, anyone):
        for command in LIFECYCLE.steps:
            with pytest.raises(NotAllowed):
                advance_demand(
                    by=person.actor, at=AT, demand=published, command=command, reason="测试"
                )


@pytest.mark.parametrize("give", [close_demand, withdraw_demand, return_demand])
def test_without_a_reason_nothing_is_ended(bureau, published, give):
    with pytest.raises(InvalidInput):
        give(by=bureau.actor, at=AT, demand=published, reason="")

    published.refresh_from_db()
    assert published.state == "published"


def test_a_returned_demand_is_a_draft_again_with_the_reason_in_its_history(alice, bureau, draft):
    submit_demand(by=alice.actor, at=AT, demand=draft)

    returned = return_demand(by=bureau.actor, at=AT, demand=draft, reason="请写明指标")

    assert returned.state == "draft"
    assert Event.objects.last().payload["reason"] == "请写明指标"
