"""A year's plan is opened from the pack of a place, and keeps what it was opened with."""

from __future__ import annotations

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.engines.packfile import PackError
from kechuang.programmes import services as programmes
from kechuang.programmes.measures import Measures, read_measures
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.selectors.rounds import (
    measures_of,
    option_rows,
    place_packs,
    plan_progress,
)
from tests.cast import Person
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.scene import ELEVEN, OPENED, entered, scene, treasury

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", [*ELEVEN, "yunlan-challenge"])
def test_every_option_of_a_place_shows_its_basis_or_that_it_is_an_example(place: str) -> None:
    rows = option_rows(scene(place, with_money=False).programme)

    assert all(row.basis or row.is_example for row in rows)
    assert not any(row.is_set_here for row in rows)
    assert {row.name for row in rows} >= {"is_blind", "lanes", "funding_shares"}


def test_an_option_that_the_round_sets_is_an_example_of_its_own() -> None:
    rows = option_rows(scene(with_money=False, lanes=2).programme)

    (lanes,) = [row for row in rows if row.name == "lanes"]
    assert (lanes.value.zh, lanes.is_set_here, lanes.is_example) == ("2", True, True)


def test_packs_of_places_are_offered_and_no_others() -> None:
    entered("jinan-challenge")

    assert {one.procedure_id for one in place_packs()} == {"challenge", "jinan-challenge"}


def test_only_the_citys_bureau_opens_a_plan(alice: Person, district_clerk: Person) -> None:
    version = entered("jinan-challenge")

    for who in (alice, district_clerk):
        with pytest.raises(NotAllowed):
            _opened(who, version)
    assert not ProgrammeRound.objects.exists()


def test_another_procedure_is_no_option_pack(clerk: Person) -> None:
    entered("jinan-challenge")

    with pytest.raises(InvalidInput, match="no challenge pack"):
        _opened(clerk, entered("challenge-bid"))


def test_an_open_review_is_refused(clerk: Person) -> None:
    with pytest.raises(InvalidInput, match="blind reviews only"):
        _opened(clerk, entered("jinan-challenge"), options={"is_blind": False})


def test_only_the_citys_bureau_names_the_budget_line(alice: Person, clerk: Person) -> None:
    town, line = scene(with_money=False), treasury()

    with pytest.raises(NotAllowed):
        programmes.name_budget_line(by=alice.actor, at=OPENED, programme=town.programme, line=line)
    named = programmes.name_budget_line(
        by=clerk.actor, at=OPENED, programme=town.programme, line=line
    )

    assert named.line == line


def test_a_round_keeps_its_measures() -> None:
    programme = scene(with_money=False).programme

    measures = measures_of(programme)

    assert measures.digest == programme.measures.digest
    assert sum(one.most for one in measures.criteria) == 100


def test_progress_is_told_against_the_plan() -> None:
    town = scene("changzhou-challenge")
    town.published()

    progress = plan_progress(town.programme)

    assert (progress.items, progress.items_wanted) == (1, 11)
    assert (progress.budget_fen, progress.listed_amount_fen) == (2000 * WAN, 3715 * WAN)


@pytest.mark.parametrize(
    ("line", "instead", "why"),
    [
        ("is_example: true", "is_example: false", "没有来源规定"),
        ("least_sheets: 2", "least_sheets: 1", "少于2"),
        ("weight_bp: 4000", "weight_bp: 4001", "合计10001"),
        ("most: 20", "most: 21", "合计101"),
        ("control_above_bp: 5000", "control_above_bp: 10001", "应在0至10000之间"),
    ],
)
def test_broken_measures_are_refused_with_their_line(line: str, instead: str, why: str) -> None:
    source = _measures().source

    with pytest.raises(PackError, match=why) as refused:
        read_measures(source.replace(line, instead), name="measures.yaml")
    assert refused.value.line > 1


def _measures() -> Measures:
    return measures_of(scene(with_money=False).programme)


def _opened(who: Person, version: object, **changes: object) -> ProgrammeRound:
    given = {"code": "p", "year": 2026, "title": "计划", "version": version}
    return programmes.open_programme(by=who.actor, at=OPENED, **{**given, **changes})
