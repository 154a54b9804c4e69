"""The best total proved, or fair panels, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kechuang.engines.panel.assign.checking import violations
from kechuang.engines.panel.assign.columns import best_flow
from kechuang.engines.panel.assign.fair import fair_seating, worst_bound
from kechuang.engines.panel.assign.front import front_of
from kechuang.engines.panel.assign.infeasible import explain_infeasible
from kechuang.engines.panel.assign.instance import SCALE, Instance, Ints, Pair
from kechuang.engines.panel.assign.overlapping import near_best
from kechuang.engines.panel.assign.seating import Seating
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Assignment:
    """Panels and their proof; totals and bounds are whole numbers of 1/SCALE.

    ``bound``: no assignment that keeps the rules has a greater total. ``worst_bound``: no
    assignment gives its worst-off proposal more.
    """

    seating: Seating
    bound: int
    worst_bound: int

    def pairs(self) -> tuple[Pair, ...]:
        """Every ``(proposal, reviewer)``, by proposal."""
        instance, chosen = self.seating.instance, self.seating.chosen().tolist()
        return tuple(
            (instance.proposals[instance.proposal[c]], instance.reviewers[instance.reviewer[c]])
            for c in chosen
        )

    @property
    def total(self) -> int:
        """Sum of the scores of all pairs."""
        return self.seating.total()

    @property
    def worst(self) -> int:
        """Sum of the scores of the worst-off proposal."""
        return self.seating.worst()

    @property
    def is_proved_best(self) -> bool:
        """The total reaches its bound."""
        return self.total == self.bound

    def as_dict(self) -> dict[str, Any]:
        """The figures as decimal text, and the pairs with their scores."""
        instance, chosen = self.seating.instance, self.seating.chosen()
        scores = [shown(int(score)) for score in instance.score[chosen]]
        return {
            "total": shown(self.total),
            "bound": shown(self.bound),
            "is_proved_best": self.is_proved_best,
            "worst": shown(self.worst),
            "worst_bound": shown(self.worst_bound),
            "pairs": [[*pair, score] for pair, score in zip(self.pairs(), scores, strict=True)],
        }


def shown(amount: int) -> str:
    """A whole number of 1/SCALE as a decimal, without zeros at its end."""
    sign, whole, rest = "-" * (amount < 0), *divmod(abs(amount), SCALE)
    digits = f"{rest:09d}".rstrip("0")
    return f"{sign}{whole}" + (f".{digits}" if digits else "")


def assign(instance: Instance, *, is_fair: bool = False) -> Assignment:
    """Panels of the best total, or with ``is_fair`` the fair ones.

    Refuses (``Infeasible``) where no assignment keeps every rule. The result is checked against
    the facts before it is handed out.
    """
    front = front_of(instance)
    seating, bound, reduced_cost = _best(instance, front)
    limit = worst_bound(instance, front)
    if is_fair:
        seating = fair_seating(seating, reduced_cost, limit)
    assignment = Assignment(seating, bound, limit)
    _refuse_unsound(instance, assignment)
    return assignment


def _best(instance: Instance, front: Ints) -> tuple[Seating, int, Ints]:
    found = best_flow(instance, front)
    if found is None:
        raise explain_infeasible(instance)
    seating = Seating.of_chosen(instance, found.chosen)
    if not found.broken:
        return seating, found.bound, found.reduced_cost
    return (*near_best(instance, found), found.reduced_cost)


def _refuse_unsound(instance: Instance, assignment: Assignment) -> None:
    if broken := violations(instance, assignment.pairs()):
        raise PanelError(
            Text("分配结果未通过复核", "The assignment failed its check"),
            Text(f"{len(broken)}处：{broken[0]}", f"{len(broken)} broken rules: {broken[0]}"),
            Text("请勿使用并报告此缺陷", "Do not use it, and report this defect"),
        )
