"""How often the commands that are given most ask the database: it is what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kechuang.ledger import services as ledger
from kechuang.ledger.models import BudgetLine, PaymentItem
from kechuang.ledger.refusals import AlreadyDone
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
READING_SEALS = 'SELECT "audit_payload"'


def reserved(line: BudgetLine) -> None:
    until = AT + timedelta(days=7)
    ledger.reserve_budget(
        warrant=warrant(), line=line, amount_fen=1, purpose="公示", expires_at=until
    )


def line_of(town: Town) -> BudgetLine:
    return BudgetLine.objects.select_related("scheme__book", "account").get(pk=town.line.pk)


def test_holding_budget_asks_seventeen_times(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    line = line_of(small_treasury())
    reserved(line)

    with django_assert_max_num_queries(17):
        reserved(line)


def test_a_second_tranche_costs_three_queries_more_and_looking_for_likeness_five(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    town = small_treasury()
    town.grant(WAN, title="甲", ground="首台套")

    with django_assert_max_num_queries(37):
        town.grant(WAN, title="乙", ground="技改贴息")
    with django_assert_max_num_queries(40):
        town.grant(WAN, WAN, title="丙", ground="房租")


def test_what_is_listed_is_refused_before_a_number_is_taken(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    town = small_treasury()
    parts = town.accepted(WAN)
    town.drafted(parts)

    with django_assert_max_num_queries(12), pytest.raises(AlreadyDone):
        town.drafted(parts)

    assert PaymentItem.objects.count() == 1


def test_accepting_asks_twenty_five_times_however_long_the_chain(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    town = small_treasury()
    for _ in range(3):
        town.accepted(WAN)
    tranche = town.grant().tranches.get()

    with django_assert_max_num_queries(25):
        ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="1")


def test_the_seals_of_a_run_and_all_its_payments_are_read_at_once() -> None:
    town = small_treasury()
    run = town.sent(town.accepted(WAN, WAN, WAN))
    answers = [
        ledger.Answer(item.number, f"S-{item.number}", True, item.amount_fen, ON)
        for item in run.items.all()
    ]

    with CaptureQueriesContext(connection) as asked:
        ledger.record_answers(warrant=warrant(), run=run, answers=answers)

    assert len([each for each in asked if each["sql"].startswith(READING_SEALS)]) == 1
