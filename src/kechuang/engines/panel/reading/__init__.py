"""Reading: scores, conflicts, loads, units and regions from files other people made."""

from kechuang.engines.panel.reading.facts import read_numbers, read_regions, read_units
from kechuang.engines.panel.reading.forbidden import Exclusions, read_conflicts
from kechuang.engines.panel.reading.scores import read_scores
from kechuang.engines.panel.reading.table import ScoreTable

__all__ = [
    "Exclusions",
    "ScoreTable",
    "read_conflicts",
    "read_numbers",
    "read_regions",
    "read_scores",
    "read_units",
]
