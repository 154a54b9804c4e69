"""What every test shares: what the machine must have, and how hypothesis behaves."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils.translation import activate
from hypothesis import settings

from tests.garbage import collect_rarely
from tests.laid import tables_copied
from tests.machine import chromium_path, lacks_for_browser

REQUIRED = {name for name in os.environ.get("KECHUANG_REQUIRE", "").split(",") if name}

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if REQUIRED else "here")


def pytest_collection_finish() -> None:
    collect_rarely()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Every test begins in Chinese: a request in English leaves its language in the thread."""
    if apps.ready:
        activate("zh-hans")
    if item.get_closest_marker("browser") and (lack := lacks_for_browser()):
        pytest.skip(lack)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where ``KECHUANG_REQUIRE`` names what the machine must have, a skip is a failure."""
    report = yield
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although KECHUANG_REQUIRE is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped although KECHUANG_REQUIRE is set: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Each process of a run copies the tables; migrating then finds nothing to do."""
    with tables_copied(connection):
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's browser."""
    return str(chromium_path())


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """Address of a PostgreSQL database that tests may fill; ``.ci/run`` provides one."""
    url = os.environ.get("KECHUANG_TEST_POSTGRES")
    if not url:
        pytest.skip("KECHUANG_TEST_POSTGRES names no database (see CONTRIBUTING.md)")
    return url
