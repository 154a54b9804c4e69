"""How a firm stands to clauses: offers, applications, reminders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kechuang.cases.models import Round
from kechuang.entitlements.models import Entitlement
from kechuang.offers.models import Application, Offer, Reminder
from kechuang.offers.selectors.unclaimed import payable_clauses
from kechuang.offers.selectors.windows import Window, window_of
from kechuang.offers.states import APPLICATION_PROCEDURE, GRANTED
from kechuang.policies.models import PolicyClause

MAY_APPLY = ("met", "possible")
Clause = tuple[str, str]


@dataclass(frozen=True)
class Standings:
    """What one firm was offered and applied for in a year, by clause; ``is_opened``: the bureau
    has opened the year's applications."""

    offers: Mapping[Clause, Offer]
    applications: Mapping[Clause, Application]
    payable: Mapping[Clause, PolicyClause]
    is_opened: bool

    def offer_under(self, answer: Entitlement) -> Offer | None:
        return self.offers.get(_clause(answer))

    def application_under(self, answer: Entitlement) -> Application | None:
        """The one under way or granted; one that ended otherwise bars nothing."""
        return self.applications.get(_clause(answer))

    def is_unclaimed(self, answer: Entitlement) -> bool:
        """Whether the clause is met or may be, is the bureau's to pay, and is not claimed yet."""
        is_claimed = self.offer_under(answer) or self.application_under(answer)
        is_payable = _clause(answer) in self.payable
        return answer.verdict in MAY_APPLY and is_payable and not is_claimed

    def window_under(self, answer: Entitlement, *, on: date) -> Window | None:
        """When applications under the clause are taken; None where its policy names no season."""
        clause = self.payable.get(_clause(answer))
        return window_of(clause, on=on) if clause else None

    def may_apply(self, answer: Entitlement, *, on: date) -> bool:
        """Whether an application would be taken on the day ``on``."""
        if not self.is_opened or not self.is_unclaimed(answer):
            return False
        window = self.window_under(answer, on=on)
        return window is None or window.is_open


def application_round(year: int) -> Round | None:
    """The round of the year's applications; None before the bureau opens it."""
    return Round.objects.filter(
        code=f"applications-{year}", version__procedure_id=APPLICATION_PROCEDURE
    ).first()


def standings_of(party_id: int, year: int) -> Standings:
    """Four queries, however many clauses are asked about."""
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
        payable=payable_clauses(),
        is_opened=application_round(year) is not None,
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
        if known[key].is_unclaimed(row.entitlement):
            open_ones.append(row)
    return open_ones


def _clause(row: Entitlement | Offer | Application) -> Clause:
    return row.pack_id, row.clause_id
