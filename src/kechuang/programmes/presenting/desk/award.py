"""The way to the award on the record: every step with who, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kechuang.cases.models import Case, StepTaken
from kechuang.cases.presenting.timeline import names_of
from kechuang.cases.selectors import procedure_of
from kechuang.engines.flow import Procedure, Step
from kechuang.engines.wording import Text

APPROVE = "approve"
OF_AWARD = frozenset(
    {
        "close_review",
        "choose",
        "confirm_ranking",
        "veto",
        "propose",
        "drop",
        "object",
        "settle_objection",
        "end_publicity",
        APPROVE,
        "reject",
    }
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step or approval; ``who`` is empty where a clock took it."""

    said: Text
    who: str
    at: datetime
    reason: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Approvals:
    """``wanted`` different people approve; whoever is ``barred`` prepared the matter."""

    wanted: int
    given: tuple[Taken, ...]
    barred: tuple[str, ...]

    @property
    def lacking(self) -> int:
        return max(self.wanted - len(self.given), 0)


def steps_of(case: Case) -> tuple[Taken, ...]:
    """From the end of the review to the approval, in order."""
    rows = list(case.steps.filter(event__in=OF_AWARD).order_by("position"))
    names = names_of({int(person) for row in rows for person in row.persons})
    procedure = procedure_of(case.round.version)
    return tuple(_taken(row, procedure, names) for row in rows)


def approvals_of(case: Case) -> Approvals:
    """Who approved since the last proposal, how many are still wanted, and who may not."""
    procedure = procedure_of(case.round.version)
    rule = next(one.approvals for one in procedure.steps if one.event == APPROVE)
    if rule is None:
        raise LookupError(APPROVE)
    rows = list(case.steps.order_by("position"))
    proposed = max((row.position for row in rows if row.event == "propose"), default=0)
    given = [row for row in rows if row.event == APPROVE and row.position > proposed]
    barred = [row for row in rows if row.event in rule.not_by]
    names = names_of({int(person) for row in (*given, *barred) for person in row.persons})
    return Approvals(
        rule.people,
        tuple(_taken(row, procedure, names) for row in given),
        tuple(dict.fromkeys(_people(row, names) for row in barred)),
    )


def _taken(row: StepTaken, procedure: Procedure, names: Mapping[int, str]) -> Taken:
    said = _step(row, procedure.steps_from(row.origin)).wording.staff
    return Taken(said, _people(row, names), row.at, row.reason, bool(row.waiting_for))


def _step(row: StepTaken, steps: Iterable[Step]) -> Step:
    return next(
        one
        for one in steps
        if one.event == row.event and (row.waiting_for or one.target == row.target)
    )


def _people(row: StepTaken, names: Mapping[int, str]) -> str:
    """The names of those who took the step; the last approval names all that approved."""
    told = [row.by_id] if row.by_id else [int(person) for person in row.persons]
    return "、".join(names.get(person, "—") for person in told)
