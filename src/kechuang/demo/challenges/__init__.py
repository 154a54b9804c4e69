"""The fictional city's challenge programme (虚构示例): one challenge in each phase.

Everything is done by the commands people use, as named people on given days of 2026, up to
``days.TODAY``. Units from outside the city stand in real provinces; the units are invented.
"""

from kechuang.demo.challenges.cast import challenge_cast
from kechuang.demo.challenges.loading import load_challenges

__all__ = ["challenge_cast", "load_challenges"]
