from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils.timezone import localtime

from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.outcomes.models import OutcomeSeries

AT = datetime(2026, 11, 21, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def take(count, *, at=AT):
    return take_numbers(open_series(OutcomeSeries, prefix="CG", year=localtime(at).year), count)


def test_numbers_follow_each_other():
    assert take(2) == ["CG2026-000001", "CG2026-000002"]
    assert take(1) == ["CG2026-000003"]


def test_each_year_in_shanghai_begins_anew():
    take(5)

    last_hours_of_the_year_in_utc = datetime(2026, 12, 31, 20, 0, tzinfo=UTC)

    assert take(1, at=last_hours_of_the_year_in_utc) == ["CG2027-000001"]


def test_a_rolled_back_command_leaves_no_gap():
    take(1)
    with transaction.atomic():
        take(3)
        transaction.set_rollback(True)

    assert take(1) == ["CG2026-000002"]
