"""Comparing: a policy with changed numbers, or a newer version of it, beside the one in force.

``revised`` makes the changes and loads anew, so that whatever loading refuses is refused here;
``Comparison`` asks both of the same firms; ``differences`` says in words what was changed.
"""

from kechuang.engines.rulebook.comparing.budgets import BudgetEffect, budget_effect
from kechuang.engines.rulebook.comparing.changes import (
    Change,
    ChangeError,
    number_named,
    read_change,
    revised_text,
)
from kechuang.engines.rulebook.comparing.comparison import Affected, Compared, Comparison
from kechuang.engines.rulebook.comparing.differences import Difference, differences
from kechuang.engines.rulebook.comparing.groups import AXES, SIZES, Group
from kechuang.engines.rulebook.comparing.outcomes import Outcome
from kechuang.engines.rulebook.comparing.revising import revised
from kechuang.engines.rulebook.comparing.tallies import Reach, Tally, added
from kechuang.engines.rulebook.comparing.words import key_words
from kechuang.engines.rulebook.comparing.written import Number, numbers_in

__all__ = [
    "AXES",
    "SIZES",
    "Affected",
    "BudgetEffect",
    "Change",
    "ChangeError",
    "Compared",
    "Comparison",
    "Difference",
    "Group",
    "Number",
    "Outcome",
    "Reach",
    "Tally",
    "added",
    "budget_effect",
    "differences",
    "key_words",
    "number_named",
    "numbers_in",
    "read_change",
    "revised",
    "revised_text",
]
