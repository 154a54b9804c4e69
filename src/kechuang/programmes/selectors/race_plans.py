"""Races: under which procedure their lanes run, and what each gate releases."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.cases.models import ProcedureVersion, Round
from kechuang.cases.selectors import procedure_of, settled_options
from kechuang.engines.flow import Value
from kechuang.engines.tally import split
from kechuang.programmes.models import ListedItem
from kechuang.programmes.selectors.contents import number_of, rows_of
from kechuang.programmes.states import LANE_PROCEDURE, LANE_ROUND

Row = Mapping[str, Value]


def lane_round_of(item: ListedItem) -> Round | None:
    """The round in which the item's lanes run; None before the first of them is contracted."""
    return Round.objects.filter(code=LANE_ROUND.format(item.number.lower())).first()


def lane_version_of(item: ListedItem) -> ProcedureVersion | None:
    """The lane pack of the item's own place (``qinghai-lane`` beside ``qinghai-race``) as entered
    last, else the national one."""
    place = item.case.round.version.procedure_id.partition("-")[0]
    entered = ProcedureVersion.objects.order_by("-entered_at", "-pk")
    own = entered.filter(procedure_id=f"{place}-lane", adopted_from=LANE_PROCEDURE).first()
    return own or entered.filter(procedure_id=LANE_PROCEDURE).first()


def gate_rows(options: Mapping[str, Value]) -> tuple[Row, ...]:
    """The gates of the lanes' options, in their order."""
    return tuple(sorted(rows_of(options.get("gates")), key=lambda row: number_of(row["gate"])))


def race_shares(item: ListedItem, left_bp: int) -> tuple[int, ...]:
    """``left_bp`` over the gates of the race, as the lanes' options weigh them."""
    opened, entered = lane_round_of(item), lane_version_of(item)
    if opened is not None:
        options = settled_options(opened)
    else:
        options = procedure_of(entered).default_options if entered else {}
    return split(left_bp, [int(number_of(row["share"])) for row in gate_rows(options)])
