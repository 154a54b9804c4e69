"""A reader of the addresses of these tests, and template text rendered with a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template import engines
from django.test import Client, RequestFactory


@pytest.fixture
def reader() -> Client:
    """A visitor who sees error pages instead of tracebacks."""
    return Client(raise_request_exception=False)


@pytest.fixture
def rendered(rf: RequestFactory) -> Callable[..., str]:
    """Render template text with a request."""

    def render(text: str, **context: Any) -> str:
        template = engines["django"].from_string(text)
        return template.render(context, rf.get("/"))

    return render
