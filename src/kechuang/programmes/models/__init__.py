"""Programme rounds, needs and how they are listed, items, bids and their checks, awards."""

from kechuang.programmes.models.awards import (
    Award,
    BidSubmission,
    Choice,
    ItemReview,
    PassedOver,
)
from kechuang.programmes.models.bids import Bid, CheckResult, SuppliedFinding
from kechuang.programmes.models.items import ItemSeries, ListedItem
from kechuang.programmes.models.needs import (
    DuplicateCandidate,
    DuplicateRuling,
    DuplicateSearch,
    ListingScore,
    Need,
)
from kechuang.programmes.models.rounds import MeasuresVersion, ProgrammeRound

__all__ = [
    "Award",
    "Bid",
    "BidSubmission",
    "CheckResult",
    "Choice",
    "DuplicateCandidate",
    "DuplicateRuling",
    "DuplicateSearch",
    "ItemReview",
    "ItemSeries",
    "ListedItem",
    "ListingScore",
    "MeasuresVersion",
    "Need",
    "PassedOver",
    "ProgrammeRound",
    "SuppliedFinding",
]
