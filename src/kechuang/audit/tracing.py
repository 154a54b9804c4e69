"""Comparing records with the chain: what it tells of them, and how many it says there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max, Model, QuerySet

from kechuang.audit.models import Event
from kechuang.base.invariants import Finding, found

Row = TypeVar("Row", bound=Model)


def unrecorded(rows: QuerySet[Row], *commands: str) -> Iterator[Finding]:
    """Rows about which none of ``commands`` was ever recorded."""
    told = set(events_about(rows.model, *commands).values_list("target_id", flat=True))
    for row in rows.iterator():
        if str(row.pk) not in told:
            yield found(
                f"{rows.model._meta.label_lower} {row.pk}",
                f"审计链中没有它的 {' / '.join(commands)}",
                f"the chain has no {' / '.join(commands)} about it",
            )


def miscounted(table: type[Model], *commands: str, less: str = "") -> Iterator[Finding]:
    """One finding when the chain says that ``commands`` made more or fewer rows than there are.

    An event that tells no number made one row; each event ``less`` took one away.
    """
    made = sum(
        1 if created is None else created
        for created in Event.objects.filter(command__in=commands)
        .values_list("kept__payload__created", flat=True)
        .iterator()
    )
    told = made - Event.objects.filter(command=less).count()
    rows = table._default_manager.count()
    if rows != told:
        yield found(
            table._meta.label_lower,
            f"表中有 {rows} 行，审计链记载 {told} 行",
            f"the table has {rows} rows, the chain tells of {told}",
        )


def last_payloads(table: type[Model], *commands: str) -> dict[str, dict[str, Any]]:
    """What the latest of ``commands`` said about each record, by its key as text."""
    told = events_about(table, *commands).order_by("sequence")
    return dict(told.values_list("target_id", "kept__payload").iterator())


def last_steps(table: type[Model]) -> dict[str, str]:
    """The state into which each record was last brought by a step of its life-cycle."""
    told = events_about(table).filter(kept__payload__has_key="to").order_by("sequence")
    return dict(told.values_list("target_id", "kept__payload__to").iterator())


def last_instant() -> datetime | None:
    """The latest time of any event; None before the first."""
    latest: datetime | None = Event.objects.aggregate(latest=Max("at"))["latest"]
    return latest


def events_about(table: type[Model], *commands: str) -> QuerySet[Event]:
    """Events about single records of ``table``, of these commands if any are named."""
    events = Event.objects.filter(target_kind=table._meta.label_lower)
    return events.filter(command__in=commands) if commands else events
