"""The small region, in which a firm says what is wrong and its bureau answers."""

from tests.journeys.small_region import region

__all__ = ["region"]
