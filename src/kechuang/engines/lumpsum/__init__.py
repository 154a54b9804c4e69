"""Lump sums with a negative list (包干制+负面清单): what is not on the list may be spent.

A list is a pack (``packs/…/negative-lists/*.yaml``): items in their own wording with their basis,
the words that are certain and those that only point there, the kinds of expense, the marks people
set, and ceilings only where a source states one. There is no budget by category.

``judge_expense`` answers allowed, refused, or to be looked at by a person, and names the words
that led there. Unknown is not no: silence about what was bought is looked at, never allowed.
"""

from kechuang.engines.lumpsum.ceilings import CeilingFinding, judge_ceilings
from kechuang.engines.lumpsum.elements import Ceiling, Item, Kind, Mark, NegativeList
from kechuang.engines.lumpsum.expenses import Expense, Finding, Lead, Trace, Verdict
from kechuang.engines.lumpsum.judging import judge_expense
from kechuang.engines.lumpsum.library import chosen_list, failing_cases, load_lists
from kechuang.engines.lumpsum.reading import load_list
from kechuang.engines.lumpsum.refusals import ExpenseError

__all__ = [
    "Ceiling",
    "CeilingFinding",
    "Expense",
    "ExpenseError",
    "Finding",
    "Item",
    "Kind",
    "Lead",
    "Mark",
    "NegativeList",
    "Trace",
    "Verdict",
    "chosen_list",
    "failing_cases",
    "judge_ceilings",
    "judge_expense",
    "load_list",
    "load_lists",
]
