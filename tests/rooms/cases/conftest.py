"""What the tests of cases share."""

from tests.rooms.cases.scene import facts

__all__ = ["facts"]
