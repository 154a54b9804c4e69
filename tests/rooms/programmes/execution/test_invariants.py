"""Each invariant of running projects holds on healthy ones and finds the harm made for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kechuang.base.invariants import every_invariant
from kechuang.programmes.invariants.execution import EXECUTION
from tests.proof.corruptions.programmes_execution import CORRUPTIONS
from tests.proof.healthy_execution import build_execution
from tests.proof.invariants import broken, is_caught

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def healthy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Built once, and rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_execution()
        transaction.set_rollback(True)


def test_healthy_projects_break_no_invariant_of_any_room(healthy: None) -> None:
    assert broken(every_invariant()) == []


def test_every_harm_is_found(healthy: None) -> None:
    missed = [each.name for each in EXECUTION if not is_caught(each, CORRUPTIONS.get(each.name))]

    assert missed == []


def test_a_check_that_looks_at_nothing_finds_none(healthy: None) -> None:
    blind = replace(EXECUTION[0], find=lambda: ())

    assert not is_caught(blind, CORRUPTIONS[blind.name])
