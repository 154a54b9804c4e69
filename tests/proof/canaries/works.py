"""What is done in a project: every word of it a canary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.base.actors import Actor
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Cause, Grade, IntegrityKind
from kechuang.reviews.models import Expert
from tests.base.registry.cast import Person
from tests.proof.canaries import papers
from tests.proof.canaries.tokens import Canaries
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN
from tests.rooms.programmes.execution.project import Project, expense, panellist

HELD_ON, EXPIRES_ON = date(2026, 11, 20), date(2029, 11, 20)
PANEL = 3


@dataclass
class Works:
    """A project whose secrets are of ``subject``; a clerk, the ``assessor``, scores its stages."""

    canaries: Canaries
    subject: str
    project: Project
    assessor: Person

    def word(self, name: str) -> str:
        return self.canaries.word(self.subject, name)

    def prove(self, place: int) -> None:
        """A milestone is reported, and scored by a clerk."""
        self.report(place)
        execution.score_milestone(
            by=self.assessor.actor,
            at=AT,
            milestone=self.project.milestones[place],
            score=80,
            comment=self.word("assessment"),
        )

    def report(self, place: int) -> None:
        """With evidence."""
        milestone, chief = self.project.milestones[place], self.project.chief.actor
        execution.attach_evidence(
            by=chief,
            at=AT,
            milestone=milestone,
            file=self._file("evidence", chief),
            title=self.word("evidence"),
        )
        text = self.word("stage_report")
        execution.report_milestone(by=chief, at=AT, milestone=milestone, text=text)

    def accept(self, place: int) -> None:
        """Two people accept it."""
        milestone = self.project.milestones[place]
        execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)
        execution.accept_milestone(
            by=APPROVER, at=AT, milestone=milestone, acceptance="验收〔2026〕1号"
        )

    def spend(self) -> None:
        """One expense with its voucher, and one that waits for a person."""
        by = self.project.assistant.actor
        for what in ("购买试剂", "纪念册"):
            said = {"purpose": f"{what} {self.word('purpose')}", "invoice": self.word("invoice")}
            entry = expense(WAN, payee=self.word("seller"), **said)
            row = execution.enter_expense(by=by, at=AT, contract=self.project.contract, entry=entry)
            execution.attach_voucher(by=by, at=AT, expense=row, file=self._file("voucher", by))

    def ask(self) -> None:
        """A change is wanted, and a record of honesty is entered."""
        contract = self.project.contract
        execution.ask_change(
            by=self.project.chief.actor,
            at=AT,
            contract=contract,
            change=execution.NewRoute(self.word("new_route")),
            reason=self.word("change_reason"),
        )
        entry = execution.NewRecord(
            party=contract.party,
            kind=IntegrityKind.HONEST,
            fact=self.word("record"),
            source="示例科监〔2026〕3号",
            found_on=HELD_ON,
            expires_on=EXPIRES_ON,
            contract=contract,
        )
        execution.record_integrity(by=PREPARER, at=AT, entry=entry)

    def judge(self) -> None:
        """The panel of the acceptance and the demander say what they think."""
        contract = self.project.contract
        seats = [
            execution.Seat(self._panellist(place), 80, is_head=place == 0) for place in range(PANEL)
        ]
        execution.record_panel_opinion(
            by=PREPARER,
            at=AT,
            contract=contract,
            seats=seats,
            grade=Grade.GOOD,
            text=self.word("panel_opinion"),
            held_on=HELD_ON,
        )
        by, text = self.project.demander.actor, self.word("demander_opinion")
        execution.give_demander_opinion(by=by, at=AT, contract=contract, accepts=True, text=text)

    def _panellist(self, place: int) -> Expert:
        return panellist(f"{self.word('panellist')}{place}", f"{self.word('panel_unit')}{place}")

    def give_up(self) -> None:
        """It fails honestly, which a file of its own explains."""
        row = execution.propose_termination(
            by=PREPARER,
            at=AT,
            contract=self.project.contract,
            cause=Cause.HONEST_FAILURE,
            reason=self.word("failure"),
        )
        reason = self.word("failure")
        execution.confirm_termination(by=APPROVER, at=AT, termination=row, reason=reason)

    def _file(self, name: str, by: Actor) -> StoredFile:
        line, party_id = self.word(name), self.project.contract.party_id
        called, content = f"{self.word(f'{name}_name')}.docx", papers.word_file([line], author=line)
        return store_file(by=by, at=AT, name=called, content=content, party_id=party_id)
