from dataclasses import replace
from time import process_time

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed
from kechuang.base.registry.problems import InvalidContent
from kechuang.demands.models import Demand, DemandTarget
from kechuang.demands.services import NewTarget, import_demands
from kechuang.parties.services import ImportCount
from tests.base.registry.cast import AT
from tests.rooms.demands.conftest import NAME_CANARY


@pytest.fixture
def rows(content):
    return [replace(content, title=f"需求{n}", source_key=f"K{n}") for n in range(3)]


@pytest.fixture
def imported(bureau, rows):
    def run(given=rows, *, publish=True):
        return import_demands(by=bureau.actor, at=AT, rows=given, source="征集表", publish=publish)

    return run


def test_an_import_is_one_event_however_many_rows(imported):
    assert imported() == ImportCount(created=3, updated=0, unchanged=0)

    (event,) = Event.objects.all()
    assert (event.command, event.payload["created"]) == ("import_demands", 3)
    assert set(Demand.objects.values_list("state", flat=True)) == {"published"}


def test_unpublished_rows_wait_for_vetting(imported):
    imported(publish=False)

    assert set(Demand.objects.values_list("state", flat=True)) == {"submitted"}


def test_importing_the_same_again_changes_nothing(imported):
    imported()
    before = list(Demand.objects.values()), list(DemandTarget.objects.values())

    assert imported() == ImportCount(created=0, updated=0, unchanged=3)
    assert (list(Demand.objects.values()), list(DemandTarget.objects.values())) == before


def test_a_changed_row_updates_its_demand_enterprise_and_targets(imported, rows):
    imported()
    changed = replace(
        rows[1], enterprise_id=None, enterprise_name="别家", targets=(NewTarget("产量", "9"),)
    )

    assert imported([changed]) == ImportCount(created=0, updated=1, unchanged=0)

    demand = Demand.objects.get(source_key="K1")
    assert (demand.number, demand.enterprise, demand.enterprise_name) == (
        "XQ2026-000002",
        None,
        "别家",
    )
    assert [target.metric for target in demand.targets.all()] == ["产量"]
    assert DemandTarget.objects.count() == 5


def test_a_row_that_tells_a_name_to_be_hidden_stops_the_import(imported, rows):
    telling = replace(rows[0], confidentiality="name_hidden", problem=f"{NAME_CANARY}需要")

    with pytest.raises(InvalidContent):
        imported([telling, *rows[1:]])

    assert not Demand.objects.exists()


def test_only_the_bureau_imports(alice, rows):
    with pytest.raises(NotAllowed):
        import_demands(by=alice.actor, at=AT, rows=rows, source="甲", publish=True)


def test_five_hundred_changed_rows_take_less_than_a_second(imported, content):
    many = [replace(content, source_key=str(n)) for n in range(500)]
    imported(many)

    began = process_time()
    count = imported([replace(row, title="改名") for row in many])

    assert process_time() - began < 1
    assert count == ImportCount(created=0, updated=500, unchanged=0)
