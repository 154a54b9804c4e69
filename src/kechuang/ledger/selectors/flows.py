"""What moved, as sums over transfers: by level, by dimension, up to a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, F, QuerySet, Sum, When
from django.db.models.functions import TruncMonth

from kechuang.ledger.models import Transfer
from kechuang.ledger.states import Kind, Phase

MOVED = Case(
    When(is_red=True, then=-F("amount_fen")),
    default=F("amount_fen"),
    output_field=BigIntegerField(),
)
Sums = dict[str, Counter[str]]


@dataclass(frozen=True)
class Flow:
    """One kind of transfer: the figure it moves, by which sign, and the way to its records;
    ``is_pending``: what is held and neither posted nor let go."""

    figure: str
    kind: Kind
    sign: int
    line: str
    share: str = ""
    is_pending: bool = False


FLOWS = (
    Flow("budget", Kind.ALLOT, 1, "credit__line"),
    Flow("budget", Kind.CARRY, 1, "credit__line"),
    Flow("budget", Kind.CARRY, -1, "debit__line"),
    Flow("budget", Kind.LAPSE, -1, "debit__line"),
    Flow("held", Kind.RESERVE, 1, "debit__line", is_pending=True),
    Flow("obligated", Kind.OBLIGATE, 1, "debit__line", "credit__obliges"),
    Flow("obligated", Kind.RELEASE, -1, "credit__line", "debit__obliges"),
    Flow("obligated", Kind.RESERVE, 1, "debit__line"),
    Flow("accepted", Kind.ACCEPT, 1, "debit__obliges__line", "debit__obliges"),
    Flow("ordered", Kind.ORDER, 1, "credit__owes__line", "credit__owes"),
    Flow("ordered", Kind.RETURN, -1, "debit__owes__line", "debit__owes"),
    Flow("paid", Kind.PAY, 1, "credit__pays__line", "credit__pays"),
    Flow("recovered", Kind.RECOVER, 1, "debit__claw_back__share__line", "debit__claw_back__share"),
)


def sums_by(dimension: str, *, year: int, on: date) -> Sums:
    """Figures of budget year ``year`` up to the day ``on``, by ``dimension``.

    Dimensions: ``scheme``, ``source``, ``district``, ``month`` (of posting), ``all``. By district
    there is no budget, since budgets are not given out by district.
    """
    found: Sums = defaultdict(Counter)
    for flow in FLOWS:
        path = _path(flow, dimension)
        if path is None:
            continue
        moved = _transfers(flow, year, on)
        grouped = moved.annotate(month=TruncMonth("voucher__on")) if path == "month" else moved
        rows = grouped.order_by().values_list(path).annotate(total=Sum(MOVED))
        for key, total in rows:
            found[_key(key)][flow.figure] += flow.sign * total
    return dict(found)


def _transfers(flow: Flow, year: int, on: date) -> QuerySet[Transfer]:
    moved = Transfer.objects.filter(
        kind=flow.kind, voucher__on__lte=on, **{f"{flow.line}__appropriation__year": year}
    )
    if flow.is_pending:
        return moved.filter(phase=Phase.PENDING).exclude(resolution__voucher__on__lte=on)
    return moved.filter(phase__in=(Phase.SINGLE, Phase.POST))


def _path(flow: Flow, dimension: str) -> str | None:
    if dimension == "district":
        return f"{flow.share}__grant__district" if flow.share else None
    ways = {
        "scheme": f"{flow.line}__scheme__code",
        "source": f"{flow.line}__appropriation__source",
        "month": "month",
        "all": f"{flow.line}__appropriation__year",
    }
    return ways[dimension]


def _key(key: object) -> str:
    return f"{key:%Y-%m}" if isinstance(key, date) else str(key)
