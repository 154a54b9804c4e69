"""Projects in the states in which their people and the office act; the outsider posed them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any

from kechuang.programmes.models.execution import ChangeRequest
from kechuang.programmes.services import execution
from tests.journeys.small_region import Region
from tests.proof.authorization.acts import WORKING, Act
from tests.proof.authorization.ready_races import race_called, ready_gates
from tests.rooms.ledger.town import AT, PREPARER, WAN, Town, small_treasury
from tests.rooms.programmes.execution.project import (
    Project,
    attach,
    drafted_project,
    in_force,
)
from tests.rooms.programmes.pages.projects.desk import ids_of

AFTERWARDS = datetime(2028, 1, 10, 1, 0, tzinfo=UTC)
CITY, TREASURER = "bureau", "treasurer"
OF_THE_TEAM = (
    "ask_change attach_evidence attach_voucher cancel_expense enter_expense file_appeal "
    "import_expenses"
)
OF_THE_CITY = (
    "clear_expense decide_appeal record_integrity record_repayment refuse_change "
    "reject_expense score_lane"
)
ASKERS = {
    **dict.fromkeys(OF_THE_TEAM.split(), "enterprise"),
    **dict.fromkeys(OF_THE_CITY.split(), CITY),
    **dict.fromkeys(("confirm_termination", "decline_termination"), TREASURER),
}


def ready_projects(region: Region) -> dict[str, Act]:
    town = small_treasury(code="works", firm=region.mine, budget_fen=1_000 * WAN)
    paid = _running(region, town)
    paid.receive(paid.accept(paid.milestones[0]))
    run = race_called(town, "第一场")
    ids = ids_of(paid, run, run.gate())
    acts = {
        **{name: _act(asker, ids[name]) for name, asker in ASKERS.items()},
        "find_listed": _act(CITY, _number(paid, pk=paid.spend(200).pk)),
        **_of_contracts(region, town),
        **_of_milestones(region, town),
        **_of_changes(region, town),
        **_of_endings(region, town),
        **ready_gates(town),
    }
    return {f"programmes:{name}": act for name, act in acts.items()}


def _act(asker: str, ids: dict[str, Any], at: datetime = WORKING) -> Act:
    return Act(asker, ids, at)


def _drafted(region: Region, town: Town) -> Project:
    """Without chief and assistant, whose powers the party's own people have then."""
    terms = execution.ItemTerms(wants_chief=False, wants_assistant=False)
    nobody = dict.fromkeys(("chief", "assistant"))
    sides = {"winner": region.mine, "demander": region.strange}
    drafted = drafted_project(town, terms=terms, work=nobody, **sides)
    drafted.chief = drafted.assistant = region.people["enterprise"]
    drafted.demander = region.people["outsider"]
    return drafted


def _running(region: Region, town: Town) -> Project:
    return in_force(_drafted(region, town))


def _of_contracts(region: Region, town: Town) -> dict[str, Act]:
    drafted, signed, wrong = (_drafted(region, town) for _ in range(3))
    execution.sign_contract(by=signed.chief.actor, at=AT, contract=signed.contract)
    return {
        "sign_contract": _act("enterprise", _number(drafted)),
        "withdraw_contract": _act(CITY, _number(wrong)),
        "conclude_contract": _act(TREASURER, _number(signed)),
    }


def _of_milestones(region: Region, town: Town) -> dict[str, Act]:
    """The second milestone of a project each: with evidence, reported, scored, recommended."""
    shown, told, scored, recommended = begun = [_running(region, town) for _ in range(4)]
    for one in begun:
        one.accept(one.milestones[0])
    attach(shown.chief.actor, shown.milestones[1])
    for one in (told, scored, recommended):
        one.report(one.milestones[1])
    for one in (scored, recommended):
        execution.score_milestone(
            by=PREPARER, at=AT, milestone=one.milestones[1], score=80, comment="好"
        )
    execution.recommend_milestone(by=PREPARER, at=AT, milestone=recommended.milestones[1])
    return {
        "report_milestone": _act("enterprise", _second(shown)),
        "score_milestone": _act(CITY, _second(told)),
        "order_rectification": _act(CITY, _second(scored)),
        "recommend_milestone": _act(CITY, _second(scored)),
        "accept_milestone": _act(TREASURER, _second(recommended)),
    }


def _of_changes(region: Region, town: Town) -> dict[str, Act]:
    """A lower target, asked for and consented to by the demander."""
    asked, agreed = (_lowered(_running(region, town)) for _ in range(2))
    execution.consent_to_change(by=region.people["outsider"].actor, at=AT, request=agreed)
    return {
        "consent_to_change": _act("outsider", _of_change(asked)),
        "make_change": _act(CITY, _of_change(agreed)),
    }


def _lowered(of: Project) -> ChangeRequest:
    target = execution.NewTarget("效率", Decimal(90))
    return execution.ask_change(
        by=of.chief.actor, at=AT, contract=of.contract, change=target, reason="材料受限"
    )


def _of_change(change: ChangeRequest) -> dict[str, Any]:
    return {"number": change.contract.number, "pk": change.pk}


def _of_endings(region: Region, town: Town) -> dict[str, Act]:
    """To be judged by panel and demander; closed; and one whose end nobody proposed yet."""
    judged, closed, failing = (_running(region, town) for _ in range(3))
    for one, place in product((judged, closed), (0, 1)):
        one.accept(one.milestones[place])
    closed.judge()
    closed.accept(closed.milestones[2])
    return {
        "record_panel_opinion": _act(CITY, _number(judged)),
        "give_demander_opinion": _act("outsider", _number(judged)),
        "record_evaluation": _act(CITY, _number(closed), AFTERWARDS),
        "record_follow_up": _act("enterprise", _number(closed)),
        "propose_termination": _act(CITY, _number(failing)),
    }


def _number(of: Project, **more: Any) -> dict[str, Any]:
    return {"number": of.contract.number, **more}


def _second(of: Project) -> dict[str, Any]:
    return _number(of, position=2)
