"""定榜: at least two sheets, duplicates found by the engine and confirmed by the officer."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.refusals import StepRefused
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Need
from kechuang.programmes.selectors.facts import item_facts
from kechuang.programmes.selectors.needs import board_of, score_board
from tests.cast import Person
from tests.rooms.cases.scene import at, do
from tests.rooms.ledger.town import small_treasury
from tests.rooms.programmes.scene import (
    MARKS,
    NEED,
    Scene,
    fill_in,
    named,
    refreshed,
)

pytestmark = pytest.mark.django_db
WHEN = at("2026-03-04T09:00")


def score(town: Scene, need: Need, name: str, **changes: int) -> None:
    marks = {**MARKS, **changes}
    programmes.score_need(by=town.scorer(name), at=WHEN, need=need, marks=marks)


def ruled(town: Scene, need: Need, **changes: object):
    search = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)
    return programmes.rule_on_duplicates(
        by=town.officer, at=WHEN, search=search, reason="已核对", **changes
    )


def test_one_sheet_gives_no_points(town: Scene, need: Need) -> None:
    score(town, need, "one")

    assert board_of(need).points is None
    assert "listable_points" not in item_facts(need.case, WHEN)


def test_two_sheets_are_averaged_half_up(town: Scene, need: Need) -> None:
    score(town, need, "one")
    score(town, need, "two", worth=11)

    assert board_of(need).points == 78
    assert item_facts(need.case, WHEN)["listable_points"] == 78


def test_a_second_sheet_of_one_person_replaces_the_first_and_both_are_kept(
    town: Scene, need: Need
) -> None:
    scorer = town.scorer("one")
    for worth in (5, 10):
        marks = {**MARKS, "worth": worth}
        programmes.score_need(by=scorer, at=WHEN, need=need, marks=marks)

    assert [sheet.points for sheet in board_of(need).sheets] == [77]
    assert need.scores.count() == 2


@pytest.mark.parametrize(
    "marks", [{**MARKS, "worth": 16}, {**MARKS, "worth": -1}, {"worth": 1}, {**MARKS, "x": 1}]
)
def test_marks_off_the_sheet_are_refused(town: Scene, need: Need, marks: dict[str, int]) -> None:
    with pytest.raises(InvalidInput):
        programmes.score_need(by=town.officer, at=WHEN, need=need, marks=marks)


def test_nobody_with_an_interest_scores(town: Scene, need: Need) -> None:
    with pytest.raises(NotAllowed):
        programmes.score_need(by=town.also_officer(town.demander), at=WHEN, need=need, marks=MARKS)


def test_demanders_outsiders_and_auditors_do_not_score(
    town: Scene, need: Need, charlie: Person, auditor: Person
) -> None:
    for who in (town.demander, charlie, auditor):
        with pytest.raises(NotAllowed):
            programmes.score_need(by=who.actor, at=WHEN, need=need, marks=MARKS)


def test_sheets_are_read_by_officers_and_auditors_only(
    town: Scene, need: Need, charlie: Person, auditor: Person
) -> None:
    score(town, need, "one")

    assert score_board(town.officer, need) is not None
    assert score_board(auditor.actor, need) is not None
    for who in (town.demander, charlie):
        assert score_board(who.actor, need) is None


def test_a_need_that_changed_is_scored_anew(town: Scene, need: Need) -> None:
    score(town, need, "one")
    score(town, need, "two")
    ruled(town, need)
    do(need.case, "ask_supplement", town.officer, "2026-03-05T09:00")
    changed = {**NEED, "demander_unit": named(town.unit), "topic": "另一个题目"}
    fill_in(need.case, "need", changed, town.demander.actor)
    do(need.case, "supplement", town.demander.actor, "2026-03-06T09:00")

    facts = item_facts(refreshed(need).case, at("2026-03-06T10:00"))

    assert facts == {}


def test_a_need_is_not_listed_before_somebody_ruled_on_duplicates(town: Scene, need: Need) -> None:
    score(town, need, "one")
    score(town, need, "two")

    with pytest.raises(StepRefused):
        do(need.case, "list_need", town.officer, "2026-03-10T10:00")
    ruled(town, need)

    assert do(need.case, "list_need", town.officer, "2026-03-10T10:00").state == "listable"


def test_a_need_with_few_points_is_not_listed(town: Scene, need: Need) -> None:
    score(town, need, "one", clear_target=0, real_gap=0)
    score(town, need, "two", clear_target=0, real_gap=0)
    ruled(town, need)

    with pytest.raises(StepRefused):
        do(need.case, "list_need", town.officer, "2026-03-10T10:00")


def test_an_item_on_the_list_is_found_as_a_duplicate(town: Scene) -> None:
    item = town.published()
    need = town.need()

    ruling_search = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)

    first = ruling_search.candidates.get(reference=item.number)
    assert (first.kind, first.rank) == ("listed_item", 1)
    assert sum(reason["points"] for reason in first.reasons) == first.score


def test_a_duplicate_is_not_listed(town: Scene) -> None:
    town.published()
    need = town.need()
    score(town, need, "one")
    score(town, need, "two")
    search = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)
    programmes.rule_on_duplicates(
        by=town.officer,
        at=WHEN,
        search=search,
        reason="同一题目",
        repeats=search.candidates.first(),
    )

    assert item_facts(refreshed(need).case, WHEN)["is_duplicate"] is True
    with pytest.raises(StepRefused):
        do(need.case, "list_need", town.officer, "2026-03-10T10:00")


def test_a_project_under_way_is_found(town: Scene, need: Need) -> None:
    project = small_treasury().grant(
        title="高温薄膜传感器研制", ground="高温薄膜传感器", period_to=date(2027, 12, 31)
    )

    search = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)

    assert search.searched["running_project"] == 1
    assert [one.reference for one in search.candidates.all()] == [project.number]


def test_only_the_latest_search_is_ruled_on(town: Scene, need: Need) -> None:
    earlier = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)
    programmes.search_duplicates(by=town.officer, at=at("2026-03-04T10:00"), need=need)

    with pytest.raises(WrongState):
        programmes.rule_on_duplicates(by=town.officer, at=WHEN, search=earlier, reason="无")


def test_a_ruling_needs_a_reason(town: Scene, need: Need) -> None:
    search = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)

    with pytest.raises(InvalidInput):
        programmes.rule_on_duplicates(by=town.officer, at=WHEN, search=search, reason=" ")


def test_nobody_else_rules_on_duplicates(town: Scene, need: Need, charlie: Person) -> None:
    search = programmes.search_duplicates(by=town.officer, at=WHEN, need=need)

    for who in (town.demander, charlie):
        with pytest.raises(NotAllowed):
            programmes.search_duplicates(by=who.actor, at=WHEN, need=need)
        with pytest.raises(NotAllowed):
            programmes.rule_on_duplicates(by=who.actor, at=WHEN, search=search, reason="无")


def test_the_same_need_filed_twice_is_found(town: Scene, need: Need) -> None:
    again = town.need()

    search = programmes.search_duplicates(by=town.officer, at=WHEN, need=again)

    (found,) = search.candidates.filter(kind="filed_need")
    assert found.reference == need.case.number
    assert search.searched["filed_need"] == 1
