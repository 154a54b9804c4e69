"""What is known of the best timetable while two searches run: a bound below, a timetable above."""

from __future__ import annotations

import threading
from collections.abc import Mapping

Slots = Mapping[str, int]


class Standing:
    """Shared by the searches; every method may be called from any thread."""

    def __init__(self, bound: int) -> None:
        self._lock = threading.Lock()
        self.bound = bound
        self.breaks: int | None = None
        self.slots: Slots = {}
        self.is_infeasible = False
        self.closed = threading.Event()

    def offer(self, breaks: int, slots: Slots) -> None:
        """A timetable; kept if it has fewer breaks than the one that stands."""
        with self._lock:
            if self.breaks is None or breaks < self.breaks:
                self.breaks, self.slots = breaks, dict(slots)
            self._close_if_met()

    def raise_bound(self, bound: int) -> None:
        """No timetable has fewer breaks than ``bound``."""
        with self._lock:
            self.bound = max(self.bound, bound)
            self._close_if_met()

    def refute(self) -> None:
        """No timetable keeps every rule."""
        with self._lock:
            self.is_infeasible = True
            self.closed.set()

    def _close_if_met(self) -> None:
        if self.breaks is not None and self.breaks <= self.bound:
            self.closed.set()
