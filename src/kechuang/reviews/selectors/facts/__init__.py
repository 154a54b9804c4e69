"""Experts, submissions and units as ``engines/panel`` reads them, out of the registers."""

from kechuang.reviews.selectors.facts.finding import conflicts_of, round_conflicts
from kechuang.reviews.selectors.facts.gathering import Gathered, gathered
from kechuang.reviews.selectors.facts.matters import (
    Ground,
    Matter,
    matter_conflicts,
    submission_conflicts,
)
from kechuang.reviews.selectors.facts.workplaces import Workplace, workplaces

__all__ = [
    "Gathered",
    "Ground",
    "Matter",
    "Workplace",
    "conflicts_of",
    "gathered",
    "matter_conflicts",
    "round_conflicts",
    "submission_conflicts",
    "workplaces",
]
