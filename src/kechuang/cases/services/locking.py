"""One command at a time in one case."""

from __future__ import annotations

from django.db.models import QuerySet

from kechuang.cases.models import Case


def locked_cases() -> QuerySet[Case]:
    """Cases that stay locked until the transaction ends, with the terms they run under."""
    locked = Case.objects.select_for_update(of=("self",))
    return locked.select_related("round__version").prefetch_related("round__extensions")
