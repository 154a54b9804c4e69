"""Columns: the same rules asked of a million firms at once, in blocks that stay in the cache.

A second reader of the tree that ``terms`` and ``rules`` evaluate themselves. Verdicts are bit
planes, equal parts of different policies are computed once, and whatever the columns cannot tell
exactly is answered by the explaining evaluator, so both always agree.
"""

# The readers of these nodes register themselves.
from kechuang.engines.rulebook.columns import choices, parquet, periods, scales, statuses  # noqa: F401
from kechuang.engines.rulebook.columns.answering import ClauseAnswers, ask_block
from kechuang.engines.rulebook.columns.benchmark import bench
from kechuang.engines.rulebook.columns.frames import Flags, Frame, Numbers, Words
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.reasoned import FIELDS, reasoned_lines
from kechuang.engines.rulebook.columns.results import ResultRow
from kechuang.engines.rulebook.columns.running import (
    LINES,
    Question,
    Slice,
    compute_slice,
    plan_of,
    slices_of,
)
from kechuang.engines.rulebook.columns.sheets import frame_of
from kechuang.engines.rulebook.columns.standings import standings_of
from kechuang.engines.rulebook.columns.tables import Firms, read_firms

__all__ = [
    "FIELDS",
    "LINES",
    "ClauseAnswers",
    "Firms",
    "Flags",
    "Frame",
    "Numbers",
    "Plan",
    "Question",
    "ResultRow",
    "Slice",
    "Words",
    "ask_block",
    "bench",
    "compute_slice",
    "frame_of",
    "parquet",
    "plan_of",
    "read_firms",
    "reasoned_lines",
    "slices_of",
    "standings_of",
]
