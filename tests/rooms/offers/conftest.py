"""The small region with a treasury, and people who work on lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.journeys.small_region import Region, region
from tests.rooms.offers.scene import Scene, scene_of
from tests.rooms.programmes.keeping import lasting

__all__ = ["region"]


@pytest.fixture(scope="module")
def kept_scene(region: Region, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    with lasting(django_db_blocker):
        yield scene_of(region)


@pytest.fixture
def scene(kept_scene: Scene, db: None) -> Scene:
    kept_scene.town.line.refresh_from_db()
    return kept_scene
