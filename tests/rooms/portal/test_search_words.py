"""What is found is told in the reader's language."""

from __future__ import annotations

import pytest
from django.test import Client

from kechuang.outcomes.models import Outcome
from kechuang.portal import searching
from tests.journeys.small_region import Region

pytestmark = pytest.mark.django_db
SUMMARY_EN = "A magnet that needs little heavy rare earth."


@pytest.fixture
def magnet(region: Region) -> Outcome:
    searching._library.cache_clear()
    outcome = region.outcomes["magnet"]
    Outcome.objects.filter(pk=outcome.pk).update(public_summary_en=SUMMARY_EN)
    return outcome


def found(language: str, question: str) -> str:
    client = Client()
    client.cookies["django_language"] = language
    return client.get("/search/", {"q": question, "kind": "outcome"}).content.decode()


def test_an_extract_is_english_on_english_pages(magnet: Outcome) -> None:
    assert SUMMARY_EN in found("en", "低重稀土磁体")
    assert SUMMARY_EN not in found("zh-hans", "低重稀土磁体")


def test_the_english_summary_is_searched_too(magnet: Outcome) -> None:
    assert f"/outcomes/{magnet.pk}/" in found("en", "needs little heavy rare earth")


def test_without_an_english_extract_the_chinese_one_is_shown(magnet: Outcome) -> None:
    Outcome.objects.filter(pk=magnet.pk).update(public_summary_en="")
    searching._library.cache_clear()

    assert magnet.public_summary[:20] in found("en", "低重稀土磁体")


def test_each_thing_found_says_its_kind_in_the_singular(magnet: Outcome) -> None:
    page = found("en", "低重稀土磁体")

    assert '<span class="tag">Outcome' in page
    assert '<span class="tag">Outcomes' not in page
