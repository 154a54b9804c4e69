"""Changes of a contract: what each kind is, may be, and does; asking for and deciding on them."""

from kechuang.programmes.services.execution.changing.asking import ask_change, consent_to_change
from kechuang.programmes.services.execution.changing.change import Change
from kechuang.programmes.services.execution.changing.deciding import make_change, refuse_change
from kechuang.programmes.services.execution.changing.of_posts import NewAssistant, NewChief
from kechuang.programmes.services.execution.changing.of_terms import NewBudget, NewEnd
from kechuang.programmes.services.execution.changing.of_work import NewRoute, NewTarget, NewTeam

__all__ = [
    "Change",
    "NewAssistant",
    "NewBudget",
    "NewChief",
    "NewEnd",
    "NewRoute",
    "NewTarget",
    "NewTeam",
    "ask_change",
    "consent_to_change",
    "make_change",
    "refuse_change",
]
