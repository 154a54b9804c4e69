"""What can be raced for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Scarce:
    """Something that only one of many may get, or only so many; made, taken, and counted.

    Instances travel to the client processes, and so do the things they make: both are pickled.
    """

    refusals: tuple[type[Exception], ...] = ()
    tries = 1
    """How often each client attempts it in one round."""

    def prepare(self, turn: int) -> Any:
        """Make the thing that the clients of ``turn`` will race for."""
        raise NotImplementedError

    def begin(self, thing: Any) -> None:
        """Run by one client right before the others are let go."""

    def attempt(self, thing: Any, client: int) -> None:
        """Give the production command; raises one of ``refusals`` where it is refused."""
        raise NotImplementedError

    def harm(self, thing: Any) -> int:
        """How many too many got it, counted in the database; below 0 when too few did."""
        raise NotImplementedError

    def leave(self) -> None:
        """Put back what the attempts changed in this process; others race in it afterwards."""

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """The client process with the guard of this thing switched off, for the red control."""
        yield
