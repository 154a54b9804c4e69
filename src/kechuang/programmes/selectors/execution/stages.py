"""A stage that experts judge: the lanes at a gate of a race, or one report of a milestone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from kechuang.cases.selectors import settled_options
from kechuang.programmes.measures import ReviewCriterion, measures_in
from kechuang.programmes.models import Need
from kechuang.programmes.models.execution import (
    AwardedItem,
    Contract,
    Gate,
    MilestoneReport,
    StageInvitation,
)
from kechuang.programmes.selectors.execution.lanes import lanes_at
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states_of_execution import GateState, InvitationState, MilestoneState

BLIND_GATES, BLIND_REVIEW = "gates_are_blind", "is_blind"


@dataclass(frozen=True)
class Stage:
    """Exactly one of the two is there."""

    gate: Gate | None = None
    report: MilestoneReport | None = None

    @classmethod
    def of(cls, invitation: StageInvitation) -> Stage:
        return cls(invitation.gate, invitation.report)

    @property
    def invitations(self) -> QuerySet[StageInvitation]:
        rows = StageInvitation.objects.filter(gate=self.gate, report=self.report)
        return rows.select_related("expert__account", "gate", "report").order_by("pk")

    @property
    def item(self) -> AwardedItem:
        return self.gate.item if self.gate else self._own().item

    @property
    def lanes(self) -> list[Contract]:
        """What is judged, lane by lane."""
        return lanes_at(self.gate) if self.gate else [self._own()]

    @property
    def rivals(self) -> list[Contract]:
        """Everybody who wins or loses by it, be they judged at this gate or not."""
        return (
            list(self.gate.item.contracts.in_play().order_by("lane"))
            if self.gate
            else [self._own()]
        )

    @property
    def is_open(self) -> bool:
        """Whether it may be scored; a report only while no later one took its place."""
        if self.gate:
            return self.gate.state == GateState.OPEN
        milestone = self._report().milestone
        is_last = not milestone.reports.filter(position__gt=self._report().position).exists()
        return is_last and milestone.state == MilestoneState.REPORTED

    @property
    def is_blind(self) -> bool:
        """As the procedure of the lane or the item says; where none says, it is."""
        name, case = BLIND_REVIEW, self.item.case
        if self.gate:
            name, case = BLIND_GATES, self.rivals[0].case
        if case is None or not case.round.version.source:
            return True
        return settled_options(case.round).get(name) is not False

    def _report(self) -> MilestoneReport:
        if self.report is None:
            raise TypeError("a stage is a gate or a report")
        return self.report

    def _own(self) -> Contract:
        return self._report().milestone.contract


def waited_for(stage: Stage) -> int:
    """How many invited experts have not answered."""
    return stage.invitations.filter(state=InvitationState.INVITED).count()


def stage_criteria(item: AwardedItem) -> tuple[ReviewCriterion, ...]:
    """Those of the measures with which the item's programme was opened, else of the packs now."""
    need = Need.objects.filter(case=item.case_id).select_related("programme__measures").first()
    own = measures_of(need.programme).stages if need else ()
    return own or measures_in(settings.PACKS_FOLDER).stages
