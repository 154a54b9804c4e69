"""Contracts of approved bids, with the people who hold their posts."""

from __future__ import annotations

from datetime import date

from kechuang.accounts.models import User
from kechuang.base.roles import Role
from kechuang.cases.models import Case
from kechuang.cases.selectors import terms_of
from kechuang.cases.services import attach_file, save_draft
from kechuang.engines.flow import fill
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, Contract, Gate, ListedItem
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution import TargetPlan
from tests.rooms.cases.scene import at, do, fresh, hand_in, paper
from tests.rooms.ledger.town import APPROVER, PREPARER, Town, confirmed_payee
from tests.rooms.programmes.execution.project import Project
from tests.rooms.programmes.execution.race import JUDGES
from tests.rooms.programmes.scene import Scene, item_again

DRAFTED, SIGNED, CONCLUDED = (at(f"2026-05-2{day}T09:00") for day in (5, 6, 7))


def drafted(town: Scene, award: Award, *, targets: tuple[TargetPlan, ...] = ()) -> Project:
    """Nothing but the people is said, unless ``targets`` were agreed on."""
    winner, line = award.bid.party, town.programme.line
    chief = town.enrol(f"chief of {winner.name}", Role.INSTITUTION, of=winner)
    assistant = town.enrol(f"assistant of {winner.name}", Role.INSTITUTION, of=winner)
    confirmed_payee(winner)
    terms = programmes.NewTerms(
        chief=User.objects.get(pk=chief.actor.account_id),
        assistant=User.objects.get(pk=assistant.actor.account_id),
        targets=targets,
    )
    contract = programmes.draft_awarded_contract(by=PREPARER, at=DRAFTED, award=award, terms=terms)
    money = Town(line.scheme.book, line.scheme, line, winner)
    return Project(money, contract, chief, assistant, town.demander)


def in_force(project: Project) -> Project:
    """Signed by the chief, and concluded by the treasurer."""
    execution.sign_contract(by=project.chief.actor, at=SIGNED, contract=project.contract)
    project.contract = execution.conclude_contract(
        by=APPROVER, at=CONCLUDED, contract=project.contract
    )
    return project


def under_way(item: ListedItem, project: Project) -> ListedItem:
    """The chief signs the item's form, which says what the contract says."""
    hand_in(item.case, "task_book", project.chief.actor, "2026-05-28T08:00")
    do(item.case, "sign_contract", project.chief.actor, "2026-05-28T09:00")
    return item_again(item)


def started(project: Project, town: Scene) -> None:
    """A lane runs once its first milestone is accepted."""
    project.accept(project.milestones[0], at=at("2026-05-29T09:00"))
    case = project.contract.case
    hand_in(case, "task_book", town.officer, "2026-06-01T08:00")
    do(case, "start_lane", town.officer, "2026-06-01T09:00")


def staged(project: Project, number: int, when: str) -> Case:
    """The lane reports its stage and stands at the gate."""
    case, actor = fresh(project.contract.case), project.chief.actor
    typed = {
        "team_lead": {"name": project.contract.party.name}, "stage_number": str(number),
        "results": [{"target": "温度", "promised": "950", "measured": "955", "proof": "1"}],
        "spent": "10",
    }  # fmt: skip
    terms = terms_of(case.round)
    filled = fill(terms.procedure.forms["stage_report"], typed, terms.inquiry({}))
    save_draft(by=actor, at=at(when), case=case, revision=case.revision, values=filled.values)
    report = paper(actor, "stage.pdf", at(when))
    attach_file(by=actor, at=at(when), case=case, field="blind_report", file=report)
    hand_in(case, "stage_evidence", actor, when)
    return do(case, "report_stage", actor, when)


def gate(item: ListedItem, number: int, when: str, scores: dict[Contract, int]) -> Gate:
    """Three judges score each lane by the terms of the round, and two people close the gate."""
    awarded = next(iter(scores)).item
    terms = programmes.gate_terms(item, number=number, due_on=date.fromisoformat(when[:10]))
    opened = execution.open_gate(by=PREPARER, at=at(when), item=awarded, terms=terms)
    for contract, score in scores.items():
        for judge in JUDGES:
            execution.score_lane(
                by=judge, at=at(when), gate=opened, contract=contract, score=score, comment="见表"
            )
    execution.propose_gate(by=PREPARER, at=at(when), gate=opened)
    return execution.close_gate(by=APPROVER, at=at(when), gate=opened)


def ruled(project: Project, event: str, town: Scene, when: str) -> Case:
    """The officer lets the lane's case follow the gate."""
    hand_in(project.contract.case, "gate_record", town.officer, when)
    return do(project.contract.case, event, town.officer, when)
