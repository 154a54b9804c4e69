"""When all threads are busy, who waits gets a turn by urgency: a seal before a page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kechuang.site.urgency import Queue, Urgency, urgency_of

SEAL = reverse("cases:seal", args=["SX2026-000001", "submit"])


@pytest.mark.parametrize(
    ("line", "urgency"),
    [
        (f"POST {SEAL} HTTP/1.1", Urgency.SEAL),
        (f"POST {SEAL}?from=bid HTTP/1.1", Urgency.SEAL),
        (f"GET {SEAL} HTTP/1.1", Urgency.PAGE),
        ("POST /cases/SX2026-000001/forms/bid/ HTTP/1.1", Urgency.FORM),
        ("PUT /api/v1/cases HTTP/1.1", Urgency.FORM),
        ("GET /cases/?page=2 HTTP/1.1", Urgency.PAGE),
        ("GET /cases/?page=2&export=xlsx HTTP/1.1", Urgency.FILE),
        ("GET /cases/?is_export=x HTTP/1.1", Urgency.PAGE),
        ("", Urgency.PAGE),
    ],
)
def test_the_first_line_tells_how_urgent_a_request_is(line: str, urgency: Urgency) -> None:
    assert urgency_of(line.encode()) == urgency


def test_the_most_urgent_is_next_and_of_those_alike_who_came_first() -> None:
    queue: Queue[str] = Queue()
    for name, urgency in [
        ("page", Urgency.PAGE),
        ("list", Urgency.FILE),
        ("form", Urgency.FORM),
        ("seal", Urgency.SEAL),
        ("second page", Urgency.PAGE),
        ("second seal", Urgency.SEAL),
    ]:
        queue.join(name, urgency)

    left = [queue.next() for _ in range(len(queue))]

    assert left == ["seal", "second seal", "form", "page", "second page", "list"]
    assert not queue
