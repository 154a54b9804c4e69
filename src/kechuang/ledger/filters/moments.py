"""The two times of a report, as filters of a list."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.forms.moments import DAY, INSTANT


class MomentFilter(django_filters.FilterSet):
    """Until which book day, and what was recorded by when; of records with both on themselves."""

    on = django_filters.DateFilter(label=_("截至记账日"), method="booked_until", widget=DAY)
    known = django_filters.DateTimeFilter(
        label=_("截至记录时间"), method="recorded_until", widget=INSTANT
    )

    def booked_until(self, found: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        return found.filter(on__lte=value)

    def recorded_until(self, found: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        return found.filter(at__lte=value)
