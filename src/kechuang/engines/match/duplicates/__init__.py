"""The same need filed twice, the same outcome from two sources: found, judged, explained."""

from kechuang.engines.match.duplicates.finding import Duplicate, Pair, duplicates_of
from kechuang.engines.match.duplicates.judging import Likeness, Limits, compare
from kechuang.engines.match.duplicates.profile import Profile, read_profile
from kechuang.engines.match.duplicates.quantities import Quantity, quantities

__all__ = [
    "Duplicate",
    "Likeness",
    "Limits",
    "Pair",
    "Profile",
    "Quantity",
    "compare",
    "duplicates_of",
    "quantities",
    "read_profile",
]
