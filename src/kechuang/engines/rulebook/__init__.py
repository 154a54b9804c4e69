"""The rulebook: policies as data, asked about facts, answered in four values with reasons.

A pack is YAML. Conditions nest ``all``, ``any``, ``none`` and ``at_least`` … ``of``; a leaf is one
``test`` or one ``score``. Phrases are short formulas over the fact catalogue::

    employees@last_year <= 500人
    sum(rd_expense, 3, established_on) / sum(sales_revenue, 3, established_on) >= 5%
    on - established_on >= 365天
    industry_code under [C39, I65]
    not restricted_business

Years are ``this_year``, ``last_year``, ``previous_year``, ``year-3`` or ``2025``, counted from the
day of the question (``on``). Ratios are exact fractions, money is whole fen, nothing is a float.
"""

from kechuang.engines.packfile import PackError, WordingError
from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.catalogue import (
    FactCatalogue,
    FactDefinition,
    columns_of,
    load_catalogue,
    read_catalogue,
)
from kechuang.engines.rulebook.cohorts import Cohort, Cohorts, gather_cohorts
from kechuang.engines.rulebook.command import rulebook
from kechuang.engines.rulebook.coverage import (
    Axis,
    Cell,
    Coverage,
    read_coverage,
    refuse_strangers,
)
from kechuang.engines.rulebook.evaluate import evaluate, evaluate_many
from kechuang.engines.rulebook.facts import OWN_WORDS, Conflict, Fact, FactSheet, FactValue
from kechuang.engines.rulebook.inquiry import MissingFact
from kechuang.engines.rulebook.ladders import Rung, climb, highest_held, is_ladder
from kechuang.engines.rulebook.levers import Lever, levers_of
from kechuang.engines.rulebook.library import find_catalogue, load_folder
from kechuang.engines.rulebook.needs import facts_needed
from kechuang.engines.rulebook.packs import Clause, NearMiss, Pack
from kechuang.engines.rulebook.printing import answer_lines
from kechuang.engines.rulebook.reading.kept_records import checked_records
from kechuang.engines.rulebook.reading.packs import load_pack
from kechuang.engines.rulebook.reading.records import read_records
from kechuang.engines.rulebook.reasons import Gap, Reason
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.rulebook.rules.sums import Amount
from kechuang.engines.rulebook.schema import pack_schema
from kechuang.engines.rulebook.scorecards import (
    FirmScore,
    LineScore,
    Scorecard,
    ScorecardError,
    ScoreLine,
    read_scorecard,
)
from kechuang.engines.rulebook.seasons import Season
from kechuang.engines.rulebook.supposing import SUPPOSED, Change, suppose, what_if
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.literals import read_fact_value
from kechuang.engines.rulebook.terms.records import rows_of
from kechuang.engines.rulebook.titles import Title, titles_among, titles_asked, titles_held
from kechuang.engines.rulebook.together import (
    BudgetRule,
    CapRule,
    Claim,
    HighestRule,
    OnceRule,
    Paid,
    Rationed,
    Together,
    claims_of,
    load_together,
    ration,
    settle_claims,
)
from kechuang.engines.rulebook.verdict import Verdict

__all__ = [
    "OWN_WORDS",
    "SUPPOSED",
    "Amount",
    "Answer",
    "Axis",
    "BudgetRule",
    "CapRule",
    "Cell",
    "Change",
    "Claim",
    "Clause",
    "Cohort",
    "Cohorts",
    "Conflict",
    "Coverage",
    "Fact",
    "FactCatalogue",
    "FactDefinition",
    "FactError",
    "FactSheet",
    "FactValue",
    "FirmScore",
    "Gap",
    "HighestRule",
    "Kind",
    "Lever",
    "LineScore",
    "MissingFact",
    "NearMiss",
    "OnceRule",
    "Pack",
    "PackError",
    "Paid",
    "Rationed",
    "Reason",
    "Rung",
    "ScoreLine",
    "Scorecard",
    "ScorecardError",
    "Season",
    "Title",
    "Together",
    "Verdict",
    "WordingError",
    "answer_lines",
    "checked_records",
    "claims_of",
    "climb",
    "columns_of",
    "evaluate",
    "evaluate_many",
    "facts_needed",
    "find_catalogue",
    "gather_cohorts",
    "highest_held",
    "is_ladder",
    "levers_of",
    "load_catalogue",
    "load_folder",
    "load_pack",
    "load_together",
    "pack_schema",
    "ration",
    "read_catalogue",
    "read_coverage",
    "read_fact_value",
    "read_records",
    "read_scorecard",
    "refuse_strangers",
    "rows_of",
    "rulebook",
    "settle_claims",
    "shown",
    "suppose",
    "titles_among",
    "titles_asked",
    "titles_held",
    "what_if",
]
