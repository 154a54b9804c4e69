"""The cast, for every room."""

from tests.cast import (
    admin,
    alice,
    anonymous,
    auditor,
    bob,
    charlie,
    clerk,
    district_clerk,
    expert,
    outsider_firm,
    technology_manager,
    una,
    university,
    yunlan,
)

__all__ = [
    "admin",
    "alice",
    "anonymous",
    "auditor",
    "bob",
    "charlie",
    "clerk",
    "district_clerk",
    "expert",
    "outsider_firm",
    "technology_manager",
    "una",
    "university",
    "yunlan",
]
