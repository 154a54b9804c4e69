"""Columns that lists and their Excel exports share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html

from kechuang.base.registry.entries import RegistryEntry
from kechuang.base.registry.wording import amount_label

UNBROKEN = {"td": {"class": "unbroken"}}
NUMERIC = {"td": {"class": "numeric"}, "th": {"class": "numeric"}}


class AmountColumn(tables.Column):
    """Fen as people read it; None is negotiable (面议)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(empty_values=(), attrs=NUMERIC, **options)

    def render(self, value: int | None) -> str:
        return amount_label(value)


class StateColumn(tables.Column):
    """The state as a badge; ``tones`` gives each state's tone."""

    def __init__(self, tones: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.tones = tones

    def render(self, value: str, record: Any) -> str:
        tone = self.tones.get(record.state, "neutral")
        return format_html('<span class="badge badge-{}">{}</span>', tone, value)

    def value(self, **known: Any) -> str:
        return str(known["value"])


class TitleColumn(tables.Column):
    """The title in the reader's language, leading to the entry."""

    def render(self, record: RegistryEntry) -> str:
        return record.shown_title
