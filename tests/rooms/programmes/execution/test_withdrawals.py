"""Drafted contracts are withdrawn with a reason, and drafted again; signed ones are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.actors import Grant
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.programmes.invariants.execution.agreed import AGREED
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ContractState, MilestoneState
from tests.base.registry.cast import party
from tests.rooms.ledger.town import AT, PREPARER, WAN, Town
from tests.rooms.programmes.execution.project import (
    SIGNED_AT,
    Project,
    drafted_project,
    in_force,
)
from tests.rooms.programmes.execution.race import lane_of

pytestmark = pytest.mark.django_db


def withdrawn(project: Project, reason: str = "金额有误") -> Contract:
    return execution.withdraw_contract(by=PREPARER, at=AT, contract=project.contract, reason=reason)


def test_what_a_draft_took_of_the_reservation_is_free_again(town: Town) -> None:
    drafted = drafted_project(town)

    contract = withdrawn(drafted)

    contract.item.refresh_from_db()
    assert (contract.state, contract.item.committed_fen) == (ContractState.WITHDRAWN, 0)
    assert contract.withdrawal.reason == "金额有误"
    assert {one.state for one in contract.milestones.all()} == {MilestoneState.CANCELLED}


def test_drafting_again_works(town: Town) -> None:
    shape = lane_of("一队", party("出题单位"))
    first = drafted_project(town, **shape)
    withdrawn(first)

    again = in_force(drafted_project(town, **shape))

    assert (again.contract.lane, again.contract.state) == (1, ContractState.RUNNING)
    assert again.contract.item == first.contract.item
    assert again.contract.item.committed_fen == 10 * WAN
    assert [finding for one in AGREED for finding in one.find()] == []


def test_a_signed_contract_is_not_withdrawn(town: Town) -> None:
    drafted = drafted_project(town)
    execution.sign_contract(by=drafted.chief.actor, at=SIGNED_AT, contract=drafted.contract)

    with pytest.raises(WrongState, match="已签订待复核"):
        withdrawn(drafted)


def test_a_contract_is_withdrawn_once_and_never_signed_after(town: Town) -> None:
    drafted = drafted_project(town)
    withdrawn(drafted)

    with pytest.raises(WrongState, match="已撤回"):
        withdrawn(drafted)
    with pytest.raises(WrongState, match="已撤回"):
        execution.sign_contract(by=drafted.chief.actor, at=SIGNED_AT, contract=drafted.contract)


def test_a_withdrawal_says_why(town: Town) -> None:
    with pytest.raises(InvalidInput, match="没有写明理由"):
        withdrawn(drafted_project(town), reason=" ")


def test_only_the_office_with_no_part_in_it_withdraws(town: Town) -> None:
    drafted = drafted_project(town)
    chief = drafted.chief.actor
    office = replace(chief, grants=chief.grants | {Grant(Role.BUREAU)})

    for by in (chief, drafted.demander.actor, office):
        with pytest.raises(NotAllowed):
            execution.withdraw_contract(by=by, at=AT, contract=drafted.contract, reason="换人")


def test_the_database_lets_only_drafts_go_and_for_good(town: Town) -> None:
    gone, running = drafted_project(town), in_force(drafted_project(town))
    withdrawn(gone)
    rows = Contract.objects

    for contract, state in (
        (gone.contract, ContractState.DRAFTED),
        (running.contract, ContractState.WITHDRAWN),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.filter(pk=contract.pk).update(state=state)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.filter(pk=running.contract.pk).update(grant_fen=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        gone.contract.withdrawal.delete()
