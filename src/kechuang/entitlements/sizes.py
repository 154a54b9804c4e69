"""Firms by the number of employees of the year before a sweep: bands of ours, marked 示例."""

from __future__ import annotations

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from kechuang.engines.rulebook import comparing
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import PartyFact


def of_size(answers: QuerySet[Entitlement], band: str, *, year: int) -> QuerySet[Entitlement]:
    """Answers about firms whose newest statement of employees of ``year`` lies in ``band``."""
    low, _dash, high = band.partition("-")
    told = PartyFact.objects.filter(party=OuterRef("party"), name="employees", period=str(year))
    newest = told.order_by("-as_of", "-pk").annotate(n=Cast("value", BigIntegerField()))
    sized = answers.annotate(staff=Subquery(newest.values("n")[:1])).filter(staff__gte=int(low))
    return sized.filter(staff__lte=int(high)) if high else sized


def size_choices() -> list[tuple[str, str]]:
    """Every band with its name, which says that it is no official classification."""
    return [(band, size_name(band)) for band in comparing.SIZES]


def size_name(band: str) -> str:
    """``20–299 人（示例）``."""
    low, _dash, high = band.partition("-")
    shown = f"{low}–{high}" if high else f"≥{low}"
    return _("%(band)s 人（示例）") % {"band": shown}
