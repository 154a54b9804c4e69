from dataclasses import replace
from time import process_time

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.base.registry.problems import InvalidContent
from kechuang.outcomes.models import Outcome, OwnerShare
from kechuang.outcomes.selectors import outcomes_without_whole_shares
from kechuang.outcomes.services import (
    NewShare,
    advance_outcome,
    import_outcomes,
    revise_outcome,
)
from kechuang.parties.services import ImportCount
from tests.base.registry.cast import AT


@pytest.fixture
def rows(content):
    return [replace(content, title=f"成果{n}", source_key=f"K{n}") for n in range(3)]


@pytest.fixture
def imported(bureau, rows):
    def run(given=rows, *, publish=True):
        return import_outcomes(
            by=bureau.actor, at=AT, rows=given, source="成果库甲", publish=publish
        )

    return run


def test_an_import_is_one_event_however_many_rows(imported):
    assert imported() == ImportCount(created=3, updated=0, unchanged=0)

    (event,) = Event.objects.all()
    assert event.command == "import_outcomes"
    assert event.payload | {"digest": ""} == {
        "source": "成果库甲",
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "digest": "",
    }
    assert Outcome.objects.order_by("pk").first().number == "CG2026-000001"
    assert not outcomes_without_whole_shares().exists()


def test_importing_the_same_again_changes_nothing(imported):
    imported()
    before = list(Outcome.objects.order_by("pk").values()), list(OwnerShare.objects.values())

    assert imported() == ImportCount(created=0, updated=0, unchanged=3)
    assert (
        list(Outcome.objects.order_by("pk").values()),
        list(OwnerShare.objects.values()),
    ) == before


def test_a_changed_row_updates_its_outcome_and_shares_and_keeps_number_and_state(
    imported, rows, alice
):
    imported()
    outcome = Outcome.objects.get(source_key="K1")
    advance_outcome(by=alice.actor, at=AT, outcome=outcome, command="negotiate")
    changed = replace(rows[1], title="改名", owners=(NewShare("独家", 10_000),))

    assert imported([rows[0], changed]) == ImportCount(created=0, updated=1, unchanged=1)

    after = Outcome.objects.get(source_key="K1")
    assert (after.pk, after.number, after.state) == (outcome.pk, outcome.number, "negotiating")
    assert after.title == "改名"
    assert [share.owner for share in after.shares.all()] == ["独家"]
    assert Outcome.objects.filter(search_text__contains="改名").count() == 1


def test_a_correction_by_hand_survives_an_equal_import(imported, bureau, rows):
    imported(publish=False)
    outcome = Outcome.objects.get(source_key="K0")
    corrected = replace(rows[0], title="人工更正")
    revise_outcome(by=bureau.actor, at=AT, outcome=outcome, content=corrected)

    imported()

    assert Outcome.objects.get(source_key="K0").title == "人工更正"


def test_unpublished_rows_wait_for_verification(imported):
    imported(publish=False)

    assert set(Outcome.objects.values_list("state", "published_at")) == {("registered", None)}


def test_one_bad_row_stops_the_whole_import_and_is_named(imported, rows):
    bad = replace(rows[2], owners=(NewShare("甲", 9_000),))

    with pytest.raises(InvalidContent) as refused:
        imported([rows[0], bad])

    assert refused.value.what.zh == "来源编号 K2 未导入"
    assert not Outcome.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("keys", [("K0", "K0"), ("K0", "")])
def test_rows_without_a_key_of_their_own_are_refused(imported, rows, keys):
    with pytest.raises(InvalidInput):
        imported([replace(row, source_key=key) for row, key in zip(rows, keys, strict=False)])


def test_only_the_bureau_imports(alice, rows):
    with pytest.raises(NotAllowed):
        import_outcomes(by=alice.actor, at=AT, rows=rows, source="甲", publish=True)


def test_the_same_key_of_another_source_is_another_outcome(imported, bureau, rows):
    imported()

    count = import_outcomes(by=bureau.actor, at=AT, rows=rows, source="乙", publish=True)

    assert count == ImportCount(created=3, updated=0, unchanged=0)


def test_two_thousand_rows_take_less_than_three_seconds(imported, content):
    many = [replace(content, title=f"成果{n}", source_key=str(n)) for n in range(2_000)]

    began = process_time()
    count = imported(many)

    assert process_time() - began < 3
    assert count == ImportCount(created=2_000, updated=0, unchanged=0)
