"""Acts that succeed, for the forms whose record among the cells is in another state."""

from __future__ import annotations

from tests.journeys.small_region import Region
from tests.proof.authorization.acts import Act
from tests.proof.authorization.cells import Records
from tests.proof.authorization.ready_cases import ready_cases
from tests.proof.authorization.ready_challenges import ready_challenges
from tests.proof.authorization.ready_offers import ready_offers
from tests.proof.authorization.ready_projects import ready_projects
from tests.proof.authorization.ready_reviews import ready_reviews
from tests.proof.authorization.ready_runs import ready_runs
from tests.proof.authorization.ready_stages import ready_stages


def ready_acts(region: Region, records: Records) -> dict[str, Act]:
    """By the name of the address."""
    return {
        **ready_cases(region),
        **ready_challenges(region),
        **ready_offers(region, records),
        **ready_projects(region),
        **ready_reviews(region, records),
        **ready_stages(),
        **ready_runs(),
    }
