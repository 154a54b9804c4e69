"""The bureau starts a sweep from the page, and everybody entitled watches it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kechuang.audit.selectors import history_of
from kechuang.base.clock import today
from kechuang.batch.sweeping import prepare_sweep
from kechuang.runs.models import Run, RunState
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region, state

pytestmark = pytest.mark.django_db
LIST, START = "/sweeps/", "/sweeps/start/"


@pytest.mark.parametrize("role", ["bureau", "auditor"])
def test_watchers_see_digests_and_counts(region: Region, role: str) -> None:
    assert region.run
    client = region.people[role].client

    listing = client.get(LIST).content.decode()
    detail = client.get(reverse("batch:detail", args=[region.run.pk])).content.decode()

    assert str(region.run.counts["answers"]) in listing
    assert region.run.inputs_digest in detail
    assert region.run.result_digest in detail


def test_only_the_bureau_is_offered_the_button(region: Region) -> None:
    assert START in region.people["bureau"].client.get(LIST).content.decode()
    assert START not in region.people["auditor"].client.get(LIST).content.decode()


@pytest.mark.parametrize("role", ["enterprise", "institution", "technology_manager"])
def test_others_are_refused(region: Region, role: str) -> None:
    assert region.run
    client = region.people[role].client

    answers = [client.get(LIST), client.get(reverse("batch:detail", args=[region.run.pk]))]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_the_button_computes_today_s_facts_and_seals(region: Region) -> None:
    state(region.blank, tech_sale_paid=100)

    answer = region.people["bureau"].client.post(START)

    run = Run.objects.latest("pk")
    assert answer.headers["Location"] == reverse("batch:detail", args=[run.pk])
    assert run != region.run
    assert run.state == RunState.COMPLETED
    assert [event.command for event in history_of(run)] == ["complete_run", "prepare_run"]


def test_the_button_goes_on_with_a_sweep_that_was_broken_off(region: Region) -> None:
    state(region.blank, tech_sale_paid=300)
    broken_off = prepare_sweep(by=SYSTEM, at=AT, on=today())

    region.people["bureau"].client.post(START)

    broken_off.refresh_from_db()
    assert broken_off.state == RunState.COMPLETED


def test_a_refused_start_collects_nothing(
    region: Region, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    runs = Run.objects.count()

    with django_assert_max_num_queries(5):
        answer = region.people["outsider"].client.post(START)
        anonymous = Client().post(START)

    assert [answer.status_code, anonymous.status_code] == [403, 403]
    assert Run.objects.count() == runs


def test_a_running_sweep_shows_how_far_it_is(region: Region) -> None:
    state(region.blank, tech_sale_paid=200)
    run = prepare_sweep(by=SYSTEM, at=AT, on=ON)
    client = region.people["bureau"].client
    address = reverse("batch:detail", args=[run.pk])

    page = client.get(address).content.decode()
    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "hx-trigger" in page
    assert "<html" in page
    assert "<html" not in fragment
    assert 'max="8"' in fragment


def test_a_sweep_that_does_not_exist_is_not_found(region: Region) -> None:
    assert region.people["bureau"].client.get("/sweeps/999999/").status_code == 404
