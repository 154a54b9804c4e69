from dataclasses import replace
from datetime import date

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed, WrongState
from kechuang.base.identifiers import PartialDate
from kechuang.base.registry.problems import InvalidContent
from kechuang.demands.models import Demand
from kechuang.demands.services import NewTarget, file_demand, revise_demand, submit_demand
from tests.base.registry.cast import AT, HARBOUR_DISTRICT, LAKE_DISTRICT, clerk
from tests.rooms.demands.conftest import NAME_CANARY, TEXT_CANARY


def test_a_member_files_a_draft_under_the_next_number(draft):
    assert (draft.number, draft.state) == ("XQ2026-000001", "draft")
    assert [str(target) for target in draft.targets.all()] == [
        "圆度 0.02 → 0.005 毫米",
        "良率  → 98 %",
    ]


def test_the_deadline_keeps_its_precision_and_is_due_on_its_last_day(draft):
    assert draft.deadline == PartialDate(2027, 3)
    assert draft.deadline_latest_on == date(2027, 3, 31)


def test_an_industry_is_kept_in_its_canonical_form(draft):
    assert draft.industry_code == "34"


@pytest.mark.parametrize("outsider", ["charlie", "anyone"])
def test_nobody_files_for_another_enterprise(request, content, outsider):
    with pytest.raises(NotAllowed):
        file_demand(by=request.getfixturevalue(outsider).actor, at=AT, content=content)


def test_the_bureau_files_for_an_enterprise_that_is_not_registered(bureau, content):
    unregistered = replace(content, enterprise_id=None, enterprise_name="作坊")

    demand = file_demand(by=bureau.actor, at=AT, content=unregistered)

    assert (demand.enterprise, demand.enterprise_name) == (None, "作坊")


def test_a_district_clerk_files_for_enterprises_of_the_district_only(content):
    here, elsewhere = clerk("a", district=LAKE_DISTRICT), clerk("b", district=HARBOUR_DISTRICT)

    file_demand(by=here.actor, at=AT, content=content)
    with pytest.raises(NotAllowed):
        file_demand(by=elsewhere.actor, at=AT, content=content)


def test_every_problem_is_told_at_once(alice, content):
    wrong = replace(
        content,
        title="",
        problem=" ",
        needed_maturity=0,
        budget_fen=-1,
        confidentiality="secret",
        cooperation_modes=("gift",),
        industry_code="C99",
        targets=(NewTarget("圆度", ""),),
    )

    with pytest.raises(InvalidContent) as refused:
        file_demand(by=alice.actor, at=AT, content=wrong)

    assert [problem.field for problem in refused.value.problems] == [
        "title",
        "problem",
        "needed_maturity",
        "budget_fen",
        "confidentiality",
        "cooperation_modes",
        "industry_code",
        "targets",
    ]
    assert not Demand.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("text", ["title", "title_en", "background", "problem", "public_text"])
def test_a_demand_without_name_must_not_tell_the_name_in_public_text(alice, content, text):
    telling = replace(content, confidentiality="name_hidden", **{text: f"我们{NAME_CANARY}需要"})

    with pytest.raises(InvalidContent) as refused:
        file_demand(by=alice.actor, at=AT, content=telling)

    assert [problem.field for problem in refused.value.problems] == [text]


def test_nor_in_its_targets(alice, content):
    telling = replace(
        content,
        confidentiality="name_hidden",
        targets=(NewTarget(f"{NAME_CANARY}标准", "1"),),
    )

    with pytest.raises(InvalidContent):
        file_demand(by=alice.actor, at=AT, content=telling)


def test_a_named_demand_may_tell_the_name(alice, content):
    file_demand(by=alice.actor, at=AT, content=replace(content, problem=f"{NAME_CANARY}需要"))


def test_a_colleague_revises_the_draft(bob, draft, content):
    new = replace(content, title="新名称", targets=(NewTarget("噪声", "60", unit="dB"),))

    revised = revise_demand(by=bob.actor, at=AT, demand=draft, content=new)

    assert revised.title == "新名称"
    assert [target.metric for target in revised.targets.all()] == ["噪声"]
    assert Event.objects.last().payload["changed"] == ["title"]


def test_a_draft_cannot_be_moved_to_another_enterprise(alice, charlie, draft, content):
    other = charlie.actor.party_ids[0]

    with pytest.raises(NotAllowed):
        revise_demand(
            by=alice.actor, at=AT, demand=draft, content=replace(content, enterprise_id=other)
        )


def test_a_submitted_demand_is_not_revised(alice, draft, content):
    submit_demand(by=alice.actor, at=AT, demand=draft)

    with pytest.raises(WrongState):
        revise_demand(by=alice.actor, at=AT, demand=draft, content=content)


@pytest.mark.parametrize("outsider", ["charlie", "bureau", "anyone"])
def test_an_enterprises_draft_is_its_own_affair(request, draft, content, outsider):
    with pytest.raises(NotAllowed):
        revise_demand(
            by=request.getfixturevalue(outsider).actor, at=AT, demand=draft, content=content
        )


def test_no_event_tells_the_confidential_text_or_the_name(draft):
    said = "".join(str(event.payload) for event in Event.objects.all())

    assert TEXT_CANARY not in said
    assert NAME_CANARY not in said
