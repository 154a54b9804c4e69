"""Races: gates opened, scored without seeing others, proposed and decided by two people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from kechuang.programmes.models.execution import Gate, LaneRuling
from kechuang.programmes.states_of_execution import ContractState, GateState
from tests.base.registry.cast import Person
from tests.rooms.programmes.execution.race import Race, race
from tests.rooms.programmes.pages.projects.desk import CONTENT, SCORE, logged_in, office

pytestmark = pytest.mark.django_db


class Field:
    """A race with its gate and everybody at it; the lanes' chiefs are ``lane1`` to ``lane3``."""

    def __init__(self) -> None:
        self.race: Race = race()
        lanes = enumerate(self.race.lanes, start=1)
        chiefs = {f"lane{place}": logged_in(lane.chief) for place, lane in lanes}
        demander = logged_in(self.race.lanes[0].demander)
        self.people: dict[str, Person] = {**office(), **chiefs, "demander": demander}
        self.gate: Gate = self.race.gate()

    def again(self) -> Field:
        """The same field for a test of its own, as the database has it."""
        same = copy(self)
        lanes = [replace(lane, contract=lane.fresh()) for lane in self.race.lanes]
        same.race, same.gate = Race(lanes), Gate.objects.get(pk=self.gate.pk)
        return same

    def get(self, who: str, name: str = "gate", **ids: object) -> HttpResponse:
        return self.people[who].client.get(self._url(name, ids))

    def post(
        self, who: str, name: str, content: Mapping[str, Any] | None = None, **ids: object
    ) -> HttpResponse:
        return self.people[who].client.post(self._url(name, ids), content or {})

    def page(self, who: str, name: str = "gate", **ids: object) -> str:
        return self.get(who, name, **ids).content.decode()

    def judged(self, *scores: int) -> None:
        self.race.score(self.gate, *scores)

    def _url(self, name: str, ids: dict[str, object]) -> str:
        of_race = {"pk": self.race.item.pk} if name in ("race", "open_gate") else {}
        place = of_race or {"pk": self.gate.pk}
        return reverse(f"programmes:{name}", kwargs={**place, **ids})


@pytest.fixture(scope="module")
def kept_field(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Field]:
    """Built once; each test's own changes are rolled back, then the whole."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Field()
        transaction.set_rollback(True)


@pytest.fixture
def field(kept_field: Field) -> Field:
    return kept_field.again()


def test_a_gate_promotes_and_eliminates_and_tells_each_lane(field: Field) -> None:
    field.judged(80, 70, 30)

    proposed = field.post("clerk", "propose_gate")
    closed = field.post("treasurer", "close_gate")

    assert (proposed.status_code, closed.status_code) == (302, 302)
    out = field.race.lanes[2].fresh()
    assert out.state == ContractState.ELIMINATED
    ruling = LaneRuling.objects.get(contract=out)
    ids = {"number": out.number, "pk": ruling.pk}
    address = reverse("programmes:lane_notice", kwargs=ids)
    notice = field.people["lane3"].client.get(address).content.decode()
    assert "出局" in notice
    assert "30.00" in notice
    assert "申诉" in notice
    assert field.people["lane1"].client.get(address).status_code == 404


def test_who_proposed_does_not_close(field: Field) -> None:
    field.judged(80, 70, 30)
    field.post("treasurer", "propose_gate")

    own = field.post("treasurer", "close_gate")
    other = field.post("second_treasurer", "close_gate")

    assert (own.status_code, other.status_code) == (422, 302)


def test_a_judge_scores_once_and_sees_only_the_own_score(field: Field) -> None:
    field.race.score(field.gate, 91, None, None)
    first = field.post("clerk", "score_lane", SCORE, lane=1)
    again = field.post("clerk", "score_lane", SCORE, lane=1)

    page = field.page("clerk")

    assert (first.status_code, again.status_code) == (302, 409)
    assert "意见 4 份" in page
    assert ">80<" in page
    assert ">91<" not in page


def test_scores_are_read_once_scoring_has_ended_by_the_office_only(field: Field) -> None:
    field.judged(91, 70, 30)
    field.post("clerk", "propose_gate")

    assert ">91<" in field.page("auditor")
    assert ">91<" not in field.page("demander")
    assert "<svg role=" in field.page("auditor")
    assert "出局" not in field.page("lane3")


def test_a_lane_sees_itself_only(field: Field) -> None:
    page = field.page("lane1", "race")

    assert "一队" in page
    assert "二队" not in page
    assert "只显示您参与的赛道" in page
    assert "二队" not in field.page("lane1")
    assert "二队" in field.page("demander", "race")


@pytest.mark.parametrize("who", ["expert", "anonymous"])
def test_strangers_find_no_race(field: Field, who: str) -> None:
    assert field.get(who, "race").status_code == 404
    assert field.get(who).status_code == 404


def test_the_team_scores_nobody(field: Field) -> None:
    assert field.post("lane1", "score_lane", SCORE, lane=1).status_code == 403
    assert field.get("lane1", "score_lane", lane=2).status_code == 403


def test_what_was_returned_takes_scores_again(field: Field) -> None:
    field.judged(80, 70, 30)
    field.post("clerk", "propose_gate")

    empty = field.post("treasurer", "return_gate")
    back = field.post("treasurer", "return_gate", {"reason": "补充意见"})

    assert (empty.status_code, back.status_code) == (422, 302)
    assert Gate.objects.get(pk=field.gate.pk).state == GateState.OPEN


def test_a_gate_out_of_the_rounds_number_is_refused(field: Field) -> None:
    content = {**CONTENT["open_gate"](), "number": "3"}

    assert field.post("clerk", "open_gate", content).status_code == 422


def test_a_gate_before_its_time_is_refused_in_the_page(field: Field) -> None:
    answer = field.post("clerk", "open_gate", CONTENT["open_gate"]())

    assert answer.status_code == 409
    assert "没有需要考核的队伍" in answer.content.decode()


def test_the_next_gate_is_opened_for_who_passed(field: Field) -> None:
    field.judged(80, 70, 30)
    field.post("clerk", "propose_gate")
    field.post("treasurer", "close_gate")

    answer = field.post("clerk", "open_gate", CONTENT["open_gate"]())

    assert answer.status_code == 302
    assert "第 2 次考核" in field.page("lane1", "race")


def test_a_lane_without_its_reports_is_not_decided(field: Field) -> None:
    field.race.score(field.gate, 80, 70, None)
    field.post("clerk", "propose_gate")

    assert "不作结论" in field.page("clerk")


def test_a_lane_that_is_not_there_is_not_found(field: Field) -> None:
    assert field.get("clerk", "score_lane", lane=9).status_code == 404
