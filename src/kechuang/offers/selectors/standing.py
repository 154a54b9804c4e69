"""How a firm stands to clauses: offers, applications, reminders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kechuang.entitlements.models import Entitlement
from kechuang.offers.models import Application, Offer, Reminder
from kechuang.offers.selectors.unclaimed import payable_clauses
from kechuang.offers.states import GRANTED

MAY_APPLY = ("met", "possible")
Clause = tuple[str, str]


@dataclass(frozen=True)
class Standings:
    """What one firm was offered and applied for in a year, by clause."""

    offers: Mapping[Clause, Offer]
    applications: Mapping[Clause, Application]
    payable: frozenset[Clause]

    def offer_under(self, answer: Entitlement) -> Offer | None:
        return self.offers.get(_clause(answer))

    def application_under(self, answer: Entitlement) -> Application | None:
        """The one under way or granted; one that ended otherwise bars nothing."""
        return self.applications.get(_clause(answer))

    def may_apply(self, answer: Entitlement) -> bool:
        """Whether the clause is met or may be, is the bureau's to pay, and is not claimed yet."""
        is_claimed = self.offer_under(answer) or self.application_under(answer)
        is_payable = _clause(answer) in self.payable
        return answer.verdict in MAY_APPLY and is_payable and not is_claimed


def standings_of(party_id: int, year: int) -> Standings:
    """Three queries, however many clauses are asked about."""
    wanted = {"party": party_id, "year": year, "freed_at": None}
    told = Offer.objects.filter(**wanted, case__isnull=False)
    begun = Application.objects.filter(**wanted).select_related("case")
    return Standings(
        offers={_clause(row): row for row in told.select_related("case", "grant", "party")},
        applications={
            _clause(row): row
            for row in begun
            if not row.case.is_closed or row.case.state == GRANTED
        },
        payable=frozenset(payable_clauses()),
    )


def applications_of(parties: Iterable[int]) -> QuerySet[Application]:
    """The firms' applications, the newest first."""
    return Application.objects.filter(party__in=parties).select_related("case", "party")


def reminders_of(parties: Iterable[int]) -> list[Reminder]:
    """Reminders of what is still unclaimed."""
    found = Reminder.objects.filter(party__in=parties).select_related("entitlement__run", "party")
    known: dict[tuple[int, int], Standings] = {}
    open_ones = []
    for row in found:
        key = (row.party_id, row.entitlement.run.on.year)
        if key not in known:
            known[key] = standings_of(*key)
        if known[key].may_apply(row.entitlement):
            open_ones.append(row)
    return open_ones


def _clause(row: Entitlement | Offer | Application) -> Clause:
    return row.pack_id, row.clause_id
