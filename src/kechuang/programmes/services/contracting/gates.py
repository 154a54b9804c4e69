"""A gate's terms as the round of the lanes has them, so that nobody types them."""

from __future__ import annotations

from datetime import date

from kechuang.base.errors import Text, wrong_state
from kechuang.cases.selectors import settled_options
from kechuang.programmes.models import ListedItem
from kechuang.programmes.refusals_of_execution import NOT_RULED
from kechuang.programmes.selectors.contents import number_of
from kechuang.programmes.selectors.race_plans import gate_rows, lane_round_of
from kechuang.programmes.services.execution.racing import GateTerms

ALL_WAIT = "all_wait"


def gate_terms(item: ListedItem, *, number: int, due_on: date) -> GateTerms:
    """The terms of the item's gate ``number``, for ``open_gate``."""
    race = lane_round_of(item)
    options = settled_options(race) if race else {}
    rows = {int(number_of(row["gate"])): row for row in gate_rows(options)}
    if number not in rows:
        raise wrong_state(
            NOT_RULED,
            f"{item.number} 没有第 {number} 次阶段考核",
            f"{item.number} has no gate {number}",
            Text("请选择本轮规定的考核", "Choose a gate of the round"),
        )
    return GateTerms(
        number=number,
        due_on=due_on,
        floor=int(number_of(rows[number]["floor"])),
        held_from=int(number_of(options["held_from"])),
        kept=int(number_of(rows[number]["kept"])),
        hold_backs_allowed=int(number_of(options["hold_backs_allowed"])),
        do_ties_wait=options["tie_at_line"] == ALL_WAIT,
        reports_wanted=int(number_of(options["reports_wanted"])),
    )
