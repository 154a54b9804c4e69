"""What every thing of this house that is raced for has in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kechuang.audit.models import Event
from kechuang.base.errors import Refusal
from tests.proof.racer import Scarce
from tests.proof.races.unguarding import without_transactions

HALF, FEWER = 5_000, 1_000


class Limited(Scarce):
    """``name`` is shown in the table; refusals are those that a person would read.

    ``attempts`` are those on one database: both together make ten thousand, or two thousand of
    what is slow.
    """

    name = ""
    attempts = HALF
    refusals = (Refusal,)

    def strip(self) -> None:
        """Take out of the database what it would refuse by itself, triggers apart."""

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        with without_transactions():
            yield


def too_many(count: int) -> int:
    """How many there are beside the one there must be."""
    return count - 1


def events(command: str, target: object) -> int:
    """How often ``command`` is on record for the target."""
    return Event.objects.filter(command=command, target_id=str(target)).count()
