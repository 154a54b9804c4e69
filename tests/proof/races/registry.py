"""Numbers of outcomes and demands, and the steps of their lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import transaction

from kechuang.base.errors import Refusal
from kechuang.demands.models import Demand, DemandSeries
from kechuang.demands.services import NewDemand, file_demand
from kechuang.demands.services.advancing import advance_demand
from kechuang.outcomes.models import Outcome, OutcomeSeries
from kechuang.outcomes.services import NewOutcome, NewShare, register_outcome
from kechuang.outcomes.services.advancing import advance_outcome
from tests.proof.races.limited import Limited, events, too_many
from tests.proof.races.people import AT, CLERK
from tests.proof.races.unguarding import loosen

OUTCOME = NewOutcome(title="竞逐成果", owners=(NewShare("云澜理工大学", 10_000),))
DEMAND = NewDemand(title="竞逐需求", enterprise_name="云澜甲科技有限公司", problem="寿命不足")
FIRST_YEAR = 2000
KEEPERS = 4


class Abandoned(Exception):
    """The client goes away after its command, before it is committed."""


class RegistryNumber(Limited):
    """The first numbers of a year: none twice, none missing, though most clients give up."""

    name = "登记编号 / registry number"
    refusals = (Refusal, Abandoned)

    def prepare(self, turn: int) -> tuple[bool, int]:
        return bool(turn % 2), FIRST_YEAR + turn

    def attempt(self, thing: tuple[bool, int], client: int) -> None:
        is_demand, year = thing
        at = datetime(year, 6, 1, tzinfo=UTC)
        with transaction.atomic():
            if is_demand:
                file_demand(by=CLERK, at=at, content=DEMAND)
            else:
                register_outcome(by=CLERK, at=at, content=OUTCOME)
            if client >= KEEPERS:
                raise Abandoned

    def harm(self, thing: tuple[bool, int]) -> int:
        is_demand, year = thing
        entries, series = (Demand, DemandSeries) if is_demand else (Outcome, OutcomeSeries)
        prefix = f"{'XQ' if is_demand else 'CG'}{year}"
        given = entries.objects.filter(number__startswith=f"{prefix}-")
        numbers = list(given.values_list("number", flat=True))
        last = series.objects.get(prefix=prefix).last
        right = {f"{prefix}-{place:06d}" for place in range(1, last + 1)}
        doubles = len(numbers) - len(set(numbers))
        return doubles + len(right ^ set(numbers)) + abs(len(numbers) - KEEPERS)

    def strip(self) -> None:
        loosen(Outcome, "number")
        loosen(Demand, "number")


class Entry(NamedTuple):
    """An outcome or a demand."""

    is_demand: bool
    pk: int


@dataclass(frozen=True)
class LifecycleStep(Limited):
    """One step out of a state: whoever comes second finds another state."""

    name = "状态变更 / step of a life-cycle"

    def prepare(self, turn: int) -> Entry:
        if turn % 2:
            return Entry(True, file_demand(by=CLERK, at=AT, content=DEMAND).pk)
        return Entry(False, register_outcome(by=CLERK, at=AT, content=OUTCOME).pk)

    def attempt(self, thing: Entry, client: int) -> None:
        if thing.is_demand:
            advance_demand(by=CLERK, at=AT, demand=Demand(pk=thing.pk), command="submit")
        else:
            advance_outcome(by=CLERK, at=AT, outcome=Outcome(pk=thing.pk), command="verify")

    def harm(self, thing: Entry) -> int:
        command = "submit_demand" if thing.is_demand else "verify_outcome"
        return too_many(events(command, thing.pk))
