"""What moved, as transfers that count for a figure: by level, by dimension, up to a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import Cast, Substr

from kechuang.ledger.models import Transfer
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.states import Kind, Phase

MOVED = Case(
    When(is_red=True, then=-F("amount_fen")),
    default=F("amount_fen"),
    output_field=BigIntegerField(),
)
MONTH = Substr(Cast("voucher__on", CharField()), 1, len("2026-01"))
DIMENSIONS = ("scheme", "source", "district", "month")


@dataclass(frozen=True)
class Flow:
    """One kind of transfer: the figure it moves, by which sign, and the way to its records;
    ``line`` is empty for what no scheme was given yet; ``is_pending``: what is held and neither
    posted nor let go."""

    figure: str
    kind: Kind
    sign: int
    line: str = ""
    share: str = ""
    is_pending: bool = False

    @property
    def appropriation(self) -> str:
        return f"{self.line}__appropriation" if self.line else "credit__appropriation"

    def path(self, dimension: str) -> str | None:
        """The way to a dimension; None where the records do not tell it.

        Budgets are not given out by district, and an appropriation not yet by scheme.
        """
        ways = {
            "scheme": self.line and f"{self.line}__scheme__code",
            "source": f"{self.appropriation}__source",
            "district": self.share and f"{self.share}__grant__district",
            "month": "month",
        }
        return ways[dimension] or None


FLOWS = (
    Flow("appropriated", Kind.APPROPRIATE, 1),
    Flow("carried", Kind.CARRY, 1, "credit__line"),
    Flow("budget", Kind.ALLOT, 1, "credit__line"),
    Flow("budget", Kind.CARRY, 1, "credit__line"),
    Flow("budget", Kind.CARRY, -1, "debit__line"),
    Flow("budget", Kind.LAPSE, -1, "debit__line"),
    Flow("held", Kind.RESERVE, 1, "debit__line", is_pending=True),
    Flow("obligated", Kind.OBLIGATE, 1, "debit__line", "credit__obliges"),
    Flow("obligated", Kind.RELEASE, -1, "credit__line", "debit__obliges"),
    Flow("obligated", Kind.RESERVE, 1, "debit__line"),
    Flow("accepted", Kind.ACCEPT, 1, "debit__obliges__line", "debit__obliges"),
    Flow("paid", Kind.PAY, 1, "credit__pays__line", "credit__pays"),
    Flow("recovered", Kind.RECOVER, 1, "debit__claw_back__share__line", "debit__claw_back__share"),
)


@dataclass(frozen=True)
class Tally:
    """What one flow moved, in fen with its sign; ``keys`` has None where a dimension is unknown."""

    figure: str
    keys: dict[str, str | None]
    fen: int


def tallies(*, year: int, moment: Moment) -> Iterator[Tally]:
    """Everything of budget year ``year``, cut by all dimensions at once; one query per flow."""
    for flow in FLOWS:
        paths = {name: path for name in DIMENSIONS if (path := flow.path(name))}
        moved = movements(flow, year=year, moment=moment).order_by()
        for *found, fen in moved.values_list(*paths.values()).annotate(total=Sum(MOVED)):
            keys = dict.fromkeys(DIMENSIONS) | dict(zip(paths, found, strict=True))
            yield Tally(flow.figure, keys, flow.sign * fen)


def movements(flow: Flow, *, year: int, moment: Moment) -> QuerySet[Transfer]:
    """The transfers that a flow counts, each with its ``month``."""
    moved = Transfer.objects.filter(
        moment.of("voucher"), kind=flow.kind, **{f"{flow.appropriation}__year": year}
    )
    counted = moved.annotate(month=MONTH)
    if not flow.is_pending:
        return counted.filter(phase__in=(Phase.SINGLE, Phase.POST))
    ended = Transfer.objects.filter(moment.of("voucher"), pending__isnull=False)
    return counted.filter(phase=Phase.PENDING).exclude(pk__in=ended.values("pending"))
