"""Endings before the goal, the file of diligence, and integrity records."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.engines.seal import digest
from kechuang.ledger.models import Tranche
from kechuang.programmes.models.execution import ExemptionFile, IntegrityRecord, Termination
from kechuang.programmes.refusals_of_execution import SamePerson
from kechuang.programmes.selectors.execution.integrity import dishonest_records
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import (
    Cause,
    ContractState,
    IntegrityKind,
    TerminationState,
)
from tests.base.registry.cast import Person
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN
from tests.rooms.programmes.execution.project import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(kept_paid_project: Project) -> Project:
    return kept_paid_project.again()


def propose(begun: Project, cause: Cause = Cause.HONEST_FAILURE) -> Termination:
    return execution.propose_termination(
        by=PREPARER, at=AT, contract=begun.contract, cause=cause, reason="路线经证实不可行"
    )


def confirm(row: Termination) -> Termination:
    return execution.confirm_termination(by=APPROVER, at=AT, termination=row, reason="情况属实")


def test_an_ended_project_gives_back_what_was_not_accepted(begun: Project) -> None:
    confirm(propose(begun))

    tranches = Tranche.objects.filter(grant=begun.contract.grant).order_by("position")
    assert begun.fresh().state == ContractState.TERMINATED
    assert [tranche.released_on is None for tranche in tranches] == [True, False, False]


def test_who_proposed_the_end_does_not_decide_it(begun: Project) -> None:
    row = execution.propose_termination(
        by=APPROVER, at=AT, contract=begun.contract, cause=Cause.MISCONDUCT, reason="造假"
    )

    with pytest.raises(SamePerson):
        confirm(row)


def test_the_database_wants_another_person(begun: Project) -> None:
    row = propose(begun)

    with pytest.raises(IntegrityError), transaction.atomic():
        Termination.objects.filter(pk=row.pk).update(state=TerminationState.CONFIRMED)


def test_a_declined_end_lets_the_project_go_on(begun: Project) -> None:
    row = propose(begun)
    execution.decline_termination(by=APPROVER, at=AT, termination=row, reason="仍可补救")

    assert begun.fresh().state == ContractState.RUNNING
    propose(begun)


def test_one_proposal_waits_at_a_time(begun: Project) -> None:
    propose(begun)

    with pytest.raises(WrongState, match="待复核"):
        propose(begun)


def test_an_ended_project_spends_and_reports_no_more(begun: Project) -> None:
    confirm(propose(begun))

    with pytest.raises(WrongState, match="已终止"):
        begun.spend(WAN)
    with pytest.raises(WrongState, match="已终止"):
        begun.report(begun.milestones[1])


def test_listed_spending_is_no_honest_failure(begun: Project) -> None:
    entered = begun.spend(WAN)
    execution.find_listed(by=PREPARER, at=AT, expense=entered, item="gifts", reason="礼品")

    with pytest.raises(WrongState, match="不能认定为勤勉尽责"):
        propose(begun)

    assert propose(begun, Cause.MISCONDUCT).cause == Cause.MISCONDUCT


def test_misconduct_earns_no_file(begun: Project) -> None:
    confirm(propose(begun, Cause.MISCONDUCT))

    assert not ExemptionFile.objects.exists()


def test_the_file_holds_every_decision_of_the_trail(begun: Project) -> None:
    begun.spend(WAN)
    confirm(propose(begun))

    content = ExemptionFile.objects.get().content

    commands = [each["command"] for each in content["decisions"]]
    assert commands[:3] == ["enter_item", "draft_contract", "sign_contract"]
    assert {"report_milestone", "accept_milestone", "enter_expense"} <= set(commands)
    assert commands[-1] == "decide_termination"
    hashes = dict(Event.objects.values_list("sequence", "own_hash"))
    assert all(hashes[each["sequence"]] == each["own_hash"] for each in content["decisions"])


def test_the_file_tells_milestones_and_money(begun: Project) -> None:
    begun.spend(WAN)
    confirm(propose(begun))

    content = ExemptionFile.objects.get().content

    assert content["money"] == {
        "granted_fen": 10 * WAN,
        "received_fen": 3 * WAN,
        "spent_fen": WAN,
        "listed_fen": 0,
    }
    assert content["milestones"][0]["evidence"][0]["title"] == "检测报告"
    assert [each["state"] for each in content["milestones"]] == [
        "accepted", "cancelled", "cancelled",
    ]  # fmt: skip


def test_the_file_reads_in_both_languages(begun: Project) -> None:
    confirm(propose(begun))

    file = ExemptionFile.objects.get()

    assert "第六十八条" in file.text
    assert "到账 30,000.00 元" in file.text
    assert "提出终止：路线经证实不可行" in file.text
    assert "received 30,000.00" in file.text_en
    assert "Proposed a termination" in file.text_en


def test_the_file_is_sealed_by_its_digest(begun: Project) -> None:
    confirm(propose(begun))

    file = ExemptionFile.objects.get()

    assert file.digest == digest(file.content)


def test_a_file_is_made_once_and_of_stopped_projects_only(begun: Project) -> None:
    with pytest.raises(WrongState, match="实施中"):
        execution.make_exemption_file(by=PREPARER, at=AT, contract=begun.contract)
    confirm(propose(begun))

    with pytest.raises(WrongState, match="已生成"):
        execution.make_exemption_file(by=PREPARER, at=AT, contract=begun.contract)


def record(begun: Project, **changes: object) -> IntegrityRecord:
    values = {
        "party": begun.contract.party,
        "kind": IntegrityKind.DISHONEST,
        "fact": "伪造检测报告",
        "source": "示例科监〔2026〕3号",
        "found_on": date(2026, 11, 1),
        "expires_on": date(2029, 10, 31),
    }
    entry = execution.NewRecord(**{**values, **changes})
    return execution.record_integrity(by=PREPARER, at=AT, entry=entry)


def test_a_record_counts_until_it_expires(begun: Project) -> None:
    record(begun)
    firm = begun.contract.party

    assert dishonest_records(firm, on=date(2029, 10, 31)).exists()
    assert not dishonest_records(firm, on=date(2029, 11, 1)).exists()


def test_an_honest_record_is_no_dishonesty(begun: Project) -> None:
    record(begun, kind=IntegrityKind.HONEST, fact="按期完成")

    assert not dishonest_records(begun.contract.party, on=date(2026, 12, 1)).exists()


@pytest.mark.parametrize(
    "changes", [{"source": " "}, {"fact": ""}, {"expires_on": date(2026, 1, 1)}]
)
def test_a_record_has_a_fact_a_source_and_an_end(
    begun: Project, changes: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput):
        record(begun, **changes)


def appeal(begun: Project) -> object:
    return execution.file_appeal(
        by=begun.chief.actor, at=AT, entry=record(begun), reason="报告为第三方出具"
    )


def test_an_upheld_appeal_ends_the_record(begun: Project) -> None:
    filed = appeal(begun)
    assert dishonest_records(begun.contract.party, on=date(2026, 12, 1)).exists()

    execution.decide_appeal(by=APPROVER, at=AT, appeal=filed, is_upheld=True, reason="查证属实")

    assert not dishonest_records(begun.contract.party, on=date(2026, 12, 1)).exists()


def test_a_dismissed_appeal_leaves_it(begun: Project) -> None:
    execution.decide_appeal(
        by=APPROVER, at=AT, appeal=appeal(begun), is_upheld=False, reason="证据不足"
    )

    assert dishonest_records(begun.contract.party, on=date(2026, 12, 1)).exists()


def test_who_wrote_the_record_does_not_decide_the_appeal(begun: Project) -> None:
    with pytest.raises(SamePerson):
        execution.decide_appeal(
            by=PREPARER, at=AT, appeal=appeal(begun), is_upheld=False, reason="维持"
        )


def test_only_the_party_appeals_and_once(begun: Project, charlie: Person) -> None:
    row = record(begun)
    with pytest.raises(NotAllowed):
        execution.file_appeal(by=charlie.actor, at=AT, entry=row, reason="不服")
    execution.file_appeal(by=begun.chief.actor, at=AT, entry=row, reason="不服")

    with pytest.raises(WrongState, match="已提出过"):
        execution.file_appeal(by=begun.chief.actor, at=AT, entry=row, reason="仍不服")
