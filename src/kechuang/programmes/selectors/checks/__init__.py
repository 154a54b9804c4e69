"""The formal checks of a bid: rules over what is recorded, each three-valued with its reasons."""

from kechuang.programmes.selectors.checks.all import (
    bid_check_facts,
    eligibility,
    findings_of,
    item_check_facts,
)
from kechuang.programmes.selectors.checks.asked import asked_checks
from kechuang.programmes.selectors.checks.findings import Finding

__all__ = [
    "Finding",
    "asked_checks",
    "bid_check_facts",
    "eligibility",
    "findings_of",
    "item_check_facts",
]
