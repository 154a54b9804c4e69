"""A sweep is the same for the same inputs, wherever, however often and after whatever break."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kechuang.base.errors import WrongState
from kechuang.batch import inputs, sweeping
from kechuang.batch.executors import executor_for, in_order
from kechuang.batch.frozen import InputsAltered
from kechuang.batch.keeping import keep_computed
from kechuang.batch.sweeping import (
    advance_sweep,
    finish_sweep,
    items_left,
    prepare_sweep,
    replay_differences,
)
from kechuang.batch.work import Computed, Slice, compute
from kechuang.entitlements.models import Entitlement
from kechuang.files.storage import path_of
from kechuang.matching.models import Match
from kechuang.runs.models import Run, RunState
from kechuang.runs.selectors import open_parts
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region, state, sweep

pytestmark = pytest.mark.django_db
Advance = Callable[[Run], None]


class PowerCut(Exception):
    """The machine stopped in the middle."""


def nothing(items: int) -> None:
    """A progress bar that nobody watches."""


def prepared() -> Run:
    return prepare_sweep(by=SYSTEM, at=AT, on=ON)


def finished(run: Run) -> Run:
    advance_sweep(run, progress=nothing, workers=1)
    return finish_sweep(run, by=SYSTEM, at=AT)


def results_of(run: Run) -> list[tuple[object, ...]]:
    answers = Entitlement.objects.filter(run=run).order_by("pack_id", "clause_id", "party")
    matches = Match.objects.filter(run=run).order_by("demand", "rank")
    return [
        *((a.pack_id, a.clause_id, a.party_id, bytes(a.evidence)) for a in answers),
        *((m.demand_id, m.outcome_id, m.rank, m.score) for m in matches),
    ]


@pytest.fixture
def small_parts(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """One party or demand per part, and no run yet."""
    monkeypatch.setattr(sweeping, "PARTIES_PER_PART", 1)
    monkeypatch.setattr(sweeping, "DEMANDS_PER_PART", 1)
    Run.objects.all().delete()


@pytest.fixture
def sealed_inputs(region: Region) -> Iterator[Run]:
    """The region's run; its frozen file is put back after the test."""
    assert region.run
    place = path_of(region.run.inputs.digest)
    content = place.read_bytes()
    yield region.run
    place.write_bytes(content)


def test_the_same_inputs_on_the_same_day_are_the_same_run(region: Region) -> None:
    again = sweep()

    assert again == region.run
    assert Run.objects.count() == 1


def test_another_version_of_the_engines_makes_a_new_run(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "__version__", "99.0")

    assert prepare_sweep(by=SYSTEM, at=AT, on=ON).pk != region.run.pk


def test_a_fact_stated_later_makes_a_new_run(region: Region) -> None:
    state(region.blank, tech_sale_paid=100)

    later = sweep()

    assert later != region.run
    met = Entitlement.objects.filter(run=later, party=region.blank, verdict="met")
    assert [answer.clause_id for answer in met] == ["registrant"]


@pytest.mark.parametrize("kept", [0, 1, 3, 6])
@pytest.mark.usefixtures("small_parts")
def test_a_sweep_resumed_after_a_power_cut_ends_with_the_same_digest(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = finished(prepared())
    expected = whole.result_digest, whole.counts, results_of(whole)
    whole.delete()
    run = prepared()
    started = iter(range(kept))

    def compute_until_cut(part: Slice) -> Computed:
        if next(started, None) is None:
            raise PowerCut
        return compute(part)

    monkeypatch.setattr(sweeping, "compute", compute_until_cut)
    with pytest.raises(PowerCut):
        advance_sweep(run, progress=nothing, workers=1)
    left = items_left(run)
    monkeypatch.setattr(sweeping, "compute", compute)
    resumed = finished(run)

    assert left == run.parts.count() - kept
    assert (resumed.result_digest, resumed.counts, results_of(resumed)) == expected


@pytest.mark.usefixtures("small_parts")
def test_a_run_with_open_parts_is_not_sealed() -> None:
    run = prepared()

    with pytest.raises(WrongState):
        finish_sweep(run, by=SYSTEM, at=AT)

    run.refresh_from_db()
    assert run.state == RunState.PREPARED


@pytest.mark.usefixtures("small_parts")
def test_a_part_that_two_processes_computed_is_kept_once() -> None:
    run = prepared()
    stale = list(open_parts(run))
    finished(run)
    before = results_of(run)

    for part in stale:
        place = Slice(str(path_of(run.inputs.digest)), run.on, part.kind, part.first, part.last)
        keep_computed(part, compute(place))

    assert results_of(run) == before


@pytest.mark.usefixtures("small_parts")
def test_processes_and_this_process_compute_the_same_bytes() -> None:
    run = prepared()
    path = str(path_of(run.inputs.digest))
    jobs = [Slice(path, run.on, part.kind, part.first, part.last) for part in open_parts(run)]

    with executor_for(len(jobs), workers=2) as pool, executor_for(1) as inline:
        apart = list(in_order(pool, compute, jobs))
        here = list(in_order(inline, compute, jobs))

    assert type(pool) is not type(inline)
    assert apart == here


def test_a_replay_gives_the_same_bytes(region: Region) -> None:
    assert region.run

    assert replay_differences(region.run, progress=nothing, workers=1) == []


def test_a_replay_does_not_look_at_what_has_changed_since(region: Region) -> None:
    assert region.run
    state(region.mine, tech_sale_paid=999_999_999)
    region.outcomes["magnet"].__class__.objects.update(title="改名")

    assert replay_differences(region.run, progress=nothing, workers=1) == []


def test_a_replay_names_the_part_whose_digest_was_changed(region: Region) -> None:
    assert region.run
    part = region.run.parts.get(kind="matching")
    type(part).objects.filter(pk=part.pk).update(result_digest="0" * 64)

    assert replay_differences(region.run, progress=nothing, workers=1) == [part]


def test_a_replay_names_the_part_whose_answer_was_changed_in_the_database(region: Region) -> None:
    assert region.run
    answer = region.run.entitlements.filter(verdict="not_met").first()
    assert answer
    type(answer).objects.filter(pk=answer.pk).update(verdict="met")

    (different,) = replay_differences(region.run, progress=nothing, workers=1)

    assert different.kind == "entitlement"


def test_a_replay_names_the_part_whose_match_was_changed_in_the_database(region: Region) -> None:
    assert region.run
    match = region.run.matches.first()
    assert match
    type(match).objects.filter(pk=match.pk).update(score=match.score + 1)

    (different,) = replay_differences(region.run, progress=nothing, workers=1)

    assert different.kind == "matching"


@pytest.mark.parametrize("workers", [1, 2])
def test_altered_inputs_are_refused(sealed_inputs: Run, workers: int) -> None:
    place = path_of(sealed_inputs.inputs.digest)
    content = bytearray(place.read_bytes())
    content[-1] ^= 1
    place.write_bytes(content)

    with pytest.raises(InputsAltered) as refused:
        replay_differences(sealed_inputs, progress=nothing, workers=workers)

    assert sealed_inputs.inputs.digest in refused.value.why.zh
    assert sealed_inputs.inputs.digest in refused.value.why.en
