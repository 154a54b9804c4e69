"""Steps are taken by whom the pack names, once, and kept with everything they rested on."""

from __future__ import annotations

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed, Refusal, Text
from kechuang.cases import connections
from kechuang.cases.models import Case, Letter, StepTaken
from kechuang.cases.refusals import FormRefused, StepRefused
from kechuang.cases.selectors import course_of, offers_for
from kechuang.cases.services import name_participant, save_draft, take_step
from kechuang.engines.flow import Reference
from tests.rooms.cases.scene import (
    at,
    bureau,
    do,
    fresh,
    hand_in,
    need,
    opened,
    publicised,
    wait,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(facts, alice, yunlan) -> Case:
    return do(need(alice.actor, yunlan, opened()), "file_need", alice.actor, "2026-03-02T10:00")


def test_an_item_goes_from_need_to_closing(facts, alice, yunlan, una, university, clerk):
    case = wait(publicised(alice.actor, yunlan, clerk.actor), "2026-05-20T00:00")
    case = do(case, "approve", bureau("first"), "2026-05-20T09:00")
    case = do(case, "approve", bureau("second"), "2026-05-21T09:00")
    name_participant(
        by=clerk.actor, at=at("2026-05-21T10:00"), case=case, role="leader", who=university
    )
    case = hand_in(case, "task_book", una.actor, "2026-05-25T08:00")
    contract = {
        "technical_chief": Reference("p1", "李四"), "finance_assistant": Reference("p2", "王五"),
        "grant": 150_000_000, "ends_on": at("2026-11-30").date(),
        "milestones": ({"due_on": at("2026-09-01").date(), "goal": "样机", "share": 60},),
    }  # fmt: skip
    case = do(case, "sign_contract", una.actor, "2026-05-25T09:00", **contract)
    case = do(case, "apply_acceptance", una.actor, "2026-10-20T09:00")
    case = hand_in(case, "acceptance_record", clerk.actor, "2026-11-10T08:00")

    case = do(
        case, "accept", clerk.actor, "2026-11-10T09:00",
        acceptance_grade="good", demander_accepts=True,
    )  # fmt: skip

    assert (case.state, case.is_closed, case.next_due_at) == ("closed", True, None)
    assert [row.target for row in case.steps.filter(waiting_for=0)] == [
        "filed", "listable", "published", "bidding", "sealed", "checking", "reviewing", "choosing",
        "proposing", "publicity", "approving", "contracting", "executing", "accepting", "closed",
    ]  # fmt: skip


def test_a_step_keeps_what_it_rested_on(filed, facts, clerk):
    case = do(filed, "list_need", clerk.actor, "2026-03-10T10:00")
    facts["listable_points"] = 10

    step = case.steps.get(event="list_need")

    assert step.facts["listable_points"] == 75
    assert step.values["own_funds"] == 350_000_000
    assert (step.persons, step.roles) == ([str(clerk.actor.account_id)], ["officer"])
    assert Event.objects.filter(command="take_step", target_id=str(case.pk)).count() == 2


def test_facts_are_never_kept_as_the_cases_own(filed, facts, clerk):
    del facts["listable_points"]

    with pytest.raises(StepRefused) as refused:
        do(filed, "list_need", clerk.actor, "2026-03-10T10:00")

    assert "listable_points" in refused.value.missing


def test_a_refusal_names_all_that_is_missing(facts, alice, yunlan):
    case = need(alice.actor, yunlan, opened())
    empty = {"topic": None, "budget": None}
    save_draft(by=alice.actor, at=case.begun_at, case=case, revision=1, values=empty)

    with pytest.raises(StepRefused) as refused:
        do(case, "file_need", alice.actor, "2026-03-02T10:00")

    said = [reason.zh for reason in refused.value.reasons]
    assert said == ["没有填写“榜单题目”", "没有填写“研发总投入”"]
    assert refused.value.missing == ("topic", "budget")


@pytest.mark.parametrize("event", ["list_need", "refuse_need", "ask_supplement"])
def test_the_authoritys_steps_are_not_the_demanders(filed, alice, event):
    with pytest.raises(StepRefused, match="由项目主管办理"):
        do(filed, event, alice.actor, "2026-03-10T10:00")


def test_a_stranger_cannot_act(filed, charlie, auditor):
    for stranger in (charlie, auditor):
        with pytest.raises(Refusal):
            do(filed, "withdraw", stranger.actor, "2026-03-10T10:00")
    with pytest.raises(NotAllowed):
        do(filed, "withdraw", charlie.actor, "2026-03-10T10:00")


def test_whoever_comes_second_finds_the_case_moved(filed, clerk):
    """Both hold the case as it was read before either acted."""
    first, second = fresh(filed), fresh(filed)
    given = {"by": clerk.actor, "at": at("2026-03-10T10:00"), "event": "list_need"}
    take_step(case=first, **given)

    with pytest.raises(StepRefused):
        take_step(case=second, **given)

    assert StepTaken.objects.filter(case=filed, event="list_need").count() == 1


def test_it_takes_two_to_approve_and_neither_prepared_it(facts, alice, yunlan, clerk):
    case = wait(publicised(alice.actor, yunlan, clerk.actor), "2026-05-20T00:00")
    first = bureau("first")

    case = do(case, "approve", first, "2026-05-20T09:00")

    assert (case.state, case.steps.last().waiting_for) == ("approving", 1)
    with pytest.raises(StepRefused, match="须由另一人审批"):
        do(case, "approve", first, "2026-05-20T10:00")
    with pytest.raises(StepRefused, match="经办人不能审批"):
        do(case, "approve", clerk.actor, "2026-05-20T10:00")
    assert do(case, "approve", bureau("second"), "2026-05-20T10:00").state == "contracting"


def test_a_step_that_needs_a_reason_is_refused_without(filed, facts, clerk):
    facts["listable_points"] = 40

    with pytest.raises(StepRefused, match="没有写明理由"):
        take_step(by=clerk.actor, at=at("2026-03-10T10:00"), case=filed, event="refuse_need")


def test_a_performer_that_refuses_takes_the_step_back(filed, facts, clerk):
    def refuse(case, effect, by, at):
        raise Refusal(Text("榜单", "list"), Text("页面未就绪", "not ready"), Text("稍后", "later"))

    connections.perform("challenge", "publish_list", refuse)
    case = do(filed, "list_need", clerk.actor, "2026-03-10T10:00")
    day = at("2026-03-16").date()

    with pytest.raises(Refusal, match="页面未就绪"):
        do(case, "publish", clerk.actor, "2026-03-11T10:00", bids_open_on=day)

    after = fresh(case)
    assert (after.state, after.draft, after.steps.count()) == ("listable", case.draft, 2)


def test_a_performer_sees_the_case_after_the_step(filed, facts, clerk):
    seen = []
    connections.perform(
        "challenge",
        "publish_list",
        lambda case, effect, by, at: seen.append((case.state, effect.id, by, at)),
    )
    case = do(filed, "list_need", clerk.actor, "2026-03-10T10:00")
    day = at("2026-03-16").date()

    case = do(case, "publish", clerk.actor, "2026-03-11T10:00", bids_open_on=day)

    assert seen == [("published", "publish_list", clerk.actor, at("2026-03-11T10:00"))]
    assert case.steps.last().effects[0]["is_performed"]


def test_a_city_that_adopts_a_procedure_is_served_like_it(facts, alice, yunlan):
    case = need(alice.actor, yunlan, opened("yunlan-challenge"))

    course = course_of(case, case.begun_at)
    offers = {offer.event: offer for offer in offers_for(course, alice.actor, case.begun_at)}

    assert offers["file_need"].is_open
    case = do(case, "file_need", alice.actor, "2026-03-02T10:00")
    assert case.steps.get().facts["listable_points"] == 75


def test_facts_are_asked_before_a_step_and_once_after_it(filed, facts, clerk):
    asked = []
    connections.provide_facts("challenge", lambda case, when: asked.append(case.state) or {})
    case = do(filed, "list_need", clerk.actor, "2026-03-10T10:00")
    first, asked[:] = list(asked), []

    do(case, "publish", clerk.actor, "2026-03-11T10:00", bids_open_on=at("2026-03-16").date())

    assert first == ["filed", "listable"]
    assert asked == ["listable", "published"]


def test_a_fact_the_pack_does_not_declare_is_an_error(filed, facts, clerk):
    connections.provide_facts("challenge", lambda case, when: {"weather": "fine"})

    with pytest.raises(ValueError, match="weather"):
        do(filed, "list_need", clerk.actor, "2026-03-10T10:00")


def test_values_the_form_does_not_take_are_refused(filed, facts, clerk):
    case = do(filed, "list_need", clerk.actor, "2026-03-10T10:00")

    with pytest.raises(FormRefused) as refused:
        do(case, "publish", clerk.actor, "2026-03-11T10:00", bids_open_on="soon")

    assert [problem.field for problem in refused.value.problems] == ["bids_open_on"]


def test_a_draft_may_be_unfinished_but_what_is_handed_in_fits_its_form(facts, alice, yunlan):
    case = need(alice.actor, yunlan, opened())
    rows = ({"indicator": "温度"},) * 13
    save_draft(by=alice.actor, at=case.begun_at, case=case, revision=1, values={"targets": rows})

    with pytest.raises(FormRefused) as refused:
        do(case, "file_need", alice.actor, "2026-03-02T10:00")

    assert {problem.field for problem in refused.value.problems} == {"targets"}


def test_a_value_that_is_not_asked_does_not_count(facts, alice, yunlan):
    case = need(alice.actor, yunlan, opened())
    partners = {"is_consortium": True, "partners": (Reference("", "丙公司"),)}
    save_draft(by=alice.actor, at=case.begun_at, case=case, revision=1, values=partners)
    save_draft(
        by=alice.actor, at=case.begun_at, case=case, revision=2, values={"is_consortium": False}
    )

    case = do(case, "file_need", alice.actor, "2026-03-02T10:00")

    assert "partners" not in case.situation["values"]


def test_what_was_typed_counts_only_once_it_is_handed_in(filed, facts, clerk, alice):
    case = do(filed, "ask_supplement", clerk.actor, "2026-03-03T10:00")
    topic = {"topic": "另一个题目"}
    save_draft(
        by=alice.actor, at=at("2026-03-04T10:00"), case=case, revision=case.revision, values=topic
    )
    assert fresh(case).situation["values"]["topic"] == "高温传感器"

    case = do(fresh(case), "supplement", alice.actor, "2026-03-05T10:00")

    assert case.situation["values"]["topic"] == "另一个题目"


def test_a_step_writes_the_letter_that_its_pack_names(filed, facts, clerk):
    case = do(filed, "ask_supplement", clerk.actor, "2026-03-03T10:00")

    letters = Letter.objects.filter(case=case).values_list("template", flat=True)

    assert list(letters) == ["receipt", "supplement"]
    content = case.letters.last().content
    assert content["reason"] == "见审查记录"
    assert content["deadline_on"] == "2026-03-17"
