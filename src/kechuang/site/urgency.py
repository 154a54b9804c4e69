"""In which order requests get their turn when every thread is busy.

On the last day before a deadline a seal must not wait behind pages that can be looked at again:
seals come first, then what somebody sends in, then pages, then lists saved to a file.
"""

from __future__ import annotations

import re
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

_REQUEST = re.compile(rb"(?P<method>[A-Z]+) (?P<path>[^ ?]*)(?:\?(?P<query>[^ ]*))? ")
_SEAL = re.compile(rb"/cases/[^/]+/steps/[^/]+/seal/\Z")
_SAVED_TO_A_FILE = re.compile(rb"(?:\A|&)export=")
_READING = frozenset({b"GET", b"HEAD", b"OPTIONS"})

Request = TypeVar("Request")


class Urgency(IntEnum):
    """The least comes first."""

    SEAL = 0
    FORM = 1
    PAGE = 2
    FILE = 3


def urgency_of(head: bytes) -> Urgency:
    """How urgent the request is that begins with ``head``, the first bytes of it."""
    found = _REQUEST.match(head)
    if found is None:
        return Urgency.PAGE
    if found["method"] not in _READING:
        return Urgency.SEAL if _SEAL.search(found["path"]) else Urgency.FORM
    return Urgency.FILE if _SAVED_TO_A_FILE.search(found["query"] or b"") else Urgency.PAGE


class Queue(Generic[Request]):
    """The most urgent first; of those alike, who came first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Urgency, int, Request]] = []
        self._order = count()

    def __len__(self) -> int:
        return len(self._waiting)

    def join(self, request: Request, urgency: Urgency) -> None:
        heappush(self._waiting, (urgency, next(self._order), request))

    def next(self) -> Request:
        """Raises ``IndexError`` where nobody waits."""
        return heappop(self._waiting)[2]
