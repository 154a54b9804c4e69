"""Which conditions keep firms from a clause: counted, filtered and ordered by nearness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet, Value
from django.db.models.functions import Coalesce

from kechuang.entitlements.models import Entitlement, VerdictChoice

WIDER_THAN_ANY = 2**40
NEAREST_FIRST = ("unmet", "gap_size", "pk")


@dataclass
class Lacked:
    """One condition: how many firms lack it on their shortest way, and how many nothing else."""

    condition: str
    label: dict[str, str]
    firms: int = 0
    alone: int = 0


def by_nearness(answers: QuerySet[Entitlement]) -> QuerySet[Entitlement]:
    """Few unmet conditions first, then the smallest relative gap; gaps without a size last."""
    sized = answers.annotate(gap_size=Coalesce("widest_bp", Value(WIDER_THAN_ANY)))
    return sized.order_by("verdict", *NEAREST_FIRST)


def lacking(answers: QuerySet[Entitlement], condition: str) -> QuerySet[Entitlement]:
    """The answers whose shortest way to met leads over ``condition``."""
    return answers.filter(lacks__contains=f" {condition} ")


def lacked_conditions(answers: QuerySet[Entitlement]) -> list[Lacked]:
    """Every condition that somebody lacks, the most lacked first; two queries."""
    refused = answers.filter(verdict=VerdictChoice.NOT_MET).exclude(lacks="").order_by()
    patterns = refused.values("lacks").annotate(firms=Count("pk"), example=Min("pk"))
    examples = Entitlement.objects.filter(pk__in=patterns.values("example"))
    labels = dict(_labels(examples.values_list("gaps", flat=True)))
    found: dict[str, Lacked] = {}
    for pattern in patterns.values("lacks", "firms"):
        ids = pattern["lacks"].split()
        for one in ids:
            lacked = found.setdefault(one, Lacked(one, labels[one]))
            lacked.firms += pattern["firms"]
            lacked.alone += pattern["firms"] if len(ids) == 1 else 0
    return sorted(found.values(), key=lambda one: (-one.firms, -one.alone, one.condition))


def _labels(gaps_of_examples: QuerySet[Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for gaps in gaps_of_examples:
        for gap in gaps:
            yield gap["reason_id"], gap["label"]
