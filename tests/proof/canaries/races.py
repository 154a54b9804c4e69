"""A race of two lanes beside the challenge, full of canaries, with one gate."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kechuang.base.identifiers import example_credit_code
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.programmes.models.execution import AwardedItem, Gate
from kechuang.programmes.services import execution
from tests.base.registry.cast import Person
from tests.proof.canaries.people import unit_of
from tests.proof.canaries.projects import assessor, known_as
from tests.proof.canaries.tokens import Canaries
from tests.proof.canaries.works import Works
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, Town
from tests.rooms.programmes.execution.project import Project, project
from tests.rooms.programmes.execution.race import TERMS, lane_of
from tests.rooms.programmes.scene import FAR

LANES = "xy"
ALL_LANES = replace(TERMS, lanes=len(LANES))
GATE = execution.GateTerms(number=1, due_on=AT.date(), floor=60, held_from=50, reports_wanted=3)


@dataclass
class Running:
    """The lanes by letter, and the gate at which both are judged."""

    lanes: dict[str, Works]
    gate: Gate

    @property
    def item(self) -> AwardedItem:
        return self.lanes[LANES[0]].project.contract.item

    def decide(self) -> None:
        """Two people close the gate; the last lane gives up honestly."""
        execution.propose_gate(by=PREPARER, at=AT, gate=self.gate)
        execution.close_gate(by=APPROVER, at=AT, gate=self.gate)
        self.lanes[LANES[-1]].give_up()


def race(canaries: Canaries, money: Town, demander: Person, posed_by: Party) -> Running:
    """Both lanes are in force and have reported."""
    begun = {letter: project(money, **_lane(canaries, letter, posed_by)) for letter in LANES}
    lanes = {
        letter: _works(canaries, letter, replace(one, demander=demander))
        for letter, one in begun.items()
    }
    item = begun[LANES[0]].contract.item
    gate = execution.open_gate(by=PREPARER, at=AT, item=item, terms=GATE)
    for works in lanes.values():
        works.prove(0)
    return Running(lanes, gate)


def _lane(canaries: Canaries, letter: str, posed_by: Party) -> dict[str, object]:
    code = example_credit_code(region=FAR, serial=910_000 + ord(letter))
    unit = unit_of(canaries, f"bid:{letter}", PartyKind.ENTERPRISE, FAR, code)
    own = {"winner": unit, "terms": ALL_LANES, "reference": "town-race"}
    return lane_of(letter, posed_by) | own


def _works(canaries: Canaries, letter: str, begun: Project) -> Works:
    subject = f"project:{letter}"
    chief = known_as(canaries, begun.chief, subject, "chief")
    assistant = known_as(canaries, begun.assistant, subject, "assistant")
    named = replace(begun, chief=chief, assistant=assistant)
    return Works(canaries, subject, named, assessor(canaries, subject))
