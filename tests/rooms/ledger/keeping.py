"""Books that the tests of a module share; each test's own postings are rolled back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rooms.ledger.town import Town


def books(*scenes: Callable[[], Town]) -> pytest.MarkDecorator:
    """The test reads what a scene posted: once per scene, and no other scene beside it."""
    names = [scene.__name__ for scene in scenes]
    return pytest.mark.parametrize("kept_books", scenes, indirect=True, ids=names)
