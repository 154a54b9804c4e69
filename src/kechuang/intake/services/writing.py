"""Writing drafts into their registry, in slices that stand or fall together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from kechuang.intake.kinds import Draft, Kind, Terms
from kechuang.parties.services import ImportCount

SLICE = 5_000
Progress = Callable[[int], None]


def write_drafts(
    kind: Kind, drafts: Sequence[Draft], terms: Terms, *, progress: Progress = lambda rows: None
) -> ImportCount:
    """Write every draft; after an interruption the same call again completes the work."""
    return _write(kind, drafts, terms, progress=progress, is_kept=True)


def rehearse(kind: Kind, drafts: Sequence[Draft], terms: Terms) -> ImportCount:
    """What writing would do, found by doing it and rolling it back."""
    return _write(kind, drafts, terms, progress=lambda rows: None, is_kept=False)


def _write(
    kind: Kind, drafts: Sequence[Draft], terms: Terms, *, progress: Progress, is_kept: bool
) -> ImportCount:
    total = ImportCount(0, 0, 0)
    for part in _slices(drafts):
        with transaction.atomic():
            count = kind.write(part, terms)
            if not is_kept:
                transaction.set_rollback(True)
        total = ImportCount(
            total.created + count.created,
            total.updated + count.updated,
            total.unchanged + count.unchanged,
        )
        progress(len(part))
    return total


def _slices(drafts: Sequence[Draft]) -> Iterator[Sequence[Draft]]:
    for start in range(0, len(drafts), SLICE):
        yield drafts[start : start + SLICE]
