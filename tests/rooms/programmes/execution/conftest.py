"""Projects that a module builds once; each test gets its own view of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.journeys.small_region import party
from tests.rooms.ledger.town import Town, small_treasury
from tests.rooms.programmes.execution.course import Course
from tests.rooms.programmes.execution.project import Project, project
from tests.rooms.programmes.keeping import lasting


@pytest.fixture(scope="module")
def kept_project(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Project]:
    """A contract in force."""
    with lasting(django_db_blocker):
        yield project()


@pytest.fixture(scope="module")
def kept_paid_project(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Project]:
    """A project that reached its first milestone and was paid 3万元 for it."""
    with lasting(django_db_blocker):
        paid = project()
        paid.receive(paid.accept(paid.milestones[0]))
        yield paid


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """A treasury without projects."""
    with lasting(django_db_blocker):
        yield small_treasury(firm=party("收款企业"))


@pytest.fixture(scope="module")
def kept_course(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Course]:
    """A race whose first gate is to be judged."""
    with lasting(django_db_blocker):
        yield Course()


@pytest.fixture
def course(kept_course: Course, db: None) -> Course:
    return kept_course.again()
