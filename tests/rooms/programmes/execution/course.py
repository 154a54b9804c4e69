"""A gate of a race, judged by invited experts."""

from __future__ import annotations

from kechuang.programmes.models.execution import Gate, StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage
from tests.rooms.programmes.execution.judges import StageAtGate, handed_in, invited


class Course(StageAtGate):
    """What a test does at the gate by commands."""

    @property
    def stage(self) -> Stage:
        return Stage(gate=Gate.objects.get(pk=self.gate.pk))

    def ask(self) -> list[StageInvitation]:
        return invited(self.stage, self.judges)

    def score(self, asked: list[StageInvitation], *scores: int) -> None:
        for one, invitation in zip(self.judges, asked, strict=True):
            handed_in(one, invitation, *scores)


def states() -> list[str]:
    """What became of the invitations, in their order."""
    return list(StageInvitation.objects.order_by("pk").values_list("state", flat=True))
