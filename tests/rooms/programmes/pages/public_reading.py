"""Reading pages on a given day."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.rooms.cases.scene import at

ROUNDS, FEED, MINE, POSE = (
    "/programmes/",
    "/programmes/items.json",
    "/programmes/mine/",
    "/programmes/needs/new/",
)


class Calendar:
    """What day it is for the pages; the records have instants of their own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def turn_to(self, instant: str) -> None:
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: at(instant))


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    return Calendar(monkeypatch)


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def list_address(code: str = "jinan-challenge") -> str:
    return f"/programmes/lists/{code}/"


def item_address(item: Any) -> str:
    return f"/programmes/items/{item.number}/"


def cells(client: Client, address: str) -> list[tuple[Any, ...]]:
    """The rows of a workbook."""
    sheet = load_workbook(BytesIO(client.get(address).content)).active
    assert sheet is not None
    return list(sheet.values)
