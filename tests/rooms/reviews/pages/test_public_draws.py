"""What anybody may read of a draw, before and after."""

from __future__ import annotations

import pytest
from django.test import Client

from kechuang.reviews import services as reviews
from tests.rooms.reviews.town import AT, OFFICER, two_submissions

pytestmark = pytest.mark.django_db


def test_before_the_sealing_there_is_no_public_page() -> None:
    two_submissions()

    assert Client().get("/reviews/draws/round/").status_code == 404
    assert "round/" not in Client().get("/reviews/draws/").content.decode()


def test_a_sealed_round_shows_commitments_and_no_seed() -> None:
    town = two_submissions()
    town.sealed()

    page = Client().get("/reviews/draws/round/").content.decode()

    assert town.submissions[0].pool.commitment in page
    assert town.round.seed.value not in page
    assert Client().get("/reviews/draws/round/repeat_draw.py").status_code == 404


def test_a_closed_round_gives_the_seed_and_the_files() -> None:
    town = two_submissions()
    town.opened()
    reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)

    page = Client().get("/reviews/draws/round/").content.decode()

    assert town.round.seed.value in page
    record = Client().get(f"/reviews/draws/round/{town.submissions[0].label}.json")
    assert record.json()["seed"] == town.round.seed.value
    assert not any(expert.name in page for expert in town.experts)
