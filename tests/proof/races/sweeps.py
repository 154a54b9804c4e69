"""Runs over the region: prepared once, each part kept once, sealed once."""

from __future__ import annotations

import json
from typing import NamedTuple

from kechuang.batch.keeping import keep_computed
from kechuang.batch.work import Computed
from kechuang.demands.services import file_demand
from kechuang.matching.models import Match
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.services import register_outcome
from kechuang.runs.models import SWEEP, Part, Run
from kechuang.runs.services import complete_run, keep_part, prepare_run
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.people import AT, CLERK, TODAY
from tests.proof.races.registry import DEMAND, OUTCOME
from tests.proof.races.unguarding import loosen

INPUTS = b"\x1f\x8b frozen"
CLIENTS = 16


def prepared_run(digest: str) -> Run:
    return prepare_run(
        by=CLERK,
        at=AT,
        kind=SWEEP,
        on=TODAY,
        inputs=INPUTS,
        inputs_digest=digest,
        parts={"matching": (1, 25)},
    )


class RunOnce(Limited):
    """The same inputs on the same day are one run."""

    name = "计算批次 / run over the same inputs"
    attempts = FEWER

    def prepare(self, turn: int) -> str:
        return f"{turn:064x}"

    def attempt(self, thing: str, client: int) -> None:
        prepared_run(thing)

    def harm(self, thing: str) -> int:
        return too_many(Run.objects.filter(inputs_digest=thing).count())

    def strip(self) -> None:
        loosen(Run)


class OpenPart(NamedTuple):
    part: int
    demand: int
    outcomes: tuple[int, ...]


class PartOnce(Limited):
    """A part computed by many workers is kept from one of them."""

    name = "分片领取 / part of a run"

    def prepare(self, turn: int) -> OpenPart:
        wanting = CLIENTS - Outcome.objects.count()
        for _ in range(wanting):
            register_outcome(by=CLERK, at=AT, content=OUTCOME)
        run = prepared_run(f"part-{turn}")
        outcomes = Outcome.objects.order_by("pk").values_list("pk", flat=True)[:CLIENTS]
        demand = file_demand(by=CLERK, at=AT, content=DEMAND)
        return OpenPart(run.parts.get().pk, demand.pk, tuple(outcomes))

    def attempt(self, thing: OpenPart, client: int) -> None:
        hit = {"document_id": thing.outcomes[client], "rank": 1, "score": 9}
        result = {"demand": thing.demand, "hits": [hit | {"strength": "strong", "reasons": []}]}
        computed = Computed((json.dumps(result).encode(),), f"{client:064x}")
        keep_computed(Part.objects.get(pk=thing.part), computed)

    def harm(self, thing: OpenPart) -> int:
        return too_many(Match.objects.filter(demand=thing.demand).count())


class SealOnce(Limited):
    """A run is completed once, with one event."""

    name = "批次封存 / seal of a run"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        run = prepared_run(f"seal-{turn}")
        keep_part(run.parts.get(), result_digest="b" * 64)
        return run.pk

    def attempt(self, thing: int, client: int) -> None:
        complete_run(by=CLERK, at=AT, run=Run(pk=thing), counts={"matches": client})

    def harm(self, thing: int) -> int:
        return too_many(events("complete_run", thing))
