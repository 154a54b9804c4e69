"""Experts, submissions and units as ``engines/panel`` reads them, out of the registers."""

from kechuang.reviews.selectors.facts.finding import conflicts_of, round_conflicts
from kechuang.reviews.selectors.facts.gathering import Gathered, gathered
from kechuang.reviews.selectors.facts.matters import (
    Matter,
    matter_conflicts,
    submission_conflicts,
)

__all__ = [
    "Gathered",
    "Matter",
    "conflicts_of",
    "gathered",
    "matter_conflicts",
    "round_conflicts",
    "submission_conflicts",
]
