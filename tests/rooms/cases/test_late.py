"""What is overdue, what falls due within five working days, and whether time passes."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest

from kechuang.accounts.models import User
from kechuang.cases.models import Case, ClockRun
from kechuang.cases.presenting.late import due_by_day, left_of, stands_still, waits_for
from kechuang.cases.selectors import coming_days, last_run, late_cases, uncounted_ahead
from kechuang.cases.services import extend_clock, run_clocks
from tests.rooms.cases.scene import GRACE, at, do, fresh, need, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(facts, alice, yunlan) -> Case:
    """To be examined by 30 March 2026."""
    case = need(alice.actor, yunlan, opened())
    return do(case, "file_need", alice.actor, "2026-03-02T10:00")


def test_a_case_is_listed_from_five_working_days_before_its_end(filed, clerk, alice, charlie):
    def listed(who, when: str) -> list[Case]:
        return list(late_cases(who.actor, at(when)))

    assert filed.ends_at == at("2026-03-31T00:00")
    assert listed(clerk, "2026-03-20T09:00") == []
    assert listed(clerk, "2026-03-23T09:00") == [filed]
    assert listed(clerk, "2026-04-10T09:00") == [filed]
    assert listed(alice, "2026-04-10T09:00") == [filed]
    assert listed(charlie, "2026-04-10T09:00") == []


def test_what_is_left_and_what_is_over_is_told_in_working_days(filed):
    assert left_of(filed, at("2026-03-26T09:00")).words.zh == "还剩 2 个工作日"
    assert left_of(filed, at("2026-03-26T09:00")).ends == "2026-03-30 24:00"
    assert left_of(filed, at("2026-04-02T09:00")).words.zh == "逾期 3 个工作日"
    assert waits_for(filed).zh == "项目主管"


def test_a_bar_for_what_is_overdue_and_for_each_coming_day(filed):
    drawing = due_by_day([filed.ends_at], at("2026-03-25T09:00"), "zh-hans")

    assert drawing is not None
    assert drawing.rows[0] == ("已逾期", 0)
    assert dict(drawing.rows)["2026-03-30"] == 1
    assert "2026-03-28" not in dict(drawing.rows)
    assert due_by_day([filed.ends_at], at("2026-04-01T09:00"), "en").rows[0] == ("Overdue", 1)
    assert due_by_day([], at("2026-04-01T09:00"), "en") is None


def test_where_next_years_notice_is_unknown_enough_days_are_listed():
    assert coming_days(at("2026-03-23T09:00"))[-1] == date(2026, 3, 30)
    assert len(coming_days(at("2099-03-23T09:00"))) == 18


def test_the_page_says_why_it_lists_days_instead_of_working_days(clerk):
    instant = at("2099-03-23T09:00")
    with patch("django.utils.timezone.now", lambda: instant):
        clerk.client.force_login(User.objects.get(pk=clerk.actor.account_id))
        page = clerk.client.get("/cases/late/").content.decode()

    assert uncounted_ahead(at("2026-03-23T09:00")) is None
    assert "2099年的工作日未知：该年放假安排尚未公布" in page
    assert "今后 17 天内到期" in page


def test_an_extension_moves_the_end_when_the_clocks_look_again(filed, clerk):
    noon = at("2026-03-20T12:00")
    extend_clock(by=clerk.actor, at=noon, round=filed.round, clock="listing", days=5, why="维护")

    run_clocks(at=noon + GRACE)

    assert fresh(filed).ends_at > at("2026-04-05T00:00")


def test_each_run_of_the_clocks_is_known(filed):
    assert last_run() is None
    assert stands_still(None, at("2026-03-25T09:00"))

    run_clocks(at=at("2026-04-02T09:00"))
    run_clocks(at=at("2026-04-02T09:01"))

    run = ClockRun.objects.get()
    assert (run.began_at, run.cases, run.failed) == (at("2026-04-02T09:01"), 0, [])
    assert not stands_still(run, run.began_at + timedelta(minutes=2))
    assert stands_still(run, run.began_at + timedelta(minutes=11))


def test_the_page_shows_them_to_clerks_and_auditors(filed, clerk, auditor, alice):
    page = clerk.client.get("/cases/late/").content.decode()

    assert filed.number in page
    assert "<svg" in page
    assert "从未运行" in page
    assert filed.number in clerk.client.get("/cases/late/", {"due": "overdue"}).content.decode()
    assert clerk.client.get("/cases/late/", {"export": "xlsx"}).status_code == 200
    assert auditor.client.get("/cases/late/").status_code == 200
    assert alice.client.get("/cases/late/").status_code == 403
    assert "/cases/late/" in clerk.client.get("/cases/").content.decode()
    assert "/cases/late/" not in alice.client.get("/cases/").content.decode()


def test_nothing_late_says_what_comes(clerk):
    assert "没有逾期" in clerk.client.get("/cases/late/").content.decode()
