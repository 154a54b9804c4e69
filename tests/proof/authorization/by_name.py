"""Records of rooms whose addresses each name one of their own: cases, reviews, programmes."""

from __future__ import annotations

from tests.api.addresses import arguments_of
from tests.api.appeal_desk import samples_of_appeals
from tests.api.audiences import Record
from tests.api.case_desk import samples_of_cases
from tests.api.expectations import TABLE
from tests.api.offer_desk import samples_of_offers
from tests.api.points_desk import samples_of_points
from tests.api.programme_desk import samples_of_programme_desk
from tests.api.programme_projects import samples_of_projects
from tests.api.programme_public import samples_of_programmes
from tests.api.review_desk import samples_of_reviews
from tests.journeys.small_region import Region

SAMPLES = (
    samples_of_cases,
    samples_of_offers,
    samples_of_reviews,
    samples_of_points,
    samples_of_appeals,
    samples_of_programmes,
    samples_of_programme_desk,
    samples_of_projects,
)


def records_by_name(region: Region) -> dict[str, list[Record]]:
    """The sample of each address that asks for one, by the name of the address."""
    samples = {name: one for each in SAMPLES for name, one in each(region).items()}
    found = {name: samples.get(name) or samples.get(name.partition(":")[0]) for name in TABLE}
    return {
        name: [Record(TABLE[name].kind, "mine", ids=ids)]
        for name, ids in found.items()
        if ids and arguments_of(name)
    }
