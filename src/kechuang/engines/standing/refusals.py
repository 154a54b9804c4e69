"""Refusals of the standing engine."""

from kechuang.engines.wording import Refusal


class StandingError(Refusal):
    """Points, weights or a list that no standing can be computed from."""
