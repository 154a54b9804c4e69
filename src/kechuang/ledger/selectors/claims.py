"""What a planned grant claims: for which thing, party and period; and the grants beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from kechuang.ledger.grounds import kept_ground
from kechuang.ledger.models import Grant
from kechuang.ledger.states import GroundKind
from kechuang.parties.models import Party
from kechuang.parties.selectors import legal_unit, names_of

RELATED = ("party", "scheme__book__department")


@dataclass(frozen=True)
class Claim:
    """``ground_key`` is the ground as grants are compared by (``Ground.key``)."""

    party: Party
    ground_key: str
    title: str
    period_from: date
    period_to: date

    @cached_property
    def unit(self) -> frozenset[int]:
        """The records of the party's legal unit."""
        return legal_unit(self.party)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return names_of(self.unit)

    @cached_property
    def beside(self) -> list[Grant]:
        """Grants in force of the same legal unit whose period overlaps, the earliest first.

        Read once; another claim reads anew.
        """
        overlapping = standing_grants().filter(
            party__in=self.unit,
            period_from__lte=self.period_to,
            period_to__gte=self.period_from,
        )
        return list(overlapping.order_by("granted_on", "pk"))

    @property
    def ground(self) -> tuple[GroundKind, str]:
        """Kind and thing."""
        return kept_ground(self.ground_key)


def standing_grants() -> QuerySet[Grant]:
    """Every grant in force, over all schemes and departments."""
    return Grant.objects.filter(cancelled_at__isnull=True).select_related(*RELATED)
