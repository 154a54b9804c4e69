"""A figure of the board, and the vouchers that sum to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models import Transfer, Voucher
from kechuang.ledger.selectors.flows import FLOWS, MOVED, Flow, movements
from kechuang.ledger.selectors.moments import Moment


class Figure(models.TextChoices):
    """Every figure that the board shows."""

    APPROPRIATED = "appropriated", _("下达指标")
    CARRIED = "carried", _("上年结转")
    BUDGET = "budget", _("分配预算")
    HELD = "held", _("预留")
    FREE = "free", _("可用")
    OBLIGATED = "obligated", _("已立项")
    ACCEPTED = "accepted", _("已验收")
    PAID = "paid", _("已支付")
    OWED = "owed", _("已立项未支付")
    RECOVERED = "recovered", _("已收回")


DERIVED: dict[str, dict[str, int]] = {
    Figure.FREE: {Figure.BUDGET: 1, Figure.HELD: -1, Figure.OBLIGATED: -1},
    Figure.OWED: {Figure.OBLIGATED: 1, Figure.PAID: -1},
}


@dataclass(frozen=True)
class Asked:
    """A figure of one budget year at a moment; ``cuts`` holds the dimensions it is cut by."""

    figure: Figure
    year: int
    moment: Moment
    cuts: dict[str, str]

    @property
    def is_known(self) -> bool:
        """False where the records do not tell the figure by these dimensions: that is not zero."""
        return all(is_told_by(self.figure, name) for name in self.cuts)


def terms_of(figure: str) -> Iterator[tuple[Flow, int]]:
    """The flows whose sums, each times its sign, are the figure."""
    parts = DERIVED.get(figure, {figure: 1})
    return ((flow, parts[flow.figure]) for flow in FLOWS if flow.figure in parts)


def is_told_by(figure: str, dimension: str) -> bool:
    """Whether the records tell each part of ``figure`` by ``dimension``.

    What single records do not tie to it (a reservation posted without a grant has no district) is
    then in none of its cuts.
    """
    told = {flow.figure for flow, _ in terms_of(figure) if flow.path(dimension)}
    return told == set(DERIVED.get(figure, {figure: 1}))


def vouchers_behind(asked: Asked, *, among: QuerySet[Voucher]) -> QuerySet[Voucher]:
    """Those that the figure is the sum of; ``counted_fen`` is what each adds to it."""
    counted = list(_counted(asked)) if asked.is_known else []
    touched = reduce(or_, (Q(pk__in=rows.values("voucher")) for rows, _ in counted), Q(pk=None))
    parts = (_of_voucher(rows, sign) for rows, sign in counted)
    return among.filter(touched).annotate(counted_fen=reduce(add, parts, Value(0)))


def sum_behind(asked: Asked, vouchers: QuerySet[Voucher]) -> int:
    """What ``vouchers``, all or some, add to the figure, in fen."""
    if not asked.is_known:
        return 0
    chosen = vouchers.order_by().values("pk")
    sums = (
        sign * (rows.filter(voucher__in=chosen).aggregate(total=Sum(MOVED))["total"] or 0)
        for rows, sign in _counted(asked)
    )
    return sum(sums)


def _counted(asked: Asked) -> Iterator[tuple[QuerySet[Transfer], int]]:
    """Transfers that count, and whether they add to the figure or take from it."""
    for flow, sign in terms_of(asked.figure):
        cut = {flow.path(name): value for name, value in asked.cuts.items()}
        if None not in cut:
            moved = movements(flow, year=asked.year, moment=asked.moment)
            yield (
                moved.filter(**{str(path): value for path, value in cut.items()}),
                sign * flow.sign,
            )


def _of_voucher(rows: QuerySet[Transfer], sign: int) -> Coalesce:
    """Asked by the voucher first: its few transfers, and which of them count."""
    own = Transfer.objects.filter(voucher=OuterRef("pk"), pk__in=rows.values("pk"))
    total = own.order_by().values("voucher").annotate(total=Sum(Value(sign) * MOVED))
    return Coalesce(Subquery(total.values("total")), 0)
