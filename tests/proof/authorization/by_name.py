"""Records of the rooms whose addresses each name a record of their own."""

from __future__ import annotations

from tests.api.addresses import arguments_of
from tests.api.audiences import Record
from tests.api.case_desk import samples_of_cases
from tests.api.expectations import TABLE
from tests.api.programme_public import samples_of_programmes
from tests.api.review_desk import samples_of_reviews
from tests.journeys.small_region import Region


def records_by_name(region: Region) -> dict[str, list[Record]]:
    """The sample of each address that asks for one, by the name of the address."""
    samples = samples_of_cases(region) | samples_of_reviews(region) | samples_of_programmes(region)
    found = {name: samples.get(name) or samples.get(name.partition(":")[0]) for name in TABLE}
    return {
        name: [Record(TABLE[name].kind, "mine", ids=ids)]
        for name, ids in found.items()
        if ids and arguments_of(name)
    }
