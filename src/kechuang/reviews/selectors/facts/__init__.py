"""Experts, submissions and units as ``engines/panel`` reads them, out of the registers."""

from kechuang.reviews.selectors.facts.finding import conflicts_of, round_conflicts
from kechuang.reviews.selectors.facts.gathering import Gathered, gathered

__all__ = ["Gathered", "conflicts_of", "gathered", "round_conflicts"]
