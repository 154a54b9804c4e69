"""A milestone: shown, reported, scored, consented to and accepted by different people."""

from __future__ import annotations

import pytest

from kechuang.ledger.models import Tranche
from kechuang.programmes.models.execution import Milestone
from kechuang.programmes.states_of_execution import MilestoneState
from tests.rooms.programmes.pages.projects.desk import REASON, SCORE, Desk, upload

pytestmark = pytest.mark.django_db
SECOND = {"position": 2}


@pytest.fixture
def reported(desk: Desk) -> Desk:
    desk.post("assistant", "attach_evidence", {"file": upload(), "title": "检测报告"}, **SECOND)
    desk.post("chief", "report_milestone", {"text": "样机达标"}, **SECOND)
    return desk


def milestone(desk: Desk) -> Milestone:
    return Milestone.objects.get(contract=desk.contract, position=2)


def test_from_evidence_to_a_payable_tranche(reported: Desk) -> None:
    answers = [
        reported.post("clerk", "score_milestone", SCORE, **SECOND),
        reported.post("clerk", "recommend_milestone", {}, **SECOND),
        reported.post("treasurer", "accept_milestone", {"acceptance": "验收2号"}, **SECOND),
    ]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert milestone(reported).state == MilestoneState.ACCEPTED
    assert Tranche.objects.get(milestone=milestone(reported)).accepted_on is not None
    page = reported.page("demander", "milestone", **SECOND)
    assert all(said in page for said in ("样机达标", "检测报告", "80.00", "验收2号", "可拨付"))


def test_a_report_without_evidence_is_refused_in_the_page(desk: Desk) -> None:
    answer = desk.post("chief", "report_milestone", {"text": "样机达标"}, **SECOND)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有新的佐证材料" in page
    assert "样机达标" in page


def test_below_the_pass_score_nobody_consents(reported: Desk) -> None:
    reported.post("clerk", "score_milestone", {"score": "50", "comment": "未达标"}, **SECOND)

    answer = reported.post("clerk", "recommend_milestone", {}, **SECOND)

    assert answer.status_code == 409
    assert "低于合格分 60" in answer.content.decode()


def test_who_consented_does_not_accept(reported: Desk) -> None:
    reported.post("clerk", "score_milestone", SCORE, **SECOND)
    reported.post("treasurer", "recommend_milestone", {}, **SECOND)

    own = reported.post("treasurer", "accept_milestone", {"acceptance": "验收2号"}, **SECOND)
    other = reported.post("second_treasurer", "accept_milestone", {"acceptance": "2号"}, **SECOND)

    assert own.status_code == 422
    assert "两个环节须由不同的人办理" in own.content.decode()
    assert other.status_code == 302


def test_one_judge_scores_once(reported: Desk) -> None:
    reported.post("clerk", "score_milestone", SCORE, **SECOND)

    answer = reported.post("clerk", "score_milestone", SCORE, **SECOND)

    assert answer.status_code == 409
    assert "您已评过分" in answer.content.decode()


@pytest.mark.parametrize("score", ["101", "-1", "好", "80.5"])
def test_a_score_out_of_range_is_refused_at_its_field(reported: Desk, score: str) -> None:
    content = {"score": score, "comment": "见表"}

    assert reported.post("clerk", "score_milestone", content, **SECOND).status_code == 422


def test_what_is_to_be_mended_is_told_and_reported_again(reported: Desk) -> None:
    order = {"reason": "补充耐久检测", "due_on": "2026-12-20"}
    reported.post("clerk", "order_rectification", order, **SECOND)

    page = reported.page("chief", "milestone", **SECOND)

    assert "2026-12-20 前补充佐证并重新报告" in page
    assert "补充耐久检测" in page
    assert reported.url("report_milestone", **SECOND) in page


def test_a_page_offers_only_what_makes_sense_now(reported: Desk) -> None:
    accept = reported.url("accept_milestone", **SECOND)

    before = reported.page("treasurer", "milestone", **SECOND)
    reported.post("clerk", "score_milestone", SCORE, **SECOND)
    reported.post("clerk", "recommend_milestone", {}, **SECOND)

    assert accept not in before
    assert accept in reported.page("treasurer", "milestone", **SECOND)
    assert accept not in reported.page("clerk", "milestone", **SECOND)


def test_evidence_is_had_by_readers_of_its_project_only(reported: Desk) -> None:
    file = milestone(reported).evidence.get().file

    found = {
        who: reported.get(who, "project_paper", pk=file.pk).status_code
        for who in ("demander", "auditor", "expert", "anonymous")
    }

    assert found == {"demander": 200, "auditor": 200, "expert": 404, "anonymous": 404}
    assert reported.get("auditor", "project_paper", pk=file.pk).content.decode() == "检测合格"


def test_a_file_of_another_project_is_not_there(reported: Desk) -> None:
    from kechuang.files.services import store_file
    from tests.rooms.ledger.town import AT, PREPARER

    foreign = store_file(by=PREPARER, at=AT, name="x.txt", content=b"x")

    assert reported.get("clerk", "project_paper", pk=foreign.pk).status_code == 404


def test_a_dangerous_file_is_refused_in_the_page(desk: Desk) -> None:
    answer = desk.post("chief", "attach_evidence", {"file": upload("病毒.exe")}, **SECOND)

    assert answer.status_code == 422
    assert not milestone(desk).evidence.exists()


def test_the_completion_says_what_is_missing(desk: Desk) -> None:
    page = desk.page("clerk", "milestone", position=3)

    assert "结题验收还差" in page
    assert "没有专家组验收意见" in page


def test_a_milestone_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.get("clerk", "milestone", position=9).status_code == 404


def test_a_refusal_needs_its_reason(reported: Desk) -> None:
    content = {"due_on": "2026-12-20"}

    answer = reported.post("clerk", "order_rectification", content, **SECOND)

    assert answer.status_code == 422
    assert REASON["reason"] not in answer.content.decode()
