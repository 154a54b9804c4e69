"""The small region that these tests look at."""

from tests.journeys.small_region import region

__all__ = ["region"]
