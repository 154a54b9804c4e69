"""Draw: a panel by lot that nobody can bend and everybody can repeat.

The qualified pool is sealed (canonical bytes, SHA-256), the seed is committed before and revealed
after, and ``outsider_script`` is what an outsider runs on the published record.
Source: 国家自然科学基金条例 (2024) 第15条, experts chosen at random.
"""

from importlib.resources import files

from kechuang.engines.panel.draw.drawing import Drawn, commitment, draw
from kechuang.engines.panel.draw.pool import Pool, Qualified, Quotas
from kechuang.engines.panel.draw.trials import Trials, broken_rules, run_trials

__all__ = [
    "Drawn",
    "Pool",
    "Qualified",
    "Quotas",
    "Trials",
    "broken_rules",
    "commitment",
    "draw",
    "outsider_script",
    "run_trials",
]


def outsider_script() -> str:
    """The program to publish beside the record; it needs Python's standard library only."""
    return (files(__name__) / "outsider.py").read_text(encoding="utf-8")
