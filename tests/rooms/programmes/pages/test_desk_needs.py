"""定榜 on the desk: score sheets, duplicates and their ruling, and the decision."""

from __future__ import annotations

from typing import Any

import pytest

from kechuang.cases.models import StepTaken
from kechuang.programmes.models import DuplicateRuling, ListingScore, Need
from kechuang.programmes.selectors.needs import board_of, ruling_of
from tests.rooms.cases.scene import do, fresh
from tests.rooms.programmes.pages.at_desk import (
    READERS,
    address,
    client_of,
    on,
    reader,
    statuses_of,
    text_of,
)
from tests.rooms.programmes.scene import MARKS, NEED, Scene, fill_in, named, refreshed

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(kept_town: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    on(monkeypatch, "2026-03-04T09:00")
    return kept_town.again()


def posted(town: Scene, need: Need, name: str, body: dict[str, Any]) -> Any:
    return client_of(town.officer).post(address(name, need.case.number), body)


def test_the_need_is_read_by_the_bureau_of_its_district_and_by_auditors(town: Scene) -> None:
    need = town.need()

    assert statuses_of(address("desk_need", need.case.number)) == READERS


def test_what_the_demander_still_writes_is_not_there(town: Scene) -> None:
    from kechuang.programmes import services as programmes
    from tests.rooms.programmes.scene import OPENED

    need = programmes.begin_need(
        by=town.poser, at=OPENED, programme=town.programme, party=town.unit
    )

    assert reader("city clerk").get(address("desk_need", need.case.number)).status_code == 404


def test_two_people_score_each_criterion_by_its_words(town: Scene) -> None:
    need = town.need()
    url = address("desk_score", need.case.number)

    for name in ("one", "two"):
        client_of(town.scorer(name)).post(url, {**MARKS, "remark": f"{name}的评语"})

    page = text_of(client_of(town.officer), address("desk_need", need.case.number))
    assert board_of(need).points == 77
    assert "每个指标有现状、目标值和考核方式" in page
    assert "one的评语" in page
    assert ">77<" in page


@pytest.mark.parametrize("marks", [{**MARKS, "worth": 16}, {"clear_target": 20}, {}])
def test_a_sheet_out_of_bounds_or_unfinished_is_shown_again(
    town: Scene, marks: dict[str, int]
) -> None:
    need = town.need()

    answer = posted(town, need, "desk_score", marks)

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not ListingScore.objects.exists()


@pytest.mark.parametrize("name", ["desk_score", "desk_search", "desk_rule"])
def test_auditors_and_outsiders_change_nothing(town: Scene, name: str) -> None:
    need = town.need()
    given = {**MARKS, "repeats": "none", "reason": "不同"}

    answers = {
        who: reader(who).post(address(name, need.case.number), given).status_code
        for who in ("auditor", "harbour clerk", "enterprise")
    }

    assert answers == {"auditor": 403, "harbour clerk": 404, "enterprise": 403}
    assert not (ListingScore.objects.exists())
    assert not (need.searches.exists())


def test_a_clerk_who_works_for_the_demander_scores_nothing(town: Scene) -> None:
    need = town.need()
    clerk = client_of(town.also_officer(town.demander))

    answer = clerk.post(address("desk_score", need.case.number), MARKS)

    assert answer.status_code == 404
    assert not ListingScore.objects.exists()


def test_what_may_be_repeated_is_found_with_reasons_and_ruled_once(town: Scene) -> None:
    first = town.published()
    need = town.need()
    posted(town, need, "desk_search", {})
    (candidate,) = need.searches.get().candidates.all()
    page = text_of(client_of(town.officer), address("desk_need", need.case.number))

    given = {"repeats": str(candidate.pk), "reason": "指标相同"}
    answer = posted(town, need, "desk_rule", given)

    after = text_of(client_of(town.officer), address("desk_need", need.case.number))
    ruling = ruling_of(refreshed(need))
    assert candidate.reference == first.number
    assert first.number in page
    assert "题目内容重合" in page
    assert answer.status_code == 302
    assert ruling is not None
    assert ruling.is_duplicate
    assert f"认定重复：{first.number}" in after
    assert "更正认定" in after


def test_nothing_is_ruled_by_leaving_it_out(town: Scene) -> None:
    need = town.need()
    posted(town, need, "desk_search", {})

    silent = posted(town, need, "desk_rule", {"reason": "不同"})
    groundless = posted(town, need, "desk_rule", {"repeats": "none", "reason": " "})

    assert (silent.status_code, groundless.status_code) == (422, 422)
    assert not DuplicateRuling.objects.exists()


def test_what_was_ruled_different_is_not_asked_about_again(town: Scene) -> None:
    first = town.published()
    need = town.need()
    posted(town, need, "desk_search", {})
    posted(town, need, "desk_rule", {"repeats": "none", "reason": "对象不同"})
    supplemented(town, need, budget="2500")

    posted(town, need, "desk_search", {})

    page = text_of(client_of(town.officer), address("desk_need", need.case.number))
    candidate = need.searches.first().candidates.get()  # type: ignore[union-attr]
    assert candidate.reference == first.number
    assert "此前已认定不重复" in page
    assert "对象不同" in page
    assert f'value="{candidate.pk}"' not in page


def supplemented(town: Scene, need: Need, **changes: Any) -> None:
    do(need.case, "ask_supplement", town.officer, "2026-03-04T10:00")
    typed = {**NEED, "demander_unit": named(town.unit), **changes}
    fill_in(need.case, "need", typed, town.poser)
    do(need.case, "supplement", town.poser, "2026-03-04T11:00")


def test_a_supplemented_need_says_that_it_is_to_be_scored_anew(town: Scene) -> None:
    need = town.need()
    posted(town, need, "desk_score", MARKS)
    supplemented(town, need, budget="2500")

    page = text_of(client_of(town.officer), address("desk_need", need.case.number))

    assert "需求补正以后" in page
    assert "还差 2 人评分" in page


def test_the_page_says_what_the_service_refuses(town: Scene) -> None:
    need = town.need()
    step = address("desk_need_step", need.case.number, "list_need")
    officer = client_of(town.officer)

    page = text_of(officer, address("desk_need", need.case.number))
    answer = officer.post(step, {})

    assert "定榜评分" in page
    assert "还不能办" in page
    assert answer.status_code == 409
    assert fresh(need.case).state == "filed"
    assert "notice-bad" in answer.content.decode()


def test_a_listable_need_is_admitted_and_not_refused(town: Scene) -> None:
    need = town.listable()
    officer = client_of(town.officer)
    step = "desk_need_step"

    refused = officer.post(address(step, need.case.number, "refuse_need"), {"reason": "不好"})
    admitted = officer.post(address(step, need.case.number, "list_need"), {})

    assert refused.status_code == 409
    assert "已符合入榜条件" in refused.content.decode()
    assert admitted.status_code == 302
    assert fresh(need.case).state == "listable"


def test_a_need_is_returned_with_a_reason_only(town: Scene) -> None:
    need = town.need(own_funds="0")
    officer = client_of(town.officer)
    step = address("desk_need_step", need.case.number, "refuse_need")

    silent = officer.post(step, {"reason": " "})
    told = officer.post(step, {"reason": "自筹资金未落实"})

    assert (silent.status_code, told.status_code) == (409, 302)
    row = StepTaken.objects.get(case=need.case, event="refuse_need")
    assert row.reason == "自筹资金未落实"


def test_an_auditor_is_offered_no_step_and_takes_none(town: Scene) -> None:
    need = town.listable()
    auditor = reader("auditor")

    page = text_of(auditor, address("desk_need", need.case.number))
    answer = auditor.post(address("desk_need_step", need.case.number, "list_need"), {})

    assert "<textarea" not in page
    assert answer.status_code == 403
    assert fresh(need.case).state == "filed"
