"""Panel: who reviews what without conflict, drawn or assigned, and what the scores are worth.

``conflicts`` finds who must not meet; ``assign`` makes the best or the fair panels under every
rule, with proof; ``draw`` makes them by a lot that anybody can repeat; ``scores`` ranks, and tells
which ranks are noise. ``reading`` takes instances from files.
Sources: 国家自然科学基金条例 (2024) 第15、20、21条. What no source defines is a parameter
marked 示例.
"""

from kechuang.engines.panel.assign import (
    Assignment,
    Infeasible,
    Instance,
    Lottery,
    Rules,
    assign,
    assign_by_lot,
    build_instance,
    shown,
    violations,
)
from kechuang.engines.panel.benchmark import bench
from kechuang.engines.panel.command_line import panel
from kechuang.engines.panel.conflicts import (
    EXAMPLE_YEARS,
    FOR_EVER,
    Conflict,
    Contacts,
    Expert,
    Holding,
    Policy,
    Post,
    Proposal,
    Relation,
    Span,
    Tie,
    Units,
    barred_pairs,
    find_conflicts,
)
from kechuang.engines.panel.draw import (
    Drawn,
    Pool,
    Qualified,
    Quotas,
    Trials,
    broken_rules,
    commitment,
    draw,
    outsider_script,
    run_trials,
)
from kechuang.engines.panel.qualifying import qualify
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.panel.scores import (
    LEAST_REPORTS,
    Adjusted,
    Criterion,
    Mildness,
    Ranking,
    RankInterval,
    Report,
    Scheme,
    ScoredReport,
    Standing,
    adjust,
    rank,
    rank_intervals,
)

__all__ = [
    "EXAMPLE_YEARS",
    "FOR_EVER",
    "LEAST_REPORTS",
    "Adjusted",
    "Assignment",
    "Conflict",
    "Contacts",
    "Criterion",
    "Drawn",
    "Expert",
    "Holding",
    "Infeasible",
    "Instance",
    "Lottery",
    "Mildness",
    "PanelError",
    "Policy",
    "Pool",
    "Post",
    "Proposal",
    "Qualified",
    "Quotas",
    "RankInterval",
    "Ranking",
    "Relation",
    "Report",
    "Rules",
    "Scheme",
    "ScoredReport",
    "Span",
    "Standing",
    "Tie",
    "Trials",
    "Units",
    "adjust",
    "assign",
    "assign_by_lot",
    "barred_pairs",
    "bench",
    "broken_rules",
    "build_instance",
    "commitment",
    "draw",
    "find_conflicts",
    "outsider_script",
    "panel",
    "qualify",
    "rank",
    "rank_intervals",
    "run_trials",
    "shown",
    "violations",
]
