"""How many experts an acceptance panel has, as the round of the item says."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.selectors import settled_options
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.contents import number_of

LEAST, IS_ODD = "panel_least", "panel_is_odd"
FEWEST_EXPERTS = 3


@dataclass(frozen=True)
class PanelRules:
    """示例: no source sets either."""

    least: int = FEWEST_EXPERTS
    is_odd: bool = True


def panel_rules(contract: Contract) -> PanelRules:
    """Those of the procedure with which the item's round was opened; of an item without a
    procedure the example's."""
    case = contract.item.case
    if case is None or not case.round.version.source:
        return PanelRules()
    settled = settled_options(case.round)
    least = int(number_of(settled[LEAST])) if LEAST in settled else FEWEST_EXPERTS
    return PanelRules(max(least, FEWEST_EXPERTS), settled.get(IS_ODD) is True)
