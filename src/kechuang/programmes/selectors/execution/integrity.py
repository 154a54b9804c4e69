"""Integrity records that count on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from kechuang.parties.models import Party
from kechuang.programmes.models.execution import IntegrityRecord
from kechuang.programmes.states_of_execution import AppealState, IntegrityKind


def standing_records(party: Party, *, on: date) -> QuerySet[IntegrityRecord]:
    """Records in force: not expired and no appeal upheld; an appeal alone suspends nothing."""
    unshaken = Q(appeal__isnull=True) | ~Q(appeal__state=AppealState.UPHELD)
    return IntegrityRecord.objects.filter(
        unshaken, party=party, found_on__lte=on, expires_on__gte=on
    )


def dishonest_records(party: Party, *, on: date) -> QuerySet[IntegrityRecord]:
    """Those that bar a bid: the fact ``dishonesty_found``."""
    return standing_records(party, on=on).filter(kind=IntegrityKind.DISHONEST)
