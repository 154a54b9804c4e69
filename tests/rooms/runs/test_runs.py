"""A run is prepared once, kept part by part, and sealed when every part is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed, WrongState
from kechuang.files import storage
from kechuang.runs.models import Part, Run, RunState
from kechuang.runs.selectors import latest_completed, open_parts
from kechuang.runs.services import complete_run, keep_part, prepare_run
from tests.cast import AT, LATER, TODAY, YESTERDAY, Person

INPUTS = b"\x1f\x8b frozen"
DIGEST = "a" * 64

Prepare = Callable[..., Run]


@pytest.fixture
def prepare(clerk: Person) -> Prepare:
    def run(on: date = TODAY, inputs_digest: str = DIGEST, **parts: tuple[int, int]) -> Run:
        return prepare_run(
            by=clerk.actor,
            at=AT,
            kind="region_sweep",
            on=on,
            inputs=INPUTS,
            inputs_digest=inputs_digest,
            parts=parts or {"entitlement": (250, 100), "matching": (2, 25)},
        )

    return run


def keep_all(run: Run, digest: str = "b" * 64) -> None:
    for part in open_parts(run):
        keep_part(part, result_digest=digest)


def test_parts_cover_every_item_once(prepare: Prepare) -> None:
    run = prepare()

    parts = [(part.kind, part.first, part.last) for part in open_parts(run)]
    assert parts == [
        ("entitlement", 0, 100),
        ("entitlement", 100, 200),
        ("entitlement", 200, 250),
        ("matching", 0, 2),
    ]


def test_the_inputs_are_frozen_with_the_run(prepare: Prepare) -> None:
    assert storage.get(prepare().inputs.digest) == INPUTS


def test_the_same_inputs_on_the_same_day_are_the_same_run(prepare: Prepare) -> None:
    first = prepare()

    assert prepare() == first
    assert Part.objects.count() == 4
    assert [event.command for event in Event.objects.all()] == ["store_file", "prepare_run"]


@pytest.mark.parametrize("change", [{"on": YESTERDAY}, {"inputs_digest": "c" * 64}])
def test_another_day_or_other_inputs_are_another_run(
    change: dict[str, object], prepare: Prepare
) -> None:
    assert prepare() != prepare(**change)


def test_a_kept_part_is_no_longer_open(prepare: Prepare) -> None:
    run = prepare()
    first = open_parts(run)[0]

    keep_part(first, result_digest="b" * 64)

    assert first not in open_parts(run)
    assert open_parts(run).count() == 3


def test_a_kept_part_is_never_redone(prepare: Prepare) -> None:
    run = prepare()
    first = open_parts(run)[0]
    keep_part(first, result_digest="b" * 64)

    with pytest.raises(WrongState, match="此前已保存"):
        keep_part(first, result_digest="d" * 64)

    first.refresh_from_db()
    assert first.result_digest == "b" * 64


def test_an_incomplete_run_is_not_sealed(clerk: Person, prepare: Prepare) -> None:
    run = prepare()
    keep_part(open_parts(run)[0], result_digest="b" * 64)

    with pytest.raises(WrongState, match="没有计算"):
        complete_run(by=clerk.actor, at=AT, run=run, counts={})

    run.refresh_from_db()
    assert (run.state, run.result_digest) == (RunState.PREPARED, "")


def test_completing_seals_counts_and_result(clerk: Person, prepare: Prepare) -> None:
    run = prepare()
    keep_all(run)

    sealed = complete_run(by=clerk.actor, at=LATER, run=run, counts={"answers": 3})

    event = Event.objects.last()
    assert event is not None
    assert (sealed.state, sealed.completed_at, sealed.counts) == (
        RunState.COMPLETED,
        LATER,
        {"answers": 3},
    )
    assert event.command == "complete_run"
    assert event.payload["result"] == sealed.result_digest


def test_completing_twice_changes_nothing(clerk: Person, prepare: Prepare) -> None:
    run = prepare()
    keep_all(run)
    first = complete_run(by=clerk.actor, at=AT, run=run, counts={"answers": 3})

    again = complete_run(by=clerk.actor, at=LATER, run=run, counts={"answers": 9})

    assert (again.completed_at, again.counts, again.result_digest) == (
        AT,
        {"answers": 3},
        first.result_digest,
    )
    assert Event.objects.filter(command="complete_run").count() == 1


def test_the_result_depends_on_every_part(clerk: Person, prepare: Prepare) -> None:
    first, second = prepare(), prepare(on=YESTERDAY)
    keep_all(first)
    keep_part(open_parts(second)[2], result_digest="e" * 64)
    keep_all(second)

    results = {
        complete_run(by=clerk.actor, at=AT, run=run, counts={}).result_digest
        for run in (first, second)
    }

    assert len(results) == 2


def test_a_run_over_nothing_completes(clerk: Person, prepare: Prepare) -> None:
    run = prepare(entitlement=(0, 100))

    assert complete_run(by=clerk.actor, at=AT, run=run, counts={}).state == RunState.COMPLETED


def test_pages_show_the_newest_day_that_is_completed(clerk: Person, prepare: Prepare) -> None:
    today, yesterday = prepare(), prepare(on=YESTERDAY)
    assert latest_completed("region_sweep") is None

    for run, shown in ((yesterday, yesterday), (today, today)):
        keep_all(run)
        complete_run(by=clerk.actor, at=AT, run=run, counts={})
        assert latest_completed("region_sweep") == shown

    assert latest_completed("other") is None


@pytest.mark.parametrize("who", ["alice", "una", "auditor", "admin", "anonymous"])
def test_only_the_bureau_prepares_and_completes(
    who: str, prepare: Prepare, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who).actor
    run = prepare()
    keep_all(run)

    with pytest.raises(NotAllowed):
        complete_run(by=by, at=AT, run=run, counts={})
    with pytest.raises(NotAllowed):
        prepare_run(by=by, at=AT, kind="x", on=TODAY, inputs=INPUTS, inputs_digest=DIGEST, parts={})

    assert Run.objects.get().state == RunState.PREPARED
