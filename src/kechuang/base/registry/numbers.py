"""Gap-free numbers such as CG2026-000001."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number given under a prefix; each registry keeps its own table of series."""

    prefix = models.CharField(_("编号前缀"), max_length=12, primary_key=True)
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:06d}"


Series = TypeVar("Series", bound=NumberSeries)


def open_series(series: type[Series], *, prefix: str, year: int) -> Series:
    """The series of ``prefix`` and ``year``, locked until the transaction ends."""
    key = f"{prefix}{year}"
    series._default_manager.get_or_create(prefix=key)
    return series._default_manager.select_for_update().get(prefix=key)


def take_numbers(series: NumberSeries, count: int) -> list[str]:
    """The next ``count`` numbers of a locked series; a rolled-back command gives them back."""
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return [f"{series.prefix}-{number:06d}" for number in range(first, series.last + 1)]
