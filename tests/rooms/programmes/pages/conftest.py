from tests.rooms.programmes.pages.public_reading import calendar

__all__ = ["calendar"]
