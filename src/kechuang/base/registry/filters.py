"""Filters that both registries use."""

from __future__ import annotations

import django_filters

from kechuang.base.registry.checks import MATURITY_LEVELS
from kechuang.base.registry.fields import AmountField

MATURITY_CHOICES = [(level, f"TRL {level}") for level in MATURITY_LEVELS]


class AmountFilter(django_filters.Filter):
    """An amount typed in 万元."""

    field_class = AmountField
