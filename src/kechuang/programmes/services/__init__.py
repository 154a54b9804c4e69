"""Commands from a year's plan to the award."""

from kechuang.programmes.services.bidding import begin_bid
from kechuang.programmes.services.checking import check_bid, supply_finding
from kechuang.programmes.services.choosing import choose_winner, pass_over
from kechuang.programmes.services.contracting import (
    NewTerms,
    draft_awarded_contract,
    gate_terms,
)
from kechuang.programmes.services.needs import begin_need
from kechuang.programmes.services.rounds import name_budget_line, open_programme
from kechuang.programmes.services.scoring import (
    rule_on_duplicates,
    score_need,
    search_duplicates,
)
from kechuang.programmes.services.telling import tell_outcome

__all__ = [
    "NewTerms",
    "begin_bid",
    "begin_need",
    "check_bid",
    "choose_winner",
    "draft_awarded_contract",
    "gate_terms",
    "name_budget_line",
    "open_programme",
    "pass_over",
    "rule_on_duplicates",
    "score_need",
    "search_duplicates",
    "supply_finding",
    "tell_outcome",
]
