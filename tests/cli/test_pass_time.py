"""``kechuang pass-time``: what fell due, once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils.timezone import localdate

from kechuang.base.clock import now
from kechuang.cases.models import Case, CaseNotice
from kechuang.cases.services import begin_case
from kechuang.cli.main import kechuang
from kechuang.cli.serve import clock_command
from kechuang.ledger import services as ledger
from tests.cast import yunlan
from tests.rooms.cases.scene import CITY, facts, fresh, opened
from tests.rooms.ledger.town import APPROVER, WAN, small_treasury, warrant

__all__ = ["facts", "yunlan"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue(facts, yunlan) -> Case:
    long_ago = now() - timedelta(days=120)
    return begin_case(by=CITY, at=long_ago, round=opened(), title="逾期", party=yunlan)


def passed() -> dict[str, object]:
    done = CliRunner().invoke(kechuang, ["pass-time", "--json"])

    assert done.exit_code == 0, done.output
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_the_end_of_a_clock_is_reached_by_the_command(overdue):
    told = passed()

    assert (told["cases"], told["steps"], told["failures"]) == (1, 1, [])
    assert fresh(overdue).state == "withdrawn"


def test_a_second_run_finds_nothing_more_to_do(overdue):
    passed()
    notices = CaseNotice.objects.count()

    assert passed()["cases"] == 0
    assert CaseNotice.objects.count() == notices


def test_a_reservation_of_budget_ends_with_its_day(db):
    town = small_treasury()
    ledger.open_year(by=APPROVER, at=now(), book=town.book, year=localdate().year)
    told = {"amount_fen": 5 * WAN, "purpose": "公示", "expires_at": now() - timedelta(minutes=1)}
    ledger.reserve_budget(warrant=warrant(on=localdate()), line=town.line, **told)

    assert passed()["reservations"] == {"expired": 1, "failures": []}
    assert passed()["reservations"] == {"expired": 0, "failures": []}


def test_serve_lets_time_pass_by_itself():
    assert clock_command()[-3:] == ["pass-time", "--every", "60"]
